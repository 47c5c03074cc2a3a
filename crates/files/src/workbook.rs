//! The responses as an Excel workbook: what was asked, the responses themselves, and counted by day, agent and outcome,
//! with a chart of the days. Cells are numbers, dates and texts by type; no text is taken for a formula or a link.

mod about;
mod agents;
mod cell;
mod chart;
pub mod counted_rows;
mod counts;
mod days;
mod outcomes;
pub mod plan;
mod responses;
#[cfg(test)]
mod tests;

use std::any::Any;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use cubeboard_cube::loader::Reading;
use cubeboard_responses::rows::Rows;
use cubeboard_responses::statistics::definition::Definition;
use cubeboard_responses::store::Response;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::privacy::Anonymiser;
use crate::rows;
use cell::{Formats, put_text};
use plan::{Plan, Wording};
use responses::Field;

/// What a sheet of Excel has room for, its headings included.
pub const MOST_SHEET_ROWS: u32 = 1_048_576;

/// A paper size as Excel counts them.
const A4: u8 = 9;

/// The first sheet tells of the others.
const ABOUT: usize = 0;

/// A workbook on its way: it takes the responses one after the other, and is written when all are there.
pub struct Writer {
    plan: Plan,
    formats: Formats,
    fields: Vec<Field>,
    anonymiser: Anonymiser,
    book: Workbook,
    /// How many sheets hold responses.
    sheet_count: usize,
    /// Rows of the last one, its headings included.
    sheet_rows: u32,
    /// Rows that a sheet may have, its headings included.
    most_sheet_rows: u32,
    /// Responses in all sheets.
    row_count: u64,
    cut_texts: usize,
}

impl Writer {
    /// A workbook without responses.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn new(plan: Plan) -> io::Result<Self> {
        Self::with_sheets_of(MOST_SHEET_ROWS, plan)
    }

    fn with_sheets_of(most_sheet_rows: u32, plan: Plan) -> io::Result<Self> {
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_creation_datetime(&created(&plan)?));
        book.add_worksheet();
        let mut writer = Self {
            formats: Formats::new(plan.wording),
            fields: responses::fields(&plan),
            anonymiser: Anonymiser::new(plan.privacy(), plan.wording.language()),
            plan,
            book,
            sheet_count: 0,
            sheet_rows: 0,
            most_sheet_rows,
            row_count: 0,
            cut_texts: 0,
        };
        writer.begin_sheet().map_err(io_error)?;
        Ok(writer)
    }

    /// Adds a response to the sheet of responses.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn push(&mut self, response: &Response<'_>) -> io::Result<()> {
        self.put(response).map_err(io_error)
    }

    fn put(&mut self, response: &Response<'_>) -> Result<(), XlsxError> {
        if self.sheet_rows == self.most_sheet_rows {
            self.begin_sheet()?;
        }
        let response = self.anonymiser.apply(response);
        let sheet = self.book.worksheet_from_index(ABOUT + self.sheet_count)?;
        let fields = self.fields.iter().copied().zip(0..);
        for (field, column) in fields {
            let place = (self.sheet_rows, column);
            let cut = field.put(sheet, place, &response, &self.plan, &mut self.formats)?;
            self.cut_texts += cut;
        }
        self.sheet_rows += 1;
        self.row_count += 1;
        Ok(())
    }

    fn begin_sheet(&mut self) -> Result<(), XlsxError> {
        let name = self.plan.wording.name("responses", |page, _| page.table.responses);
        let columns: Vec<_> =
            self.fields.iter().map(|it| (it.heading(&self.plan), it.width())).collect();
        self.filter_last_sheet()?;
        self.sheet_count += 1;
        let sheet = long_sheet(&mut self.book, self.plan.wording)?;
        let name = match self.sheet_count {
            1 => name.to_owned(),
            number => format!("{name} {number}"),
        };
        let columns: Vec<_> = columns.iter().map(|(name, width)| (name.as_str(), *width)).collect();
        begin(sheet, &name, &columns, &self.formats)?;
        self.sheet_rows = 1;
        Ok(())
    }

    fn filter_last_sheet(&mut self) -> Result<(), XlsxError> {
        if self.sheet_count > 0 {
            let sheet = self.book.worksheet_from_index(ABOUT + self.sheet_count)?;
            filter(sheet, self.sheet_rows, self.fields.len())?;
        }
        Ok(())
    }

    /// Writes the workbook; how many texts were too long for a cell and are cut. The other sheets count `rows`, which are
    /// the responses that were added; only agents, types and subtypes of them are written.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self, rows: &dyn Rows, output: impl Write + Send) -> io::Result<usize> {
        self.write(rows, output).map_err(io_error)
    }

    fn write(mut self, rows: &dyn Rows, output: impl Write + Send) -> Result<usize, XlsxError> {
        self.filter_last_sheet()?;
        let Self { plan, formats, mut book, row_count, cut_texts, .. } = self;
        let about = book.worksheet_from_index(ABOUT)?;
        about::write(about, &plan, row_count, cut_texts, &formats)?;
        days::write(book.add_worksheet(), &plan, rows, &formats)?;
        let figures = counts::figures(&plan, rows);
        agents::write(book.add_worksheet(), &plan, &figures.agents(rows.store()), &formats)?;
        outcomes::write(book.add_worksheet(), &plan, &figures.outcomes(rows.store()), &formats)?;
        book.save_to_writer(output)?;
        Ok(cut_texts)
    }
}

