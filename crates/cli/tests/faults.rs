//! The demo misbehaving on command: what a page gets to see of each fault.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod asking;

use std::collections::HashSet;
use std::time::Duration;

use asking::{JANUARY_SALES, Reply, demo, faulty, get, request};
use axum::Router;
use axum::body::{Body, to_bytes};
use cubeboard_cube::wire::{DecodeError, decode_page};
use cubeboard_responses::store::Store;
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// Page by page 50, 50, 50, 50 and 7 rows of campaign 926.
const COUNT: usize = 207;

async fn page(router: &Router, number: usize) -> Reply {
    get(router, &format!("{JANUARY_SALES}&page={number}")).await
}

async fn status(router: &Router, number: usize) -> u16 {
    page(router, number).await.status.as_u16()
}

async fn listing(router: &Router, number: usize) -> Value {
    let reply = page(router, number).await;
    assert_eq!(reply.status, 200, "page {number}: {}", reply.text());
    reply.json()
}

async fn rows(router: &Router, number: usize) -> Vec<Value> {
    listing(router, number).await["results"].as_array().unwrap().clone()
}

/// Every row as it was invented, newest first.
async fn invented() -> Vec<Value> {
    let router = demo();
    let mut all = Vec::new();
    for number in 1..=5 {
        all.extend(rows(&router, number).await);
    }
    assert_eq!(all.len(), COUNT);
    all
}

fn decoded(reply: &Reply) -> Result<u64, DecodeError> {
    decode_page(&reply.body, &mut Store::default()).map(|page| page.len())
}

fn micros(row: &Value) -> i64 {
    let list = json!({ "results": [row] }).to_string();
    let mut store = Store::default();
    decode_page(list.as_bytes(), &mut store).unwrap();
    store.row(0).unwrap().submitted_micros.unwrap()
}

