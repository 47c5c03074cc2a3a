use super::*;
use cubeboard_cube::fetch::Reply;
use cubeboard_cube::loader::{Loader, Step};
use cubeboard_cube::query::{Fields, Query};
use cubeboard_i18n::Language;

/// Long after the days that are asked for, in milliseconds since 1970.
const NOW: i64 = 1_700_000_000_000;

/// A run over these campaigns that gets the replies one after the other, each with its status, and then none.
fn run(campaign: &str, replies: &[(u16, &str)]) -> Loader {
    let [campaign, from, to] = [campaign, "2017-01-01", "2017-01-31"].map(str::to_owned);
    let fields = Fields { campaign, from, to, ..Fields::default() };
    run_of(&fields, replies)
}

/// The same for any question.
fn run_of(fields: &Fields, replies: &[(u16, &str)]) -> Loader {
    let mut loader = Loader::default();
    loader.set_lanes(1);
    let run = loader.begin(Query::parse(fields).unwrap(), NOW, 0);
    for (status, body) in replies {
        let Step::Send(request) = loader.next_step(run, NOW) else {
            panic!("nothing is asked for")
        };
        let retry_after = (*status == 429).then(|| "5".to_owned());
        let reply = Reply {
            status: *status,
            body: body.as_bytes().to_vec(),
            retry_after,
            ..Reply::default()
        };
        if let Some(body) = loader.receive(run, request.page, Ok(reply), NOW) {
            loader.read(run, request.page, &body, NOW);
        }
    }
    loader
}

/// What is said of a run in English, its clock and its end left out.
fn said(loader: &Loader) -> String {
    let reading = loader.current().unwrap();
    let around = Circumstances { pause: reading.pause(NOW), ..Circumstances::default() };
    let text = &Language::English.text().state;
    let LoadStatus { headline, details, .. } =
        load_status(reading, &around, Words { text, number: &|it| it.to_string() });
    let details = details.into_iter().filter(|it| !it.is_empty());
    [headline].into_iter().chain(details).collect::<Vec<_>>().join(" · ")
}

const GOOD: &str = r#"{"type":"Sale","submitted_when":"2017-01-05T10:00:00Z"}"#;
const BAD: &str = r#"{"type":["Sale"]}"#;

