//! What a display gets of Cube's replies, whatever these are, with a Cube that is none.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod asking;
mod sockets;

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use asking::{Reply, request, send, site};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use cubeboard::access::displays::Displays;
use cubeboard::access::events::Events;
use cubeboard::account::authorities::Authorities;
use cubeboard::account::credentials::Credentials;
use cubeboard::account::{Account, Limits};
use cubeboard::display_key::key::{DisplayKey, Entry, Secret};
use cubeboard::display_key::key_file::KeyFile;
use cubeboard::relay::Relay;
use cubeboard::relay::cache::Retention;
use cubeboard::relay::cube::Cube;
use cubeboard::relay::list_tag::ListTag;
use cubeboard::relay_key::RelayKey;
use cubeboard::router::{Site, router};
use cubeboard::shared::Shared;
use cubeboard_responses::agent_alias::AgentNaming;
use serde_json::{Value, json};
use sockets::{Stub, stub};
use tempfile::TempDir;

const LIST: &str = "/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131";
/// What nobody is to see who looks at a wall.
const SECRETS: [&str; 5] = ["hemmelig", "kari", "22225555", "971352", "4711081512"];

/// A relay in front of the stub, the cookie of a display that reads campaign 926, and the folder with its key, which the
/// relay looks at again and again.
async fn relay(stub: &Stub) -> (Router, String, TempDir) {
    let folder = TempDir::new().unwrap();
    let [session, keys] = ["session", "keys"].map(|it| folder.path().join(it));
    let key = DisplayKey::random().unwrap();
    let entry = Entry {
        name: "Room 2".to_owned(),
        campaigns: vec![926],
        agents: None,
        made: "2026-11-30".parse().unwrap(),
        sha256: key.hash(),
        secret: Secret::random().unwrap(),
    };
    KeyFile { keys: vec![entry] }.write(&keys).unwrap();
    fs::copy(&keys, &session).unwrap();
    fs::write(&session, "k".repeat(64)).unwrap();
    let relay_key = RelayKey::new(Some(&session)).unwrap();
    let token = |name| (name == "CUBEBOARD_TOKEN").then(|| "ours".into());
    let credentials = Credentials::from_variables(token).unwrap();
    let url = stub.url.parse().unwrap();
    let account =
        Account::new(&url, credentials, Limits::default(), &Authorities::default()).unwrap();
    let hour = Duration::from_hours(1);
    let retention = Retention { bytes: 1 << 24, closed: hour, open: Duration::ZERO };
    let shared = Shared::default();
    let cube = Cube::new(account, retention, shared.clone(), Arc::default());
    let events = Events::default();
    let naming = AgentNaming::Initials;
    let displays = Displays::new(keys, naming, &relay_key, "", &shared, events).unwrap();
    let displays = Some(Arc::new(displays));
    let router = router(Site { displays, ..site(Relay::Cube(Arc::new(cube))) });
    let form = Body::from(format!("key={}", key.text()));
    let reply = send(&router, request("POST", "/display").body(form).unwrap()).await;
    let cookie = reply.header("set-cookie").split(';').next().unwrap().to_owned();
    (router, cookie, folder)
}

