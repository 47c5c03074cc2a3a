//! Puts requests to the router as a browser would, and reads what comes back.

#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its own part of this")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use cubeboard::access::Access;
use cubeboard::forwarding::Forwarding;
use cubeboard::health::Readiness;
use cubeboard::relay::Relay;
use cubeboard::relay::faults::plan::Faults;
use cubeboard::relay::rate_limit::RequestsPerSecond;
use cubeboard::relay::readable_campaigns::ReadableCampaigns;
use cubeboard::router::{Site, router};
use cubeboard::settings::for_everyone::ForEveryone;
use cubeboard::shared::Shared;
use serde_json::Value;
use tower::ServiceExt as _;

pub const JANUARY_SALES: &str =
    "/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131&response_type=Sale";

/// A reply, read to its end.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// A header's value, empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// A site without a page that lets no other origin in.
pub fn site(relay: Relay) -> Site {
    Site {
        relay,
        page: None,
        allowed_origins: Vec::new(),
        list: None,
        campaigns: Vec::new(),
        for_everyone: ForEveryone::default(),
        readable: ReadableCampaigns::default(),
        rate: RequestsPerSecond::default(),
        access: Access::Anyone,
        agents: None,
        displays: None,
        forwarding: Forwarding::default(),
        hosts: ["sales.example.org", "evil.example"].map(|it| it.parse().unwrap()).into(),
        metrics: Arc::default(),
        shows_metrics: false,
        readiness: Readiness::default(),
        shared: Shared::default(),
    }
}

pub fn demo() -> Router {
    router(site(Relay::demo()))
}

/// A demo with the faults of a SPEC, as `--demo-faults` takes it.
pub fn faulty(spec: &str) -> Router {
    let faults = Faults::new(spec.split(',').map(|it| it.parse().unwrap())).unwrap();
    router(site(Relay::demo_with(faults)))
}

pub async fn send(router: &Router, request: Request<Body>) -> Reply {
    let (head, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Reply { status: head.status, headers: head.headers, body }
}

pub fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header("host", "127.0.0.1:8080")
}

pub async fn get(router: &Router, path: &str) -> Reply {
    send(router, request("GET", path).body(Body::empty()).unwrap()).await
}
