//! Cross-origin requests (CORS): which pages besides the relay's own may read its replies.

use std::str::FromStr;
use std::time::Duration;

use axum::http::header::{ACCEPT, AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, DATE, RETRY_AFTER};
use axum::http::{HeaderValue, Method};
use reqwest::Url;
use thiserror::Error;
use tower_http::cors::CorsLayer;

use crate::answer::ANSWER;
use crate::relay::list_tag::LIST;

/// Where a page comes from, written as browsers write it: `https://sales.example.org`.
#[derive(Debug, Clone)]
pub struct Origin(HeaderValue);

/// A text that no browser would send as an origin.
#[derive(Debug, Error)]
#[error("must be an origin as browsers write it, such as https://sales.example.org")]
pub struct OriginError;

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|_| OriginError)?;
        if !matches!(url.scheme(), "https" | "http") || url.origin().ascii_serialization() != text {
            return Err(OriginError);
        }
        HeaderValue::from_str(text).map(Self).map_err(|_| OriginError)
    }
}

/// Answers preflight requests, and lets the allowed origins read replies and how long to wait.
pub fn layer(allowed: Vec<Origin>) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(allowed.into_iter().map(|it| it.0).collect::<Vec<_>>())
        .allow_methods([Method::GET])
        .allow_headers([ACCEPT, AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, LIST])
        .expose_headers([DATE, RETRY_AFTER, ANSWER, LIST])
        .max_age(Duration::from_hours(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_what_a_browser_would_send() {
        for (text, is_origin) in [
            ("https://sales.example.org", true),
            ("http://127.0.0.1:8000", true),
            ("https://sales.example.org/", false),
            ("https://sales.example.org:443", false),
            ("https://Sales.example.org", false),
            ("*", false),
            ("null", false),
        ] {
            assert_eq!(text.parse::<Origin>().is_ok(), is_origin, "{text}");
        }
    }
}
