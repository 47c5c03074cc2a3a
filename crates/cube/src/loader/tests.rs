mod service;

use super::*;
use crate::query::Fields;
use service::{Service, TIME};

/// Long after the days that are asked for, in milliseconds since 1970.
const NOW: i64 = 1_700_000_000_000;

const SERVICE: Service = Service { rows: 207, page_length: 50, tells_count: true };

fn query() -> Query {
    let fields = ["926", "2017-01-01", "2017-01-31"].map(str::to_owned);
    let [campaign, from, to] = fields;
    Query::parse(&Fields { campaign, from, to, ..Fields::default() }).unwrap()
}

/// Fetches until nothing is left to do; the newest request is answered first, so that replies come out of order.
fn drain(loader: &mut Loader, mut answer: impl FnMut(&Request) -> Result<Reply, FetchError>) {
    let run = loader.run();
    let mut now = NOW;
    loop {
        let mut asked: Vec<Request> = Vec::new();
        let last = loop {
            match loader.next_step(run, now) {
                Step::Send(request) => asked.push(request),
                last => break last,
            }
        };
        for request in asked.iter().rev() {
            take(loader, run, request.page, answer(request), now);
        }
        match last {
            Step::Wait { until_millis } if asked.is_empty() => now = until_millis,
            _ if asked.is_empty() => return,
            _ => {}
        }
    }
}

fn take(
    loader: &mut Loader,
    run: Run,
    page: PageKey,
    reply: Result<Reply, FetchError>,
    now_millis: i64,
) {
    if let Some(body) = loader.receive(run, page, reply, now_millis) {
        loader.read(run, page, &body, now_millis);
    }
}

#[track_caller]
fn next(loader: &mut Loader, run: Run) -> Request {
    match loader.next_step(run, NOW) {
        Step::Send(request) => request,
        step => panic!("{step:?}"),
    }
}

fn ids(reading: &Reading) -> Vec<u64> {
    let rows = reading.segments().flatten();
    rows.map(|row| match reading.store().row(row).unwrap().crm_id {
        Some(cubeboard_responses::store::Id::Number(number)) => number,
        other => panic!("{other:?}"),
    })
    .collect()
}

#[track_caller]
fn load(service: &Service) -> Loader {
    let mut loader = Loader::default();
    loader.begin(query(), NOW, 0);
    drain(&mut loader, |request| Ok(service.answer(request)));
    loader
}

#[test]
fn every_row_comes_once_in_the_services_order() {
    let loader = load(&SERVICE);
    let reading = loader.shown().unwrap();
    assert_eq!(ids(reading), (0..207).collect::<Vec<_>>());
    assert_eq!(reading.outcome(), Outcome::Complete);
    assert_eq!(reading.pages(), (5, 5));
}

#[test]
fn a_service_that_does_not_count_is_read_to_its_end() {
    let loader = load(&Service { tells_count: false, ..SERVICE });
    let reading = loader.shown().unwrap();
    assert_eq!(ids(reading).len(), 207);
    assert_eq!(reading.outcome(), Outcome::Unproven);
}

#[test]
fn an_empty_list_is_complete() {
    let loader = load(&Service { rows: 0, ..SERVICE });
    assert_eq!(loader.shown().unwrap().outcome(), Outcome::Complete);
    assert_eq!(loader.shown().unwrap().expected(), Some(0));
}

#[test]
fn one_bad_page_stops_no_other_and_only_it_is_asked_for_again() {
    let mut loader = Loader::default();
    loader.begin(query(), NOW, 0);
    drain(&mut loader, |request| match request.page.number {
        3 => Err(FetchError::Unreachable),
        _ => Ok(SERVICE.answer(request)),
    });
    let gap = Gap { missing: Some(50), reason: GapReason::Failed(FetchError::Unreachable) };
    assert_eq!(loader.shown().unwrap().outcome(), Outcome::Incomplete(gap));
    let missing: Vec<_> = loader.shown().unwrap().missing_pages().collect();
    assert_eq!(missing.len(), 1);
    assert_eq!((missing[0].number, missing[0].error), (3, &FetchError::Unreachable));
    let mut asked = Vec::new();
    loader.resume();
    drain(&mut loader, |request| {
        asked.push(request.page.number);
        Ok(SERVICE.answer(request))
    });
    assert_eq!(asked, [3, 1], "page one tells whether anything moved meanwhile");
    assert_eq!(ids(loader.shown().unwrap()), (0..207).collect::<Vec<_>>());
}

