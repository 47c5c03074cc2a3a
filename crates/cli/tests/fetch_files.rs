//! The files that `cubeboard fetch` writes, read back by others' readers and compared with what the service said.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod fetching;
mod running;

use std::fs::{self, File};

use chrono::{DateTime, Utc};
use fetching::{Folder, Stub, demo, fetched, stub};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use running::{Serving, stderr};
use serde_json::{Value, json};

/// A field of a response, and a text that could break out of a cell.
const HOSTILE: [&str; 18] = [
    "=cmd|' /C calc'!A0",
    "+47 22 00 00 00",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠1",
    "'=1",
    " =1",
    "\"=1\"",
    "quote \" comma , semicolon ; tab \t",
    "line\r\nbreak\nand\rreturn",
    "</script><b>Åse & Øyvind</b> \u{1f980} \u{202e}\u{0}",
    "  spaces  ",
];

/// Whether a program may take a cell for a formula, told apart from the code's own list.
fn is_formula(cell: &str) -> bool {
    let unseen = |it: char| it.is_whitespace() || it.is_control() || "'\"\u{feff}".contains(it);
    let is_quoted = cell.starts_with('\'');
    let bare = cell.trim_start_matches('\'');
    let breaks = bare.starts_with(['\t', '\r', '\n']);
    !is_quoted
        && (breaks || cell.trim_start_matches(unseen).starts_with(|it| "=+-@＝＋－＠".contains(it)))
}

/// The text that a cell was made of, by the rule that the docs give.
fn text_of(cell: &str) -> String {
    // Behind what ends a cell to others, none of the texts here has a sign after anything but such an end.
    let inner = ["\t'=", "\r'=", "\n'="].into_iter();
    let cell = inner.fold(cell.to_owned(), |cell, it| cell.replace(it, &it.replace('\'', "")));
    let behind = cell.strip_prefix('\'');
    let behind = behind.filter(|it| is_formula(it.trim_start_matches('\'')));
    behind.unwrap_or(&cell).to_owned()
}

fn row(text: &str) -> Value {
    let word = word_of(text);
    json!({
        "submitted_by": word, "submitted_when": "2017-01-01T13:55:20.257789Z",
        "crm_customer_id": text, "customer_name": text, "campaign_id": 926, "type": word,
        "subtype": word, "comment": text, "external_customer_id": u64::MAX,
    })
}

