//! Readings of one campaign, as Cube's replies make them.
#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its own part of this")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

use cubeboard_cube::fetch::Reply;
use cubeboard_cube::loader::{Loader, Reading, Step};
use cubeboard_cube::query::{Fields, Query};
use cubeboard_responses::store::Response;
use serde_json::{Value, json};

/// Long after the days that are asked for, in milliseconds since 1970.
const AFTER_MILLIS: i64 = 1_700_000_000_000;

/// All that Cube lists of campaign 926 in January 2017.
pub fn january(rows: &[Value]) -> Loader {
    read("2017-01-01", "2017-01-31", rows)
}

/// The same from one day to another.
pub fn read(from: &str, to: &str, rows: &[Value]) -> Loader {
    let fields = Fields {
        campaign: "926".to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        response_type: String::new(),
        ..Fields::default()
    };
    let mut loader = Loader::default();
    let run = loader.begin(Query::parse(&fields).unwrap(), AFTER_MILLIS, 0);
    let page = json!({"count": rows.len(), "next": null, "results": rows}).to_string();
    while let Step::Send(request) = loader.next_step(run, AFTER_MILLIS) {
        let body = page.clone().into_bytes();
        let reply = Reply { status: 200, body, ..Reply::default() };
        if let Some(body) = loader.receive(run, request.page, Ok(reply), AFTER_MILLIS) {
            loader.read(run, request.page, &body, AFTER_MILLIS);
        }
    }
    loader
}

/// What a loader has read.
pub fn reading(loader: &Loader) -> &Reading {
    loader.current().unwrap()
}

/// Its rows, in Cube's order.
pub fn responses(reading: &Reading) -> impl Iterator<Item = Response<'_>> {
    reading.segments().flatten().map(|row| reading.store().row(row).unwrap())
}
