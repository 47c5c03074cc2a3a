//! Responses as comma-separated values that spreadsheets open without being asked anything: numbers stay numbers,
//! times are times, and no text is a formula, also to a reader that looks for another separator than the file's.

use std::io::{self, Write};
use std::ops::RangeInclusive;

use cubeboard_i18n::Language;
use cubeboard_responses::calendar::time::{self, Timestamp};
use cubeboard_responses::column::Column;
use cubeboard_responses::store::{Id, Response};

use crate::clock::Clock;
use crate::guard::{ENDS, harmless_by_any_separator};

/// Writes responses one after the other.
#[derive(Debug)]
pub struct Csv<W> {
    out: W,
    dialect: Dialect,
    columns: Vec<Column>,
    has_campaign: bool,
    /// By which times are told; without one, they are the service's own.
    clock: Option<Clock>,
    row: Vec<u8>,
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

    fn separator(self) -> char {
        match self {
            Self::English => ',',
            Self::Norwegian => ';',
        }
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
        let dialect = Dialect::of(language);
        let text = language.text();
        let clock_name = clock.named(instants, text);
        let mut names = Row::begin(dialect, Vec::new());
        for column in &columns {
            let name = text.table.column(*column);
            match column {
                Column::Submitted => names.text(&format!("{name} ({clock_name})")),
                _ => names.text(name),
            }
        }
        out.write_all(&names.end())?;
        Ok(Self { out, dialect, columns, has_campaign: false, clock: Some(clock), row: Vec::new() })
    }

    /// A file for programs: commas, every field under the service's own name, times in UTC as it writes them.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn as_served(mut out: W) -> io::Result<Self> {
        let dialect = Dialect::English;
        let mut names = Row::begin(dialect, Vec::new());
        for column in SERVED {
            if column == Column::Comment {
                names.text("campaign_id");
            }
            names.text(column.key());
        }
        out.write_all(&names.end())?;
        let columns = SERVED.to_vec();
        Ok(Self { out, dialect, columns, has_campaign: true, clock: None, row: Vec::new() })
    }

    /// Adds a response.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push(&mut self, response: &Response<'_>) -> io::Result<()> {
        let mut row = Row::begin(self.dialect, std::mem::take(&mut self.row));
        for column in &self.columns {
            if self.has_campaign && *column == Column::Comment {
                row.id(response.campaign)?;
            }
            match column {
                Column::Submitted => row.time(response.submitted_micros, self.clock.as_ref())?,
                Column::Kind => row.text(response.kind.unwrap_or_default()),
                Column::Subtype => row.text(response.subtype.unwrap_or_default()),
                Column::Agent => row.text(response.agent.unwrap_or_default()),
                Column::Customer => row.text(response.customer.unwrap_or_default()),
                Column::CrmId => row.id(response.crm_id)?,
                Column::ExternalId => row.id(response.external_id)?,
                Column::Comment => row.text(response.comment.unwrap_or_default()),
            }
        }
        self.row = row.end();
        self.out.write_all(&self.row)?;
        self.row.clear();
        Ok(())
    }

    /// Ends the file, and gives back what it was written to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

/// A row on its way. Of our own and not of the csv crate, which quotes for the file's separator alone.
struct Row {
    cells: Vec<u8>,
    is_first: bool,
    separator: char,
}

impl Row {
    /// A row without cells, in a buffer that is empty.
    fn begin(dialect: Dialect, cells: Vec<u8>) -> Self {
        Self { cells, is_first: true, separator: dialect.separator() }
    }

    /// Begins a cell behind those before.
    fn cell(&mut self) -> &mut Vec<u8> {
        if !std::mem::take(&mut self.is_first) {
            let mut separator = [0; 4];
            let separator = self.separator.encode_utf8(&mut separator);
            self.cells.extend_from_slice(separator.as_bytes());
        }
        &mut self.cells
    }

    /// A cell that is no formula, in quotation marks wherever some reader would see more than one cell in it.
    fn text(&mut self, text: &str) {
        let text = harmless_by_any_separator(text, self.separator);
        let cells = self.cell();
        if !text.contains('"') && !text.contains(ENDS) {
            return cells.extend_from_slice(text.as_bytes());
        }
        cells.push(b'"');
        cells.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        cells.push(b'"');
    }

    fn time(&mut self, micros: Option<i64>, clock: Option<&Clock>) -> io::Result<()> {
        let cells = self.cell();
        match (micros, clock) {
            (Some(micros), Some(clock)) => {
                time::write(clock.local(micros), b' ', cells);
                // An hour that autumn repeats is told apart, so that what was written can be read again in order.
                cells
                    .extend_from_slice(clock.telling_offset(micros).unwrap_or_default().as_bytes());
            }
            (Some(micros), None) => write!(cells, "{}", Timestamp(micros))?,
            (None, _) => {}
        }
        Ok(())
    }

    fn id(&mut self, id: Option<Id<'_>>) -> io::Result<()> {
        match id {
            Some(Id::Number(number)) => write!(self.cell(), "{number}")?,
            Some(Id::Text(text)) => self.text(text),
            None => drop(self.cell()),
        }
        Ok(())
    }

    /// The row with its end. One of a single empty cell is in quotation marks, because readers pass over an empty line.
    fn end(mut self) -> Vec<u8> {
        if self.cells.is_empty() {
            self.cells.extend_from_slice(b"\"\"");
        }
        self.cells.extend_from_slice(b"\r\n");
        self.cells
    }
}