/// A type, subtype or agent as it is read: without what nobody can see (report 10).
fn word_of(text: &str) -> String {
    let is_seen = |it: &char| it.is_whitespace() || !(it.is_control() || *it == '\u{202e}');
    let seen: String = text.chars().filter(is_seen).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A service with one page of these rows.
fn service(rows: Vec<Value>) -> Stub {
    let page = json!({"count": rows.len(), "next": null, "previous": null, "results": rows});
    stub(move |_| page.to_string())
}

fn file_of(service: &Stub, file: &str) -> Vec<u8> {
    let folder = Folder::new();
    let output = folder.fetch(&service.url, file, &["--type", ""]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    folder.read(file)
}

/// Every row that a demo lists, page by page, as the service words it.
fn listed(serving: &Serving) -> Vec<Value> {
    let page = |number: usize| {
        let path = "/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131";
        let reply = serving.get(&format!("{path}&response_type=Sale&page={number}"));
        let (_, body) = reply.split_once("\r\n\r\n").unwrap();
        serde_json::from_str::<Value>(body).unwrap()["results"].as_array().unwrap().clone()
    };
    (1..=5).flat_map(page).collect()
}

fn csv_rows(file: &[u8]) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(file).records().map(Result::unwrap).collect()
}

#[test]
fn json_and_lines_are_the_services_own_rows() {
    let serving = demo("");
    let listed = listed(&serving);
    assert_eq!(listed.len(), 207);
    let array: Vec<Value> = serde_json::from_slice(&fetched(&serving, "sales.json")).unwrap();
    assert!(array == listed);
    let lines = String::from_utf8(fetched(&serving, "sales.ndjson")).unwrap();
    let lines: Vec<Value> = lines.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert!(lines == listed);
}

#[test]
fn csv_has_a_column_for_each_field() {
    let serving = demo("");
    let file = fetched(&serving, "sales.csv");
    let mut reader = csv::Reader::from_reader(&*file);
    let names = reader.headers().unwrap().clone();
    let expected = "submitted_when,type,subtype,submitted_by,customer_name,crm_customer_id,\
                    external_customer_id,campaign_id,comment";
    assert_eq!(names.iter().collect::<Vec<_>>().join(","), expected);
    let listed = listed(&serving);
    let rows = csv_rows(&file);
    assert_eq!(rows.len(), listed.len());
    for (cells, row) in rows.iter().zip(listed) {
        for (name, cell) in names.iter().zip(cells) {
            let field = match &row[name] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(text_of(cell), field, "{name}");
        }
    }
}

#[test]
fn a_parquet_file_has_every_row_and_says_what_it_answers() {
    let serving = demo("");
    let folder = Folder::new();
    let output = folder.fetch(&fetching::url(&serving), "sales.parquet", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let file = File::open(folder.path("sales.parquet")).unwrap();
    let file = SerializedFileReader::new(file).unwrap();
    let metadata = file.metadata().file_metadata().key_value_metadata().unwrap();
    let value =
        |key: &str| metadata.iter().find(|it| it.key == key).unwrap().value.clone().unwrap();
    let query: Value = serde_json::from_str(&value("cubeboard.query")).unwrap();
    assert_eq!((&query["campaigns"], &query["type"]), (&json!([926]), &json!("Sale")));
    let read_at: DateTime<Utc> = value("cubeboard.read_at").parse().unwrap();
    let written_at = fs::metadata(folder.path("sales.parquet")).unwrap().modified().unwrap();
    let minutes = (DateTime::<Utc>::from(written_at) - read_at).num_minutes();
    assert_eq!(minutes, 0, "{read_at}");
    let listed = listed(&serving);
    let mut rows = file.get_row_iter(None).unwrap();
    for row in listed {
        let cells = rows.next().unwrap().unwrap();
        for (name, cell) in cells.get_column_iter() {
            let expected = match &row[name] {
                Value::Null => Field::Null,
                Value::String(text) if text.is_empty() => Field::Null,
                Value::String(text) if name == "submitted_when" => Field::TimestampMicros(
                    text.parse::<DateTime<Utc>>().unwrap().timestamp_micros(),
                ),
                Value::String(text) => Field::Str(text.clone()),
                number => Field::Long(number.as_i64().unwrap()),
            };
            assert_eq!(cell, &expected, "{name}");
        }
    }
    assert!(rows.next().is_none());
}

#[test]
fn lines_of_csv_end_as_its_standard_says() {
    let service = service(vec![row("Sale"), row("a,b\"c\nd")]);
    let file = String::from_utf8(file_of(&service, "sales.csv")).unwrap();
    let lines: Vec<_> = file.split("\r\n").collect();
    assert_eq!(lines.len(), 4, "{file}");
    assert!(lines[2].contains(",\"a,b\"\"c\nd\",") && lines[3].is_empty(), "{file}");
}

#[test]
fn no_cell_is_a_formula_and_every_text_can_be_had_back() {
    let service = service(HOSTILE.map(row).to_vec());
    let rows = csv_rows(&file_of(&service, "sales.csv"));
    assert_eq!(rows.len(), HOSTILE.len());
    for (cells, text) in rows.iter().zip(HOSTILE) {
        for place in [1, 2, 3, 4, 5, 8] {
            let cell = &cells[place];
            assert!(!is_formula(cell), "{cell}");
            let expected = if place < 4 { word_of(text) } else { text.to_owned() };
            assert_eq!(text_of(cell), expected);
        }
        assert_eq!(&cells[6], "18446744073709551615");
    }
}

#[test]
fn json_keeps_hostile_texts_as_they_are() {
    let rows = HOSTILE.map(row).to_vec();
    let service = service(rows.clone());
    let array: Vec<Value> = serde_json::from_slice(&file_of(&service, "sales.json")).unwrap();
    assert_eq!(array, rows);
    let lines = String::from_utf8(file_of(&service, "sales.ndjson")).unwrap();
    assert_eq!(lines.lines().count(), rows.len(), "a break within a text is none of the file");
    let lines: Vec<Value> = lines.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(lines, rows);
}

#[test]
fn what_the_service_leaves_out_is_empty() {
    // The other row has a time: a list without any is not believed.
    let service = service(vec![json!({"crm_customer_id": 7}), row("Sale")]);
    let cells = &csv_rows(&file_of(&service, "sales.csv"))[0];
    assert_eq!(cells, &["", "", "", "", "", "7", "", "", ""][..]);
    let array: Value = serde_json::from_slice(&file_of(&service, "sales.json")).unwrap();
    assert_eq!(array[0]["submitted_when"], Value::Null);
    assert_eq!((&array[0]["type"], &array[0]["comment"]), (&Value::Null, &json!("")));
}

#[test]
fn an_empty_list_is_an_empty_file_of_its_kind() {
    let service = service(Vec::new());
    assert_eq!(csv_rows(&file_of(&service, "sales.csv")).len(), 0);
    assert_eq!(file_of(&service, "sales.json"), b"[]\n");
    assert_eq!(file_of(&service, "sales.ndjson"), b"");
}

#[test]
fn the_later_list_gives_the_same_responses() {
    let serving = demo("");
    let folder = Folder::new();
    let url = fetching::url(&serving);
    let output = folder.fetch(&url, "sales.json", &["--resource", "call_outcomes"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let rows: Vec<Value> = serde_json::from_slice(&folder.read("sales.json")).unwrap();
    for (later, row) in rows.iter().zip(listed(&serving)) {
        for name in ["submitted_by", "customer_name", "campaign_id", "type", "external_customer_id"]
        {
            assert_eq!(later[name], row[name], "{name}");
        }
    }
}
