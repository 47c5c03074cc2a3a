//! Parquet files as pyarrow reads them, Apache Arrow's library for Python: another implementation than the one that
//! wrote them.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests may do as tests do")]

mod readings;
mod rows;

use std::fs::File;
use std::process::Command;

use cubeboard_cube::loader::Reading;
use cubeboard_files::parquet::{GROUP_ROWS, write};
use cubeboard_responses::store::{Id, Response};
use readings::{january, reading, responses};
use rows::{HOSTILE, id_text};
use serde_json::{Value, json};

/// 2023-11-14T22:13:20.000001Z.
const READ_AT_MICROS: i64 = 1_700_000_000_000_001;

/// What pyarrow reads of a reading's file.
fn read(reading: &Reading) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("responses.parquet");
    write(reading, READ_AT_MICROS, File::create(&path).unwrap()).unwrap();
    let output = Command::new("python3")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pyarrow/read.py"))
        .arg(&path)
        .env("PYTHONPATH", std::env::var_os("PYARROW").unwrap_or_default())
        .output()
        .expect("Python is installed, and pyarrow by script/setup test");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A column's values, row by row.
fn values(reading: &Reading, value: impl Fn(Response<'_>) -> Value) -> Value {
    responses(reading).map(value).collect()
}

fn text(id: Option<Id<'_>>) -> Value {
    json!(id.map(|it| id_text(Some(it))))
}

/// Rows with every field, none and odd texts, in the order of their times.
fn mixed() -> Vec<Value> {
    let hostile = HOSTILE.into_iter().chain(["Åse Østby", "e\u{301}"]).enumerate().map(|(place, text)| {
        json!({
            "submitted_when": format!("2017-01-10T12:00:{place:02}.257789Z"), "campaign_id": 926,
            "type": text, "subtype": text, "submitted_by": text, "customer_name": text,
            "comment": text, "external_customer_id": text, "crm_customer_id": place,
        })
    });
    let bare = json!({"submitted_when": "2017-01-31T22:59:59.999999Z"});
    hostile.chain([bare, json!({"crm_customer_id": i64::MAX})]).collect()
}

#[test]
fn every_value_is_read_as_its_type() {
    let loader = january(&mixed());
    let reading = reading(&loader);
    let file = read(reading);
    let expected = json!([
        ["submitted_when", "timestamp[us, tz=UTC]"],
        ["type", "string"],
        ["subtype", "string"],
        ["submitted_by", "string"],
        ["customer_name", "string"],
        ["crm_customer_id", "int64"],
        ["external_customer_id", "string"],
        ["campaign_id", "int64"],
        ["comment", "string"],
    ]);
    assert_eq!(file["types"], expected);
    assert_eq!(responses(reading).count(), mixed().len());
    let read = &file["values"];
    assert_eq!(read["submitted_when"], values(reading, |it| json!(it.submitted_micros)));
    assert_eq!(read["type"], values(reading, |it| json!(it.kind)));
    assert_eq!(read["subtype"], values(reading, |it| json!(it.subtype)));
    assert_eq!(read["submitted_by"], values(reading, |it| json!(it.agent)));
    assert_eq!(read["customer_name"], values(reading, |it| json!(it.customer)));
    assert_eq!(read["crm_customer_id"], values(reading, |it| json!(it.crm_id)));
    assert_eq!(read["external_customer_id"], values(reading, |it| text(it.external_id)));
    assert_eq!(read["campaign_id"], values(reading, |it| json!(it.campaign)));
    assert_eq!(read["comment"], values(reading, |it| json!(it.comment)));
}

#[test]
fn metadata_tell_the_question_the_time_of_reading_and_completeness() {
    let loader = january(&mixed());
    let metadata = &read(reading(&loader))["metadata"];
    assert_eq!(metadata.as_object().unwrap().len(), 4, "{metadata}");
    assert_eq!(metadata["cubeboard.read_at"], "2023-11-14T22:13:20.000001Z");
    assert_eq!(metadata["cubeboard.zone"], "Europe/Oslo");
    let json = |key: &str| serde_json::from_str::<Value>(metadata[key].as_str().unwrap()).unwrap();
    let query = json!({"campaigns": [926], "from": "2017-01-01", "to": "2017-01-31", "type": null});
    assert_eq!(json("cubeboard.query"), query);
    let count = mixed().len();
    let complete = json!({"state": "complete", "rows": count, "expected": count, "missing": 0});
    assert_eq!(json("cubeboard.completeness"), complete);
}

#[test]
fn words_have_a_dictionary_and_each_column_its_statistics() {
    let loader = january(&mixed());
    let file = read(reading(&loader));
    let columns = &file["groups"][0]["columns"];
    for word in ["type", "subtype", "submitted_by", "campaign_id"] {
        assert_eq!(columns[word]["has_dictionary"], true, "{word}");
        let encodings = columns[word]["encodings"].as_array().unwrap();
        assert!(encodings.contains(&json!("RLE_DICTIONARY")), "{word}: {encodings:?}");
    }
    for (_, column) in columns.as_object().unwrap() {
        assert_eq!(column["compression"], "ZSTD");
    }
    let time = &columns["submitted_when"];
    assert_eq!(time["nulls"], 1);
    assert_eq!(time["min"], "2017-01-10 12:00:00.257789+00:00");
    assert_eq!(time["max"], "2017-01-31 22:59:59.999999+00:00");
    let crm = &columns["crm_customer_id"];
    assert_eq!((&crm["nulls"], &crm["min"]), (&json!(1), &json!("0")));
    assert_eq!(crm["max"], i64::MAX.to_string());
    assert_eq!(columns["comment"]["nulls"], 2);
}

#[test]
fn a_long_list_is_in_groups_that_hold_all_of_it() {
    let row = |it: usize| {
        let when = format!("2017-01-10T{:02}:{:02}:{:02}Z", it / 3600 % 24, it / 60 % 60, it % 60);
        json!({"submitted_when": when, "crm_customer_id": it, "type": "Sale"})
    };
    let loader = january(&(0..GROUP_ROWS + 7).map(row).collect::<Vec<_>>());
    let file = read(reading(&loader));
    let rows: Vec<_> = file["groups"].as_array().unwrap().iter().map(|it| &it["rows"]).collect();
    assert_eq!(rows, [&json!(GROUP_ROWS), &json!(7)]);
    let last = &file["groups"][1]["columns"]["crm_customer_id"];
    assert_eq!(last["min"], GROUP_ROWS.to_string());
    let read = &file["values"];
    let reading = reading(&loader);
    assert!(read["crm_customer_id"] == values(reading, |it| json!(it.crm_id)));
    assert!(read["submitted_when"] == values(reading, |it| json!(it.submitted_micros)));
}

#[test]
fn an_empty_list_has_its_columns() {
    let file = read(reading(&january(&[])));
    assert_eq!(file["types"].as_array().unwrap().len(), 9);
    assert_eq!(file["values"]["type"], json!([]));
}
