//! Cache of the relay: what it keeps of Cube's replies, and what it must not.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod asking;
mod sockets;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use asking::{JANUARY_SALES, Reply, get, request, send};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use cubeboard::metrics::Metrics;
use cubeboard::relay::cache::Retention;
use sockets::{Stub, stub, stub_of};
use tokio::sync::Notify;
use tokio::task::JoinSet;

const EMPTY: &str = r#"{"count":0,"next":null,"previous":null,"results":[]}"#;
/// Longer than any test.
const LONG: Duration = Duration::from_hours(1);
const KEEPS: Retention = Retention { bytes: 1 << 20, closed: LONG, open: LONG };

async fn ask(relay: &Router, path: &str, header: (&str, &str)) -> Reply {
    let request = request("GET", path).header(header.0, header.1).body(Body::empty()).unwrap();
    send(relay, request).await
}

async fn ask_anew(relay: &Router, path: &str) -> Reply {
    ask(relay, path, ("cache-control", "no-cache")).await
}

/// Asks for page one anew, and gives the tag that the relay sent with it.
async fn tag(relay: &Router) -> String {
    ask_anew(relay, JANUARY_SALES).await.header("cubeboard-list").to_owned()
}

/// Asks for a further page, to stand beside the page one of this tag.
async fn beside(relay: &Router, tag: &str, number: usize) -> Reply {
    ask(relay, &page(number), ("cubeboard-list", tag)).await
}

async fn figures(metrics: &Metrics) -> String {
    let body = metrics.reply().into_response().into_body();
    String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap()
}

