//! What somebody may send to the relay over a socket, byte for byte, and what of it gets to Cube.

mod asking;
mod sockets;

use std::net::SocketAddr;

use asking::JANUARY_SALES;
use sockets::{Stub, exchange, serve, stub};

const LIST: &str = r#"{"count":0,"next":null,"previous":null,"results":[]}"#;

/// A relay on a socket of its own, and the Cube behind it.
async fn relay() -> (SocketAddr, Stub) {
    let cube = stub(|| LIST).await;
    (serve(cube.relay()).await, cube)
}

/// Sends a request line with headers, and what may follow; the statuses of all replies.
async fn statuses(address: SocketAddr, line: &str, headers: &str, body: &str) -> Vec<String> {
    let request =
        format!("{line} HTTP/1.1\r\nhost: localhost\r\n{headers}connection: close\r\n\r\n{body}");
    let reply = exchange(address, request.as_bytes()).await;
    let statuses = reply.split("HTTP/1.1 ").skip(1).map(|it| it[..3].to_owned());
    statuses.collect()
}

#[tokio::test]
async fn no_trick_with_a_path_reaches_cube() {
    let (address, cube) = relay().await;
    for path in [
        "/api/v1/users/",
        "/api/v1/campaigns/../users/",
        "/api/v1/campaigns/%2e%2e/users/",
        "/api/v1/campaigns/926/responses/../../../users/",
        "/api/v1/campaigns/926%2Fresponses/",
        "/api/v1/campaigns/926/responses%2F",
        "/api/v1/campaigns/926%2f..%2f927/responses/",
        "/api/v1/campaigns/926\\responses/",
        "/api/v1/campaigns/926/responses/%00",
        "/api/v1/campaigns/926/responses/;page=2",
        "/api/v1/campaigns/926/responses/%3Fpage=2",
        "/api/v1//campaigns",
        "//api/v1/campaigns",
        "/API/v1/campaigns",
        "/api/v1/campaigns/9e2/responses/",
        "/api/v1/campaigns/-1/responses/",
        "/api/v1/campaigns/\u{0669}/responses/",
        "http://evil.example/api/v1/users/",
        "@evil.example/api/v1/campaigns",
        "/@evil.example/api/v1/campaigns",
        "/api/v1/campaigns@evil.example",
    ] {
        let got = statuses(address, &format!("GET {path}"), "", "").await;
        assert!(matches!(&*got.concat(), "404" | "400"), "{path}: {got:?}");
    }
    assert_eq!(cube.asked.addresses(), [""; 0]);
}

#[tokio::test]
async fn a_value_stays_a_value() {
    let (address, cube) = relay().await;
    for query in [
        "response_type=Sale%26page%3D7%23x%2F..%2F",
        "response_type=%0d%0aHost:%20evil.example",
        "response_type=a%20b%2B%25",
    ] {
        let path = format!("/api/v1/campaigns/926/responses/?{query}");
        assert_eq!(statuses(address, &format!("GET {path}"), "", "").await, ["200"]);
        let asked = cube.asked.addresses().pop().unwrap();
        let value = |address: &str| {
            let (_, query) = address.split_once('?').unwrap();
            let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
            pairs
        };
        assert_eq!(value(&asked), value(&path), "{asked}");
    }
}

#[tokio::test]
async fn whatever_host_is_named_the_one_upstream_is_asked() {
    let (address, cube) = relay().await;
    let host = cube.url.strip_prefix("http://").unwrap();
    for (line, headers, status) in [
        ("GET http://stranger.example/api/v1/campaigns", "", "421"),
        ("GET http://x@localhost:80/api/v1/campaigns", "", "400"),
        ("GET http://localhost:1/api/v1/campaigns", "", "200"),
        (
            "GET /api/v1/campaigns",
            "x-forwarded-host: evil.example\r\nforwarded: host=evil.example\r\n",
            "200",
        ),
    ] {
        assert_eq!(statuses(address, line, headers, "").await, [status], "{line}");
    }
    assert_eq!(cube.asked.addresses(), ["/api/v1/campaigns"; 2]);
    assert_eq!(cube.asked.header("host").as_deref(), Some(host));
}