#[test]
fn stopping_keeps_the_rows_and_says_how_many_are_missing() {
    let mut loader = Loader::default();
    let run = loader.begin(query(), NOW, 0);
    let first = next(&mut loader, run);
    take(&mut loader, run, first.page, Ok(SERVICE.answer(&first)), NOW);
    let second = next(&mut loader, run);
    loader.stop();
    take(&mut loader, run, second.page, Ok(SERVICE.answer(&second)), NOW);
    let gap = Gap { missing: Some(157), reason: GapReason::Stopped };
    assert_eq!(loader.shown().unwrap().outcome(), Outcome::Incomplete(gap));
    assert_eq!(loader.next_step(run, NOW), Step::Rest);
    loader.resume();
    drain(&mut loader, |request| Ok(SERVICE.answer(request)));
    assert_eq!(loader.shown().unwrap().outcome(), Outcome::Complete);
    assert_eq!(ids(loader.shown().unwrap()), (0..207).collect::<Vec<_>>());
}

#[test]
fn reply_to_an_earlier_run_is_dropped() {
    let mut loader = Loader::default();
    let early = loader.begin(query(), NOW, 0);
    let request = next(&mut loader, early);
    loader.begin(query(), NOW, 0);
    take(&mut loader, early, request.page, Ok(SERVICE.answer(&request)), NOW);
    assert_eq!(loader.shown().unwrap().row_count(), 0);
    assert_eq!(loader.next_step(early, NOW), Step::Rest);
}

#[test]
fn old_rows_stay_until_the_new_run_has_some() {
    let mut loader = load(&SERVICE);
    let run = loader.begin(query(), NOW, 0);
    let request = next(&mut loader, run);
    take(&mut loader, run, request.page, Err(FetchError::Offline), NOW);
    assert_eq!(loader.shown().unwrap().row_count(), 207);
    assert!(loader.is_stale());
    loader.resume();
    drain(&mut loader, |request| Ok(SERVICE.answer(request)));
    assert!(!loader.is_stale());
}

/// Sends all that may be sent at once.
fn send_all(loader: &mut Loader, now_millis: i64) -> Vec<Request> {
    let run = loader.run();
    let send = || match loader.next_step(run, now_millis) {
        Step::Send(request) => Some(request),
        Step::Wait { .. } | Step::Rest => None,
    };
    std::iter::from_fn(send).collect()
}

/// A run over 25 pages, of which the first has come.
fn after_first_page(lanes: Option<usize>) -> Loader {
    let mut loader = Loader::default();
    if let Some(lanes) = lanes {
        loader.set_lanes(lanes);
    }
    let run = loader.begin(query(), NOW, 0);
    let asked = send_all(&mut loader, NOW);
    assert_eq!(asked.len(), 1, "how many pages there are is not known yet");
    take(&mut loader, run, asked[0].page, Ok(LONG_LIST.answer(&asked[0])), NOW);
    loader
}

const LONG_LIST: Service = Service { rows: 1250, ..SERVICE };

#[test]
fn as_many_requests_are_in_flight_as_there_are_lanes() {
    for (lanes, expected) in [(None, 6), (Some(1), 1), (Some(3), 3), (Some(0), 1)] {
        let mut loader = after_first_page(lanes);
        let run = loader.run();
        let asked = send_all(&mut loader, NOW);
        assert_eq!(asked.len(), expected, "{lanes:?}");
        // Each reply makes room for one more.
        take(&mut loader, run, asked[0].page, Ok(LONG_LIST.answer(&asked[0])), NOW);
        assert_eq!(send_all(&mut loader, NOW).len(), 1);
    }
}

