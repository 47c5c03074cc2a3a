//! Output formats of `cubeboard fetch`, written row by row: nothing of a file is held in memory but the row at hand,
//! of a workbook its smaller sheets, and of a Parquet file some pages of a column.

use std::io::{self, Write};

use clap::ValueEnum;
use cubeboard_cube::loader::Reading;
use cubeboard_files::csv::Csv;
use cubeboard_files::json::{Json, Layout};
use cubeboard_files::parquet;
use cubeboard_files::rows::responses;
use cubeboard_files::workbook;
use cubeboard_responses::statistics::definition::Definition;

/// A file's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Comma-separated values by RFC 4180, in UTF-8
    Csv,
    /// One JSON array of objects with Cube's own keys
    Json,
    /// One such object a line
    Ndjson,
    /// A workbook for Excel: responses, days with a chart, agents and outcomes
    Xlsx,
    /// Typed columns for programs, by Apache Parquet
    Parquet,
}

impl Format {
    /// Writes the responses of a reading, read by `now_micros` since 1970, in Cube's order; how many texts had to be cut,
    /// because a workbook's cells hold only so much. A workbook counts by `definition`.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn write(
        self,
        reading: &Reading,
        now_micros: i64,
        definition: Definition,
        output: &mut (impl Write + Send),
    ) -> io::Result<usize> {
        match self {
            Self::Csv => {
                let mut file = Csv::as_served(output)?;
                responses(reading).try_for_each(|it| file.push(&it))?;
                file.finish()?;
            }
            Self::Json => write_json(reading, Layout::Array, output)?,
            Self::Ndjson => write_json(reading, Layout::Lines, output)?,
            Self::Xlsx => return workbook::write(reading, now_micros, definition, output),
            Self::Parquet => parquet::write(reading, now_micros, output)?,
        }
        Ok(0)
    }
}

fn write_json(reading: &Reading, layout: Layout, output: &mut impl Write) -> io::Result<()> {
    let mut file = Json::new(output, layout);
    responses(reading).try_for_each(|it| file.push(&it))?;
    file.finish().map(drop)
}
