//! The relay in front of a real socket that plays Cube, well-behaved and not.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod asking;
mod sockets;

use std::io::Read as _;
use std::time::Duration;

use asking::{JANUARY_SALES, Reply, get, request, send};
use axum::Router;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use cubeboard::account::Limits;
use serde_json::json;
use sockets::{relay, stub};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

async fn get_signed_in(router: &Router) -> Reply {
    let request = request("GET", JANUARY_SALES).header("authorization", "Token theirs");
    let request = request.header("cookie", "a=b").header("x-forwarded-host", "evil.example");
    send(router, request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_question_reaches_cube_built_anew() {
    let cube = stub(|| "{}").await;
    let path = "/api/v1/campaigns/0926/responses/?page=2&response_type=A%26B%20%C3%86";
    assert_eq!(get(&cube.relay(), path).await.status, 200);
    assert_eq!(
        cube.asked.addresses(),
        ["/api/v1/campaigns/926/responses/?response_type=A%26B%20%C3%86&page=2"]
    );
    assert_eq!(cube.asked.header("accept").as_deref(), Some("application/json"));
}

#[tokio::test]
async fn lists_and_later_shapes_are_relayed_too() {
    let cube = stub(|| "[]").await;
    let paths = [
        "/api/v1/campaigns",
        "/api/v1/campaigns/",
        "/api/v1/campaigns/926/call_outcomes/?from_date=20170101&to_date=20170131",
    ];
    for path in paths {
        assert_eq!(get(&cube.relay(), path).await.text(), "[]", "{path}");
    }
    assert_eq!(cube.asked.addresses(), paths);
}

#[tokio::test]
async fn nothing_else_reaches_cube() {
    let cube = stub(|| "{}").await;
    for path in [
        "/api/v1/users/",
        "/api/v1/campaigns/926/",
        "/api/v1/campaigns/926/customers/",
        "/api/v1/campaigns/926/responses",
        "/api/v1/campaigns/x/responses/",
        "/api/v1/campaigns/926%2F..%2F927/responses/",
        "/api/v1/campaigns/../users/responses/",
        "/api/v1/campaigns/926/responses/%2e%2e/",
        "/api//v1/campaigns",
        "/api/v1/campaigns/926/responses/;x",
        "http://evil.example/api/v1/users/",
    ] {
        assert_eq!(get(&cube.relay(), path).await.status, 404, "{path}");
    }
    for query in ["token=1", "page=x", "page=1&page=2"] {
        let path = format!("/api/v1/campaigns?{query}");
        assert_eq!(get(&cube.relay(), &path).await.status, 400, "{query}");
    }
    let post = request("POST", "/api/v1/campaigns").body(Body::empty()).unwrap();
    assert_eq!(send(&cube.relay(), post).await.status, 405);
    assert!(cube.asked.addresses().is_empty());
}

#[tokio::test]
async fn a_request_for_a_foreign_host_still_goes_to_the_one_upstream() {
    let cube = stub(|| "{}").await;
    let request = request("GET", "http://evil.example/api/v1/campaigns");
    assert_eq!(send(&cube.relay(), request.body(Body::empty()).unwrap()).await.status, 200);
    assert_eq!(cube.asked.addresses(), ["/api/v1/campaigns"]);
    assert_eq!(cube.asked.header("host"), cube.url.strip_prefix("http://").map(str::to_owned));
}

#[tokio::test]
async fn the_page_s_own_credentials_pass_where_the_relay_has_none() {
    let cube = stub(|| "{}").await;
    get_signed_in(&cube.relay()).await;
    assert_eq!(cube.asked.header("authorization").as_deref(), Some("Token theirs"));
}

#[tokio::test]
async fn the_relay_s_credentials_stand_in_for_the_page_s() {
    let cube = stub(|| "{}").await;
    get_signed_in(&cube.signed_in_relay()).await;
    assert_eq!(cube.asked.header("authorization").as_deref(), Some("Token ours"));
}

#[tokio::test]
async fn no_other_header_of_the_page_passes() {
    let cube = stub(|| "{}").await;
    get_signed_in(&cube.relay()).await;
    assert_eq!(cube.asked.header("cookie"), None);
    assert_eq!(cube.asked.header("x-forwarded-host"), None);
}

#[tokio::test]
async fn the_reader_signs_in_only_where_the_relay_cannot() {
    let cube = stub(|| "{}").await;
    assert_eq!(get(&cube.relay(), "/config.json").await.json(), json!({"endpoint": ""}));
    assert_eq!(
        get(&cube.signed_in_relay(), "/config.json").await.json(),
        json!({"endpoint": "", "sign_in": "none"})
    );
}

#[tokio::test]
async fn a_refusal_passes_without_cookie_or_login_box() {
    let cube = stub(|| {
        let headers = [
            ("www-authenticate", "Basic realm=\"Cube\""),
            ("set-cookie", "session=1"),
            ("content-type", "application/json"),
            ("retry-after", "7"),
            ("date", "Thu, 05 Jan 2017 13:00:00 GMT"),
            ("server", "cube"),
        ];
        (axum::http::StatusCode::UNAUTHORIZED, headers, r#"{"detail":"Invalid token."}"#)
    });
    let reply = get(&cube.await.relay(), JANUARY_SALES).await;
    assert_eq!(reply.status, 401);
    assert_eq!(reply.json(), json!({"detail": "Invalid token."}));
    assert_eq!(reply.header("content-type"), "application/json");
    assert_eq!(reply.header("retry-after"), "7");
    // Report 39: a date to wait until is one of Cube's clock, and is held against it.
    assert_eq!(reply.header("date"), "Thu, 05 Jan 2017 13:00:00 GMT");
    for name in ["www-authenticate", "set-cookie", "server"] {
        assert_eq!(reply.header(name), "", "{name}");
    }
}

#[tokio::test]
async fn a_redirect_is_neither_followed_nor_passed_on() {
    let elsewhere = stub(|| "{}").await;
    for (status, passed_on) in
        [(301, 301), (302, 302), (303, 303), (307, 307), (308, 308), (300, 502)]
    {
        let target = elsewhere.url.clone();
        let status = StatusCode::from_u16(status).unwrap();
        let cube = stub(move || (status, [("location", target.clone())])).await;
        let reply = get(&cube.relay(), JANUARY_SALES).await;
        assert_eq!((reply.status.as_u16(), reply.header("location")), (passed_on, ""));
        assert!(!reply.text().contains(&elsewhere.url) && reply.text().contains("redirect"));
    }
    assert!(elsewhere.asked.addresses().is_empty());
}

#[tokio::test]
async fn a_reply_of_known_and_excessive_size_is_refused() {
    let cube = stub(|| vec![b'x'; 101]).await;
    let small = Limits { reply_bytes: 100, ..Limits::default() };
    assert_eq!(get(&relay(&cube.url, None, small), JANUARY_SALES).await.status, 502);
    let enough = Limits { reply_bytes: 101, ..Limits::default() };
    assert_eq!(get(&relay(&cube.url, None, enough), JANUARY_SALES).await.body.len(), 101);
}

/// A body as gzip packs it.
#[tokio::test]
async fn a_list_of_campaigns_that_is_to_be_filtered_has_four_megabytes_at_most() {
    let mine = r#"{"campaign__id":926,"campaign__name":"Vinter"}"#;
    for (bytes, status) in [(3 << 20, 200), (5 << 20, 502)] {
        let other = r#"{"campaign__id":927,"campaign__name":"Hemmelig"},"#;
        let list = format!("[{}{mine}]", other.repeat(bytes / other.len()));
        let cube = stub(move || list.clone()).await;
        let reply = get(&cube.relay_of_campaigns(&[926]), "/api/v1/campaigns").await;
        assert_eq!(reply.status, status);
        assert!(!reply.text().contains("Hemmelig"));
        if status == 200 {
            assert_eq!(reply.text(), format!("[{mine}]"));
        } else {
            assert_eq!(reply.header("cubeboard-answer"), "too-large");
        }
        // Whoever may see all gets it as it is.
        assert_eq!(get(&cube.relay(), "/api/v1/campaigns").await.status, 200);
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut encoder = flate2::read::GzEncoder::new(bytes, flate2::Compression::best());
    encoder.read_to_end(&mut packed).unwrap();
    packed
}

#[tokio::test]
async fn report_28_a_packed_reply_is_asked_for_and_passed_on_unpacked() {
    let list = r#"{"count":1,"next":"?page=2","previous":null,"results":[]}"#;
    let cube = stub(move || ([("content-encoding", "gzip")], gzip(list.as_bytes()))).await;
    let reply = get(&cube.relay(), JANUARY_SALES).await;
    assert_eq!((reply.status.as_u16(), reply.header("content-encoding")), (200, ""));
    let next = format!("http://127.0.0.1:8080{JANUARY_SALES}&page=2");
    assert_eq!(reply.text(), list.replace("?page=2", &next), "its links are the relay's");
    let asked = cube.asked.header("accept-encoding").unwrap();
    assert!(["gzip", "br", "zstd"].iter().all(|it| asked.contains(it)), "{asked}");
}

#[tokio::test]
async fn report_28_a_reply_that_grows_past_the_limit_while_it_is_unpacked_is_refused() {
    let cube = stub(|| ([("content-encoding", "gzip")], gzip(&vec![b'x'; 1 << 20]))).await;
    let small = Limits { reply_bytes: 100_000, ..Limits::default() };
    let reply = get(&relay(&cube.url, None, small), JANUARY_SALES).await;
    assert_eq!(reply.status, 502);
    assert_eq!(reply.json(), json!({"detail": "cube's reply is too large"}));
}

#[tokio::test]
async fn report_28_a_reply_that_cannot_be_unpacked_is_not_passed_on() {
    let cube = stub(|| ([("content-encoding", "gzip")], gzip(b"{}")[..12].to_vec())).await;
    let reply = get(&cube.relay(), JANUARY_SALES).await;
    assert_eq!(reply.status, 502);
    assert_eq!(reply.json(), json!({"detail": "cube's reply cannot be unpacked"}));
}

/// A body whose length is not told beforehand.
fn chunked() -> Response {
    let length_unknown = http_body_util::BodyExt::boxed_unsync(Body::from(vec![b'x'; 101]));
    Response::new(Body::new(http_body_util::BodyExt::map_frame(length_unknown, |frame| frame)))
}

#[tokio::test]
async fn a_reply_that_grows_past_the_limit_is_refused_too() {
    let cube = stub(chunked).await;
    let small = Limits { reply_bytes: 100, ..Limits::default() };
    let reply = get(&relay(&cube.url, None, small), JANUARY_SALES).await;
    assert_eq!(reply.status, 502);
    assert_eq!(reply.json(), json!({"detail": "cube's reply is too large"}));
}

#[tokio::test]
async fn report_13_cube_cannot_speak_in_the_relays_name() {
    let cube =
        stub(|| (StatusCode::UNAUTHORIZED, [("cubeboard-answer", "signed-out")], "{}")).await;
    let reply = get(&cube.relay(), JANUARY_SALES).await;
    assert_eq!((reply.status.as_u16(), reply.header("cubeboard-answer")), (401, "cube"));
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    let reply = get(&relay(&url, None, Limits::default()), JANUARY_SALES).await;
    assert_eq!((reply.status.as_u16(), reply.header("cubeboard-answer")), (502, "refused"));
}

/// The address of a Cube that reads a question, sends the beginning of a reply, and then hangs up or says no more.
async fn beginning(hangs_up: bool) -> String {
    let cube = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", cube.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = cube.accept().await.unwrap();
        assert!(stream.read(&mut [0; 4096]).await.unwrap() > 0);
        let half = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"count\":1,";
        stream.write_all(half.as_bytes()).await.unwrap();
        if !hangs_up {
            std::future::pending::<()>().await;
        }
    });
    url
}

#[tokio::test]
async fn a_reply_that_breaks_off_is_not_passed_on_as_a_whole_one() {
    let reply = get(&relay(&beginning(true).await, None, Limits::default()), JANUARY_SALES).await;
    assert_eq!(reply.status, 502);
    assert_eq!(reply.json(), json!({"detail": "cube's reply broke off"}));
}

#[tokio::test]
async fn a_cube_that_stops_half_way_is_given_up_on() {
    let hasty = Limits { total: Duration::from_millis(50), ..Limits::default() };
    let reply = get(&relay(&beginning(false).await, None, hasty), JANUARY_SALES).await;
    assert_eq!(reply.status, 504);
}

#[tokio::test]
async fn a_silent_cube_is_given_up_on() {
    // Accepts connections as the system does by itself, and never says a word.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let hasty = Limits { total: Duration::from_millis(50), ..Limits::default() };
    let reply = get(&relay(&url, None, hasty), JANUARY_SALES).await;
    assert_eq!(reply.status, 504);
    assert_eq!(reply.json(), json!({"detail": "cube took too long"}));
}

#[tokio::test]
async fn an_unreachable_cube_is_said_without_detail() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let reply = get(&relay(&url, None, Limits::default()), JANUARY_SALES).await;
    assert_eq!(reply.status, 502);
    let detail = reply.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.starts_with("cube cannot be reached: the connection was refused; check the"));
}