#[tokio::test]
async fn what_no_fault_meets_keeps_every_byte() {
    // The form that links have anyhow, asked for, makes every page be put together anew.
    let (plain, rebuilt) = (demo(), faulty("next=odd"));
    for list in ["responses", "call_outcomes"] {
        for query in ["", "&page=2", "&page=5", "/?page=3", "&page=6", "&page=0", "&page=x"] {
            let path = JANUARY_SALES.replace("responses", list) + query;
            let (expected, reply) = (get(&plain, &path).await, get(&rebuilt, &path).await);
            assert_eq!((reply.status, reply.text()), (expected.status, expected.text()), "{path}");
        }
    }
    for path in [
        "/api/v1/campaigns",
        "/api/v1/campaigns/926/responses?page=1",
        "/api/v1/campaigns/926/responses/?to_date=20170131&page=2",
        "/api/v1/campaigns/927/responses/?from_date=20170101&to_date=20170131&page=2",
        "/api/v1/campaigns/2000/responses/?from_date=20170101&to_date=20170131",
    ] {
        let (expected, reply) = (get(&plain, path).await, get(&rebuilt, path).await);
        assert_eq!((reply.status, reply.text()), (expected.status, expected.text()), "{path}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_delay_comes_before_every_page_and_nothing_else() {
    let router = faulty("delay=700,status=503@2x1");
    let took = async |path: &str| {
        let before = tokio::time::Instant::now();
        get(&router, path).await;
        before.elapsed()
    };
    let refused = format!("{JANUARY_SALES}&page=2");
    for path in [JANUARY_SALES, &refused, &refused] {
        let took = took(path).await;
        assert!((700..705).contains(&took.as_millis()), "{took:?} for {path}");
    }
    for path in ["/api/v1/campaigns", "/config.json", "/healthz"] {
        assert!(took(path).await < Duration::from_millis(5), "{path}");
    }
}

#[tokio::test]
async fn a_page_is_refused_as_often_as_asked() {
    let router = faulty("status=503@2x2");
    let reply = page(&router, 2).await;
    assert_eq!((reply.status.as_u16(), reply.header("content-type")), (503, "application/json"));
    assert_eq!(reply.json(), json!({"detail": "Service Unavailable"}));
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_eq!([status(&router, 1).await, status(&router, 3).await], [200, 200]);
    assert_eq!([status(&router, 2).await, status(&router, 2).await], [503, 200]);
}

#[tokio::test]
async fn a_refusal_without_a_number_lasts() {
    let router = faulty("status=403@1");
    for _ in 0..3 {
        assert_eq!(status(&router, 1).await, 403);
    }
    assert_eq!(status(&router, 2).await, 200);
}

#[tokio::test]
async fn requests_are_counted_for_each_page_and_each_list() {
    let router = faulty("status=429@*x1");
    assert_eq!([status(&router, 1).await, status(&router, 2).await], [429, 429]);
    assert_eq!([status(&router, 1).await, status(&router, 2).await], [200, 200]);
    let later = JANUARY_SALES.replace("responses", "call_outcomes");
    assert_eq!(get(&router, &later).await.status, 429);
    // Other days of the same list are no other list.
    assert_eq!(get(&router, &JANUARY_SALES.replace("20170131", "20170130")).await.status, 200);
}

#[tokio::test]
async fn only_lists_go_wrong() {
    let router = faulty("status=500@*,html=*,cut=*,reset=*,repeat,count=none");
    assert_eq!(get(&router, "/api/v1/campaigns").await.status, 200);
    assert_eq!(get(&router, "/api/v1/campaigns/926/responses").await.status, 301);
    assert_eq!(get(&router, "/config.json").await.status, 200);
    assert_eq!(get(&router, "/healthz").await.status, 200);
}

#[tokio::test]
async fn throttling_says_how_long_to_wait() {
    let router = faulty("status=429@1,status=503@2,status=500@3,retry-after=7");
    let reply = page(&router, 1).await;
    assert_eq!(reply.header("retry-after"), "7");
    assert_eq!(
        reply.json(),
        json!({"detail": "Request was throttled. Expected available in 7 seconds."})
    );
    assert_eq!(page(&router, 2).await.header("retry-after"), "7");
    assert_eq!(page(&router, 3).await.header("retry-after"), "");
    assert_eq!(page(&faulty("status=429@1"), 1).await.header("retry-after"), "");
}

#[tokio::test]
async fn how_long_to_wait_may_be_a_date() {
    let reply = page(&faulty("status=429@1,retry-after=date+7"), 1).await;
    let date = reply.header("retry-after");
    assert!(
        date.len() == "Sun, 06 Nov 1994 08:49:37 GMT".len() && date.ends_with(" GMT"),
        "{date}"
    );
}

#[tokio::test]
async fn a_web_page_may_come_instead_of_json() {
    let router = faulty("html=2x1");
    let reply = page(&router, 2).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(decoded(&reply), Err(DecodeError::WebPage));
    assert_eq!(decoded(&page(&router, 2).await), Ok(50));
}

#[tokio::test]
async fn json_may_end_half_way() {
    let router = faulty("cut=2x1");
    let reply = page(&router, 2).await;
    let whole = page(&router, 2).await;
    assert_eq!((reply.status.as_u16(), reply.header("content-type")), (200, "application/json"));
    assert_eq!(decoded(&reply), Err(DecodeError::Truncated));
    assert_eq!(reply.body, whole.body[..whole.body.len() / 2]);
    assert_eq!(decoded(&whole), Ok(50));
}

#[tokio::test]
async fn a_connection_may_end_half_way() {
    let router = faulty("reset=2x1");
    let request = request("GET", &format!("{JANUARY_SALES}&page=2")).body(Body::empty()).unwrap();
    let reply = router.clone().oneshot(request).await.unwrap();
    assert_eq!(reply.status(), 200);
    assert!(to_bytes(reply.into_body(), usize::MAX).await.is_err());
    assert_eq!(decoded(&page(&router, 2).await), Ok(50));
}

#[tokio::test]
async fn rows_that_come_at_the_top_shift_the_pages() {
    let invented = invented().await;
    for list in ["responses", "call_outcomes"] {
        let router = faulty("drift=+3@1");
        let path = JANUARY_SALES.replace("responses", list);
        let get = async |page: usize| get(&router, &format!("{path}&page={page}")).await.json();
        let (first, second) = (get(1).await, get(2).await);
        assert_eq!((&first["count"], &second["count"]), (&json!(207), &json!(210)));
        let last_of = |page: &Value| page["results"].as_array().unwrap()[47..].to_vec();
        assert_eq!(second["results"].as_array().unwrap()[..3], last_of(&first), "read twice");

        let anew = get(1).await;
        assert_eq!(anew["count"], 210, "it happens once");
        let times: Vec<_> = anew["results"].as_array().unwrap().iter().map(micros).collect();
        assert!(times.is_sorted_by(|a, b| a > b), "{list}: newest first");
        assert_eq!(times[3] / 1_000, micros(&invented[0]) / 1_000);
        // The 31st of January ends at 23:00 UTC.
        assert!(times[0] < 1_485_903_600_000_000, "within the last day");
    }
}

#[tokio::test]
async fn a_list_that_grew_has_a_last_page_of_its_own() {
    let router = faulty("drift=+50@1");
    listing(&router, 1).await;
    let last = listing(&router, 6).await;
    assert_eq!((&last["count"], &last["next"]), (&json!(257), &Value::Null));
    assert_eq!(last["results"].as_array().unwrap()[..], invented().await[200..]);
    assert_eq!(status(&router, 7).await, 404);
}

#[tokio::test]
async fn rows_that_go_at_the_top_let_others_slip_through() {
    let invented = invented().await;
    let router = faulty("drift=-3@1");
    assert_eq!(rows(&router, 1).await, invented[..50]);
    let second = listing(&router, 2).await;
    assert_eq!(second["count"], 204);
    assert_eq!(
        second["results"].as_array().unwrap()[..],
        invented[53..103],
        "three are never seen"
    );
    assert_eq!(rows(&router, 5).await, invented[203..]);
}

#[tokio::test]
async fn a_list_may_grow_with_every_reply() {
    let router = faulty("drift=+2x*");
    for asked in 0..4 {
        assert_eq!(listing(&router, 1 + asked % 2).await["count"], COUNT + 2 * asked);
    }
}

#[tokio::test]
async fn a_refused_page_moves_nothing() {
    let router = faulty("status=503@1x1,drift=+1@1");
    assert_eq!(status(&router, 1).await, 503);
    assert_eq!(listing(&router, 1).await["count"], 207);
    assert_eq!(listing(&router, 1).await["count"], 208);
}

#[tokio::test]
async fn a_swap_moves_the_pages_under_the_same_count() {
    let invented = invented().await;
    let router = faulty("swap=4@2");
    assert_eq!(rows(&router, 2).await, invented[50..100]);
    let third = listing(&router, 3).await;
    assert_eq!(third["count"], 207);
    assert_eq!(third["results"].as_array().unwrap()[..], invented[104..154]);

    let last = rows(&router, 5).await;
    assert_eq!(last[..3], invented[204..]);
    assert_eq!(last.len(), 7);
    let times: Vec<_> = last.iter().map(micros).collect();
    assert!(times.is_sorted_by(|a, b| a > b), "newest first");
    // The 1st of January begins at 23:00 UTC of the day before.
    assert!(times[6] >= 1_483_225_200_000_000, "within the first day");
}

#[tokio::test]
async fn a_list_of_one_page_may_grow_to_two() {
    let router = faulty("drift=+60@1");
    let path = JANUARY_SALES.replace("from_date=20170101", "from_date=20170131");
    let first = get(&router, &path).await.json();
    assert!(first["next"].is_null() && first["count"].as_u64().unwrap() > 0);
    let second = get(&router, &format!("{path}&page=2")).await.json();
    assert_eq!(second["count"].as_u64(), first["count"].as_u64().map(|it| it + 60));
    assert_eq!(get(&router, &path).await.json()["results"].as_array().unwrap().len(), 50);
}

#[tokio::test]
async fn an_empty_list_stays_empty() {
    let router = faulty("drift=+3@1,swap=2@1");
    let path = JANUARY_SALES.replace("926", "2000");
    let first = get(&router, &path).await.json();
    assert_eq!(first, json!({"count": 0, "next": null, "previous": null, "results": []}));
    assert_eq!(get(&router, &path).await.json(), first);
}

#[tokio::test]
async fn a_count_may_be_missing_or_wrong() {
    for (spec, count) in
        [("count=none", Value::Null), ("count=+3", json!(210)), ("count=-300", json!(0))]
    {
        let page = listing(&faulty(spec), 1).await;
        assert_eq!(page["count"], count, "{spec}");
        assert_eq!(page["results"].as_array().unwrap()[..], invented().await[..50]);
        assert!(page["next"].is_string(), "{spec}");
    }
}

#[tokio::test]
async fn links_may_be_written_otherwise() {
    let origin = "http://127.0.0.1:8080";
    let path = "/api/v1/campaigns/926/responses/";
    let query = "from_date=20170101&to_date=20170131&response_type=Sale";
    let reversed = "response_type=Sale&to_date=20170131&from_date=20170101";
    for (form, next) in [
        ("odd", format!("{origin}{path}?{query}/?page=3")),
        ("query", format!("{origin}{path}?{query}&page=3")),
        ("reordered", format!("{origin}{path}?page=3&{reversed}")),
        ("http", format!("http://127.0.0.1{path}?{query}&page=3")),
        ("inner", format!("http://cube.internal:8000{path}?{query}&page=3")),
        ("relative", format!("{path}?{query}&page=3")),
    ] {
        let router = faulty(&format!("next={form}"));
        let second = listing(&router, 2).await;
        assert_eq!(second["next"], next, "{form}");
        assert!(!second["previous"].as_str().unwrap().contains("page="), "{form}");
        assert!(listing(&router, 5).await["next"].is_null(), "{form}");
    }
}

#[tokio::test]
async fn the_last_page_may_link_to_another() {
    let router = faulty("next=always,next=query");
    let next = listing(&router, 5).await["next"].clone();
    assert_eq!(next, format!("http://127.0.0.1:8080{JANUARY_SALES}&page=6"));
    assert_eq!(status(&router, 6).await, 404);
}

#[tokio::test]
async fn every_page_may_be_page_one() {
    let router = faulty("repeat");
    let first = invented().await[..50].to_vec();
    for number in [1, 2, 5, 99] {
        let page = listing(&router, number).await;
        assert_eq!(page["results"].as_array().unwrap(), &first);
        let next = format!("http://127.0.0.1:8080{JANUARY_SALES}/?page={}", number + 1);
        assert_eq!((&page["count"], &page["next"]), (&json!(207), &json!(next)));
        assert!(page["previous"].is_null());
    }
}

#[tokio::test]
async fn the_same_questions_get_the_same_replies() {
    let spec = "status=503@2x1,retry-after=3,cut=4x1,html=3x1,drift=+3@1,drift=-2@2,swap=2@3,\
        drift=+1x*,count=+1,next=reordered";
    let (once, again) = (faulty(spec), faulty(spec));
    let mut bodies = HashSet::new();
    for number in [1, 2, 2, 3, 3, 4, 4, 5, 1, 2] {
        let (first, second) = (page(&once, number).await, page(&again, number).await);
        assert_eq!((first.status, &first.body), (second.status, &second.body), "{number}");
        bodies.insert(first.body);
    }
    assert_eq!(bodies.len(), 10, "each of them is another one");
}
