//! How long a service that fails or throttles is asked again: patience is time, not tries.

use std::collections::BTreeSet;

use cubeboard_cube::fetch::{FetchError, PageKey, Reply, Request};
use cubeboard_cube::loader::{GapReason, Loader, Outcome};
use cubeboard_cube::query::CampaignId;

use super::LATER_MILLIS;
use super::oddities::{incomplete, page, tenth};
use super::reader::{DAY, Run, drive, query};

const MINUTE: i64 = 60_000;
/// The patience of `fetch` and `publish`.
const FIVE_MINUTES: i64 = 5 * MINUTE;

/// Loads with that patience; what came of it, and how long it took in milliseconds.
fn load(
    patience_millis: i64,
    mut answer: impl FnMut(&Request, i64) -> Result<Reply, FetchError>,
) -> (Run, i64) {
    let mut loader = Loader::default();
    loader.set_patience(patience_millis);
    loader.begin(query(DAY, DAY), LATER_MILLIS, 7);
    let mut run = Run { loader, requests: 0 };
    let answer = |request: &Request, now: i64| answer(request, now - LATER_MILLIS);
    let ended = drive(&mut run, LATER_MILLIS, &[3, 1, 4], answer);
    (run, ended - LATER_MILLIS)
}

fn failure(status: u16) -> Reply {
    Reply { status, body: b"<html>".to_vec(), ..Reply::default() }
}