#[test]
fn a_service_that_throttles_gets_half_the_requests_and_then_more_again() {
    let mut loader = after_first_page(None);
    let run = loader.run();
    let wait = Some("2".to_owned());
    let throttled = Reply { status: 429, retry_after: wait, ..Reply::default() };
    for request in send_all(&mut loader, NOW) {
        take(&mut loader, run, request.page, Ok(throttled.clone()), NOW);
    }
    assert_eq!(send_all(&mut loader, NOW + 1_999), []);
    let later = NOW + 2_000;
    let mut asked = send_all(&mut loader, later);
    assert_eq!(asked.len(), 3);
    for _ in 0..16 {
        let request = asked.remove(0);
        take(&mut loader, run, request.page, Ok(LONG_LIST.answer(&request)), later);
        asked.extend(send_all(&mut loader, later));
    }
    assert_eq!(asked.len(), 5);
}

/// A run of one lane whose first page has come and whose second is answered so.
fn after_second_page(status: u16, retry_after: &str) -> Loader {
    let mut loader = Loader::default();
    loader.set_lanes(1);
    let run = loader.begin(query(), NOW, 0);
    let first = next(&mut loader, run);
    take(&mut loader, run, first.page, Ok(SERVICE.answer(&first)), NOW);
    let second = next(&mut loader, run);
    let retry_after = Some(retry_after.to_owned());
    let reply = Reply { status, retry_after, ..Reply::default() };
    take(&mut loader, run, second.page, Ok(reply), NOW);
    loader
}

#[test]
fn a_wait_that_was_asked_for_is_obeyed_and_shown_whatever_becomes_of_its_page() {
    // 2023-11-14 22:13:20 is NOW.
    for (retry_after, until_millis) in
        [("60", NOW + 60_000), ("Tue, 14 Nov 2023 22:23:20 GMT", NOW + 600_000)]
    {
        for status in [429, 503, 403] {
            let mut loader = after_second_page(status, retry_after);
            let run = loader.run();
            let pause = loader.current().unwrap().pause(NOW);
            assert_eq!(pause, Some(Pause { until_millis, is_asked_for: true }), "{status}");
            assert_eq!(loader.next_step(run, NOW), Step::Wait { until_millis });
            assert!(matches!(loader.next_step(run, until_millis), Step::Send(_)));
        }
    }
}

#[test]
fn a_wait_past_the_longest_ends_the_run_with_what_the_service_said() {
    let mut loader = after_second_page(503, "901");
    let run = loader.run();
    assert_eq!(loader.next_step(run, NOW), Step::Rest);
    let reading = loader.current().unwrap();
    assert_eq!(reading.pause(NOW), None);
    assert_eq!(reading.asked_until(NOW), Some(NOW + 901_000));
    let reason = GapReason::Failed(FetchError::Status { status: 503 });
    assert_eq!(reading.outcome(), Outcome::Incomplete(Gap { missing: Some(157), reason }));
}

/// Loads from a service whose count, from page two on, is `later`.
#[track_caller]
fn outcome_with_counts(first: u64, later: u64) -> Outcome {
    let mut loader = Loader::default();
    loader.begin(query(), NOW, 0);
    drain(&mut loader, |request| {
        let count = if request.page.number == 1 { first } else { later };
        let mut reply = SERVICE.answer(request);
        let body = String::from_utf8(reply.body).unwrap();
        reply.body = body.replace("207", &count.to_string()).into_bytes();
        Ok(reply)
    });
    loader.shown().unwrap().outcome()
}

#[test]
fn pages_that_do_not_add_up_to_the_count_are_told() {
    let gap = Gap { missing: Some(3), reason: GapReason::CountDiffers };
    assert_eq!(outcome_with_counts(210, 210), Outcome::Incomplete(gap));
}

#[test]
fn a_list_longer_than_its_count_is_not_called_uncounted() {
    assert_eq!(outcome_with_counts(200, 200), Outcome::Undercounted);
}

