//! Parquet files, read back by the library that wrote them; tests/pyarrow.rs has an independent reader.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod readings;
mod rows;

use std::fs::File;
use std::io::{self, Seek as _, Write};

use cubeboard_cube::loader::{Loader, Reading};
use cubeboard_files::parquet::{GROUP_ROWS, write};
use cubeboard_responses::store::{Id, Response};
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use proptest::prelude::*;
use readings::{january, reading, responses};
use rows::{HOSTILE, id_text, row};
use serde_json::{Value, json};

/// 2023-11-14T22:13:20.000001Z.
const READ_AT_MICROS: i64 = 1_700_000_000_000_001;

fn written(reading: &Reading) -> SerializedFileReader<File> {
    let mut file = tempfile::tempfile().unwrap();
    write(reading, READ_AT_MICROS, &mut file).unwrap();
    file.rewind().unwrap();
    SerializedFileReader::new(file).unwrap()
}

fn text(text: Option<&str>) -> Field {
    text.map_or(Field::Null, |it| Field::Str(it.to_owned()))
}

/// An id as a column of integers or of texts has it.
fn id(id: Option<Id<'_>>, is_integer: bool) -> Field {
    match id {
        Some(Id::Number(number)) if is_integer => Field::Long(i64::try_from(number).unwrap()),
        Some(_) => Field::Str(id_text(id)),
        None => Field::Null,
    }
}

fn is_integer(id: Option<Id<'_>>) -> bool {
    match id {
        Some(Id::Number(number)) => i64::try_from(number).is_ok(),
        Some(Id::Text(_)) => false,
        None => true,
    }
}

/// Every row of the reading is in the file, in order and cell by cell.
#[track_caller]
fn check(reading: &Reading) {
    let are_integers = |id: fn(Response<'_>) -> bool| responses(reading).all(id);
    let crm = are_integers(|it| is_integer(it.crm_id));
    let external = are_integers(|it| is_integer(it.external_id));
    let file = written(reading);
    let mut cells = file.get_row_iter(None).unwrap();
    for row in responses(reading) {
        let expected = [
            ("submitted_when", row.submitted_micros.map_or(Field::Null, Field::TimestampMicros)),
            ("type", text(row.kind)),
            ("subtype", text(row.subtype)),
            ("submitted_by", text(row.agent)),
            ("customer_name", text(row.customer)),
            ("crm_customer_id", id(row.crm_id, crm)),
            ("external_customer_id", id(row.external_id, external)),
            ("campaign_id", id(row.campaign, true)),
            ("comment", text(row.comment)),
        ];
        let cells = cells.next().unwrap().unwrap();
        let cells: Vec<_> =
            cells.get_column_iter().map(|(name, it)| (&**name, it.clone())).collect();
        assert_eq!(cells, expected);
    }
    assert!(cells.next().is_none());
}

fn wire(texts: [&Option<String>; 5], ids: [&Option<String>; 2], when: Option<&str>) -> Value {
    let [agent, kind, subtype, customer, comment] = texts;
    let [crm_id, external_id] = ids;
    json!({
        "submitted_by": agent, "submitted_when": when, "type": kind, "subtype": subtype,
        "customer_name": customer, "comment": comment, "campaign_id": 926,
        "crm_customer_id": crm_id, "external_customer_id": external_id,
    })
}

/// January with rows of these external ids.
fn of_ids(ids: &[Value]) -> Loader {
    let row = |id| json!({"submitted_when": "2017-01-10T12:00:00Z", "external_customer_id": id});
    january(&ids.iter().map(row).collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn every_row_comes_back(
        rows in proptest::collection::vec((row(), proptest::option::of(0..59_u32)), 0..40),
    ) {
        let rows: Vec<_> = rows.iter().map(|(row, second)| {
            let when = second.map(|it| format!("2017-01-10T12:00:{it:02}.{it:06}Z"));
            wire(row.texts.each_ref(), [&row.ids[1], &row.ids[2]], when.as_deref())
        }).collect();
        check(reading(&january(&rows)));
    }
}

#[test]
fn odd_texts_come_back() {
    let texts = HOSTILE.map(|it| Some(it.to_owned()));
    let rows = texts.each_ref().map(|it| wire([it; 5], [it; 2], Some("2017-01-10T12:00:00Z")));
    let loader = january(&rows);
    assert_eq!(responses(reading(&loader)).count(), HOSTILE.len());
    check(reading(&loader));
}

#[test]
fn ids_are_integers_where_all_of_them_are() {
    for (ids, is_integer) in [
        (vec![json!(97_135), json!("12"), Value::Null], true),
        (vec![json!(0), json!(i64::MAX)], true),
        (vec![], true),
        (vec![Value::Null], true),
        (vec![json!(1), json!(i64::MAX as u64 + 1)], false),
        (vec![json!(1), json!(u64::MAX)], false),
        (vec![json!(1), json!("007")], false),
        (vec![json!("A-97"), json!(1)], false),
    ] {
        let loader = of_ids(&ids);
        check(reading(&loader));
        let file = written(reading(&loader));
        let schema = file.metadata().file_metadata().schema_descr_ptr();
        let physical = schema.column(6).physical_type();
        let expected =
            if is_integer { parquet::basic::Type::INT64 } else { parquet::basic::Type::BYTE_ARRAY };
        assert_eq!(physical, expected, "{ids:?}");
    }
}

#[test]
fn a_long_list_is_in_groups_of_rows() {
    let rows: Vec<_> = (0..=GROUP_ROWS)
        .map(|it| json!({"submitted_when": "2017-01-10T12:00:00Z", "crm_customer_id": it}))
        .collect();
    let loader = january(&rows);
    check(reading(&loader));
    let file = written(reading(&loader));
    let groups = file.metadata().row_groups().iter().map(RowGroupMetaData::num_rows);
    assert!(groups.eq([i64::try_from(GROUP_ROWS).unwrap(), 1]));
}

/// A file that takes a number of bytes.
struct Disk {
    bytes_left: usize,
}

impl Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let left = self.bytes_left.checked_sub(bytes.len());
        self.bytes_left = left.ok_or(io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_disk_that_is_full_is_told_as_such() {
    let loader = of_ids(&[json!(1)]);
    for bytes_left in [0, 3, 100, 1000] {
        let error = write(reading(&loader), READ_AT_MICROS, Disk { bytes_left });
        assert_eq!(error.unwrap_err().kind(), io::ErrorKind::StorageFull, "{bytes_left}");
    }
}

#[test]
fn an_empty_list_is_a_file_of_columns_without_rows() {
    let loader = january(&[]);
    check(reading(&loader));
    let file = written(reading(&loader));
    assert_eq!(file.metadata().file_metadata().schema_descr().num_columns(), 9);
}

#[test]
fn the_same_reading_makes_the_same_file() {
    let loader = of_ids(&[json!(1), json!("A"), Value::Null]);
    let bytes = || {
        let mut file = Vec::new();
        write(reading(&loader), READ_AT_MICROS, &mut file).unwrap();
        file
    };
    assert!(bytes() == bytes());
}