fn throttle(detail: &str) -> Reply {
    let body = format!(r#"{{"detail":"{detail}"}}"#).into_bytes();
    Reply { status: 429, body, ..Reply::default() }
}

/// The page with this number of a list of 3,000 rows, ten to a page.
fn of_three_hundred(number: u32) -> Reply {
    let first = u64::from(number - 1) * 10;
    page("3000", number < 300, (first..first + 10).map(|id| (id, "2017-01-05T10:00:00Z")))
}

#[test]
fn report_6_ten_requests_in_ten_seconds_are_enough_for_any_list() {
    let mut sent = Vec::new();
    let (run, took) = load(FIVE_MINUTES, |request, now| {
        sent.retain(|it| *it > now - 10_000);
        if let [oldest, ..] = sent[..]
            && sent.len() >= 10
        {
            let seconds = (oldest + 10_000 - now + 999) / 1000;
            let words = format!("Request was throttled. Expected available in {seconds} seconds.");
            return Ok(throttle(&words));
        }
        sent.push(now);
        Ok(of_three_hundred(request.page.number))
    });
    assert_eq!(run.outcome(), Outcome::Complete);
    assert!(run.requests < 600, "{} requests for 300 pages", run.requests);
    assert!(took < 6 * MINUTE, "{took}");
}

#[test]
fn report_6_a_throttle_uses_up_no_try_however_often_it_comes() {
    for (detail, most_minutes) in
        [("Expected available in 1 second.", 1), ("Request was throttled.", 20)]
    {
        let mut throttles = 40;
        let (run, took) = load(MINUTE, |request, _| {
            if request.page.number == 4 && throttles > 0 {
                throttles -= 1;
                return Ok(throttle(detail));
            }
            Ok(tenth(request.page.number))
        });
        assert_eq!(run.outcome(), Outcome::Complete, "{detail}");
        assert!(took < most_minutes * MINUTE, "{took}");
    }
}

#[test]
fn report_6_a_throttle_between_failures_uses_up_no_patience() {
    let (run, took) = load(MINUTE, |request, now| {
        Ok(match now {
            0..40_000 | 100_000..105_000 => failure(503),
            40_000..100_000 => throttle("Expected available in 15 seconds."),
            _ => tenth(request.page.number),
        })
    });
    assert_eq!(run.outcome(), Outcome::Complete);
    assert!(took > 100_000);
}

#[test]
fn report_6_a_throttle_without_end_comes_to_one() {
    let (run, took) = load(FIVE_MINUTES, |_, _| Ok(throttle("Expected available in 3 seconds.")));
    assert_eq!(run.outcome(), incomplete(None, GapReason::Failed(FetchError::Throttled)));
    assert!((60 * MINUTE..62 * MINUTE).contains(&took), "{took}");
}

#[test]
fn report_6_a_wait_longer_than_the_patience_ends_the_run_and_its_end_is_known() {
    let words = "Expected available in 400 seconds.";
    for (status, patience, seconds) in [(429, FIVE_MINUTES, 400), (429, 0, 1), (503, MINUTE, 61)] {
        let (run, took) = load(patience, |_, _| {
            let body = throttle(words).body;
            Ok(Reply { status, body, retry_after: Some(seconds.to_string()), ..Reply::default() })
        });
        let gap = run.outcome();
        assert!(matches!(gap, Outcome::Incomplete(_)), "{gap:?}");
        assert_eq!((run.requests, took), (1, 10));
        let until = run.reading().asked_until(LATER_MILLIS + 10);
        assert_eq!(until, Some(LATER_MILLIS + seconds * 1000));
    }
}

#[test]
fn report_7_a_service_that_is_away_for_a_while_is_waited_for() {
    let failures = [
        Err(FetchError::Unreachable),
        Err(FetchError::TimedOut { seconds: 30 }),
        Ok(failure(500)),
        Ok(failure(502)),
        Ok(failure(503)),
        Ok(failure(522)),
    ];
    for failure in failures {
        for away_millis in [2_000, 20_000, 4 * MINUTE] {
            let mut asked_in_vain = 0;
            let (run, took) = load(FIVE_MINUTES, |request, now| {
                if (1_000..1_000 + away_millis).contains(&now) {
                    asked_in_vain += 1;
                    return failure.clone();
                }
                Ok(of_three_hundred(request.page.number))
            });
            assert_eq!(run.outcome(), Outcome::Complete, "{failure:?} for {away_millis}");
            assert!(took < 1_000 + away_millis + 40_000, "{took}");
            let most = 50 + away_millis / 500;
            assert!(asked_in_vain < most, "asked {asked_in_vain} times within {away_millis}");
        }
    }
}

#[test]
fn report_7_a_service_that_comes_and_goes_is_waited_for_each_time() {
    // Away for four minutes of every five.
    let (run, _) = load(FIVE_MINUTES, |request, now| {
        Ok(if now % FIVE_MINUTES > MINUTE { failure(503) } else { tenth(request.page.number) })
    });
    assert_eq!(run.outcome(), Outcome::Complete);
}

#[test]
fn report_7_past_the_patience_the_pages_are_given_up_with_the_reason() {
    let reason = || GapReason::Failed(FetchError::Status { status: 503 });
    for (patience, requests) in [(0, 60), (10_000, 120), (FIVE_MINUTES, 600)] {
        let (run, took) = load(patience, |request, now| {
            Ok(if now > 200 { failure(503) } else { of_three_hundred(request.page.number) })
        });
        let here = run.rows().len() as u64;
        assert!(here > 0);
        assert_eq!(run.outcome(), incomplete(Some(3_000 - here), reason()));
        assert!((patience..patience + 5_000).contains(&took), "{took} of {patience}");
        assert!(run.requests < requests, "{} requests", run.requests);
    }
}

#[test]
fn report_7_with_no_patience_a_page_that_fails_costs_no_other() {
    let mut replies = 0;
    let (run, took) = load(0, |request, _| {
        replies += 1;
        Ok(if (2..=5).contains(&replies) {
            failure(503)
        } else {
            of_three_hundred(request.page.number)
        })
    });
    assert_eq!(run.rows().len(), 2_960);
    assert_eq!(run.reading().missing_pages().count(), 4);
    assert!(took < 4_000, "{took} for 300 replies");
}

#[test]
fn report_7_a_page_of_one_list_that_is_tried_again_takes_no_new_pages_of_another_with_it() {
    let mut loader = Loader::default();
    let mut both = query(DAY, DAY);
    both.campaigns.push(CampaignId(2010));
    loader.begin(both, LATER_MILLIS, 7);
    let mut run = Run { loader, requests: 0 };
    let mut asked_in_vain = BTreeSet::new();
    drive(&mut run, LATER_MILLIS, &[3, 1, 4], |request, now| {
        let PageKey { walk, number } = request.page;
        // Away for two minutes, once it has given the first page of the first list.
        if now < LATER_MILLIS + 2 * MINUTE && (walk, number) != (0, 1) {
            asked_in_vain.insert(request.page);
            return Ok(failure(503));
        }
        Ok(of_three_hundred(number))
    });
    assert_eq!(run.outcome(), Outcome::Complete);
    assert!(asked_in_vain.len() < 25, "{} of 600 pages", asked_in_vain.len());
}

#[test]
fn report_7_what_the_service_fails_with_is_known_while_it_is_waited_for() {
    let mut loader = Loader::default();
    let run = loader.begin(query(DAY, DAY), LATER_MILLIS, 7);
    assert_eq!(loader.current().unwrap().trouble(), None);
    let cubeboard_cube::loader::Step::Send(request) = loader.next_step(run, LATER_MILLIS) else {
        panic!("nothing is asked for")
    };
    loader.receive(run, request.page, Err(FetchError::Unreachable), LATER_MILLIS);
    let trouble = loader.current().unwrap().trouble().unwrap();
    assert_eq!((trouble.since_millis, &trouble.error), (LATER_MILLIS, &FetchError::Unreachable));
}

#[test]
fn report_39_a_services_clock_that_is_an_hour_ahead_makes_no_wait_of_an_hour() {
    for (retry_after, date) in [
        // An hour ahead of 12:00 on 4 February 2017, and a day behind.
        ("Sat, 04 Feb 2017 13:00:05 GMT", "Sat, 04 Feb 2017 13:00:00 GMT"),
        ("Fri, 03 Feb 2017 12:00:05 GMT", "Fri, 03 Feb 2017 12:00:00 GMT"),
    ] {
        let mut is_throttled = false;
        let (run, took) = load(MINUTE, |request, _| {
            if std::mem::replace(&mut is_throttled, true) {
                return Ok(tenth(request.page.number));
            }
            let (retry_after, date) = (Some(retry_after.to_owned()), Some(date.to_owned()));
            Ok(Reply { status: 429, retry_after, date, ..Reply::default() })
        });
        assert_eq!(run.outcome(), Outcome::Complete);
        assert!((5_000..6_000).contains(&took), "{took}");
    }
}
