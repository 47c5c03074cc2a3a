//! The files that responses can be written to, row by row: nothing of a file is held in memory but the row at hand,
//! and of a workbook its smaller sheets.

use std::io::{self, Write};

use clap::ValueEnum;
use csv::{Terminator, WriterBuilder};
use cubeboard_core::api::write::write_row;
use cubeboard_core::loader::Reading;
use cubeboard_core::store::Response;

use crate::fetch::guard::harmless;
use crate::fetch::row::{id_text, utc};
use crate::fetch::workbook;

/// A file's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Comma-separated values by RFC 4180, in UTF-8
    Csv,
    /// One JSON array of objects with Cube's own keys
    Json,
    /// One such object a line
    Ndjson,
    /// A workbook for Excel: responses, days and agents
    Xlsx,
}

/// The columns of a CSV file, by Cube's names.
pub const CSV_COLUMNS: [&str; 9] = [
    "submitted_when",
    "type",
    "subtype",
    "submitted_by",
    "customer_name",
    "crm_customer_id",
    "external_customer_id",
    "campaign_id",
    "comment",
];

impl Format {
    /// Writes the responses of a reading in Cube's order; how many texts had to be cut, because a workbook's cells hold
    /// only so much.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn write(self, reading: &Reading, output: &mut (impl Write + Send)) -> io::Result<usize> {
        match self {
            Self::Csv => write_csv(reading, output)?,
            Self::Json => write_json(reading, output)?,
            Self::Ndjson => write_lines(reading, output)?,
            Self::Xlsx => return workbook::write(reading, output),
        }
        Ok(0)
    }
}

/// The rows that count, in Cube's order.
pub fn responses(reading: &Reading) -> impl Iterator<Item = Response<'_>> {
    reading.segments().flatten().filter_map(|row| reading.store().row(row))
}

fn write_csv(reading: &Reading, output: &mut impl Write) -> io::Result<()> {
    let mut file = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(output);
    file.write_record(CSV_COLUMNS)?;
    for it in responses(reading) {
        let time = it.submitted_micros.map(utc).unwrap_or_default();
        let [crm_id, external_id, campaign] =
            [it.crm_id, it.external_id, it.campaign].map(|id| id.map(id_text).unwrap_or_default());
        let cells = [
            &time,
            it.kind.unwrap_or_default(),
            it.subtype.unwrap_or_default(),
            it.agent.unwrap_or_default(),
            it.customer.unwrap_or_default(),
            &crm_id,
            &external_id,
            &campaign,
            it.comment.unwrap_or_default(),
        ];
        file.write_record(cells.map(harmless).iter().map(|cell| cell.as_bytes()))?;
    }
    file.flush()
}

fn write_json(reading: &Reading, output: &mut impl Write) -> io::Result<()> {
    let mut line = b"[\n".to_vec();
    for response in responses(reading) {
        write_row(&response, &mut line);
        output.write_all(&line)?;
        line.clear();
        line.extend_from_slice(b",\n");
    }
    output.write_all(if line.starts_with(b"[") { b"[]\n" } else { b"\n]\n" })
}

fn write_lines(reading: &Reading, output: &mut impl Write) -> io::Result<()> {
    let mut line = Vec::new();
    for response in responses(reading) {
        write_row(&response, &mut line);
        line.push(b'\n');
        output.write_all(&line)?;
        line.clear();
    }
    Ok(())
}