#[tokio::test]
async fn cube_gets_no_header_but_what_the_relay_means() {
    let (address, cube) = relay().await;
    let headers = "authorization: Token theirs\r\ncookie: a=b\r\norigin: https://evil.example\r\n\
        x-http-method-override: DELETE\r\nx-original-url: /api/v1/users/\r\nrange: bytes=0-1\r\n\
        if-none-match: \"x\"\r\nte: trailers\r\naccept: text/html\r\nreferer: http://x/?q=kari\r\n";
    assert_eq!(statuses(address, &format!("GET {JANUARY_SALES}"), headers, "").await, ["200"]);
    let mut names = cube.asked.header_names();
    names.sort();
    assert_eq!(
        names,
        ["accept", "accept-encoding", "authorization", "cache-control", "host", "user-agent"]
    );
    assert_eq!(cube.asked.header("accept").as_deref(), Some("application/json"));
}

#[tokio::test]
async fn no_request_hides_in_another() {
    let (address, cube) = relay().await;
    let hidden = "GET /api/v1/campaigns/1/responses/ HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let chunk = format!("{:x}\r\n{hidden}\r\n0\r\n\r\n", hidden.len());
    let length = format!("content-length: {}\r\n", hidden.len());
    let both = format!("{length}transfer-encoding: chunked\r\n");
    for (line, headers, body) in [
        ("POST /api/v1/campaigns", &*length, hidden),
        ("POST /api/v1/campaigns", "transfer-encoding: chunked\r\n", &*chunk),
        ("POST /api/v1/campaigns", &both, &chunk),
        ("POST /api/v1/campaigns", "content-length: 0\r\ncontent-length: 5\r\n", hidden),
        ("POST /api/v1/campaigns", "transfer-encoding : chunked\r\n", &chunk),
        ("POST /api/v1/campaigns", "transfer-encoding: xchunked\r\n", &chunk),
        ("GET /api/v1/campaigns\r\nhost: y\r\nGET /api/v1/users/", "", ""),
        ("CONNECT evil.example:443", "", hidden),
    ] {
        let got = statuses(address, line, headers, body).await;
        assert!(got.len() <= 1 && got.concat() != "200", "{line} {headers}: {got:?}");
    }
    // A question with a body is answered; the body is no further question.
    assert_eq!(statuses(address, "GET /api/v1/campaigns", &length, hidden).await, ["200"]);
    assert_eq!(cube.asked.addresses(), ["/api/v1/campaigns"]);
}

#[tokio::test]
async fn a_header_that_goes_on_in_the_next_line_is_refused() {
    let (address, cube) = relay().await;
    for headers in ["authorization: Token a\r\n b: c\r\n", "authorization: Token a\0b\r\n"] {
        assert_eq!(statuses(address, "GET /api/v1/campaigns", headers, "").await, ["400"]);
    }
    assert!(cube.asked.addresses().is_empty());
}

#[tokio::test]
async fn a_foreign_origin_may_ask_and_not_read() {
    let (address, _cube) = relay().await;
    for method in ["GET", "OPTIONS"] {
        let request = format!(
            "{method} {JANUARY_SALES} HTTP/1.1\r\nhost: localhost\r\norigin: https://evil.example\r\n\
             access-control-request-method: GET\r\nconnection: close\r\n\r\n"
        );
        let reply = exchange(address, request.as_bytes()).await;
        assert!(reply.starts_with("HTTP/1.1 200 "), "{reply}");
        assert!(!reply.contains("access-control-allow-origin"), "{reply}");
        assert!(!reply.contains("access-control-allow-credentials"), "{reply}");
    }
}
