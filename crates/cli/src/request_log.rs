//! Request log: a line and its figures in the metrics for each request.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::Instant;

use crate::display_key::ENTRANCE;
use crate::health;
use crate::metrics::{self, Metrics};
use crate::relay::question::Resource;

/// Notes a request once it is answered. Those that ask whether the command is alive come all the time and tell nothing,
/// so they are counted and not written down.
pub async fn log_request(
    State(metrics): State<Arc<Metrics>>,
    request: Request,
    next: Next,
) -> Response {
    let (method, path) = (method(request.method()), route(request.uri().path()));
    let started = Instant::now();
    let reply = next.run(request).await;
    let (status, duration) = (reply.status().as_u16(), started.elapsed());
    metrics.count_request(&metrics::Request { method, path, status }, duration);
    if !health::is_check(path) {
        let millis = duration.as_secs_f64() * 1000.0;
        tracing::info!(method, path, status, millis = format_args!("{millis:.1}"), "request");
    }
    reply
}

/// A method by its name; anyone can make up others, and write what they like there.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

/// A path without anything in it that tells of a campaign, or that whoever asks made up.
fn route(path: &str) -> &'static str {
    match path {
        health::ALIVE => health::ALIVE,
        health::READY => health::READY,
        "/" => "/",
        "/config.json" => "/config.json",
        "/metrics" => "/metrics",
        ENTRANCE => ENTRANCE,
        _ => match Resource::parse(path) {
            Some(Resource::Campaigns { .. }) => "/api/v1/campaigns",
            Some(Resource::Responses(_)) => "/api/v1/campaigns/{id}/responses/",
            Some(Resource::CallOutcomes(_)) => "/api/v1/campaigns/{id}/call_outcomes/",
            None if path.starts_with("/api/") => "/api/{other}",
            None => "/{file}",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_logged_as_its_route() {
        for (path, expected) in [
            ("/", "/"),
            ("/api/v1/campaigns/", "/api/v1/campaigns"),
            ("/api/v1/campaigns/926/responses/", "/api/v1/campaigns/{id}/responses/"),
            ("/api/v1/campaigns/kari/responses/", "/api/{other}"),
            ("/api/v1/campaigns/926%2Fkari/", "/api/{other}"),
            ("/kari.nordmann", "/{file}"),
            ("/healthz/kari", "/{file}"),
        ] {
            assert_eq!(route(path), expected);
        }
    }

    #[test]
    fn a_method_that_somebody_made_up_is_not_repeated() {
        assert_eq!(method(&Method::from_bytes(b"KARI").unwrap()), "other");
        assert_eq!(method(&Method::GET), "GET");
    }
}