/// What Cube's replies link to, in all the forms that were seen of such services.
const LINKS: [&str; 6] = [
    "https://account.headshed.com/api/v1/campaigns/926/responses/?response_type=Sale/?page=2",
    "http://127.0.0.1/api/v1/campaigns/926/responses/?page=2&to_date=20170131&from_date=20170101",
    "http://cube.internal:8000/api/v1/campaigns/926/responses/?from_date=20170101&page=2",
    "/api/v1/campaigns/926/responses/?page=2",
    "?page=2",
    "https://evil.example/?page=9#\\\"\u{e6}",
];

#[tokio::test]
async fn links_lead_to_the_relay_whatever_cube_writes_there() {
    for link in LINKS {
        let rows = r#"[{"comment": "next\": \"http:\/\/x", "crm_customer_id" : 1.50}]"#;
        let body = move |next: &str, previous: &str| {
            format!(r#"{{"count":150, "next": {next},"previous" :{previous},"results":{rows}}}"#)
        };
        let link = serde_json::to_string(link).unwrap();
        let cube = stub(move || body(&link, &link)).await;
        let reply = get(&cube.relay(), &format!("{JANUARY_SALES}&page=2")).await;
        let own = format!("\"http://127.0.0.1:8080{JANUARY_SALES}");
        let expected = body(&format!("{own}&page=3\""), &format!("{own}&page=1\""));
        assert_eq!(reply.text(), expected);
    }
}

#[tokio::test]
async fn a_link_that_is_not_there_is_not_made_up() {
    let last = r#"{"count":1,"next":null,"previous":"","results":[]}"#;
    let cube = stub(move || last).await;
    assert_eq!(get(&cube.relay(), JANUARY_SALES).await.text(), last);
}

#[tokio::test]
async fn nothing_of_cubes_is_a_script_or_a_page_of_the_relays_own_origin() {
    for (theirs, expected) in [
        ("application/json", "application/json"),
        ("Application/JSON; charset=latin-1", "application/json"),
        ("application/problem+json", "application/json"),
        ("text/html", "text/plain; charset=utf-8"),
        ("text/javascript", "text/plain; charset=utf-8"),
        ("application/wasm", "text/plain; charset=utf-8"),
        ("application/json, text/html", "text/plain; charset=utf-8"),
        ("", "text/plain; charset=utf-8"),
    ] {
        let cube = stub(move || ([("content-type", theirs)], "alert(1)")).await;
        let reply = get(&cube.relay(), JANUARY_SALES).await;
        assert_eq!(reply.header("content-type"), expected, "{theirs}");
    }
}
