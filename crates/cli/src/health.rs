//! Health checks: `/healthz` tells whether the command is alive, and `/readyz` whether a balancer is to send readers to
//! it. Once asked to stop, it is alive and no longer ready.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;

/// Whether it is alive.
pub const ALIVE: &str = "/healthz";
/// Whether it takes readers.
pub const READY: &str = "/readyz";

/// Whether a path is asked by those who watch over the command. They need not know its name, nor a password.
pub fn is_check(path: &str) -> bool {
    path == ALIVE || path == READY
}

/// Whether the command takes readers.
#[derive(Debug, Clone)]
pub struct Readiness(Arc<AtomicBool>);

impl Default for Readiness {
    fn default() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }
}

impl Readiness {
    /// Whether it does.
    pub fn is_ready(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// From now on, it does not.
    pub fn end(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// Both checks.
pub fn routes(readiness: Readiness) -> Router {
    let ready = async move || {
        if readiness.is_ready() {
            (StatusCode::OK, "ready\n")
        } else {
            (StatusCode::SERVICE_UNAVAILABLE, "stopping\n")
        }
    };
    Router::new().route(ALIVE, get(async || "ok\n")).route(READY, get(ready))
}
