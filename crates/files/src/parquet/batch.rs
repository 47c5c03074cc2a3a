//! Values on their way into a column, a batch at a time.

use std::borrow::Cow;

use cubeboard_responses::store::Response;
use parquet::column::writer::ColumnWriterImpl;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int64Type};
use parquet::errors::ParquetError;

/// How many rows a batch has at most.
const BATCH_ROWS: usize = 1024;

/// How long its texts may be together before it is written.
const BATCH_BYTES: usize = 1 << 20;

/// Values that wait to be written, and for each row whether it has one.
struct Batch<'a, 'b, D: DataType> {
    column: &'a mut ColumnWriterImpl<'b, D>,
    values: Vec<D::T>,
    /// Definition levels: 1 for a row with a value, 0 for one without.
    levels: Vec<i16>,
}

impl<'a, 'b, D: DataType> Batch<'a, 'b, D> {
    fn new(column: &'a mut ColumnWriterImpl<'b, D>) -> Self {
        Self { column, values: Vec::new(), levels: Vec::new() }
    }

    fn push(&mut self, value: Option<D::T>) {
        self.levels.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    fn is_full(&self) -> bool {
        self.levels.len() >= BATCH_ROWS
    }

    fn write(&mut self) -> Result<(), ParquetError> {
        self.column.write_batch(&self.values, Some(&self.levels), None)?;
        self.values.clear();
        self.levels.clear();
        Ok(())
    }
}

/// Writes a value of each row into a column of numbers.
pub(super) fn put_numbers<'a>(
    column: &mut ColumnWriterImpl<'_, Int64Type>,
    rows: impl Iterator<Item = Response<'a>>,
    number: impl Fn(&Response<'a>) -> Option<i64>,
) -> Result<(), ParquetError> {
    let mut batch = Batch::new(column);
    for row in rows {
        batch.push(number(&row));
        if batch.is_full() {
            batch.write()?;
        }
    }
    batch.write()
}

/// Writes a value of each row into a column of texts.
pub(super) fn put_texts<'a>(
    column: &mut ColumnWriterImpl<'_, ByteArrayType>,
    rows: impl Iterator<Item = Response<'a>>,
    text: impl Fn(&Response<'a>) -> Option<Cow<'a, str>>,
) -> Result<(), ParquetError> {
    let mut batch = Batch::new(column);
    let mut bytes = 0;
    for row in rows {
        let text = text(&row).map(|it| ByteArray::from(it.into_owned().into_bytes()));
        bytes += text.as_ref().map_or(0, ByteArray::len);
        batch.push(text);
        if batch.is_full() || bytes >= BATCH_BYTES {
            batch.write()?;
            bytes = 0;
        }
    }
    batch.write()
}
