//! The command behind a proxy, at a public address, and before a sender that asks too much: over real sockets.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod running;

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use running::{Serving, cubeboard};

const HERE: [&str; 4] = ["serve", "--demo", "--listen", "127.0.0.1:0"];
const HTTPS: &str = "x-forwarded-proto: https";
const TRUSTED: [&str; 2] = ["--trust-proxy", "127.0.0.1"];

fn serving(more: &[&str]) -> Serving {
    Serving::start(cubeboard(&[&HERE, more].concat()))
}

fn header<'a>(reply: &'a str, name: &str) -> Option<&'a str> {
    let (head, _) = reply.split_once("\r\n\r\n").unwrap();
    head.lines().find_map(|it| it.strip_prefix(&format!("{name}: ")))
}

#[test]
fn a_browser_that_came_over_https_is_told_to_come_no_other_way() {
    const HSTS: &str = "strict-transport-security";
    let trusting = serving(&TRUSTED);
    let public = serving(&["--public-url", "https://sales.example.org"]);
    for path in ["/config.json", "/nothing", "/api/v1/campaigns", "/healthz"] {
        let secure = trusting.ask(&format!("GET {path}"), &[HTTPS], "");
        assert_eq!(header(&secure, HSTS), Some("max-age=31536000"), "{path}");
        assert_eq!(header(&public.get(path), HSTS), Some("max-age=31536000"), "{path}");
        assert_eq!(header(&trusting.get(path), HSTS), None, "{path}");
    }
    let strangers = [serving(&[]), serving(&["--trust-proxy", "192.0.2.1"])];
    for stranger in strangers {
        let reply = stranger.ask("GET /config.json", &[HTTPS], "");
        assert_eq!(header(&reply, HSTS), None, "nobody told that this sender is a proxy");
    }
}

#[test]
fn links_lead_to_the_address_that_readers_use() {
    let cube = TcpListener::bind("127.0.0.1:0").unwrap();
    let upstream = format!("http://{}", cube.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in cube.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let body = r#"{"next":"http://cube.internal/?page=2","results":[]}"#;
            let head =
                format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}", body.len());
            stream.write_all(format!("{head}\r\n\r\n{body}").as_bytes()).unwrap();
        }
    });
    let relay = |more: &[&str]| {
        let here = ["serve", "--listen", "127.0.0.1:0", "--upstream", &upstream];
        Serving::start(cubeboard(&[&here, more].concat()))
    };
    let path = "/api/v1/campaigns/926/responses/?page=2";
    let next = |relay: &Serving, headers: &[&str]| {
        let reply = relay.ask(&format!("GET {path}"), headers, "");
        let (_, body) = reply.split_once("\r\n\r\n").unwrap();
        let reply: serde_json::Value = serde_json::from_str(body).unwrap();
        reply["next"]
            .as_str()
            .unwrap()
            .strip_suffix("/api/v1/campaigns/926/responses/?page=3")
            .unwrap()
            .to_owned()
    };
    assert_eq!(next(&relay(&[]), &[]), "http://localhost");
    assert_eq!(next(&relay(&[]), &[HTTPS, "x-forwarded-host: evil.example"]), "http://localhost");
    assert_eq!(next(&relay(&TRUSTED), &[HTTPS]), "https://localhost");
    let public = relay(&["--public-url", "https://example.org/sales"]);
    assert_eq!(next(&public, &["x-forwarded-host: evil.example"]), "https://example.org/sales");
}

#[test]
fn a_sender_that_asks_too_much_is_told_to_wait() {
    let serving = serving(&["--requests-per-second", "1", "--allow-origin", "https://a.example"]);
    let ask = |more: &[&str]| {
        let headers = [&["origin: https://a.example"], more].concat();
        serving.ask("GET /api/v1/campaigns", &headers, "")
    };
    // It may be ten requests ahead, and one more for each second that this takes.
    let refusal = (0..1000).map(|_| ask(&[])).find(|it| it.starts_with("HTTP/1.1 429 ")).unwrap();
    assert_eq!(header(&refusal, "retry-after"), Some("1"));
    assert_eq!(header(&refusal, "access-control-allow-origin"), Some("https://a.example"));
    assert!(refusal.ends_with("{\"detail\":\"too many requests; ask again in 1 s\"}"), "{refusal}");
    assert!(
        serving.get("/config.json").starts_with("HTTP/1.1 200 "),
        "the page's own files are free"
    );
    let forged = (0..1000).map(|n| ask(&[&format!("x-forwarded-for: 192.0.2.{}", n % 250)]));
    assert!(
        forged.take(30).any(|it| it.starts_with("HTTP/1.1 429 ")),
        "another name does not help"
    );
}

#[test]
fn senders_behind_a_trusted_proxy_are_told_apart() {
    let serving = serving(&[&["--requests-per-second", "1"][..], &TRUSTED].concat());
    let ask = |sender: &str| {
        let forwarded = format!("x-forwarded-for: 203.0.113.9, {sender}");
        serving.ask("GET /api/v1/campaigns", &[&forwarded], "")
    };
    assert!((0..1000).any(|_| ask("192.0.2.1").starts_with("HTTP/1.1 429 ")));
    assert!(ask("192.0.2.2").starts_with("HTTP/1.1 200 "));
}

#[test]
fn any_number_of_requests_is_let_through_where_that_is_wished() {
    let serving = serving(&["--requests-per-second", "0"]);
    assert!((0..300).all(|_| serving.get("/api/v1/campaigns").starts_with("HTTP/1.1 200 ")));
}

#[test]
fn settings_that_cannot_be_read_are_wrong_use() {
    for (flag, value) in [
        ("--public-url", "sales.example.org"),
        ("--trust-proxy", "10.0.0.0/33"),
        ("--requests-per-second", "fast"),
        ("--cache-megabytes", "-1"),
        ("--cache-closed-seconds", "5m"),
        ("--cache-open-seconds", "x"),
        ("--log", "xml"),
        ("--listen", "unix:"),
        ("--metrics-listen", "9090"),
        ("--drain-seconds", "-1"),
    ] {
        let status = cubeboard(&[&HERE[..], &[flag, value]].concat()).status().unwrap();
        assert_eq!(status.code(), Some(2), "{flag}");
    }
}
