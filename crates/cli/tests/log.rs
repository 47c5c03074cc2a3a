//! What the running command writes down and counts: what happened, and nothing about anybody.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod running;

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use running::{Serving, cubeboard};
use serde_json::Value;

const SALES: &str = "/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131";

fn serving(more: &[&str]) -> Serving {
    let arguments = [&["serve", "--demo", "--listen", "127.0.0.1:0"][..], more].concat();
    Serving::start(cubeboard(&arguments))
}

/// Sends these very bytes, and waits for the other side to end it.
fn send(serving: &Serving, request: &str) {
    let mut stream = TcpStream::connect(&serving.address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let _ = stream.read_to_end(&mut Vec::new());
}

/// Words that stand for somebody's name, and for secrets; numbers are longer than any part of a time or an address.
const SECRETS: [&str; 5] = ["Hemmelig", "kari", "classified", "47110815", "20170101"];

/// All that somebody could put a word into, to find it in the log.
fn hostile_requests() -> Vec<String> {
    let lines = [
        "GET /api/v1/campaigns/47110815/responses/?from_date=20170101&response_type=Hemmelig",
        "GET /api/v1/campaigns/47110815/call_outcomes/?page=20170101",
        "GET /api/v1/campaigns/kari/responses/",
        "GET /api/v1/campaigns/926%2Fkari/responses/?kari=Hemmelig",
        "GET /api/v1/campaigns?token=classified",
        "GET /api/v1/campaigns?page=47110815&page=47110815",
        "GET /kari.nordmann?q=Hemmelig",
        "GET /kari%0a2017-01-01T00:00:00Z%20INFO%20Hemmelig",
        "GET //kari/../Hemmelig",
        "GET http://kari:classified@evil.example/Hemmelig",
        "KARI /Hemmelig",
        "Hemmelig /api/v1/campaigns",
        "POST /?kari=Hemmelig",
        "OPTIONS /api/v1/campaigns/47110815/responses/?kari",
        "GET /healthz?kari=Hemmelig",
    ];
    let headers = "host: kari.localhost\r\nauthorization: Token classified\r\ncookie: a=Hemmelig\r\n\
        referer: http://x/?q=Hemmelig\r\nuser-agent: kari\r\nx-forwarded-for: kari\r\norigin: kari\r\n\
        x-user: kari\r\nconnection: close\r\ncontent-length: 8\r\n\r\nHemmelig";
    lines.iter().map(|it| format!("{it} HTTP/1.1\r\n{headers}")).collect()
}

#[track_caller]
fn tells_nothing(log: &str) {
    for secret in SECRETS {
        let found = log.lines().find(|it| it.to_lowercase().contains(&secret.to_lowercase()));
        assert_eq!(found, None, "{secret}");
    }
}

#[test]
fn the_log_tells_of_each_request_and_of_nobody() {
    for form in ["text", "json"] {
        let mut serving = serving(&["--log", form, "--metrics"]);
        for request in hostile_requests() {
            send(&serving, &request);
        }
        let figures = serving.get("/metrics");
        tells_nothing(&figures);
        let log = serving.log();
        tells_nothing(&log);
        assert_eq!(
            log.lines().count(),
            hostile_requests().len(),
            "one line each, but for health: {log}"
        );
        assert!(log.contains("/api/v1/campaigns/{id}/responses/"), "{log}");
        assert!(log.contains("/api/{other}") && log.contains("/{file}"), "{log}");
    }
}

#[test]
fn nor_does_it_where_cube_fails() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let upstream = format!("http://{free}");
    let arguments = ["serve", "--upstream", &upstream, "--listen", "127.0.0.1:0"];
    let mut command = cubeboard(&arguments);
    command.env("CUBEBOARD_TOKEN", "classified");
    let mut serving = Serving::start(command);
    for request in hostile_requests() {
        send(&serving, &request);
    }
    let log = serving.log();
    assert!(log.contains("WARN no reply to pass on: cube cannot be reached: "), "{log}");
    tells_nothing(&log);
}

#[test]
fn a_line_has_method_form_of_the_path_status_and_time() {
    let mut text = serving(&["--log", "text"]);
    text.get(SALES);
    let log = text.log();
    let (_, told) = log.trim_end().split_once(" INFO ").unwrap();
    let path = r#"path="/api/v1/campaigns/{id}/responses/""#;
    let told = told.strip_prefix(&format!("request method=\"GET\" {path} status=200 millis="));
    assert!(told.unwrap().parse::<f64>().unwrap() >= 0.0, "{log}");

    let mut json = serving(&["--log", "json"]);
    json.get(SALES);
    let told: Value = serde_json::from_str(&json.log()).unwrap();
    assert_eq!((&told["level"], &told["message"]), (&"INFO".into(), &"request".into()));
    assert_eq!((&told["method"], &told["status"]), (&"GET".into(), &200.into()));
    assert_eq!(told["path"], "/api/v1/campaigns/{id}/responses/");
    assert!(told["millis"].as_str().unwrap().parse::<f64>().unwrap() >= 0.0, "{told}");
}

#[test]
fn a_log_that_is_off_is_empty() {
    let mut serving = serving(&["--log", "off"]);
    serving.get(SALES);
    assert_eq!(serving.log(), "");
}

#[test]
fn figures_are_shown_where_that_is_wished() {
    let serving = serving(&["--metrics"]);
    for _ in 0..3 {
        serving.get(SALES);
    }
    let figures = serving.get("/metrics");
    assert!(figures.contains("content-type: application/openmetrics-text; version=1.0.0"));
    let path = r#"path="/api/v1/campaigns/{id}/responses/""#;
    for line in [
        format!("cubeboard_requests_total{{method=\"GET\",{path},status=\"200\"}} 3\n"),
        format!("cubeboard_request_duration_seconds_count{{{path}}} 3\n"),
        format!("cubeboard_request_duration_seconds_bucket{{le=\"+Inf\",{path}}} 3\n"),
        "cubeboard_upstream_requests_total 0\n".to_owned(),
        "cubeboard_cache_hits_total 0\n".to_owned(),
        "cubeboard_merged_requests_total 0\n".to_owned(),
        "# EOF\n".to_owned(),
    ] {
        assert!(figures.contains(&line), "{line}: {figures}");
    }
    let without = self::serving(&[]);
    assert!(without.get("/metrics").starts_with("HTTP/1.1 404 "));
}

#[test]
fn figures_are_for_those_who_may_use_the_rest() {
    let proxy = ["--trust-proxy", "127.0.0.1", "--trust-header", "x-user"];
    let serving = serving(&[&["--metrics"][..], &proxy].concat());
    assert!(serving.get("/metrics").starts_with("HTTP/1.1 403 "));
    assert!(serving.ask("GET /metrics", &["x-user: kari"], "").starts_with("HTTP/1.1 200 "));
}
