//! Every run ends, whatever the service says: complete, or incomplete for a reason that names the page. [`drive`] itself
//! makes sure that nothing counts as loading while nothing is under way and nothing is waited for.

use cubeboard_cube::fetch::{FetchError, Reply};
use cubeboard_cube::loader::{Gap, GapReason, Outcome};
use proptest::collection::vec;
use proptest::prelude::*;

use super::LATER_MILLIS;
use super::oddities::page;
use super::reader::{DAY, NOON_MILLIS, drive, query, read};
use super::service::Service;

/// Loads a service one of whose pages goes wrong from its nth reading on.
fn failing(
    mut service: Service,
    now_millis: i64,
    (number, from_nth): (u32, usize),
    failure: &Result<Reply, FetchError>,
) -> super::reader::Run {
    let mut nth = 0;
    read(query(DAY, DAY), now_millis, &[0], |request, _| {
        if request.page.number == number {
            nth += 1;
            if nth >= from_nth {
                return failure.clone();
            }
        }
        service.answer(request.page.number, u8::MAX)
    })
}

fn status(status: u16) -> Reply {
    Reply { status, body: b"{}".to_vec(), ..Reply::default() }
}

#[test]
fn report_1_a_page_that_is_refused_when_it_is_read_again_ends_the_run_and_is_named() {
    // Pages 2 and 3 meet in two rows that are alike.
    let service = Service::new(vec![7, 6, 5, 4, 4, 3, 2, 1], 2);
    for number in [2, 3] {
        let run = failing(service.clone(), LATER_MILLIS, (number, 2), &Ok(status(403)));
        let reason = GapReason::Failed(FetchError::NotAllowed);
        assert_eq!(run.outcome(), Outcome::Incomplete(Gap { missing: Some(0), reason }));
        let missing: Vec<_> = run.reading().missing_pages().map(|it| it.number).collect();
        assert_eq!(missing, [number]);
        assert_eq!(run.rows(), [7, 6, 5, 4, 4, 3, 2, 1], "what was read stays");
    }
}

#[test]
fn report_1_whatever_fails_at_whatever_reading_the_page_is_named() {
    let failures = [
        Ok(status(400)),
        Ok(status(401)),
        Ok(status(403)),
        Ok(status(301)),
        Ok(status(418)),
        Ok(status(501)),
        Ok(status(503)),
        Ok(Reply { body: b"<!DOCTYPE html>".to_vec(), ..status(200) }),
        Ok(Reply { retry_after: Some("7200".to_owned()), ..status(429) }),
        Err(FetchError::TooLarge { limit_bytes: 1 }),
        Err(FetchError::Unreachable),
    ];
    let lists = [
        vec![7, 6, 6, 5, 5, 4, 4, 3],
        vec![7, 6, 5, 4, 4, 3, 2, 1],
        vec![4; 8],
        (1..9).rev().collect(),
    ];
    for rows in lists {
        for failure in &failures {
            for number in 1..=4 {
                for from_nth in 1..=3 {
                    for now_millis in [NOON_MILLIS, LATER_MILLIS] {
                        let service = Service::new(rows.clone(), 2);
                        let run = failing(service, now_millis, (number, from_nth), failure);
                        let named = run.reading().missing_pages().any(|it| it.number == number);
                        let is_whole = run.outcome().is_whole();
                        // Where a page is not read so often, nothing fails.
                        assert_ne!(named, is_whole, "{rows:?} {failure:?} {number} {from_nth}");
                    }
                }
            }
        }
    }
}

#[test]
fn report_1_a_page_that_failed_when_it_was_read_again_can_be_asked_for_once_more() {
    let service = Service::new(vec![7, 6, 5, 4, 4, 3, 2, 1], 2);
    let mut run = failing(service.clone(), LATER_MILLIS, (2, 2), &Ok(status(403)));
    let mut well = service;
    run.resume(|request, _| well.answer(request.page.number, u8::MAX));
    assert_eq!(run.outcome(), Outcome::Complete);
    assert_eq!(run.rows(), [7, 6, 5, 4, 4, 3, 2, 1]);
}

