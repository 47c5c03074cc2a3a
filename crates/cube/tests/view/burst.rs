//! Very many rows that come at once.

use cubeboard_cube::demo::{Demo, Question};
use cubeboard_cube::fetch::Reply;
use cubeboard_cube::loader::{Loader, Run, Step};
use cubeboard_cube::query::{Fields, Query};
use cubeboard_responses::calendar::midnights::Calendar;
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::{Selection, SortKey};
use cubeboard_responses::view::View;

use crate::{plain, shown};

/// Long after the last day.
const NOW_MILLIS: i64 = 1_800_000_000_000;

/// Reads so many more pages of the demo.
fn read(loader: &mut Loader, run: Run, demo: &mut Demo, pages: usize) {
    for _ in 0..pages {
        let Step::Send(request) = loader.next_step(run, NOW_MILLIS) else { return };
        let (path, query) = (request.target.path(), &request.target.query());
        let question = Question { path, query, origin: "https://demo.invalid" };
        let body = demo.answer(&question, chrono::DateTime::UNIX_EPOCH).body;
        let reply = Ok(Reply { status: 200, body, ..Reply::default() });
        let body = loader.receive(run, request.page, reply, NOW_MILLIS).unwrap();
        loader.read(run, request.page, &body, NOW_MILLIS);
    }
}

#[test]
fn they_take_their_places_in_goes_of_some_thousand() {
    // Half a year of the demo's campaign with 100,000 responses in one, 500 to a page.
    let [campaign, from, to] = ["2100", "2025-01-01", "2025-06-30"].map(str::to_owned);
    let query = Query::parse(&Fields { campaign, from, to, ..Fields::default() }).unwrap();
    let calendar = Calendar::new(query.days, Zone::Oslo);
    let (mut demo, mut loader) = (Demo::new(), Loader::default());
    let run = loader.begin(query, NOW_MILLIS, 7);
    read(&mut loader, run, &mut demo, 3);
    let mut view = View::new(loader.current().unwrap(), calendar.clone());
    let by = |column| {
        let sort = vec![SortKey { column, is_descending: false }];
        Selection { sort, ..Selection::default() }
    };
    view.select(by(Column::Customer));
    while view.advance(loader.current().unwrap()) {}
    assert_eq!(view.len(), 1_500);

    read(&mut loader, run, &mut demo, usize::MAX);
    let reading = loader.current().unwrap();
    assert!(reading.row_count() > 40_000, "{} rows", reading.row_count());
    let mut before = view.len();
    view.follow(reading);
    let mut other = view.clone();
    loop {
        let more = view.len() - before;
        assert!(more <= 10_000, "{more} rows in one go");
        before = view.len();
        if !view.advance(reading) {
            break;
        }
    }
    assert_eq!(shown(&view), plain::rows(reading, view.selection(), &calendar));

    // Another order has them all, those too that had no place yet.
    other.select(by(Column::Agent));
    while other.advance(reading) {}
    assert_eq!(shown(&other), plain::rows(reading, other.selection(), &calendar));
}
