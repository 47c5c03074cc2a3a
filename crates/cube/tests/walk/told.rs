//! What a reading tells of itself: to whoever shows it, and to the view over its rows.

use cubeboard_cube::fetch::{FetchError, Reply, Request};
use cubeboard_cube::loader::{Loader, Outcome, Step};
use cubeboard_cube::query::CampaignId;
use cubeboard_cube::wire::RowError;
use cubeboard_responses::rows::Rows;

use super::LATER_MILLIS;
use super::oddities::{page, tenth};
use super::reader::{DAY, NOON_MILLIS, Run, drive, query, read};

fn reply(rows: &[&str]) -> Reply {
    let (count, rows) = (rows.len(), rows.join(","));
    let body = format!(r#"{{"count":{count},"next":null,"results":[{rows}]}}"#);
    Reply { status: 200, body: body.into_bytes(), ..Reply::default() }
}

#[test]
fn what_could_not_be_read_is_told_with_how_often_and_where() {
    let rows = [
        r#"{"type":"a","submitted_when":"2017-10-29T02:10:00","comment":{"a":1},"customer_name":[]}"#,
        r#"{"type":"b","submitted_when":"2017-10-29T02:20:00","comment":["x"]}"#,
        r#"{"type":["Sale"],"submitted_when":"2017-10-29T02:20:00"}"#,
        r#"{"type":"c","submitted_when":"2017-10-29T02:30:00","comment":{}}"#,
    ];
    let run =
        read(query("2017-10-29", "2017-10-29"), LATER_MILLIS + 365 * 86_400_000, &[0], |_, _| {
            Ok(reply(&rows))
        });
    let reading = run.reading();
    assert_eq!(reading.left_out(), [("comment", 3), ("customer_name", 1)]);
    assert_eq!(reading.ambiguous_times(), 3, "an hour that comes twice that night");
    let unreadable = reading.unreadable().map(|(page, it)| (page, it.place, it.reason));
    assert_eq!(unreadable.collect::<Vec<_>>(), [(1, 2, RowError::WrongKind("type"))]);
}

#[test]
fn each_campaign_has_rows_of_its_own() {
    let mut both = query(DAY, DAY);
    both.campaigns.push(CampaignId(2010));
    let run = read(both, LATER_MILLIS, &[0], |request, _| {
        let is_first = request.target.path().contains("/926/");
        let ids = if is_first { 0..3 } else { 3..5 };
        Ok(page(
            &ids.clone().count().to_string(),
            false,
            ids.map(|it| (it, "2017-01-05T10:00:00Z")),
        ))
    });
    let rows_of = |campaign| {
        let rows = run.reading().segments_of(CampaignId(campaign));
        rows.flatten().count()
    };
    assert_eq!([926, 2010, 7].map(rows_of), [3, 2, 0]);
}

#[test]
fn the_view_can_tell_one_reading_from_another_and_whether_it_grows() {
    let mut run = Run { loader: Loader::default(), requests: 0 };
    let mut serials = Vec::new();
    for _ in 0..2 {
        run.loader.begin(query(DAY, DAY), LATER_MILLIS, 7);
        let rows: &dyn Rows = run.reading();
        assert!(rows.is_growing());
        drive(&mut run, LATER_MILLIS, &[0], |request, _| Ok(tenth(request.page.number)));
        let rows: &dyn Rows = run.reading();
        assert!(!rows.is_growing());
        assert_eq!((rows.store().row_count(), rows.changes().len()), (100, 10));
        assert_eq!(rows.serial(), run.reading().serial());
        serials.push(rows.serial());
    }
    assert_ne!(serials[0], serials[1]);
}

/// The arrangement before and after a day before today was read, where its list and today's begin so.
fn arrangements(is_newest_first: bool) -> [u32; 2] {
    let mut run = Run { loader: Loader::default(), requests: 0 };
    run.loader.begin(query("2017-01-04", DAY), NOON_MILLIS, 7);
    let before = Rows::arrangement(run.reading());
    assert_eq!(before, run.reading().arrangement());
    drive(&mut run, NOON_MILLIS, &[0], |request, _| {
        let day = if request.page.walk == 0 { "05" } else { "04" };
        let mut times = ["08", "09"].map(|hour| format!("2017-01-{day}T{hour}:00:00Z"));
        if is_newest_first {
            times.reverse();
        }
        Ok(page("2", false, (0..).zip(times.iter().map(String::as_str))))
    });
    assert_eq!(Rows::arrangement(run.reading()), run.reading().arrangement());
    [before, run.reading().arrangement()]
}

#[test]
fn the_view_can_tell_that_rows_changed_places() {
    let [before, after] = arrangements(false);
    assert_ne!(before, after, "today's came first, and belong last");
    let [before, after] = arrangements(true);
    assert_eq!(before, after);
}

#[test]
fn rows_stay_however_often_another_question_is_asked_before_its_first_page_comes() {
    let mut run =
        read(query(DAY, DAY), LATER_MILLIS, &[0], |request, _| Ok(tenth(request.page.number)));
    for from in ["2017-01-04", "2017-01-03", "2017-01-02"] {
        run.loader.begin(query(from, DAY), LATER_MILLIS, 7);
        assert_eq!(run.loader.shown().unwrap().row_count(), 100, "{from}");
    }
}

/// A run of one request at a time, and the pages in the order in which they were asked for.
fn one_by_one(
    mut answer: impl FnMut(&Request, i64) -> Result<Reply, FetchError>,
) -> (Run, Vec<u32>) {
    let mut run = Run { loader: Loader::default(), requests: 0 };
    run.loader.set_lanes(1);
    run.loader.begin(query(DAY, DAY), LATER_MILLIS, 7);
    let mut asked = Vec::new();
    drive(&mut run, LATER_MILLIS, &[0], |request, now| {
        asked.push(request.page.number);
        answer(request, now)
    });
    (run, asked)
}

#[test]
fn pages_after_one_that_was_missing_once_are_read() {
    let mut is_missing = true;
    let (run, _) = one_by_one(|request, _| {
        if request.page.number == 3 && std::mem::take(&mut is_missing) {
            return Ok(Reply { status: 404, ..Reply::default() });
        }
        Ok(tenth(request.page.number))
    });
    assert_eq!(run.outcome(), Outcome::Complete);
    assert_eq!(run.rows(), (0..100).collect::<Vec<_>>());
}

#[test]
fn rows_that_came_in_the_middle_are_noticed_by_a_last_page_however_short() {
    let later = |place: u64| match place {
        0..10 => place,
        10..12 => 50 + place,
        _ => place - 2,
    };
    let mut has_changed = false;
    let (run, _) = one_by_one(|request, _| {
        let first = u64::from(request.page.number - 1) * 10;
        let row = |place| if has_changed { later(place) } else { place };
        let ids: Vec<_> = (first..(first + 10).min(21)).map(row).collect();
        has_changed |= request.page.number == 2;
        let rows = ids.into_iter().map(|it| (it, "2017-01-05T10:00:00Z"));
        Ok(page("21", request.page.number < 3, rows))
    });
    assert_eq!(run.outcome(), Outcome::Complete);
    assert_eq!(run.rows(), (0..21).map(later).collect::<Vec<_>>());
}

#[test]
fn what_is_complete_is_not_asked_for_once_more() {
    let (mut run, asked) = one_by_one(|request, _| Ok(tenth(request.page.number)));
    run.resume(|request, _| Ok(tenth(request.page.number)));
    assert_eq!(run.requests, asked.len());
    let Step::Rest = run.loader.next_step(run.loader.run(), LATER_MILLIS) else {
        panic!("there is nothing to do")
    };
}
