//! The responses as an Excel workbook: themselves, and counted by day and by agent. Cells are numbers, dates and texts
//! by type; no text is taken for a formula or a link.

mod agents;
mod cell;
mod days;

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::NaiveTime;
use cubeboard_cube::loader::Reading;
use cubeboard_responses::calendar::midnights::Calendar;
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::store::Response;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::clock::Clock;
use crate::rows::responses;
use cell::{Formats, put_id, put_text, put_time};

/// What a sheet of Excel has room for, its headings included.
const MOST_ROWS: usize = 1_048_576;

/// The columns of the responses: Cube's names, and Oslo's clock beside the first.
const COLUMNS: [(&str, f64); 10] = [
    ("submitted_when", 22.0),
    ("submitted_oslo", 22.0),
    ("type", 18.0),
    ("subtype", 24.0),
    ("submitted_by", 28.0),
    ("customer_name", 28.0),
    ("crm_customer_id", 16.0),
    ("external_customer_id", 20.0),
    ("campaign_id", 12.0),
    ("comment", 60.0),
];

/// Writes a workbook; how many texts were too long for a cell and are cut.
///
/// # Errors
/// When it cannot be written.
pub fn write(reading: &Reading, output: impl Write + Send) -> io::Result<usize> {
    // The library writes rows into a file without a name while they come, and panics where that fails.
    let written = catch_unwind(AssertUnwindSafe(|| write_sheets(reading, output)));
    match written {
        Ok(written) => written.map_err(|error| match error {
            XlsxError::IoError(error) => error,
            error => io::Error::other(error),
        }),
        Err(_) => Err(io::Error::other(
            "the folder for temporary files takes no more; free some space, or name another in TMPDIR",
        )),
    }
}

fn write_sheets(reading: &Reading, output: impl Write + Send) -> Result<usize, XlsxError> {
    let formats = Formats::default();
    let mut workbook = Workbook::new();
    // Not the time of writing: the same responses make the same file.
    let last_day = reading.query().days.last().and_time(NaiveTime::MIN).and_utc().timestamp();
    let created = ExcelDateTime::from_timestamp(last_day)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));

    let mut cut = 0;
    let mut rows = responses(reading).peekable();
    let mut number = 1;
    while number == 1 || rows.peek().is_some() {
        let sheet = long_sheet(&mut workbook)?;
        let name = if number == 1 { "responses".to_owned() } else { format!("responses {number}") };
        begin(sheet, &name, &COLUMNS, &formats)?;
        for (row, response) in (1..).zip(rows.by_ref().take(MOST_ROWS - 1)) {
            cut += put_response(sheet, row, &response, &formats)?;
        }
        number += 1;
    }
    let calendar = Calendar::new(reading.query().days, Zone::Oslo);
    days::write(workbook.add_worksheet(), reading, &calendar, &formats)?;
    agents::write(workbook.add_worksheet(), reading, calendar, &formats)?;
    workbook.save_to_writer(output)?;
    Ok(cut)
}

/// A sheet for many rows: they wait in a temporary file where there may be one, and in memory elsewhere.
#[cfg(feature = "temporary-files")]
fn long_sheet(workbook: &mut Workbook) -> Result<&mut Worksheet, XlsxError> {
    workbook.add_worksheet_with_constant_memory()
}

/// A sheet for many rows: they wait in a temporary file where there may be one, and in memory elsewhere.
#[cfg(not(feature = "temporary-files"))]
#[expect(clippy::unnecessary_wraps, reason = "a temporary file may fail")]
fn long_sheet(workbook: &mut Workbook) -> Result<&mut Worksheet, XlsxError> {
    Ok(workbook.add_worksheet())
}

/// Names a sheet and its columns, each with its width in characters, and keeps their names in view.
fn begin(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[(&str, f64)],
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (column, (heading, width)) in (0..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        put_text(sheet, (0, column), heading, &formats.heading)?;
    }
    Ok(())
}

fn put_response(
    sheet: &mut Worksheet,
    row: u32,
    response: &Response<'_>,
    formats: &Formats,
) -> Result<usize, XlsxError> {
    if let Some(micros) = response.submitted_micros {
        let local = Zone::Oslo.local(micros).and_utc().timestamp_micros();
        let offset = Clock::Zone(Zone::Oslo).telling_offset(micros);
        put_time(sheet, (row, 0), micros, &formats.time)?;
        put_time(sheet, (row, 1), local, formats.local_time(offset.as_deref()))?;
    }
    let mut cut = 0;
    let texts = [response.kind, response.subtype, response.agent, response.customer];
    for (column, text) in (2..).zip(texts).chain([(9, response.comment)]) {
        cut += put_text(sheet, (row, column), text.unwrap_or_default(), &formats.text)?;
    }
    let ids = [response.crm_id, response.external_id, response.campaign];
    for (column, id) in (6..).zip(ids) {
        put_id(sheet, (row, column), id, formats)?;
    }
    Ok(cut)
}
