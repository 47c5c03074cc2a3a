//! The relay in front of a real socket that plays Cube, well-behaved and not.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod asking;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use asking::{JANUARY_SALES, Reply, get, request, send, site};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use cubeboard::account::credentials::Credentials;
use cubeboard::account::{Account, Limits};
use cubeboard::relay::Relay;
use cubeboard::router::router;
use serde_json::json;
use tokio::net::TcpListener;

/// What a stub was asked: path and query, `Authorization`, `Accept`, and the names of all headers.
#[derive(Debug, Clone, Default)]
struct Asked(Arc<Mutex<Vec<Request<()>>>>);

impl Asked {
    fn addresses(&self) -> Vec<String> {
        self.0.lock().unwrap().iter().map(|it| it.uri().to_string()).collect()
    }

    fn header(&self, name: &str) -> Option<String> {
        let asked = self.0.lock().unwrap();
        asked[0].headers().get(name).map(|value| value.to_str().unwrap().to_owned())
    }
}

/// A stub of Cube that always gives the same reply, and its address.
async fn stub<R: IntoResponse>(reply: impl Fn() -> R + Clone + Send + Sync + 'static) -> Stub {
    let asked = Asked::default();
    let seen = asked.clone();
    let stub = Router::new().fallback(async move |request: Request| {
        seen.0.lock().unwrap().push(request.map(|_| ()));
        reply().into_response()
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, stub).await });
    Stub { url, asked }
}

struct Stub {
    url: String,
    asked: Asked,
}

impl Stub {
    fn relay(&self) -> Router {
        relay(&self.url, None, Limits::default())
    }

    fn signed_in_relay(&self) -> Router {
        let token = |name| (name == "CUBEBOARD_TOKEN").then(|| "ours".into());
        relay(&self.url, Credentials::from_variables(token).unwrap(), Limits::default())
    }
}

fn relay(url: &str, credentials: Option<Credentials>, limits: Limits) -> Router {
    let account = Account::new(&url.parse().unwrap(), credentials, limits).unwrap();
    router(site(Relay::Cube(account)))
}

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
        ["/api/v1/campaigns/926/responses/?page=2&response_type=A%26B%20%C3%86"]
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
    assert_eq!(get(&cube.relay(), "/api/v1/campaigns?token=1").await.status, 400);
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
            ("server", "cube"),
        ];
        (axum::http::StatusCode::UNAUTHORIZED, headers, r#"{"detail":"Invalid token."}"#)
    });
    let reply = get(&cube.await.relay(), JANUARY_SALES).await;
    assert_eq!(reply.status, 401);
    assert_eq!(reply.json(), json!({"detail": "Invalid token."}));
    assert_eq!(reply.header("content-type"), "application/json");
    assert_eq!(reply.header("retry-after"), "7");
    for name in ["www-authenticate", "set-cookie", "server"] {
        assert_eq!(reply.header(name), "", "{name}");
    }
}

#[tokio::test]
async fn a_redirect_is_neither_followed_nor_passed_on() {
    let elsewhere = stub(|| "{}").await;
    let target = elsewhere.url.clone();
    let cube = stub(move || axum::response::Redirect::permanent(&target)).await;
    let reply = get(&cube.relay(), JANUARY_SALES).await;
    assert_eq!((reply.status.as_u16(), reply.header("location")), (502, ""));
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

/// A body whose length is not told beforehand.
fn chunked() -> Response {
    let length_unknown = http_body_util::BodyExt::boxed_unsync(Body::from(vec![b'x'; 101]));
    Response::new(Body::new(http_body_util::BodyExt::map_frame(length_unknown, |frame| frame)))
}

#[tokio::test]
async fn a_reply_that_grows_past_the_limit_is_cut_off() {
    let cube = stub(chunked).await;
    let small = Limits { reply_bytes: 100, ..Limits::default() };
    let request = request("GET", JANUARY_SALES).body(Body::empty()).unwrap();
    let relay = relay(&cube.url, None, small);
    let reply = tower::ServiceExt::oneshot(relay, request).await.unwrap();
    assert_eq!(reply.status(), 200, "the status is out before the size is known");
    assert!(axum::body::to_bytes(reply.into_body(), usize::MAX).await.is_err());
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
    assert_eq!(reply.json(), json!({"detail": "cube cannot be reached"}));
}
