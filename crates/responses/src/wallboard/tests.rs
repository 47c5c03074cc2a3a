//! What a board tells of the rows of a day.

use super::*;
use crate::rows::listed::Listed;
use crate::store::Response;

const MINUTE: i64 = 60_000_000;
const DAY: Range<i64> = 0..24 * 60 * MINUTE;

/// Rows of agents with types, each at a minute of the day.
fn rows(of: &[(&str, &str, i64)]) -> Listed {
    let mut listed = Listed::default();
    for (agent, kind, minute) in of {
        let response = Response {
            submitted_micros: Some(minute * MINUTE),
            agent: Some(*agent).filter(|it| !it.is_empty()),
            kind: Some(kind),
            customer: Some("Ola Nordmann"),
            ..Response::default()
        };
        listed.store.push(&response);
    }
    listed.segments.push(0..listed.store.row_count());
    listed
}

fn board(rows: &Listed, now_minute: i64) -> DayBoard {
    DayBoard::count(rows, &Definition::default(), DAY, now_minute * MINUTE)
}

#[test]
fn a_day_is_counted_by_class_and_its_last_hour_by_the_clock() {
    let rows = rows(&[
        ("kari", "Sale", 600),
        ("kari", "Sale", 630),
        ("kari", "Offer", 631),
        ("ola", "Sale", 690),
        ("ola", "Sale", -1),
        ("ola", "Sale", 24 * 60),
    ]);
    let Classes { successes, failures, others } = board(&rows, 690).classes;
    assert_eq!((successes, failures, others), (3, 1, 0), "the day before and after are not of it");
    assert_eq!(board(&rows, 690).last_hour, 2);
    assert_eq!(board(&rows, 691).last_hour, 1);
    assert_eq!(board(&rows, 689).last_hour, 2, "by a clock that is slow, too");
}

#[test]
fn soon_after_midnight_the_last_hour_is_of_the_day_before_too() {
    let rows = rows(&[("kari", "Sale", -30), ("kari", "Offer", -20), ("ola", "Sale", 10)]);
    let board = board(&rows, 20);
    assert_eq!((board.last_hour, board.classes.successes), (2, 1));
}

#[test]
fn rows_that_count_no_more_are_on_no_board() {
    let mut rows = rows(&[("kari", "Sale", 600), ("ola", "Sale", 601), ("ola", "Sale", 602)]);
    rows.segments = vec![0..1, 2..3];
    let board = board(&rows, 700);
    assert_eq!(board.classes.successes, 2);
    assert_eq!(board.latest.len(), 2);
}

#[test]
fn the_latest_successes_come_first() {
    let rows = rows(&[
        ("kari", "Sale", 600),
        ("kari", "Offer", 605),
        ("ola", "Sale", 601),
        ("", "Sale", 602),
        ("kari", "Sale", 600),
    ]);
    let latest = board(&rows, 700).latest;
    let told: Vec<_> = latest
        .iter()
        .map(|it| (it.agent.as_deref().unwrap_or("-"), it.submitted_micros / MINUTE))
        .collect();
    assert_eq!(told, [("-", 602), ("ola", 601), ("kari", 600), ("kari", 600)]);
}

#[test]
fn no_more_than_the_latest_are_told() {
    let all: Vec<_> = (0..20).map(|minute| ("kari", "Sale", 600 + minute)).collect();
    let latest = board(&rows(&all), 700).latest;
    assert_eq!(latest.len(), LATEST_COUNT);
    assert_eq!(latest[0].submitted_micros, 619 * MINUTE);
}

#[test]
fn who_names_nobody_is_in_no_standing() {
    let standings =
        board(&rows(&[("", "Sale", 1), ("kari", "Sale", 2), ("ola", "No", 3)]), 9).standings;
    assert_eq!(standings.shown.len(), 1);
    assert_eq!(standings.shown[0].agent, "kari");
}
