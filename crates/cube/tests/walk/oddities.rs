//! Single manners of a service, each with what the walk makes of it.

use cubeboard_cube::fetch::{FetchError, Reply, Request};
use cubeboard_cube::loader::{Gap, GapReason, Outcome};

use super::reader::{DAY, NOON_MILLIS, Run, query, read};

const LATER_MILLIS: i64 = NOON_MILLIS + 30 * 24 * 3_600_000;

/// A page with these rows, each an id and a time.
pub fn page<'a>(
    count: &str,
    has_next: bool,
    rows: impl IntoIterator<Item = (u64, &'a str)>,
) -> Reply {
    let rows = rows
        .into_iter()
        .map(|(id, time)| format!(r#"{{"crm_customer_id":{id},"submitted_when":"{time}"}}"#));
    let rows: Vec<_> = rows.collect();
    let next = if has_next { r#""?page=2""# } else { "null" };
    let body = format!(r#"{{"count":{count},"next":{next},"results":[{}]}}"#, rows.join(","));
    Reply { status: 200, body: body.into_bytes(), ..Reply::default() }
}

/// The page with this number of a list of 100 rows, ten to a page.
pub fn tenth(number: u32) -> Reply {
    let first = u64::from(number - 1) * 10;
    page("100", number < 10, (first..first + 10).map(|id| (id, "2017-01-05T10:00:00Z")))
}

fn load(answer: impl FnMut(&Request, i64) -> Result<Reply, FetchError>) -> Run {
    read(query(DAY, DAY), LATER_MILLIS, &[3, 1, 4], answer)
}

pub fn incomplete(missing: Option<u64>, reason: GapReason) -> Outcome {
    Outcome::Incomplete(Gap { missing, reason })
}

#[test]
fn a_page_that_stays_bad_is_asked_for_again_and_stops_no_other() {
    let mut asked = 0;
    let run = load(|request, _| match request.page.number {
        4 => {
            asked += 1;
            Err(FetchError::Unreachable)
        }
        number => Ok(tenth(number)),
    });
    assert!((20..200).contains(&asked), "{asked} times in a quarter of an hour");
    assert_eq!(run.rows().len(), 90);
    assert_eq!(run.outcome(), incomplete(Some(10), GapReason::Failed(FetchError::Unreachable)));
}

#[test]
fn what_no_patience_can_mend_is_asked_for_once() {
    for status in [302, 400, 401, 403, 404, 418, 501, 505] {
        let run = load(|_, _| Ok(Reply { status, ..Reply::default() }));
        assert_eq!(run.requests, 1, "{status}");
        assert!(matches!(run.outcome(), Outcome::Incomplete(_)), "{status}");
    }
}

#[test]
fn every_status_that_may_pass_is_asked_for_again() {
    for status in [408, 425, 429, 500, 502, 503, 504, 520, 522, 529] {
        let mut asked = 0;
        let run = load(|request, _| {
            asked += 1;
            let is_good = asked > 4;
            if is_good {
                Ok(tenth(request.page.number))
            } else {
                Ok(Reply { status, ..Reply::default() })
            }
        });
        assert_eq!(run.outcome(), Outcome::Complete, "{status}");
    }
}

#[test]
fn the_service_is_left_alone_for_as_long_as_it_asks() {
    let mut quiet_until = 0;
    let mut too_early = 0;
    let run = read(query(DAY, DAY), LATER_MILLIS, &[0], |request, now| {
        if request.page.number == 3 && quiet_until == 0 {
            quiet_until = now + 42_000;
            let retry_after = Some("42".to_owned());
            return Ok(Reply { status: 429, retry_after, ..Reply::default() });
        }
        too_early += usize::from(now < quiet_until);
        let rows =
            (0..10).map(|it| (u64::from(request.page.number) * 10 + it, "2017-01-05T10:00:00Z"));
        Ok(page("1000", request.page.number < 100, rows))
    });
    assert_eq!(run.outcome(), Outcome::Complete);
    // What was under way before the reply was there cannot be called back.
    assert!(too_early < 20, "{too_early} requests");
}

#[test]
fn a_page_that_is_missing_once_is_asked_for_again() {
    let mut is_missing = true;
    let run = load(|request, _| {
        if request.page.number == 10 && std::mem::take(&mut is_missing) {
            return Ok(Reply { status: 404, ..Reply::default() });
        }
        Ok(tenth(request.page.number))
    });
    assert_eq!(run.outcome(), Outcome::Complete);
    assert_eq!(run.rows(), (0..100).collect::<Vec<_>>());
}

#[test]
fn a_wait_of_hours_is_the_readers_to_decide_on() {
    let throttled = |_: &Request, _| {
        Ok(Reply { status: 429, retry_after: Some("7200".to_owned()), ..Reply::default() })
    };
    let run = load(throttled);
    assert_eq!(run.requests, 1);
    assert_eq!(run.outcome(), incomplete(None, GapReason::Failed(FetchError::Throttled)));
}

#[test]
fn a_wait_of_hours_in_the_middle_of_a_list_gives_up_what_was_not_asked_for() {
    let mut last_millis = 0;
    let mut is_refused = false;
    let mut run = load(|request, now| {
        last_millis = now;
        if request.page.number == 3 && !std::mem::replace(&mut is_refused, true) {
            let retry_after = Some("7200".to_owned());
            return Ok(Reply { status: 429, retry_after, ..Reply::default() });
        }
        Ok(tenth(request.page.number))
    });
    assert!(last_millis < LATER_MILLIS + 60_000, "nobody waits for two hours unasked");
    let here = run.rows().len() as u64;
    assert!((10..100).contains(&here), "what was in flight still counts");
    let throttled = GapReason::Failed(FetchError::Throttled);
    assert_eq!(run.outcome(), incomplete(Some(100 - here), throttled));
    run.resume(|request, _| Ok(tenth(request.page.number)));
    assert_eq!(run.outcome(), Outcome::Complete);
    assert_eq!(run.rows(), (0..100).collect::<Vec<_>>());
}

#[test]
fn a_service_that_ignores_the_page_number_is_noticed() {
    let run = load(|_, _| Ok(tenth(1)));
    assert_eq!(run.rows(), (0..10).collect::<Vec<_>>());
    assert_eq!(run.outcome(), incomplete(Some(90), GapReason::Repeats));
    let two_pages = load(|_, _| {
        let rows = (0..10).map(|id| (id, "2017-01-05T10:00:00Z"));
        Ok(page("20", true, rows))
    });
    assert_eq!(two_pages.outcome(), incomplete(Some(10), GapReason::Repeats));
    let without_count = load(|_, _| {
        let rows = (0..10).map(|id| (id, "2017-01-05T10:00:00Z"));
        Ok(page("null", true, rows))
    });
    assert_eq!(without_count.outcome(), incomplete(None, GapReason::Repeats));
    assert!(without_count.requests < 10, "{}", without_count.requests);
}

/// Loads a list, ten rows to a page, each page's rows being those of the page that is named.
fn load_pages(count: &str, mut named: impl FnMut(u32) -> u32) -> Run {
    load(|request, _| {
        let first = u64::from(named(request.page.number) - 1) * 10;
        Ok(page(count, true, (first..first + 10).map(|id| (id, "2017-01-05T10:00:00Z"))))
    })
}

#[test]
fn a_service_that_gives_the_second_page_for_all_others_costs_no_row_of_it() {
    let run = load_pages("null", |number| number.min(2));
    assert_eq!(run.rows(), (0..20).collect::<Vec<_>>());
    assert_eq!(run.outcome(), incomplete(None, GapReason::Repeats));
}

#[test]
fn a_first_page_in_place_of_another_is_asked_for_again() {
    let mut is_wrong = true;
    let run = load(|request, _| {
        Ok(match request.page.number {
            3 if std::mem::take(&mut is_wrong) => {
                page("30", true, (0..10).map(|id| (id, "2017-01-05T10:00:00Z")))
            }
            number => {
                let first = u64::from(number - 1) * 10;
                page("30", number < 3, (first..first + 10).map(|id| (id, "2017-01-05T10:00:00Z")))
            }
        })
    });
    assert_eq!(run.outcome(), Outcome::Complete);
    assert_eq!(run.rows(), (0..30).collect::<Vec<_>>());
}

#[test]
fn pages_without_rows_are_no_repeats_but_missing_rows() {
    let run = load(|request, _| {
        let first = u64::from(request.page.number - 1) * 10;
        let rows = (first..first + 10).filter(|it| *it < 20);
        Ok(page("40", false, rows.map(|id| (id, "2017-01-05T10:00:00Z"))))
    });
    assert_eq!(run.rows(), (0..20).collect::<Vec<_>>());
    assert_eq!(run.outcome(), incomplete(Some(20), GapReason::CountDiffers));
}

#[test]
fn twins_one_to_a_page_are_no_repeats_however_they_lie() {
    let rows = [0, 1, 1, 2, 1, 1];
    let run = load(|request, _| {
        Ok(match rows.get(request.page.number as usize - 1) {
            Some(row) => page("7", false, [(*row, "2017-01-05T10:00:00Z")]),
            None => Reply { status: 404, ..Reply::default() },
        })
    });
    assert_eq!(run.rows(), rows);
    assert_eq!(run.outcome(), incomplete(Some(1), GapReason::CountDiffers));
}

#[test]
fn twins_that_fill_a_page_are_kept_where_the_count_or_the_links_say_that_it_is_another() {
    let twins = |number: u32, count: &str, has_next| {
        let id = u64::from(number > 2);
        Ok(page(count, has_next, [(id, "2017-01-05T10:00:00Z"); 2]))
    };
    let by_links = load(|request, _| twins(request.page.number, "6", request.page.number < 3));
    let by_count = load(|request, _| twins(request.page.number, "6", false));
    for run in [by_links, by_count] {
        assert_eq!(run.rows(), [0, 0, 0, 0, 1, 1]);
        assert_eq!(run.outcome(), Outcome::Complete);
    }
}

#[test]
fn links_without_end_come_to_one() {
    let run = load(|request, _| {
        Ok(page("null", true, [(u64::from(request.page.number), "2017-01-05T10:00:00Z")]))
    });
    assert_eq!(run.outcome(), incomplete(None, GapReason::Endless));
}

/// A list of so many rows, ten to a page, under a count that stays wrong.
fn miscounted(rows: u64, count: u64) -> Run {
    load(|request, _| {
        let first = u64::from(request.page.number - 1) * 10;
        if first >= rows {
            return Ok(Reply { status: 404, ..Reply::default() });
        }
        let end = (first + 10).min(rows);
        let ids = (first..end).map(|it| (it, "2017-01-05T10:00:00Z"));
        Ok(page(&count.to_string(), end < rows, ids))
    })
}

#[test]
fn a_count_that_no_campaign_can_have_costs_no_row() {
    for count in [1_000_001, 5_000_000_000, u64::MAX] {
        let run = miscounted(45, count);
        assert_eq!(run.rows(), (0..45).collect::<Vec<_>>());
        assert_eq!(run.outcome(), incomplete(Some(count - 45), GapReason::CountDiffers));
        assert!(run.requests < 20, "{}", run.requests);
    }
}

#[test]
fn a_list_is_read_far_past_a_count_that_is_too_low() {
    let run = miscounted(5_000, 7);
    assert_eq!(run.rows(), (0..5_000).collect::<Vec<_>>());
    assert_eq!(run.outcome(), Outcome::Undercounted);
}

#[test]
fn a_list_that_grows_as_fast_as_it_is_read_is_given_up() {
    let mut rows = 100;
    let run = load(|request, _| {
        rows += 10;
        let first = u64::from(request.page.number) * 10;
        let ids = (first..first + 10).map(|it| (rows - it.min(rows), "2017-01-05T10:00:00Z"));
        Ok(page(&rows.to_string(), true, ids))
    });
    assert!(matches!(
        run.outcome(),
        Outcome::Incomplete(Gap { reason: GapReason::KeepsChanging, .. })
    ));
    assert!(run.requests < 1_000, "{}", run.requests);
}

#[test]
fn a_list_that_grows_to_twice_its_length_and_250_pages_is_read_and_a_longer_one_when_it_is_asked_again()
 {
    // Of ten rows to a page: ten pages at first, then so many.
    let load_growing = |later: u64| {
        let mut has_begun = false;
        load(|request, _| {
            let pages = if std::mem::replace(&mut has_begun, true) { later } else { 10 };
            let first = u64::from(request.page.number - 1) * 10;
            let ids = (first..first + 10).map(|id| (id, "2017-01-05T10:00:00Z"));
            Ok(page(&(pages * 10).to_string(), u64::from(request.page.number) < pages, ids))
        })
    };
    let run = load_growing(270);
    assert_eq!(run.outcome(), Outcome::Complete);
    assert_eq!(run.rows().len(), 2_700);
    let mut run = load_growing(271);
    assert!(matches!(
        run.outcome(),
        Outcome::Incomplete(Gap { reason: GapReason::KeepsChanging, .. })
    ));
    run.resume(|request, _| {
        let first = u64::from(request.page.number - 1) * 10;
        let ids = (first..first + 10).map(|id| (id, "2017-01-05T10:00:00Z"));
        Ok(page("2710", request.page.number < 271, ids))
    });
    assert_eq!(run.outcome(), Outcome::Complete);
    assert_eq!(run.rows().len(), 2_710);
}

#[test]
fn links_past_the_last_page_are_not_believed_twice() {
    let run = load(|request, _| match request.page.number {
        number @ 1..=10 => {
            let first = u64::from(number - 1) * 10;
            Ok(page("100", true, (first..first + 10).map(|id| (id, "2017-01-05T10:00:00Z"))))
        }
        _ => Ok(Reply { status: 404, ..Reply::default() }),
    });
    assert_eq!(run.outcome(), Outcome::Complete);
    assert!(run.requests <= 16, "{}", run.requests);
}

#[test]
fn a_list_that_changes_eight_times_while_it_is_read_is_complete_and_one_that_goes_on_is_given_up() {
    // A row comes on top whenever page one was read, so many times.
    let load_changing = |times: u64| {
        let mut rows = 30;
        load(|request, _| {
            let first = u64::from(request.page.number - 1) * 10;
            let ids = (first..(first + 10).min(rows)).map(|it| (rows - it, "2017-01-05T10:00:00Z"));
            let reply = page(&rows.to_string(), first + 10 < rows, ids.collect::<Vec<_>>());
            if request.page.number == 1 {
                rows = (rows + 1).min(30 + times);
            }
            Ok(reply)
        })
    };
    for times in [0, 1, 8] {
        assert_eq!(load_changing(times).outcome(), Outcome::Complete, "{times}");
    }
    let given_up = incomplete(Some(0), GapReason::KeepsChanging);
    assert_eq!(load_changing(9).outcome(), given_up);
}

/// A list of thirty rows, ten to a page, that changes after its first page was read, while its count does not.
fn swapped(now_millis: i64, later: impl Fn(u64) -> u64) -> Run {
    let mut has_begun = false;
    read(query(DAY, DAY), now_millis, &[0], |request, _| {
        let first = u64::from(request.page.number - 1) * 10;
        let row = |place| if has_begun { later(place) } else { place };
        let rows: Vec<_> =
            (first..first + 10).map(|it| (row(it), "2017-01-05T10:00:00Z")).collect();
        has_begun = true;
        Ok(page("30", request.page.number < 3, rows))
    })
}

#[test]
fn a_row_that_came_on_top_while_another_went_is_noticed_by_its_place() {
    let later = |place: u64| place.checked_sub(1).unwrap_or(99);
    assert_eq!(swapped(LATER_MILLIS, later).rows(), (0..30).map(later).collect::<Vec<_>>());
}

#[test]
fn a_row_that_went_from_the_top_while_another_came_is_noticed_by_the_first_page() {
    let later = |place: u64| place + 1;
    assert_eq!(swapped(LATER_MILLIS, later).rows(), (0..30).map(later).collect::<Vec<_>>());
}

#[test]
fn a_row_that_went_while_another_came_is_noticed_on_a_live_day_wherever_it_was() {
    let later = |place: u64| if place < 5 { place } else { place + 1 };
    assert_eq!(swapped(NOON_MILLIS, later).rows(), (0..30).map(later).collect::<Vec<_>>());
}
