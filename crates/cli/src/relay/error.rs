//! What the relay refuses or cannot do, and the one place that gives it a status.

use std::error::Error;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use thiserror::Error;
use tokio::task::JoinError;

/// Why the relay has no reply of the service to pass on.
#[derive(Debug, Error)]
pub enum RelayError {
    /// Neither `GET` nor `OPTIONS`.
    #[error("method not allowed")]
    Method,
    /// None of the service's addresses that pass.
    #[error("no such path")]
    Path,
    /// A parameter that the service does not document.
    #[error("unknown parameter: {0}")]
    UnknownParameter(String),
    /// One parameter twice.
    #[error("repeated parameter: {0}")]
    RepeatedParameter(String),
    /// No connection, or one that broke off before the reply.
    #[error("cube cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// No reply in time.
    #[error("cube took too long")]
    TimedOut(#[source] reqwest::Error),
    /// The reply points elsewhere, and credentials go nowhere else.
    #[error("cube answered with a redirect, status {0}")]
    Redirected(u16),
    /// The reply is larger than the relay takes.
    #[error("cube's reply is too large")]
    Oversize,
    /// The demo broke off.
    #[error("the demo broke off")]
    Demo(#[from] JoinError),
}

impl From<reqwest::Error> for RelayError {
    fn from(error: reqwest::Error) -> Self {
        // The address holds the query's values, which are nobody's business in a log.
        let error = error.without_url();
        if error.is_timeout() { Self::TimedOut(error) } else { Self::Unreachable(error) }
    }
}

impl IntoResponse for RelayError {
    fn into_response(self) -> Response {
        let status = match self {
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Path => StatusCode::NOT_FOUND,
            Self::UnknownParameter(_) | Self::RepeatedParameter(_) => StatusCode::BAD_REQUEST,
            Self::Unreachable(_) | Self::Redirected(_) | Self::Oversize => StatusCode::BAD_GATEWAY,
            Self::TimedOut(_) => StatusCode::GATEWAY_TIMEOUT,
            Self::Demo(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        if status.is_server_error() {
            log("no reply to pass on", &self);
        }
        let body = serde_json::json!({ "detail": self.to_string() }).to_string();
        (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
    }
}

/// Writes an error and its causes to standard error, as one line.
pub fn log(what: &str, error: &dyn Error) {
    let mut texts = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(error) = cause {
        texts.push(error.to_string());
        cause = error.source();
    }
    eprintln!("cubeboard: {what}: {}", texts.join(": "));
}
