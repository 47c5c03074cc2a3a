//! The sheet of days: how many responses of each type came on each of them by the plan's clock, what came of them, and a
//! chart.

use cubeboard_responses::rows::Rows;
use cubeboard_responses::series::{MEAN_DAYS, trailing_sums};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cell::{Formats, put_day, put_text};
use super::chart::{self, DayColumns};
use super::counts::DayCounts;
use super::plan::Plan;
use super::{begin, filter};

/// Writes the sheet: a line for each day asked for, and a column for each type, the most frequent first.
pub fn write(
    sheet: &mut Worksheet,
    plan: &Plan,
    rows: &dyn Rows,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let wording = plan.wording;
    let counts = DayCounts::new(plan, rows);
    let no_kind = wording.name("(no type)", |_, text| text.no_word);
    let kind = |code| rows.store().kinds().word(code).unwrap_or(no_kind);
    let before = [
        (wording.name("day", |page, _| page.chart.day), 14.0),
        (wording.name("responses", |page, _| page.table.responses), 12.0),
    ];
    let after = [
        (wording.name("successes", |page, _| page.breakdown.successes), 12.0),
        (wording.name("success_rate", |page, _| page.breakdown.rate), 14.0),
        (wording.name("successes_7_day_mean", |_, text| text.successes_mean), 24.0),
    ];
    let kinds = counts.kinds.iter().map(|(code, _)| (kind(*code), 18.0));
    let columns: Vec<_> = before.into_iter().chain(kinds).chain(after).collect();
    let name = wording.name("days", |_, text| text.days);
    begin(sheet, name, &columns, formats)?;

    let days = plan.calendar.days();
    let mut row = 1;
    for (place, day) in days.iter().enumerate() {
        put_day(sheet, (row, 0), day, &formats.day)?;
        put_counts(sheet, row, &counts, place, formats)?;
        row += 1;
    }
    // The service may cut its days by another clock.
    let others = [
        (days.count(), wording.name("other days", |_, text| text.other_days)),
        (days.count() + 1, wording.name("no time", |_, text| text.no_time)),
    ];
    for (place, name) in others {
        if counts.responses(place) > 0 {
            put_text(sheet, (row, 0), name, &formats.text)?;
            put_counts(sheet, row, &counts, place, formats)?;
            row += 1;
        }
    }
    filter(sheet, row, columns.len())?;

    let first_after = u16::try_from(before.len() + counts.kinds.len()).unwrap_or(u16::MAX);
    let mean = put_mean(sheet, plan, &counts, first_after + 2, formats)?;
    let has_failures = counts.failures.iter().take(days.count()).any(|count| *count > 0);
    let columns = DayColumns {
        last_row: u32::try_from(days.count()).unwrap_or(u32::MAX),
        successes: first_after,
        rate: has_failures.then_some(first_after + 1),
        mean: mean.then_some(first_after + 2),
    };
    chart::insert(sheet, plan, name, &columns)
}

fn put_counts(
    sheet: &mut Worksheet,
    row: u32,
    counts: &DayCounts,
    place: usize,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let kinds = counts.kinds.iter().map(|(_, days)| days[place]);
    let numbers = std::iter::once(counts.responses(place)).chain(kinds);
    let mut next = 1;
    for count in numbers.chain([counts.successes[place]]) {
        sheet.write_number(row, next, count)?;
        next += 1;
    }
    if let Some(rate) = counts.rate(place).value() {
        sheet.write_number_with_format(row, next, rate, &formats.share)?;
    }
    Ok(())
}

/// Writes the 7-day mean of the successes, of days that had ended; whether it makes a line, as on the page.
fn put_mean(
    sheet: &mut Worksheet,
    plan: &Plan,
    counts: &DayCounts,
    column: u16,
    formats: &Formats,
) -> Result<bool, XlsxError> {
    let days = plan.calendar.days();
    let read_on = plan.clock.local(plan.read_at_micros).date();
    let ended = days.iter().take_while(|day| *day < read_on).count();
    let successes = counts.successes.get(..days.count()).unwrap_or_default();
    for (row, sum) in (1..).zip(trailing_sums(successes, ended)) {
        if let Some(sum) = sum {
            let mean = f64::from(sum) / f64::from(MEAN_DAYS);
            sheet.write_number_with_format(row, column, mean, &formats.mean)?;
        }
    }
    Ok(ended > usize::from(MEAN_DAYS))
}
