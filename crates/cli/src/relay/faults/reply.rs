//! Reply of a faulty demo: the demo's answer, or what stands in for it.

use std::time::Duration;

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use cubeboard_cube::demo::Answer;
use serde_json::json;

use crate::relay::faults::fault::RetryAfter;

/// A reply, before it becomes one of HTTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// How long it takes to come.
    pub delay: Duration,
    /// Status, body, and where a redirect points.
    pub answer: Answer,
    /// What the body is.
    pub content_type: &'static str,
    /// How long to wait, as the header has it.
    pub retry_after: Option<String>,
    /// Whether the connection ends half-way through the body.
    pub breaks_off: bool,
}

impl From<Answer> for Reply {
    fn from(answer: Answer) -> Self {
        Self {
            delay: Duration::ZERO,
            answer,
            content_type: "application/json",
            retry_after: None,
            breaks_off: false,
        }
    }
}

impl Reply {
    /// A refusal in the framework's words.
    pub(super) fn refused(status: u16, wait: Option<RetryAfter>, now: DateTime<Utc>) -> Self {
        let wait = wait.filter(|_| matches!(status, 429 | 503));
        let body = json!({ "detail": detail(status, wait) }).to_string().into_bytes();
        let retry_after = wait.map(|it| header(it, now));
        Self { retry_after, ..Answer { status, location: None, body }.into() }
    }

    /// The page on which people sign in, where a list was asked for.
    pub(super) fn sign_in() -> Self {
        let answer = Answer { status: 200, location: None, body: SIGN_IN.into() };
        Self { content_type: "text/html; charset=utf-8", ..answer.into() }
    }

    /// The first half of the body, as if it were all of it.
    pub(super) fn cut(mut self) -> Self {
        self.answer.body.truncate(self.answer.body.len() / 2);
        self
    }

    /// The same, less the end of the connection.
    pub(super) fn breaking_off(self) -> Self {
        Self { breaks_off: true, ..self }
    }
}

const SIGN_IN: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<title>Sign in</title>\n\
    <form method=\"post\"><input name=\"username\"><input name=\"password\" type=\"password\">\n\
    <button>Sign in</button></form>\n</html>\n";

/// What Django REST framework says, in its English (`rest_framework/exceptions.py`); of statuses
/// that it has no words for, their name.
fn detail(status: u16, wait: Option<RetryAfter>) -> String {
    let text = match status {
        400 => "Malformed request.",
        401 => "Authentication credentials were not provided.",
        403 => "You do not have permission to perform this action.",
        404 => "Not found.",
        429 => match wait {
            None => "Request was throttled.",
            Some(RetryAfter::Seconds(seconds) | RetryAfter::Date(seconds)) => {
                let plural = if seconds == 1 { "" } else { "s" };
                return format!(
                    "Request was throttled. Expected available in {seconds} second{plural}."
                );
            }
        },
        500 => "A server error occurred.",
        _ => StatusCode::from_u16(status)
            .ok()
            .and_then(|it| it.canonical_reason())
            .unwrap_or("Refused."),
    };
    text.to_owned()
}

/// The two forms of RFC 9110, section 10.2.3.
fn header(wait: RetryAfter, now: DateTime<Utc>) -> String {
    match wait {
        RetryAfter::Seconds(seconds) => seconds.to_string(),
        RetryAfter::Date(seconds) => (now + TimeDelta::seconds(seconds.into()))
            .format("%a, %d %b %Y %H:%M:%S GMT")
            .to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(status: u16, wait: Option<RetryAfter>, retry_after: Option<&str>, detail: &str) {
        let now = "1994-11-06T08:49:30Z".parse().unwrap();
        let reply = Reply::refused(status, wait, now);
        assert_eq!(reply.retry_after.as_deref(), retry_after);
        assert_eq!(reply.answer.status, status);
        assert_eq!(reply.answer.body, json!({ "detail": detail }).to_string().into_bytes());
    }

    #[test]
    fn a_refusal_says_how_long_to_wait_where_that_is_usual() {
        let date = Some(RetryAfter::Date(7));
        let throttled = "Request was throttled. Expected available in 7 seconds.";
        check(429, date, Some("Sun, 06 Nov 1994 08:49:37 GMT"), throttled);
        check(503, Some(RetryAfter::Seconds(7)), Some("7"), "Service Unavailable");
        check(429, None, None, "Request was throttled.");
        check(500, date, None, "A server error occurred.");
        check(599, date, None, "Refused.");
    }
}