#[test]
fn what_one_list_counts_too_much_makes_up_for_nothing_in_another() {
    let mut loader = Loader::default();
    let mut both = query();
    both.campaigns.push(crate::query::CampaignId(2010));
    loader.begin(both, NOW, 0);
    drain(&mut loader, |request| {
        if request.page.number > 1 {
            return Ok(Reply { status: 404, ..Reply::default() });
        }
        let count = if request.target.path().contains("/926/") { 1 } else { 3 };
        let rows = format!(r#"{{"type":"a",{TIME}}},{{"type":"b",{TIME}}}"#);
        let body = format!(r#"{{"count":{count},"results":[{rows}]}}"#);
        Ok(Reply { status: 200, body: body.into_bytes(), ..Reply::default() })
    });
    let gap = Gap { missing: Some(1), reason: GapReason::CountDiffers };
    assert_eq!(loader.shown().unwrap().outcome(), Outcome::Incomplete(gap));
}

#[test]
fn a_list_that_changed_while_it_was_read_is_not_called_complete() {
    let gap = Gap { missing: Some(0), reason: GapReason::KeepsChanging };
    assert_eq!(outcome_with_counts(206, 207), Outcome::Incomplete(gap));
}

#[test]
fn several_campaigns_are_read_one_after_the_other() {
    let mut loader = Loader::default();
    let mut both = query();
    both.campaigns.push(crate::query::CampaignId(2010));
    loader.begin(both, NOW, 0);
    drain(&mut loader, |request| {
        let rows = if request.target.path().contains("/926/") { 60 } else { 3 };
        Ok(Service { rows, ..SERVICE }.answer(request))
    });
    let expected: Vec<_> = (0..60).chain(0..3).collect();
    assert_eq!(ids(loader.shown().unwrap()), expected);
    assert_eq!(loader.shown().unwrap().expected(), Some(63));
}

#[test]
fn counts_too_large_to_add_up_are_not_called_complete() {
    let mut loader = Loader::default();
    let mut both = query();
    both.campaigns.push(crate::query::CampaignId(2010));
    loader.begin(both, NOW, 0);
    let body = format!(r#"{{"count":{},"results":[]}}"#, 1_u64 << 63);
    drain(&mut loader, |_| {
        Ok(Reply { status: 200, body: body.clone().into_bytes(), ..Reply::default() })
    });
    let gap = Gap { missing: Some(u64::MAX), reason: GapReason::CountDiffers };
    assert_eq!(loader.shown().unwrap().expected(), Some(u64::MAX));
    assert_eq!(loader.shown().unwrap().outcome(), Outcome::Incomplete(gap));
}

#[test]
fn a_reply_that_comes_twice_counts_once() {
    let mut loader = after_first_page(Some(1));
    let run = loader.run();
    let asked = send_all(&mut loader, NOW);
    let first = PageKey { number: 1, ..asked[0].page };
    let reply = LONG_LIST.answer(&Request { page: first, ..asked[0].clone() });
    assert_eq!(loader.receive(run, first, Ok(reply), NOW), None);
    assert_eq!(send_all(&mut loader, NOW), [], "the one lane is still taken");
    assert_eq!(loader.shown().unwrap().row_count(), 50);
}

#[test]
fn a_wait_is_shown_while_nothing_else_is_under_way_and_until_it_is_over() {
    let mut loader = after_first_page(Some(2));
    let run = loader.run();
    let asked = send_all(&mut loader, NOW);
    let failure = Err(FetchError::Unreachable);
    take(&mut loader, run, asked[0].page, failure.clone(), NOW);
    let third = send_all(&mut loader, NOW);
    take(&mut loader, run, asked[1].page, failure.clone(), NOW);
    assert_eq!(loader.current().unwrap().pause(NOW), None, "another page is under way");
    take(&mut loader, run, third[0].page, failure, NOW);
    let Step::Wait { until_millis } = loader.next_step(run, NOW) else { panic!("no wait") };
    let reading = loader.current().unwrap();
    assert_eq!(reading.pause(NOW), Some(Pause { until_millis, is_asked_for: false }));
    assert_eq!(reading.pause(until_millis), None);
}

#[test]
fn pages_of_two_lists_that_failed_together_do_not_come_back_together() {
    let mut loader = Loader::default();
    let mut both = query();
    both.campaigns.push(crate::query::CampaignId(2010));
    let run = loader.begin(both, NOW, 7);
    for request in send_all(&mut loader, NOW) {
        take(&mut loader, run, request.page, Err(FetchError::Unreachable), NOW);
    }
    let walks = &loader.current().unwrap().walks;
    let [first, second] = [0, 1].map(|walk| walks[walk].waiting()[0].until_millis);
    assert_ne!(first, second);
}
