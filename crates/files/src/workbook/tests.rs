//! What happens at a sheet's end, with sheets of a few rows.
#![cfg(not(target_arch = "wasm32"))]

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use cubeboard_responses::calendar::midnights::Calendar;
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::store::Response;

use super::counted_rows::CountedRows;
use super::*;
use crate::clock::Clock;
use crate::snapshot::head::Head;

/// One of a single day, for programs.
fn plan() -> Plan {
    let head = r#"{
        "query": { "campaigns": [926], "from": "2017-01-01", "to": "2017-01-01" },
        "read_at": "2017-01-12T08:30:00Z", "zone": "Europe/Oslo", "campaigns": [],
        "completeness": { "state": "complete", "rows": 5, "expected": 5, "missing": 0 },
        "personal_data": "keep", "agents": "keep" }"#;
    let head: Head = serde_json::from_str(head).unwrap();
    Plan {
        calendar: Calendar::new(head.query.query().unwrap().days, Zone::Oslo),
        head,
        read_at_micros: 0,
        wording: Wording::Served,
        columns: Vec::new(),
        clock: Clock::Zone(Zone::Oslo),
        definition: Definition::default(),
        filters: Vec::new(),
        search: String::new(),
    }
}

/// The sheets of so many responses, where one holds two of them below its headings: name, rows, and the last row's type.
fn sheets(count: usize) -> Vec<(String, usize, String)> {
    let mut writer = Writer::with_sheets_of(3, plan()).unwrap();
    let mut collected = CountedRows::default();
    let kinds: Vec<_> = (1..=count).map(|it| format!("type {it}")).collect();
    for kind in &kinds {
        let response = Response { kind: Some(kind), ..Response::default() };
        writer.push(&response).unwrap();
        collected.push(&response);
    }
    let mut file = Vec::new();
    writer.finish(&collected, &mut file).unwrap();
    let mut book = Xlsx::new(Cursor::new(file)).unwrap();
    let names = book.sheet_names().into_iter().filter(|it| it.starts_with("responses"));
    let sheets = names.collect::<Vec<_>>().into_iter().map(|name| {
        let cells = book.worksheet_range(&name).unwrap();
        let last = cells.rows().next_back().unwrap()[2].to_string();
        (name, cells.height(), last)
    });
    sheets.collect()
}

#[test]
fn responses_that_a_sheet_has_no_room_for_stand_on_further_ones() {
    let sheet = |name: &str, rows, last: &str| (name.to_owned(), rows, last.to_owned());
    let full = sheet("responses", 3, "type 2");
    assert_eq!(sheets(2), std::slice::from_ref(&full));
    assert_eq!(sheets(3), [full.clone(), sheet("responses 2", 2, "type 3")]);
    let second = sheet("responses 2", 3, "type 4");
    assert_eq!(sheets(5), [full, second, sheet("responses 3", 2, "type 5")]);
}

#[test]
fn a_panic_that_means_something_else_goes_on() {
    let told = |message: &str| {
        let panic: Box<dyn Any + Send> = Box::new(message.to_owned());
        catch_unwind(AssertUnwindSafe(|| full_folder(panic).to_string()))
    };
    let full = told("Couldn't write to xml file: Os { code: 28, kind: StorageFull }").unwrap();
    assert!(full.starts_with("the folder for temporary files takes no more"));
    assert!(told("index out of bounds").is_err());
}
