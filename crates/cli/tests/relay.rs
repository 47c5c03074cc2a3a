//! What the relay answers with `--demo`, and what it refuses whoever answers for Cube.

mod asking;

use asking::{JANUARY_SALES, demo, get, request, send, site};
use axum::body::Body;
use cubeboard::relay::Relay;
use cubeboard::router::{Site, router};
use serde_json::json;

#[track_caller]
fn has_security_headers(reply: &asking::Reply) {
    let policy = reply.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    assert!(!policy.contains("'unsafe-"), "{policy}");
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    assert_eq!(reply.header("referrer-policy"), "same-origin");
    assert_eq!(reply.header("x-frame-options"), "DENY");
}

#[tokio::test]
async fn the_demo_answers_as_cube() {
    let reply = get(&demo(), JANUARY_SALES).await;
    assert_eq!((reply.status.as_u16(), reply.header("content-type")), (200, "application/json"));
    assert_eq!(reply.json()["count"], 207);
    assert_eq!(
        reply.json()["next"],
        format!("http://127.0.0.1:8080{JANUARY_SALES}/?page=2"),
        "the odd form of the document"
    );
}

#[tokio::test]
async fn the_demo_takes_its_own_odd_link_literally() {
    let router = demo();
    let second = get(&router, &format!("{JANUARY_SALES}/?page=2")).await.json();
    assert_eq!(second, get(&router, &format!("{JANUARY_SALES}&page=2")).await.json());
    assert_eq!(get(&router, &format!("{JANUARY_SALES}%2F%3Fpage%3D2")).await.json()["count"], 0);
}

#[tokio::test]
async fn the_demo_answers_in_the_later_shape_too() {
    let path = JANUARY_SALES.replace("responses", "call_outcomes");
    let reply = get(&demo(), &path).await;
    assert_eq!((reply.status.as_u16(), reply.header("content-type")), (200, "application/json"));
    assert_eq!(reply.json()["count"], 207);
    assert_eq!(reply.json()["results"][0]["call_outcome__type"], "Sale");
    assert_eq!(reply.json()["next"], format!("http://127.0.0.1:8080{path}/?page=2"));
}

#[tokio::test]
async fn the_demo_refuses_as_cube_does() {
    let router = demo();
    let reply = get(&router, "/api/v1/campaigns/926/responses/?to_date=20170131").await;
    assert_eq!(reply.status, 400);
    assert_eq!(reply.json(), json!({"from_date": ["This field is required."]}));
    let reply = get(&router, &JANUARY_SALES.replace("926", "927")).await;
    assert_eq!(reply.status, 404);
    assert_eq!(reply.json(), json!({"detail": "Not found."}));
}

#[tokio::test]
async fn the_demo_moves_a_path_without_its_closing_slash() {
    let reply = get(&demo(), "/api/v1/campaigns/926/responses?page=1").await;
    assert_eq!(reply.status, 301);
    assert_eq!(reply.header("location"), "/api/v1/campaigns/926/responses/?page=1");
    assert!(reply.body.is_empty());
}

#[tokio::test]
async fn campaigns_are_listed_with_or_without_a_closing_slash() {
    let router = demo();
    let list = get(&router, "/api/v1/campaigns").await;
    assert_eq!(list.json()[0]["campaign__name"], "Winter 2017");
    assert_eq!(list.body, get(&router, "/api/v1/campaigns/").await.body);
}

#[tokio::test]
async fn only_get_and_options_are_taken() {
    let router = demo();
    for method in ["POST", "PUT", "PATCH", "DELETE", "HEAD", "TRACE"] {
        let request = request(method, JANUARY_SALES).body(Body::empty()).unwrap();
        assert_eq!(send(&router, request).await.status, 405, "{method}");
    }
    let options = request("OPTIONS", JANUARY_SALES).body(Body::empty()).unwrap();
    assert_eq!(send(&router, options).await.status, 200);
}