/// Writes a workbook of all responses of a reading; how many texts were too long for a cell and are cut. `read_at_micros`
/// is when the last of them was read, in microseconds since 1970, and `definition` what counts as success.
///
/// # Errors
/// When it cannot be written.
pub fn write(
    reading: &Reading,
    read_at_micros: i64,
    definition: Definition,
    output: impl Write + Send,
) -> io::Result<usize> {
    let write = || {
        let mut writer = Writer::new(Plan::of(reading, read_at_micros, definition))?;
        rows::responses(reading).try_for_each(|response| writer.push(&response))?;
        writer.finish(reading, output)
    };
    catch_unwind(AssertUnwindSafe(write)).unwrap_or_else(|panic| Err(full_folder(panic)))
}

/// What the library panics with where the file without a name, in which rows wait, takes no more of them.
const FULL_FILE: &str = "Couldn't write to xml file";

/// The error that such a panic stands for. Any other panic goes on.
fn full_folder(panic: Box<dyn Any + Send>) -> io::Error {
    let is_full = panic.downcast_ref::<String>().is_some_and(|it| it.starts_with(FULL_FILE));
    if !is_full {
        resume_unwind(panic);
    }
    io::Error::other(
        "the folder for temporary files takes no more; free some space, or name another in TMPDIR",
    )
}

/// When the workbook is from by its own account: when its rows were read. Not the time of writing, which the library would
/// ask a clock for.
fn created(plan: &Plan) -> io::Result<ExcelDateTime> {
    ExcelDateTime::from_timestamp(plan.read_at_micros.div_euclid(1_000_000)).map_err(io_error)
}

fn io_error(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error),
    }
}

/// A sheet for many rows: they wait in a temporary file where there may be one, and in memory elsewhere. In a file, rows
/// have to come in order, as they do here.
#[cfg(feature = "temporary-files")]
fn long_sheet(workbook: &mut Workbook, wording: Wording) -> Result<&mut Worksheet, XlsxError> {
    match wording {
        Wording::Served => workbook.add_worksheet_with_constant_memory(),
        Wording::Shown(_) => Ok(workbook.add_worksheet()),
    }
}

/// A sheet for many rows: they wait in a temporary file where there may be one, and in memory elsewhere.
#[cfg(not(feature = "temporary-files"))]
#[expect(clippy::unnecessary_wraps, reason = "a temporary file may fail")]
fn long_sheet(workbook: &mut Workbook, _wording: Wording) -> Result<&mut Worksheet, XlsxError> {
    Ok(workbook.add_worksheet())
}

/// Names a sheet and its columns, each with its width in characters, and keeps their names in view and on every page of
/// paper.
fn begin(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[(&str, f64)],
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    fit_to_paper(sheet);
    for (column, (heading, width)) in (0..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        put_text(sheet, (0, column), heading, &formats.heading)?;
    }
    Ok(())
}

/// Has a sheet printed on pages as wide as it is.
fn fit_to_paper(sheet: &mut Worksheet) {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
}

/// Gives a sheet of so many rows, its headings included, a button at each column that filters by it.
fn filter(sheet: &mut Worksheet, row_count: u32, column_count: usize) -> Result<(), XlsxError> {
    let last_column = u16::try_from(column_count).unwrap_or(u16::MAX).checked_sub(1);
    if let (Some(last_row), Some(last_column)) = (row_count.checked_sub(1), last_column) {
        sheet.autofilter(0, 0, last_row, last_column)?;
    }
    Ok(())
}