/// A list whose pages say in which version they were read; which is told by a number that tests change.
async fn changing() -> (Stub, Arc<AtomicUsize>) {
    let version = Arc::new(AtomicUsize::new(1));
    let now = Arc::clone(&version);
    let cube = stub_of(move |request| {
        let version = now.load(Ordering::SeqCst);
        let address = request.uri().to_string();
        let rows = format!(r#"[{{"comment":"{version} of {address}"}}]"#);
        let body = format!(r#"{{"count":9,"next":null,"results":{rows}}}"#);
        std::future::ready(body.into_response())
    });
    (cube.await, version)
}

fn page(number: usize) -> String {
    format!("{JANUARY_SALES}&page={number}")
}

#[tokio::test]
async fn what_was_asked_is_not_asked_again() {
    let cube = stub(|| EMPTY).await;
    let (relay, metrics) = cube.remembering_relay(KEEPS);
    let first = get(&relay, JANUARY_SALES).await;
    // Page one is page one, whether it is named or not.
    for path in [JANUARY_SALES.to_owned(), page(1)] {
        let again = get(&relay, &path).await;
        assert_eq!((again.status, &again.body), (first.status, &first.body));
        assert_eq!(again.headers, first.headers);
        assert_eq!(again.header("cache-control"), "no-store", "no browser keeps it");
    }
    assert_eq!(cube.asked.count(), 1);
    let figures = figures(&metrics).await;
    assert!(figures.contains("cubeboard_upstream_requests_total 1\n"), "{figures}");
    assert!(figures.contains("cubeboard_cache_hits_total 2\n"), "{figures}");
}

#[tokio::test]
async fn another_question_is_another() {
    let cube = stub(|| EMPTY).await;
    let (relay, _) = cube.remembering_relay(KEEPS);
    let others = [
        JANUARY_SALES.replace("926", "927"),
        JANUARY_SALES.replace("responses", "call_outcomes"),
        JANUARY_SALES.replace("Sale", "sale"),
        JANUARY_SALES.replace("20170131", "20170130"),
        page(2),
        "/api/v1/campaigns".to_owned(),
    ];
    for path in &others {
        get(&relay, path).await;
    }
    assert_eq!(cube.asked.count(), others.len());
}

#[tokio::test]
async fn nobody_gets_what_others_may_see() {
    let cube = stub_of(|request| {
        let name =
            request.headers().get("authorization").map_or("nobody", |it| it.to_str().unwrap());
        let body = format!(r#"{{"results":[{{"comment":"for {name}"}}]}}"#);
        std::future::ready(body.into_response())
    });
    let cube = cube.await;
    let (relay, _) = cube.remembering_relay(KEEPS);
    for name in ["Token kari", "Token ole", "Token kari"] {
        let reply = ask(&relay, JANUARY_SALES, ("authorization", name)).await;
        assert!(reply.text().contains(name), "{}", reply.text());
    }
    assert!(get(&relay, JANUARY_SALES).await.text().contains("nobody"));
    assert_eq!(cube.asked.count(), 3);
}

#[tokio::test]
async fn links_lead_each_reader_to_the_address_that_he_wrote() {
    let cube = stub(|| r#"{"next":"http://cube.internal/?page=2","results":[]}"#).await;
    let (relay, _) = cube.remembering_relay(KEEPS);
    let from = async |host: &str| {
        let request = axum::http::Request::get(JANUARY_SALES).header("host", host);
        send(&relay, request.body(Body::empty()).unwrap()).await.json()["next"].to_string()
    };
    assert!(from("evil.example").await.starts_with("\"http://evil.example/api/v1/"));
    assert!(from("sales.example.org").await.starts_with("\"http://sales.example.org/api/v1/"));
}

#[tokio::test]
async fn only_whole_lists_are_kept() {
    let half = &r#"{"count":1,"next":null,"results":[{"comment":"x"}]}"#[..30];
    for (status, body) in [
        (500, EMPTY),
        (404, r#"{"detail":"Invalid page."}"#),
        (429, EMPTY),
        (203, EMPTY),
        (302, EMPTY),
        (200, "<html>Sign in</html>"),
        (200, half),
        (200, r#"{"detail":"Not now."}"#),
        (200, ""),
    ] {
        let cube = stub(move || (StatusCode::from_u16(status).unwrap(), body)).await;
        let (relay, _) = cube.remembering_relay(KEEPS);
        for _ in 0..2 {
            assert_eq!(get(&relay, JANUARY_SALES).await.status, status);
        }
        assert_eq!(cube.asked.count(), 2, "{status} {body}");
    }
}

#[tokio::test]
async fn days_that_are_over_are_kept_apart_from_those_that_are_not() {
    let cube = stub(|| EMPTY).await;
    let closed_only = Retention { open: Duration::ZERO, ..KEEPS };
    let (relay, _) = cube.remembering_relay(closed_only);
    for path in [JANUARY_SALES.to_owned(), JANUARY_SALES.replace("20170131", "99990131")] {
        for _ in 0..2 {
            get(&relay, &path).await;
        }
    }
    assert_eq!(cube.asked.count(), 3);
    let (relay, _) = cube.remembering_relay(Retention { closed: Duration::ZERO, ..KEEPS });
    for _ in 0..2 {
        get(&relay, JANUARY_SALES).await;
    }
    assert_eq!(cube.asked.count(), 5);
}

#[tokio::test]
async fn what_was_kept_expires() {
    let cube = stub(|| EMPTY).await;
    let short = Retention { closed: Duration::from_nanos(1), ..KEEPS };
    let (relay, _) = cube.remembering_relay(short);
    for _ in 0..2 {
        get(&relay, JANUARY_SALES).await;
    }
    assert_eq!(cube.asked.count(), 2);
}

#[tokio::test]
async fn memory_is_bounded_and_gives_up_what_was_used_longest_ago() {
    let body = format!(r#"{{"results":["{}"]}}"#, "x".repeat(1000));
    let cube = stub(move || body.clone()).await;
    let (relay, _) = cube.remembering_relay(Retention { bytes: 4000, ..KEEPS });
    let tag = tag(&relay).await;
    for number in [2, 1, 3] {
        beside(&relay, &tag, number).await;
    }
    assert_eq!(cube.asked.count(), 3);
    get(&relay, JANUARY_SALES).await;
    beside(&relay, &tag, 2).await;
    assert_eq!(cube.asked.count(), 4, "there was room for two, and page 2 had to go");
    let (relay, _) = cube.remembering_relay(Retention { bytes: 0, ..KEEPS });
    for _ in 0..2 {
        get(&relay, JANUARY_SALES).await;
    }
    assert_eq!(cube.asked.count(), 6, "0 keeps nothing");
}

/// A stub whose replies wait until they are let go, and how many.
async fn slow(status: u16) -> (Stub, Arc<Notify>, Arc<Notify>) {
    let [asked, go] = [(); 2].map(|()| Arc::new(Notify::new()));
    let (seen, start) = (Arc::clone(&asked), Arc::clone(&go));
    let cube = stub_of(move |_| {
        let (seen, start) = (Arc::clone(&seen), Arc::clone(&start));
        async move {
            seen.notify_one();
            start.notified().await;
            (StatusCode::from_u16(status).unwrap(), EMPTY).into_response()
        }
    });
    (cube.await, asked, go)
}

#[tokio::test]
async fn the_same_question_at_the_same_time_is_asked_once() {
    // Whether the reply is kept afterwards or not.
    for (status, retention) in [(200, KEEPS), (200, Retention { bytes: 0, ..KEEPS }), (503, KEEPS)]
    {
        let (cube, asked, go) = slow(status).await;
        let (relay, metrics) = cube.remembering_relay(retention);
        let mut readers = JoinSet::new();
        for _ in 0..50 {
            let relay = relay.clone();
            readers.spawn(async move { get(&relay, JANUARY_SALES).await });
        }
        asked.notified().await;
        go.notify_one();
        let replies = readers.join_all().await;
        assert!(replies.iter().all(|it| it.status == status && it.text() == EMPTY));
        assert_eq!(cube.asked.count(), 1, "{status}");
        let figures = figures(&metrics).await;
        assert!(figures.contains("cubeboard_merged_requests_total 49\n"), "{figures}");
    }
}

#[tokio::test]
async fn a_reader_who_leaves_takes_nobody_along() {
    let (cube, asked, go) = slow(200).await;
    let (relay, _) = cube.remembering_relay(KEEPS);
    let ask = |relay: &Router| {
        let relay = relay.clone();
        tokio::spawn(async move { get(&relay, JANUARY_SALES).await })
    };
    let first = ask(&relay);
    asked.notified().await;
    let second = ask(&relay);
    first.abort();
    assert!(first.await.is_err());
    asked.notified().await;
    go.notify_waiters();
    assert_eq!(second.await.unwrap().text(), EMPTY);
}

#[tokio::test]
async fn who_has_to_know_is_answered_by_cube_alone() {
    let (cube, asked, go) = slow(200).await;
    let (relay, _) = cube.remembering_relay(KEEPS);
    let first = tokio::spawn({
        let relay = relay.clone();
        async move { get(&relay, JANUARY_SALES).await }
    });
    asked.notified().await;
    let second = tokio::spawn({
        let relay = relay.clone();
        async move { ask_anew(&relay, JANUARY_SALES).await }
    });
    asked.notified().await;
    go.notify_waiters();
    first.await.unwrap();
    second.await.unwrap();
    go.notify_one();
    ask(&relay, JANUARY_SALES, ("pragma", "no-cache")).await;
    assert_eq!(cube.asked.count(), 3, "neither a request under way nor a kept reply will do");
    assert_eq!(cube.asked.header("cache-control").as_deref(), Some("no-cache"));
}

#[tokio::test]
async fn an_answer_to_one_who_had_to_know_serves_the_others() {
    let (cube, version) = changing().await;
    let (relay, _) = cube.remembering_relay(KEEPS);
    let old = get(&relay, JANUARY_SALES).await;
    version.store(2, Ordering::SeqCst);
    assert_eq!(get(&relay, JANUARY_SALES).await.body, old.body);
    let new = ask_anew(&relay, JANUARY_SALES).await;
    assert_ne!(new.body, old.body);
    assert_eq!(get(&relay, JANUARY_SALES).await.body, new.body);
}

#[tokio::test]
async fn a_page_is_kept_beside_the_page_one_that_it_was_read_with() {
    let (cube, version) = changing().await;
    let (relay, _) = cube.remembering_relay(KEEPS);
    let tag_of_old = tag(&relay).await;
    let old = beside(&relay, &tag_of_old, 2).await;
    assert_eq!(tag(&relay).await, tag_of_old, "page one said the same");
    assert_eq!(beside(&relay, &tag_of_old, 2).await.body, old.body);
    assert_eq!(cube.asked.count(), 3);

    version.store(2, Ordering::SeqCst);
    let tag_of_new = tag(&relay).await;
    assert_ne!(tag_of_new, tag_of_old);
    assert_ne!(beside(&relay, &tag_of_new, 2).await.body, old.body);
    version.store(1, Ordering::SeqCst);
    assert_eq!(tag(&relay).await, tag_of_old);
    let asked = cube.asked.count();
    beside(&relay, &tag_of_old, 2).await;
    assert_eq!(cube.asked.count(), asked + 1, "it was another list in between");
}

#[tokio::test]
async fn a_page_one_that_another_relay_read_counts_as_much() {
    let (cube, version) = changing().await;
    let [(relay, _), (other, _)] = [(); 2].map(|()| cube.remembering_relay(KEEPS));
    let old = beside(&relay, &tag(&other).await, 2).await;
    version.store(2, Ordering::SeqCst);
    let new = tag(&other).await;
    assert_ne!(beside(&relay, &new, 2).await.body, old.body);
}

#[tokio::test]
async fn a_further_page_that_stands_beside_no_page_one_is_never_kept() {
    let (cube, version) = changing().await;
    let (relay, _) = cube.remembering_relay(KEEPS);
    let tag = tag(&relay).await;
    let kept = beside(&relay, &tag, 2).await;
    version.store(2, Ordering::SeqCst);
    for nothing in ["", "x", "W10"] {
        let reply = beside(&relay, nothing, 2).await;
        assert_ne!(reply.body, kept.body, "{nothing}");
    }
    let asked = cube.asked.count();
    get(&relay, &page(2)).await;
    get(&relay, &page(2)).await;
    assert_eq!(cube.asked.count(), asked + 2);
}

#[tokio::test]
async fn a_list_is_forgotten_once_any_page_says_otherwise() {
    let (cube, version) = changing().await;
    let (relay, _) = cube.remembering_relay(KEEPS);
    let tag = tag(&relay).await;
    for number in 2..=3 {
        beside(&relay, &tag, number).await;
    }
    version.store(2, Ordering::SeqCst);
    // Whether it names a page one or not.
    ask_anew(&relay, &page(3)).await;
    assert!(beside(&relay, &tag, 2).await.text().contains("\"2 of "));
}

#[tokio::test]
async fn a_herd_that_has_to_know_is_answered_by_two_requests() {
    let (cube, asked, go) = slow(200).await;
    let (relay, metrics) = cube.remembering_relay(KEEPS);
    let mut readers = JoinSet::new();
    for _ in 0..50 {
        let relay = relay.clone();
        readers.spawn(async move { ask_anew(&relay, JANUARY_SALES).await });
    }
    asked.notified().await;
    go.notify_one();
    asked.notified().await;
    go.notify_one();
    let replies = readers.join_all().await;
    assert!(replies.iter().all(|it| it.text() == EMPTY));
    assert_eq!(
        cube.asked.count(),
        2,
        "one for the first, and one for those who came after it was sent"
    );
    let figures = figures(&metrics).await;
    assert!(figures.contains("cubeboard_merged_requests_total 48\n"), "{figures}");
}

#[tokio::test]
async fn a_throttle_of_cubes_is_told_to_all_who_ask_with_the_same_credentials() {
    let cube = stub(|| (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "42")], "{}")).await;
    let (relay, _) = cube.remembering_relay(KEEPS);
    for path in [JANUARY_SALES.to_owned(), page(2), "/api/v1/campaigns/".to_owned()] {
        let reply = ask_anew(&relay, &path).await;
        assert_eq!(reply.status, 429, "{path}");
        let wait: u64 = reply.header("retry-after").parse().unwrap();
        assert!((40..=42).contains(&wait), "{wait}");
        assert_eq!(reply.header("cubeboard-answer"), "cube");
    }
    assert_eq!(cube.asked.count(), 1);
    ask(&relay, JANUARY_SALES, ("authorization", "Token kari")).await;
    assert_eq!(cube.asked.count(), 2, "Cube counts them for themselves");
}