#[tokio::test]
async fn only_documented_parameters_are_taken_and_each_once() {
    let router = demo();
    let reply = get(&router, &format!("{JANUARY_SALES}&debug=1")).await;
    assert_eq!((reply.status.as_u16(), reply.header("content-type")), (400, "application/json"));
    assert_eq!(reply.json(), json!({"detail": "unknown parameter: debug"}));
    assert_eq!(get(&router, &format!("{JANUARY_SALES}&page=1&page=2")).await.status, 400);
}

#[tokio::test]
async fn every_reply_carries_the_security_headers() {
    let router = demo();
    for path in [JANUARY_SALES, "/healthz", "/config.json", "/nothing", "/api/v2/x", "/api/v1?a=1"]
    {
        has_security_headers(&get(&router, path).await);
    }
    let refused = request("POST", JANUARY_SALES).body(Body::empty()).unwrap();
    has_security_headers(&send(&router, refused).await);
    let preflight = request("OPTIONS", JANUARY_SALES).body(Body::empty()).unwrap();
    has_security_headers(&send(&router, preflight).await);
}

#[tokio::test]
async fn pages_elsewhere_may_use_no_file_as_part_of_theirs_and_find_out_that_there_is_a_relay() {
    for (path, expected) in
        [("/config.json", "same-origin"), ("/nothing", "same-origin"), (JANUARY_SALES, "")]
    {
        let reply = get(&demo(), path).await;
        assert_eq!(reply.header("cross-origin-resource-policy"), expected, "{path}");
        assert_eq!(reply.header("cross-origin-opener-policy"), "same-origin", "{path}");
    }
}

#[tokio::test]
async fn replies_stay_out_of_caches() {
    assert_eq!(get(&demo(), JANUARY_SALES).await.header("cache-control"), "no-store");
}

#[tokio::test]
async fn health_and_unknown_paths_say_what_they_are() {
    let router = demo();
    assert_eq!(get(&router, "/healthz").await.status, 200);
    for path in ["/", "/nothing", "/api", "/api/", "/api/v1/users/", "/healthz/x"] {
        assert_eq!(get(&router, path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn the_configuration_leaves_nothing_to_fill_in() {
    let reply = get(&demo(), "/config.json").await;
    assert_eq!(reply.header("content-type"), "application/json");
    assert_eq!(reply.header("cache-control"), "no-cache");
    let config = reply.json();
    assert_eq!((&config["endpoint"], &config["sign_in"]), (&json!(""), &json!("none")));
    assert_eq!(config["campaigns"][0], json!({"id": 926, "name": "Winter 2017"}));
}

#[tokio::test]
async fn only_listed_origins_may_read() {
    let allowed_origins = vec!["https://sales.example.org".parse().unwrap()];
    let router = router(Site { allowed_origins, ..site(Relay::demo()) });
    let from = |method, origin: &'static str| {
        let request = request(method, JANUARY_SALES).header("origin", origin);
        let request = request.header("access-control-request-method", "GET");
        send(&router, request.body(Body::empty()).unwrap())
    };
    for method in ["GET", "OPTIONS"] {
        let listed = from(method, "https://sales.example.org").await;
        let allowed = listed.header("access-control-allow-origin");
        assert_eq!(allowed, "https://sales.example.org", "{method}");
        for foreign in ["https://evil.example", "https://sales.example.org.evil.example", "null"] {
            let reply = from(method, foreign).await;
            assert_eq!(reply.header("access-control-allow-origin"), "", "{method} {foreign}");
        }
        assert_eq!(listed.header("access-control-allow-credentials"), "");
    }
    let reply = from("GET", "https://sales.example.org").await;
    assert_eq!(
        reply.header("access-control-expose-headers"),
        "date,retry-after,cubeboard-answer,cubeboard-list"
    );
    let preflight = from("OPTIONS", "https://sales.example.org").await;
    assert_eq!(preflight.header("access-control-allow-methods"), "GET");
    for name in ["authorization", "cubeboard-list"] {
        assert!(preflight.header("access-control-allow-headers").contains(name), "{name}");
    }
}
