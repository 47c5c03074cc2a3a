//! The sheet of agents: what came of each one's responses, by the page's own figures.

use cubeboard_responses::statistics::Agent;
use cubeboard_responses::statistics::definition::Class;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cell::{Formats, put_text};
use super::plan::Plan;
use super::{begin, filter};

/// Writes the sheet: those with most successes first.
pub fn write(
    sheet: &mut Worksheet,
    plan: &Plan,
    agents: &[Agent],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let wording = plan.wording;
    let columns = [
        (wording.name("submitted_by", |page, _| page.breakdown.agent), 28.0),
        (wording.name("responses", |page, _| page.breakdown.responses), 12.0),
        (wording.name("successes", |page, _| page.breakdown.successes), 12.0),
        (wording.name("failures", |_, text| text.failures), 12.0),
        (wording.name("undecided", |page, _| page.summary.class(Class::Neither)), 14.0),
        (wording.name("success_rate", |page, _| page.breakdown.rate), 14.0),
        (wording.name("success_rate_low", |_, text| text.rate_low), 16.0),
        (wording.name("success_rate_high", |_, text| text.rate_high), 16.0),
    ];
    begin(sheet, wording.name("agents", |page, _| page.breakdown.agents), &columns, formats)?;
    let nobody = wording.name("(nobody)", |_, text| text.no_word);
    let mut row = 1;
    for agent in agents {
        put_text(sheet, (row, 0), agent.name.as_deref().unwrap_or(nobody), &formats.text)?;
        let classes = agent.classes;
        let counts = [classes.responses(), classes.successes, classes.failures, classes.others];
        for (column, count) in (1..).zip(counts) {
            sheet.write_number(row, column, count)?;
        }
        let (low, high) = agent.rate().interval().unzip();
        for (column, share) in (5..).zip([agent.rate().value(), low, high]) {
            if let Some(share) = share {
                sheet.write_number_with_format(row, column, share, &formats.share)?;
            }
        }
        row += 1;
    }
    filter(sheet, row, columns.len())
}
