//! Errors of the relay: what it refuses or cannot do, and the one place that gives it a status.

use std::error::Error as _;
use std::time::Duration;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use thiserror::Error;
use tokio::task::JoinError;

use crate::account::body::BodyError;
use crate::account::connect_failure::ConnectFailure;
use crate::answer::{CUBE, marked};

/// After which a relay that is busy is asked again.
const PAUSE: Duration = Duration::from_secs(5);

/// Why the relay has no reply of the service to pass on.
#[derive(Debug, Error)]
pub enum RelayError {
    /// Neither `GET` nor `OPTIONS`.
    #[error("method not allowed")]
    Method,
    /// None of the service's addresses that pass.
    #[error("no such path")]
    Path,
    /// Another campaign than the settings let readers see, or a list of which nobody knows what it says.
    #[error("readers may not see this campaign")]
    Campaign,
    /// A parameter that the service does not document.
    #[error("unknown parameter: {0}")]
    UnknownParameter(String),
    /// One parameter twice.
    #[error("repeated parameter: {0}")]
    RepeatedParameter(String),
    /// A page that is no number from 1.
    #[error("page must be a number from 1")]
    Page,
    /// One sender asks faster than is allowed.
    #[error("too many requests; ask again in {} s", seconds(*.0))]
    TooMany(Duration),
    /// Cube asked to be left alone, and still is.
    #[error("cube throttles; expected available in {} seconds", seconds(*.0))]
    Throttled(Duration),
    /// No connection, for a reason that is known.
    #[error("cube cannot be reached: {failure}; {}", failure.remedy())]
    NoConnection {
        /// Why.
        failure: ConnectFailure,
        /// What the system says.
        source: reqwest::Error,
    },
    /// No connection, or one that broke off before the reply.
    #[error("cube cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// No reply in time.
    #[error("cube took too long")]
    TimedOut(#[source] reqwest::Error),
    /// The reply ended before it was whole.
    #[error("cube's reply broke off")]
    BrokeOff(#[source] reqwest::Error),
    /// The reply is packed in a way that cannot be undone.
    #[error("cube's reply cannot be unpacked")]
    Packed,
    /// The reply points elsewhere, and credentials go nowhere else.
    #[error("cube answered with a redirect, which is not followed, status {}", .0.as_u16())]
    Redirected(StatusCode),
    /// The reply is larger than the relay takes.
    #[error("cube's reply is too large")]
    Oversize,
    /// Readers who do not take what they asked for hold all the memory that there is for replies.
    #[error("the relay is busy; ask again in {} s", seconds(PAUSE))]
    Busy,
    /// The demo broke off.
    #[error("the demo broke off")]
    Demo(#[from] JoinError),
}

impl From<reqwest::Error> for RelayError {
    fn from(error: reqwest::Error) -> Self {
        // The address holds the query's values, which are nobody's business in a log.
        let error = error.without_url();
        if let Some(failure) = ConnectFailure::of(&error) {
            return Self::NoConnection { failure, source: error };
        }
        match () {
            () if error.is_timeout() => Self::TimedOut(error),
            () if error.is_body() || error.is_decode() => Self::BrokeOff(error),
            () => Self::Unreachable(error),
        }
    }
}

impl From<BodyError> for RelayError {
    fn from(error: BodyError) -> Self {
        match error {
            BodyError::TooLarge => Self::Oversize,
            BodyError::NoRoom(_) => Self::Busy,
            BodyError::Packed => Self::Packed,
            BodyError::BrokeOff(error) => error.into(),
        }
    }
}

impl RelayError {
    /// The reply that says it, in Cube's own form.
    pub fn response(&self) -> Response {
        let body = serde_json::json!({ "detail": self.to_string() }).to_string();
        let headers =
            [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
        let mut reply = (self.status(), headers, body).into_response();
        if let Some(wait) = self.wait() {
            reply.headers_mut().insert(header::RETRY_AFTER, seconds(wait).into());
        }
        marked(reply, self.code())
    }

    /// When it may be another answer.
    fn wait(&self) -> Option<Duration> {
        match self {
            Self::TooMany(wait) | Self::Throttled(wait) => Some(*wait),
            Self::Busy => Some(PAUSE),
            _ => None,
        }
    }

    /// What it is called in the header `Cubeboard-Answer`.
    fn code(&self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Path => "path",
            Self::Campaign => "campaign",
            Self::UnknownParameter(_) | Self::RepeatedParameter(_) | Self::Page => "parameter",
            Self::TooMany(_) => "rate-limit",
            // It is Cube's own answer, told once more.
            Self::Throttled(_) => CUBE,
            Self::NoConnection { failure, .. } => failure.code(),
            Self::Unreachable(_) => "unreachable",
            Self::TimedOut(_) => "timed-out",
            Self::BrokeOff(_) | Self::Packed => "broke-off",
            Self::Redirected(_) => "redirect",
            Self::Oversize => "too-large",
            Self::Busy => "busy",
            Self::Demo(_) => "failed",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Path => StatusCode::NOT_FOUND,
            Self::Campaign => StatusCode::FORBIDDEN,
            Self::UnknownParameter(_) | Self::RepeatedParameter(_) | Self::Page => {
                StatusCode::BAD_REQUEST
            }
            Self::TooMany(_) | Self::Throttled(_) => StatusCode::TOO_MANY_REQUESTS,
            // Its own status, without where it points to: a 502 may pass by itself, and would be asked for again.
            Self::Redirected(status) => match status.as_u16() {
                301 | 302 | 303 | 307 | 308 => *status,
                _ => StatusCode::BAD_GATEWAY,
            },
            Self::NoConnection { failure: ConnectFailure::TimedOut, .. } => {
                StatusCode::GATEWAY_TIMEOUT
            }
            Self::NoConnection { .. }
            | Self::Unreachable(_)
            | Self::BrokeOff(_)
            | Self::Packed
            | Self::Oversize => StatusCode::BAD_GATEWAY,
            Self::TimedOut(_) => StatusCode::GATEWAY_TIMEOUT,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Demo(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Writes it to the log with its causes, where it is no mistake of whoever asked.
    pub fn log(&self) {
        let status = self.status();
        if !status.is_server_error() && !status.is_redirection() {
            return;
        }
        let mut texts = vec![self.to_string()];
        let mut cause = self.source();
        while let Some(error) = cause {
            texts.push(error.to_string());
            cause = error.source();
        }
        tracing::warn!("no reply to pass on: {}", texts.join(": "));
    }
}

impl IntoResponse for RelayError {
    fn into_response(self) -> Response {
        self.log();
        self.response()
    }
}

/// Whole seconds, at least one: a header has no fractions, and zero would mean at once.
fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0 || wait.is_zero())
}
