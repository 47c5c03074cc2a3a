//! The sheet of outcomes: how often each type occurred with each subtype, and what it counts as.

use cubeboard_responses::statistics::OutcomeCount;
use cubeboard_responses::statistics::definition::Class;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cell::{Formats, put_text};
use super::plan::{Plan, Wording};
use super::{begin, filter};

/// Writes the sheet: the most frequent first.
pub fn write(
    sheet: &mut Worksheet,
    plan: &Plan,
    outcomes: &[OutcomeCount],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let wording = plan.wording;
    let columns = [
        (wording.name("type", |page, _| page.table.kind), 24.0),
        (wording.name("subtype", |page, _| page.table.subtype), 28.0),
        (wording.name("counts_as", |_, text| text.counts_as), 18.0),
        (wording.name("responses", |page, _| page.breakdown.responses), 12.0),
        (wording.name("share", |page, _| page.breakdown.share), 12.0),
    ];
    begin(sheet, wording.name("outcomes", |page, _| page.breakdown.outcomes), &columns, formats)?;
    let total: u32 = outcomes.iter().map(|it| it.count).sum();
    let mut row = 1;
    for outcome in outcomes {
        let words = [outcome.kind.as_deref(), outcome.subtype.as_deref()];
        for (column, word) in (0..).zip(words) {
            put_text(sheet, (row, column), word.unwrap_or_default(), &formats.text)?;
        }
        put_text(sheet, (row, 2), class_name(wording, outcome.class), &formats.text)?;
        sheet.write_number(row, 3, outcome.count)?;
        let share = f64::from(outcome.count) / f64::from(total.max(1));
        sheet.write_number_with_format(row, 4, share, &formats.share)?;
        row += 1;
    }
    filter(sheet, row, columns.len())
}

fn class_name(wording: Wording, class: Class) -> &'static str {
    let served = match class {
        Class::Success => "success",
        Class::Failure => "failure",
        Class::Neither => "undecided",
    };
    wording.name(served, |page, _| page.summary.class(class))
}