#[test]
fn a_page_that_is_refused_when_it_is_read_again_costs_no_further_reading_of_the_first() {
    let mut service = Service::new(vec![7, 6, 5, 4, 4, 3, 2, 1], 2);
    let mut asked = [0; 5];
    read(query(DAY, DAY), LATER_MILLIS, &[0], |request, _| {
        let number = request.page.number as usize;
        asked[number] += 1;
        if (number, asked[number]) == (2, 2) {
            return Ok(status(403));
        }
        service.answer(request.page.number, u8::MAX)
    });
    assert_eq!(asked, [0, 2, 2, 2, 1]);
}

/// Whatever a service may answer.
fn answers() -> impl Strategy<Value = Result<Reply, FetchError>> {
    let count = prop_oneof![
        Just("null".to_owned()),
        (0u64..24).prop_map(|it| it.to_string()),
        any::<u64>().prop_map(|it| it.to_string()),
    ];
    let rows = vec(0u64..4, 0..4);
    let pages = (count, any::<bool>(), rows).prop_map(|(count, has_next, rows)| {
        let rows: Vec<_> = rows.into_iter().map(|id| (id, "2017-01-05T10:00:00Z")).collect();
        Ok(page(&count, has_next, rows))
    });
    let statuses = prop_oneof![
        proptest::sample::select(vec![200u16, 204, 301, 400, 401, 403, 404, 429, 500, 503, 522]),
        any::<u16>(),
    ];
    let waits = proptest::sample::select(vec![
        "",
        "0",
        "1",
        "42",
        "7200",
        "99999999999999999999",
        "Thu, 05 Jan 2017 12:00:30 GMT",
        "soon",
    ]);
    let bodies = proptest::sample::select(vec![
        "",
        "{}",
        "[]",
        "<!DOCTYPE html>",
        r#"{"detail":"Expected available in 42 seconds."}"#,
        r#"{"count":7,"results":[{"crm_"#,
        r#"{"count":7,"results":[{"type":["Sale"]}]}"#,
    ]);
    let replies = (statuses, waits, bodies).prop_map(|(status, wait, body)| {
        let retry_after = Some(wait.to_owned()).filter(|it| !it.is_empty());
        Ok(Reply { status, body: body.into(), retry_after, ..Reply::default() })
    });
    let failures = proptest::sample::select(vec![
        FetchError::Offline,
        FetchError::Unreachable,
        FetchError::TimedOut { seconds: 30 },
        FetchError::TooLarge { limit_bytes: 1 },
    ]);
    prop_oneof![4 => pages, 2 => replies, 1 => failures.prop_map(Err)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn report_1_whatever_comes_in_whatever_order_every_run_ends(
        script in vec(answers(), 1..24),
        by_page in any::<bool>(),
        picks in vec(any::<u8>(), 1..40),
        is_live in any::<bool>(),
        patience_seconds in prop_oneof![Just(0i64), 1i64..1000],
    ) {
        let now_millis = if is_live { NOON_MILLIS } else { LATER_MILLIS };
        let mut replies = 0;
        let mut loader = cubeboard_cube::loader::Loader::default();
        loader.set_patience(patience_seconds * 1000);
        loader.begin(query("2017-01-04", DAY), now_millis, 7);
        let mut run = super::reader::Run { loader, requests: 0 };
        drive(&mut run, now_millis, &picks, |request, _| {
            replies += 1;
            let number = request.page.number;
            // Links without end are followed for longer than this takes to read.
            if number > 40 {
                return Ok(status(404));
            }
            let place = if by_page { number as usize + replies / 50 } else { replies };
            script[place % script.len()].clone()
        });
        prop_assert!(run.outcome() != Outcome::Loading);
        prop_assert!(run.reading().pause(now_millis).is_none());
    }
}