fn page(count: &str, rows: &[&str]) -> String {
    format!(r#"{{"count":{count},"results":[{}]}}"#, rows.join(","))
}

#[track_caller]
fn check(replies: &[(u16, &str)], expected: &str) {
    assert_eq!(said(&run("926", replies)), expected);
}

#[test]
fn every_outcome_has_its_own_words() {
    check(&[], "Asking Cube …");
    check(&[(200, &page("2", &[GOOD, GOOD]))], "2 of 2 responses · complete: Cube counts as many");
    check(
        &[(200, &page("null", &[GOOD]))],
        "1 response · all that Cube listed; it gave no count to compare with",
    );
    let undercounted = page("1", &[GOOD, GOOD]);
    check(
        &[(200, &undercounted), (200, &undercounted)],
        "2 responses · all that Cube listed, though it counts only 1",
    );
    check(&[(403, "{}")], "Nothing loaded · a page could not be loaded");
}

#[test]
fn a_wait_is_told_from_silence() {
    check(&[(429, "")], "Cube asks to wait");
    check(&[(200, &page("4", &[GOOD, GOOD]))], "Loading responses");
}

#[test]
fn report_7_a_service_that_fails_is_told_of_while_it_is_waited_for_and_while_it_is_asked() {
    let text = &Language::English.text().state;
    let words = Words { text, number: &|it| it.to_string() };
    let mut loader = run("926", &[(503, "")]);
    let headline = |loader: &Loader, now_millis, is_failing| {
        let reading = loader.current().unwrap();
        let pause = reading.pause(now_millis);
        let around = Circumstances { pause, is_failing, ..Circumstances::default() };
        load_status(reading, &around, words).headline
    };
    assert_eq!(headline(&loader, NOW, false), "No answer yet");
    let later = NOW + 30_000;
    assert!(matches!(loader.next_step(loader.run(), later), Step::Send(_)));
    assert_eq!(headline(&loader, later, true), "No answer yet", "while it is asked again");
    assert_eq!(headline(&loader, later, false), "Asking Cube …");
}

#[test]
fn a_wait_that_was_too_long_is_told_with_its_end() {
    let stopped = run("926", &[(403, "{}")]);
    let text = &Language::English.text().state;
    let around =
        Circumstances { asked_until: Some("16:40".to_owned()), ..Circumstances::default() };
    let words = Words { text, number: &|it| it.to_string() };
    let details = load_status(stopped.current().unwrap(), &around, words).details;
    assert_eq!(details[1], "Cube asks to wait until 16:40");
}

#[test]
fn rows_of_an_earlier_query_are_told_with_when_they_were_read() {
    let text = &Language::English.text().state;
    let around = Circumstances {
        stale_since: Some("14:32".to_owned()),
        ended: Some("15:00".to_owned()),
        ..Circumstances::default()
    };
    for asked in [run("926", &[]), run("926", &[(403, "{}")])] {
        let words = Words { text, number: &|it| it.to_string() };
        let details = load_status(asked.current().unwrap(), &around, words).details;
        let last = details.last().map(String::as_str);
        assert_eq!(last, Some("the rows are from the earlier query, read 14:32"));
    }
}

#[test]
fn rows_that_cannot_be_read_are_counted_whatever_else_is_to_be_said() {
    let first = page("4", &[GOOD, BAD]);
    check(
        &[(200, &page("2", &[GOOD, BAD]))],
        "1 of 2 responses · incomplete: 1 missing · 1 could not be read",
    );
    check(&[(200, &first)], "Loading responses · 1 could not be read");
    let mut stopped = run("926", &[(200, &first)]);
    stopped.stop();
    assert_eq!(
        said(&stopped),
        "1 of 4 responses · incomplete: 3 missing · stopped before the end · 1 could not be read"
    );
    check(
        &[(200, &first), (403, "{}")],
        "1 of 4 responses · incomplete: 3 missing · a page could not be loaded · 1 could not be read",
    );
}

#[test]
fn ambiguous_times_of_all_lists_are_added_up() {
    let night = r#"{"submitted_when":"2017-10-29T02:30:00"}"#;
    let (one, two) = (page("1", &[night]), page("2", &[night, night]));
    let [campaign, day] = ["926,2010", "2017-10-29"].map(str::to_owned);
    let fields = Fields { campaign, from: day.clone(), to: day, ..Fields::default() };
    let both = run_of(&fields, &[(200, &one), (200, &two)]);
    assert_eq!(
        said(&both),
        "3 of 3 responses · complete: Cube counts as many · \
         times in the hour that autumn repeats, taken as the first: 3"
    );
}

#[test]
fn what_was_not_asked_for_is_told_by_its_kind_3() {
    let [campaign, from, to] = ["926", "2017-01-01", "2017-01-31"].map(str::to_owned);
    let fields =
        Fields { campaign, from, to, response_type: "Sale".to_owned(), ..Fields::default() };
    let offer = r#"{"type":"Offer","submitted_when":"2017-01-05T10:00:00Z"}"#;
    let late = r#"{"type":"Sale","submitted_when":"2017-02-01T10:00:00Z"}"#;
    let later = r#"{"type":"Sale","submitted_when":"2017-12-01T10:00:00Z"}"#;
    let elsewhere = r#"{"type":"Sale","campaign_id":7}"#;
    let check = |rows: &[&str], expected: &str| {
        let count = rows.len().to_string();
        assert_eq!(said(&run_of(&fields, &[(200, &page(&count, rows))])), expected);
    };
    check(&[GOOD, offer, offer], "1 of 3 responses · 2 of another type are left out");
    check(
        &[GOOD, elsewhere, later, offer],
        "1 of 4 responses · 1 of another campaign is left out · 1 of another type is left out · \
         1 of another day is left out",
    );
    check(
        &[GOOD, late],
        "2 of 2 responses · complete: Cube counts as many · on the day before or after the period: 1",
    );
}

#[test]
fn a_list_without_times_says_so_2() {
    let timeless = r#"{"type":"Sale"}"#;
    check(&[(200, &page("1", &[timeless]))], "1 of 1 response · no response has a time");
}

#[test]
fn fields_that_were_left_out_are_told_by_name_20() {
    let odd = r#"{"type":"Sale","submitted_when":"2017-01-05T10:00:00Z","comment":[1]}"#;
    check(
        &[(200, &page("2", &[odd, GOOD]))],
        "2 of 2 responses · complete: Cube counts as many · “comment” left out, as it cannot be read: 1",
    );
}
