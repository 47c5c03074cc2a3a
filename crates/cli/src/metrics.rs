//! Prometheus metrics of the command, served at `/metrics`. Labels are few and never taken from a request: a path is
//! told by its form, a method by its name or as another one.

use std::time::Duration;

use axum::http::header;
use axum::response::IntoResponse;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Figures since the start.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    durations: Family<Path, Histogram>,
    upstream_requests: Counter,
    hits: Counter,
    coalesced: Counter,
    access_events: Family<AccessEvent, Counter>,
    shared_failures: Counter,
}

/// A request, as far as it is told of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Request {
    /// Its method.
    pub method: &'static str,
    /// The form of its path.
    pub path: &'static str,
    /// The status of its reply.
    pub status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Path {
    path: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct AccessEvent {
    event: &'static str,
}

/// In seconds: from what the cache answers to what Cube is waited for.
const BOUNDS: [f64; 11] = [0.001, 0.0025, 0.01, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("cubeboard");
        let requests = Family::default();
        let durations =
            Family::new_with_constructor((|| Histogram::new(BOUNDS)) as fn() -> Histogram);
        let [upstream_requests, hits, coalesced, shared_failures] =
            [(); 4].map(|()| Counter::default());
        registry.register("requests", "Requests answered", requests.clone());
        registry.register(
            "request_duration_seconds",
            "Time from a request to the head of its reply",
            durations.clone(),
        );
        for (name, help, counter) in [
            ("upstream_requests", "Requests sent to Cube", &upstream_requests),
            ("cache_hits", "Requests answered from memory", &hits),
            ("merged_requests", "Requests answered with the reply to another one", &coalesced),
            (
                "shared_failures",
                "Answers that the server of --shared did not give",
                &shared_failures,
            ),
        ] {
            registry.register(name, help, counter.clone());
        }
        let access_events = Family::default();
        registry.register(
            "access_events",
            "Sign-ins, refusals and sign-outs",
            access_events.clone(),
        );
        Self {
            registry,
            requests,
            durations,
            upstream_requests,
            hits,
            coalesced,
            access_events,
            shared_failures,
        }
    }
}

impl Metrics {
    /// Counts a request that was answered, and how long that took.
    pub fn count_request(&self, request: &Request, duration: Duration) {
        self.requests.get_or_create(request).inc();
        let path = Path { path: request.path };
        self.durations.get_or_create(&path).observe(duration.as_secs_f64());
    }

    /// Counts a request to Cube.
    pub fn count_upstream_request(&self) {
        self.upstream_requests.inc();
    }

    /// Counts a request that the cache answered.
    pub fn count_hit(&self) {
        self.hits.inc();
    }

    /// Counts a request that got the reply to another one, which was under way.
    pub fn count_coalesced(&self) {
        self.coalesced.inc();
    }

    /// Counts an answer that the server of what relays share did not give.
    pub fn count_shared_failure(&self) {
        self.shared_failures.inc();
    }

    /// Counts a sign-in, a refusal or a sign-out.
    pub fn count_access_event(&self, event: &'static str) {
        self.access_events.get_or_create(&AccessEvent { event }).inc();
    }

    /// All of it as text, in the form that Prometheus reads.
    pub fn reply(&self) -> impl IntoResponse + use<> {
        let mut figures = String::new();
        // Writing to memory does not fail.
        let _ = text::encode(&mut figures, &self.registry);
        let form = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        ([(header::CONTENT_TYPE, form), (header::CACHE_CONTROL, "no-store")], figures)
    }
}