async fn get(router: &Router, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = request("GET", path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(router, request.body(Body::empty()).unwrap()).await
}

#[track_caller]
fn tells_nothing(reply: &Reply) {
    let headers = format!("{:?}", reply.headers);
    let all = [reply.text(), &headers].concat().to_lowercase();
    for secret in SECRETS {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

fn rows() -> Value {
    json!([
        {
            "submitted_by": "Kari Nordmann", "submitted_when": "2017-01-01T13:55:20Z",
            "crm_customer_id": 971_352, "customer_name": "Hemmelig Hansen", "campaign_id": 926,
            "type": "Sale", "subtype": "Faktura", "comment": "ring 22225555",
            "external_customer_id": 4_711_081_512_u64, "new": "Hemmelig",
        },
        {
            "call_outcome__report_as__submitted_by": "Kari Nordmann",
            "call_outcome__submitted_when_timestamp": "2017-01-02T13:55:20.477+0100",
            "crm__customer_id": "4711081512", "crm__standard_info__name": "Hemmelig Hansen",
            "call_outcome__type": "Sale", "call_outcome__comment": "ring 22225555",
            "campaign__name": "Hemmelig",
        },
        "Hemmelig",
    ])
}

fn list(next: &str) -> String {
    json!({ "count": 3, "next": next, "previous": null, "results": rows(), "note": "Hemmelig" })
        .to_string()
}

#[tokio::test]
async fn no_reply_of_cubes_tells_a_display_of_a_customer() {
    const JSON: &str = "application/json";
    let hostile = "{\"detail\":\"Hemmelig Hansen, 22225555\"}";
    let list = list("https://cube/?name=Hemmelig");
    for (status, media_type, body, expected) in [
        (200, JSON, &*list, 200),
        (200, JSON, hostile, 502),
        (200, "text/html", "<h1>Hemmelig Hansen</h1>", 502),
        (200, JSON, "{\"results\":[{\"customer_name\":\"Hemmelig", 502),
        (200, JSON, "[{\"campaign__name\":\"Hemmelig\"}]", 502),
        (201, JSON, &list, 201),
        (302, JSON, hostile, 302),
        (400, JSON, hostile, 400),
        (401, JSON, hostile, 401),
        (403, "text/html", "<h1>Hemmelig Hansen</h1>", 403),
        (404, JSON, hostile, 404),
        (429, JSON, hostile, 429),
        (500, "text/plain", "Hemmelig", 500),
    ] {
        let body = body.to_owned();
        let stub = stub(move || {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
            headers.insert(header::ETAG, HeaderValue::from_static("\"hemmelig\""));
            headers.insert(header::LOCATION, HeaderValue::from_static("/hemmelig"));
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("7"));
            (StatusCode::from_u16(status).unwrap(), headers, body.clone()).into_response()
        });
        let stub = stub.await;
        let (router, cookie, _folder) = relay(&stub).await;
        let reply = get(&router, LIST, &[("cookie", &cookie)]).await;
        assert_eq!(reply.status, expected, "{status}: {}", reply.text());
        tells_nothing(&reply);
        let answer = if expected == 502 { "no-list" } else { "cube" };
        let answer = if expected == 302 { "redirect" } else { answer };
        assert_eq!(reply.header("cubeboard-answer"), answer, "{status}");
        assert_eq!(reply.header("content-type"), JSON);
        assert_eq!(reply.header("cache-control"), "no-store");
        assert_eq!(stub.asked.header("authorization").unwrap(), "Token ours");
        if status == 429 {
            assert_eq!(reply.header("retry-after"), "7");
        }
        if expected != 200 {
            assert!(reply.json()["detail"].is_string(), "{}", reply.text());
        }
        // Whoever may read the list gets it as it came.
        if status == 200 && expected == 200 {
            assert!(get(&router, LIST, &[]).await.text().contains("Hemmelig Hansen"));
        }
    }
}

#[tokio::test]
async fn a_list_keeps_its_rows_its_count_and_where_it_goes_on() {
    let stub = stub(|| ([("content-type", "application/json")], list("?page=2"))).await;
    let (router, cookie, _folder) = relay(&stub).await;
    let reply = get(&router, LIST, &[("cookie", &cookie), ("authorization", "Token theirs")]).await;
    let page = reply.json();
    assert_eq!((&page["count"], &page["previous"]), (&json!(3), &Value::Null));
    let next = page["next"].as_str().unwrap();
    assert_eq!(next, format!("http://127.0.0.1:8080{LIST}&page=2"));
    let results = page["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    assert_eq!(results[2], Value::Null);
    assert_eq!(results[0]["submitted_when"], "2017-01-01T13:55:20Z");
    assert_eq!(results[0]["external_customer_id"], results[1]["crm__customer_id"]);
    let agent = results[0]["submitted_by"].as_str().unwrap();
    assert!(agent.starts_with("KN~"), "{agent}");
    assert_eq!(results[1]["call_outcome__report_as__submitted_by"], agent);
}

#[tokio::test]
async fn a_display_gets_no_digest_of_what_it_may_not_read_and_is_answered_from_memory_all_the_same()
{
    let stub = stub(|| ([("content-type", "application/json")], list("?page=2"))).await;
    let (router, cookie, _folder) = relay(&stub).await;
    let first = get(&router, LIST, &[("cookie", &cookie)]).await;
    let sealed = first.header("cubeboard-list").to_owned();
    let whole = get(&router, LIST, &[]).await;
    let tag = whole.header("cubeboard-list").to_owned();
    assert!(ListTag::parse(&tag).is_some() && ListTag::parse(&sealed).is_none(), "{sealed}");
    assert_eq!(stub.asked.count(), 1);
    let further = format!("{LIST}&page=2");
    let ask = async |tag: &str, asked: usize| {
        get(&router, &further, &[("cookie", &cookie), ("cubeboard-list", tag)]).await;
        assert_eq!(stub.asked.count(), asked, "{tag}");
    };
    ask(&sealed, 2).await;
    ask(&sealed, 2).await;
    // A tag that was not given to it tells it nothing, not even that it is right.
    ask(&tag, 3).await;
    ask("", 4).await;
    let reader = get(&router, &further, &[("cubeboard-list", &tag)]).await;
    assert_eq!((reader.status, stub.asked.count()), (StatusCode::OK, 4));
}

#[tokio::test]
async fn a_large_list_is_written_anew_as_a_small_one_is() {
    let row = rows()[0].clone();
    let rows = vec![row; 4000];
    let body =
        json!({ "count": 4000, "next": null, "previous": null, "results": rows }).to_string();
    let stub = stub(move || ([("content-type", "application/json")], body.clone())).await;
    let (router, cookie, _folder) = relay(&stub).await;
    let reply = get(&router, LIST, &[("cookie", &cookie)]).await;
    tells_nothing(&reply);
    assert_eq!(reply.json()["results"].as_array().unwrap().len(), 4000);
}
