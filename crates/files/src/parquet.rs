//! Responses as an Apache Parquet file: typed columns, compressed with zstd, in row groups. What was asked, when it was
//! read and whether it is everything stands in the file's key-value metadata.
//!
//! Beside the rows of the reading, no more is held at a time than the row numbers of a group and some pages of one column.

mod batch;
mod schema;

use std::io::{self, Write};
use std::sync::Arc;

use cubeboard_cube::loader::Reading;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::ColumnPath;

use crate::privacy::{Agents, PersonalData, Privacy};
use crate::snapshot::head::Head;
use schema::{FIELDS, Field, Schema};

/// How many rows a group has at most: enough to compress well, and few enough that readers skip much by its statistics.
pub const GROUP_ROWS: usize = 1 << 17;

/// Writes the responses of a reading, which was read by `now_micros` since 1970, in Cube's order.
///
/// # Errors
/// When the file cannot be written.
pub fn write(reading: &Reading, now_micros: i64, output: impl Write + Send) -> io::Result<()> {
    write_groups(reading, now_micros, output).map_err(|error| match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    })
}

fn write_groups(
    reading: &Reading,
    now_micros: i64,
    output: impl Write + Send,
) -> Result<(), ParquetError> {
    let schema = Schema::of(reading);
    let properties = properties(reading, now_micros, &schema)?;
    let mut file = SerializedFileWriter::new(output, schema.root()?, Arc::new(properties))?;
    let mut rows = reading.segments().flatten();
    loop {
        let group: Vec<u32> = rows.by_ref().take(GROUP_ROWS).collect();
        if group.is_empty() {
            break;
        }
        let mut writer = file.next_row_group()?;
        for field in FIELDS {
            let Some(mut column) = writer.next_column()? else { break };
            let responses = group.iter().filter_map(|row| reading.store().row(*row));
            if schema.is_text(field) {
                batch::put_texts(column.typed(), responses, |it| field.text(it))?;
            } else {
                batch::put_numbers(column.typed(), responses, |it| field.number(it))?;
            }
            column.close()?;
        }
        writer.close()?;
    }
    file.close().map(drop)
}

fn properties(
    reading: &Reading,
    now_micros: i64,
    schema: &Schema,
) -> Result<WriterProperties, ParquetError> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_key_value_metadata(Some(metadata(reading, now_micros)?));
    let properties = FIELDS
        .into_iter()
        .fold(properties, |properties, field| encode(properties, field, schema.is_text(field)));
    Ok(properties.build())
}

/// Words get a dictionary, and so do texts for as long as it is small. Numbers that are nearly all different are written as
/// the differences between them.
fn encode(
    properties: WriterPropertiesBuilder,
    field: Field,
    is_text: bool,
) -> WriterPropertiesBuilder {
    if is_text || field.is_word() {
        return properties;
    }
    let path = ColumnPath::from(field.key());
    properties
        .set_column_dictionary_enabled(path.clone(), false)
        .set_column_encoding(path, Encoding::DELTA_BINARY_PACKED)
}

/// What the file tells of itself, in the words of a snapshot's head.
fn metadata(reading: &Reading, now_micros: i64) -> Result<Vec<KeyValue>, ParquetError> {
    let all = Privacy { personal_data: PersonalData::Keep, agents: Agents::Keep };
    let Head { query, read_at, zone, completeness, .. } = Head::of(reading, now_micros, all);
    let json = |it: serde_json::Result<String>| it.map_err(|it| ParquetError::External(it.into()));
    let values = [
        ("cubeboard.query", json(serde_json::to_string(&query))?),
        ("cubeboard.read_at", read_at),
        ("cubeboard.zone", zone),
        ("cubeboard.completeness", json(serde_json::to_string(&completeness))?),
    ];
    Ok(values.map(|(key, value)| KeyValue::new(key.to_owned(), value)).into())
}
