//! The sheet of days: how many responses of each type came on each of them, by Oslo's clock.

use cubeboard_cube::loader::Reading;
use cubeboard_responses::calendar::midnights::Calendar;
use cubeboard_responses::store::{ABSENT, Code};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::begin;
use super::cell::{Formats, put_day, put_text};

/// Counts of one type, by day; the last two are of other days and of responses without a time.
struct Kind {
    code: Code,
    counts: Vec<u32>,
}

/// Writes the sheet: a line for each day asked for, and a column for each type, the most frequent first.
pub fn write(
    sheet: &mut Worksheet,
    reading: &Reading,
    calendar: &Calendar,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let kinds = count(reading, calendar);
    let word = |code| reading.store().kinds().word(code).unwrap_or("(no type)");
    let names = kinds.iter().map(|it| (word(it.code), 18.0));
    let columns: Vec<_> = [("day", 14.0), ("responses", 12.0)].into_iter().chain(names).collect();
    begin(sheet, "days", &columns, formats)?;

    let days = calendar.days();
    let mut row = 1;
    for (place, day) in days.iter().enumerate() {
        put_day(sheet, (row, 0), day, formats)?;
        put_counts(sheet, row, &kinds, place)?;
        row += 1;
    }
    // The service may cut its days by another clock.
    for (place, name) in [(days.count(), "other days"), (days.count() + 1, "no time")] {
        if kinds.iter().any(|it| it.counts[place] > 0) {
            put_text(sheet, (row, 0), name, &formats.text)?;
            put_counts(sheet, row, &kinds, place)?;
            row += 1;
        }
    }
    Ok(())
}

fn put_counts(
    sheet: &mut Worksheet,
    row: u32,
    kinds: &[Kind],
    place: usize,
) -> Result<(), XlsxError> {
    let counts = kinds.iter().map(|it| it.counts[place]);
    for (column, count) in (1..).zip(std::iter::once(counts.clone().sum()).chain(counts)) {
        sheet.write_number(row, column, count)?;
    }
    Ok(())
}

fn count(reading: &Reading, calendar: &Calendar) -> Vec<Kind> {
    let day_count = calendar.days().count();
    let mut kinds: Vec<Kind> = Vec::new();
    for rows in reading.segments() {
        for (micros, code) in reading.store().times_and_kinds(rows) {
            let place =
                micros.map_or(day_count + 1, |it| calendar.day_index(it).unwrap_or(day_count));
            let at = kinds.iter().position(|it| it.code == code).unwrap_or_else(|| {
                kinds.push(Kind { code, counts: vec![0; day_count + 2] });
                kinds.len() - 1
            });
            kinds[at].counts[place] += 1;
        }
    }
    kinds.sort_by_key(|it| {
        (std::cmp::Reverse(it.counts.iter().sum::<u32>()), it.code == ABSENT, it.code)
    });
    kinds
}
