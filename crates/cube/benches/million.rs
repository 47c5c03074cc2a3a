//! The demo's campaign of a million responses in 2025, and 500 more that come last.

use cubeboard_cube::demo::{Demo, Question};
use cubeboard_cube::fetch::{Reply, Request};
use cubeboard_cube::loader::{Loader, Reading, Step};
use cubeboard_cube::query::{Fields, Query};
use serde_json::Value;

/// Loads it. `look` is shown the reading before the last page.
pub fn load(look: impl FnOnce(&Reading)) -> Loader {
    let [campaign, from, to] = ["2900", "2025-01-01", "2025-12-31"].map(str::to_owned);
    let fields = Fields { campaign, from, to, ..Fields::default() };
    let mut demo = Demo::new();
    let mut loader = Loader::default();
    let Ok(query) = Query::parse(&fields) else { return loader };
    // Long after the last day.
    let now_millis = 1_800_000_000_000;
    let run = loader.begin(query, now_millis, 7);
    let mut look = Some(look);
    while let Step::Send(request) = loader.next_step(run, now_millis) {
        let body = answer(&mut demo, &request);
        if request.page.number == LAST_PAGE
            && let (Some(look), Some(reading)) = (look.take(), loader.current())
        {
            look(reading);
        }
        let reply = Ok(Reply { status: 200, body, ..Reply::default() });
        if let Some(body) = loader.receive(run, request.page, reply, now_millis) {
            loader.read(run, request.page, &body, now_millis);
        }
    }
    loader
}

/// The demo has 200 pages of 5,000.
const LAST_PAGE: u32 = 201;

fn answer(demo: &mut Demo, request: &Request) -> Vec<u8> {
    let is_last = request.page.number == LAST_PAGE;
    let query = &request.target.query().replace("page=201", "page=200");
    let path = request.target.path();
    let question = Question { path, query, origin: "https://demo.invalid" };
    let body = demo.answer(&question, chrono::DateTime::UNIX_EPOCH).body;
    let mut page: Value = serde_json::from_slice(&body).unwrap_or_default();
    page["count"] = 1_000_500.into();
    if let (true, Some(rows)) = (is_last, page["results"].as_array_mut()) {
        rows.truncate(500);
        // Before all others of that day, so that the list goes on by time.
        for (row, micros) in rows.iter_mut().zip((1..=500).rev()) {
            row["submitted_when"] = format!("2025-01-01T00:00:00.{micros:06}Z").into();
        }
    }
    page.to_string().into_bytes()
}
