//! Responses as comma-separated values that spreadsheets open without being asked anything: numbers stay numbers,
//! times are times, and no text is a formula.

use std::io::{self, Write};
use std::ops::RangeInclusive;

use ::csv::{Terminator, WriterBuilder};
use cubeboard_i18n::Language;
use cubeboard_responses::calendar::time::{self, Timestamp};
use cubeboard_responses::column::Column;
use cubeboard_responses::store::{Id, Response};

use crate::clock::Clock;
use crate::guard::harmless;

/// Writes responses one after the other.
#[derive(Debug)]
pub struct Csv<W: Write> {
    rows: ::csv::Writer<W>,
    columns: Vec<Column>,
    has_campaign: bool,
    /// By which times are told; without one, they are the service's own.
    clock: Option<Clock>,
    cell: Vec<u8>,
}

/// How cells are told apart: as the spreadsheets of a country expect it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Commas.
    English,
    /// Semicolons, because the comma is that of decimals.
    Norwegian,
}

impl Dialect {
    /// That of a language's readers.
    pub fn of(language: Language) -> Self {
        match language {
            Language::English => Self::English,
            Language::Bokmal => Self::Norwegian,
        }
    }

    fn begin<W: Write>(self, out: W) -> ::csv::Writer<W> {
        let delimiter = match self {
            Self::English => b',',
            Self::Norwegian => b';',
        };
        let mut builder = WriterBuilder::new();
        builder.delimiter(delimiter).terminator(Terminator::CRLF).from_writer(out)
    }
}

/// Tells Excel that a file it opens is UTF-8; without it, å comes as two other letters, in English too.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The columns of [`Csv::as_served`]; the campaign's comes before the last.
const SERVED: [Column; 8] = Column::ALL;

impl<W: Write> Csv<W> {
    /// A file of what a table shows: these columns under their own names, times by `clock`, to the second. The name of
    /// the time's column tells the clock's offset; `instants` are the earliest and the latest of the rows to come. Before
    /// all stands a byte order mark.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn as_shown(
        mut out: W,
        columns: Vec<Column>,
        language: Language,
        clock: Clock,
        instants: Option<RangeInclusive<i64>>,
    ) -> io::Result<Self> {
        out.write_all(BYTE_ORDER_MARK)?;
        let mut rows = Dialect::of(language).begin(out);
        let text = language.text();
        let clock_name = clock.named(instants, text);
        for column in &columns {
            let name = text.table.column(*column);
            match column {
                Column::Submitted => rows.write_field(format!("{name} ({clock_name})"))?,
                _ => rows.write_field(name)?,
            }
        }
        rows.write_record(None::<&[u8]>)?;
        Ok(Self { rows, columns, has_campaign: false, clock: Some(clock), cell: Vec::new() })
    }

    /// A file for programs: commas, every field under the service's own name, times in UTC as it writes them.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn as_served(out: W) -> io::Result<Self> {
        let mut rows = Dialect::English.begin(out);
        for column in SERVED {
            if column == Column::Comment {
                rows.write_field("campaign_id")?;
            }
            rows.write_field(column.key())?;
        }
        rows.write_record(None::<&[u8]>)?;
        let columns = SERVED.to_vec();
        Ok(Self { rows, columns, has_campaign: true, clock: None, cell: Vec::new() })
    }

    /// Adds a response.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push(&mut self, response: &Response<'_>) -> io::Result<()> {
        for column in &self.columns {
            if self.has_campaign && *column == Column::Comment {
                put_id(response.campaign, &mut self.cell)?;
                self.rows.write_field(&self.cell)?;
                self.cell.clear();
            }
            match column {
                Column::Submitted => {
                    put_time(response.submitted_micros, self.clock.as_ref(), &mut self.cell)?;
                }
                Column::Kind => put_text(response.kind, &mut self.cell),
                Column::Subtype => put_text(response.subtype, &mut self.cell),
                Column::Agent => put_text(response.agent, &mut self.cell),
                Column::Customer => put_text(response.customer, &mut self.cell),
                Column::CrmId => put_id(response.crm_id, &mut self.cell)?,
                Column::ExternalId => put_id(response.external_id, &mut self.cell)?,
                Column::Comment => put_text(response.comment, &mut self.cell),
            }
            self.rows.write_field(&self.cell)?;
            self.cell.clear();
        }
        Ok(self.rows.write_record(None::<&[u8]>)?)
    }

    /// Ends the file, and gives back what it was written to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<W> {
        self.rows.into_inner().map_err(::csv::IntoInnerError::into_error)
    }
}

fn put_time(micros: Option<i64>, clock: Option<&Clock>, cell: &mut Vec<u8>) -> io::Result<()> {
    match (micros, clock) {
        (Some(micros), Some(clock)) => time::write(clock.local(micros), b' ', cell),
        (Some(micros), None) => write!(cell, "{}", Timestamp(micros))?,
        (None, _) => {}
    }
    Ok(())
}

fn put_id(id: Option<Id<'_>>, cell: &mut Vec<u8>) -> io::Result<()> {
    match id {
        Some(Id::Number(number)) => write!(cell, "{number}")?,
        Some(Id::Text(text)) => put_text(Some(text), cell),
        None => {}
    }
    Ok(())
}

fn put_text(text: Option<&str>, cell: &mut Vec<u8>) {
    cell.extend_from_slice(harmless(text.unwrap_or_default()).as_bytes());
}
