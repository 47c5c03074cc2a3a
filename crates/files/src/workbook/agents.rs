//! The sheet of agents: what came of each one's responses, by the page's own figures.

use cubeboard_cube::loader::Reading;
use cubeboard_responses::calendar::midnights::Calendar;
use cubeboard_responses::series::Stack;
use cubeboard_responses::statistics::definition::Definition;
use cubeboard_responses::statistics::{Basis, Figures};
use cubeboard_responses::view::View;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::begin;
use super::cell::{Formats, put_text};

const COLUMNS: [(&str, f64); 6] = [
    ("submitted_by", 28.0),
    ("responses", 12.0),
    ("successes", 12.0),
    ("failures", 12.0),
    ("undecided", 12.0),
    ("success_rate", 14.0),
];

/// Writes the sheet: those with most successes first. A "Sale" is a success, as on a page that was not told otherwise.
pub fn write(
    sheet: &mut Worksheet,
    reading: &Reading,
    calendar: Calendar,
    formats: &Formats,
) -> Result<(), XlsxError> {
    begin(sheet, "agents", &COLUMNS, formats)?;
    let view = View::new(reading, calendar);
    let basis = Basis { definition: Definition::default(), stack: Stack::Nothing };
    let mut figures = Figures::new(&view, basis.clone());
    while figures.advance(&view, reading, &basis) {}
    for (row, agent) in (1..).zip(figures.agents(reading.store())) {
        put_text(sheet, (row, 0), agent.name.as_deref().unwrap_or("(nobody)"), &formats.text)?;
        let classes = agent.classes;
        let counts = [classes.responses(), classes.successes, classes.failures, classes.others];
        for (column, count) in (1..).zip(counts) {
            sheet.write_number(row, column, count)?;
        }
        if let Some(rate) = agent.rate().value() {
            sheet.write_number_with_format(row, 5, rate, &formats.share)?;
        }
    }
    Ok(())
}
