//! How `cubeboard fetch` and `cubeboard publish` deal with a service that fails or throttles for a while. How long they
//! wait is crates/cube's to decide, and tried there; here no wait is longer than the first of the back-off.

mod fetching;
mod running;

use std::process::Output;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use fetching::{Folder, JANUARY, Stub, stub};
use running::{cubeboard, stderr};

/// The page with this number of eight rows, two to a page, of which pages 2 and 3 meet in two that are alike.
fn page(number: usize) -> Response {
    let ids = [[7, 6], [5, 4], [4, 3], [2, 1]];
    let Some(ids) = ids.get(number - 1) else { return StatusCode::NOT_FOUND.into_response() };
    let row = |id: &u32| {
        format!(r#"{{"crm_customer_id":{id},"submitted_when":"2017-01-05T10:00:0{id}Z"}}"#)
    };
    let rows: Vec<_> = ids.iter().map(row).collect();
    let next = if number < 4 { r#""?page=2""# } else { "null" };
    format!(r#"{{"count":8,"next":{next},"results":[{}]}}"#, rows.join(",")).into_response()
}

fn number(request: &Request) -> usize {
    let query = request.uri().query().unwrap_or_default();
    query.split('&').find_map(|it| it.strip_prefix("page=")?.parse().ok()).unwrap_or(1)
}

/// A service that answers the nth question for page 2, counted from 1, in its own way where `odd` has one.
fn odd_second(odd: impl Fn(usize) -> Option<Response> + Clone + Send + Sync + 'static) -> Stub {
    let asked = Arc::new(AtomicUsize::new(0));
    stub(move |request| {
        let number = number(&request);
        let nth = if number == 2 { asked.fetch_add(1, Ordering::Relaxed) + 1 } else { 0 };
        Some(nth).filter(|it| *it > 0).and_then(&odd).unwrap_or_else(|| page(number))
    })
}

fn fetch(service: &Stub, more: &[&str]) -> Output {
    Folder::new().fetch(&service.url, "sales.csv", more)
}

#[track_caller]
fn check(output: &Output, code: i32, said: &[&str]) {
    let all = stderr(output);
    assert_eq!(output.status.code(), Some(code), "{all}");
    for text in said {
        assert!(all.contains(text), "{all}");
    }
}

#[test]
fn report_1_a_page_that_is_refused_when_it_is_read_again_is_named() {
    let service =
        odd_second(|nth| (nth > 1).then(|| (StatusCode::FORBIDDEN, "{}").into_response()));
    let named =
        "page 2 of campaign 926, 2017-01-01 to 2017-01-31, could not be had: not allowed (403)";
    check(&fetch(&service, &[]), 3, &["incomplete: 8 of 8 responses", named]);
}

#[test]
fn report_6_a_wait_longer_than_the_patience_ends_it_with_the_hour() {
    let words = r#"{"detail":"Request was throttled. Expected available in 42 seconds."}"#;
    let throttled = move |_| Some((StatusCode::TOO_MANY_REQUESTS, words).into_response());
    for patience in ["0", "41s"] {
        let output = fetch(&odd_second(throttled), &["--patience", patience]);
        check(
            &output,
            3,
            &["throttled (429)", "Cube asks to wait until 20", " UTC; ask again then"],
        );
    }
}

#[test]
fn report_7_a_service_that_is_away_is_waited_for_and_that_is_told() {
    let statuses = [StatusCode::SERVICE_UNAVAILABLE, StatusCode::BAD_GATEWAY];
    let service = odd_second(move |nth| Some(statuses.get(nth - 1)?.into_response()));
    let output = fetch(&service, &["--parallel-requests", "1"]);
    check(&output, 0, &["8 of 8 responses, complete"]);
    let asked = Arc::<AtomicUsize>::default();
    let service = stub(move |request| match asked.fetch_add(1, Ordering::Relaxed) {
        0 | 1 => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        _ => page(number(&request)),
    });
    check(
        &fetch(&service, &[]),
        0,
        &["waiting for Cube: status 503; asking again in 1 s", "complete"],
    );
}

#[test]
fn report_7_without_patience_a_failure_is_final() {
    let service = stub(|_| StatusCode::BAD_GATEWAY);
    for subcommand in ["fetch", "publish"] {
        let folder = Folder::new();
        let mut command = cubeboard(&[subcommand, "--upstream", &service.url, "--patience", "0"]);
        command.args(JANUARY).arg("--output").arg(folder.path("sales"));
        match subcommand {
            "fetch" => command.args(["--format", "csv"]),
            _ => command.arg("--page").arg(folder.path(".")),
        };
        std::fs::write(folder.path("index.html"), "<!doctype html>").unwrap();
        check(&command.output().unwrap(), 1, &["status 502", "nothing was written"]);
    }
}

#[test]
fn report_8_a_failure_of_a_proxy_on_the_way_is_asked_past() {
    for status in [522, 520, 530, 408, 425, 507] {
        let failure = move || {
            let status = StatusCode::from_u16(status).unwrap();
            (status, "<!DOCTYPE html><title>522: Connection timed out</title>").into_response()
        };
        let service = odd_second(move |nth| (nth == 1).then(failure));
        check(&fetch(&service, &[]), 0, &["8 of 8 responses, complete"]);
    }
}

#[test]
fn report_39_a_date_to_wait_until_is_held_against_the_services_own_clock() {
    // A clock that went wrong by years, each way.
    for date in ["Tue, 05 Jan 2077 13:00:00 GMT", "Mon, 05 Jan 1987 13:00:00 GMT"] {
        let throttled = move || {
            let headers = [("retry-after", date), ("date", date)];
            (StatusCode::TOO_MANY_REQUESTS, headers, "{}").into_response()
        };
        let service = odd_second(move |nth| (nth == 1).then(throttled));
        check(&fetch(&service, &[]), 0, &["8 of 8 responses, complete"]);
    }
}
