//! One reply of Cube's, whole and in memory, so that it can be checked, changed, kept and given to several readers.

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, DATE, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::account::body::read_body;
use crate::relay::error::RelayError;
use crate::relay::list_tag::{LIST, ListTag};

/// What a page gets of a reply: the status, the body, and of the headers only what it needs. So neither cookies nor the
/// wish for a browser's own login box get through.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Its status.
    pub status: StatusCode,
    /// `Content-Type` and `Retry-After`, where they came; with the latter `Date`, because it may be a date of the same
    /// clock.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// Of a list's page one, what the other pages are asked for with.
    pub tag: Option<ListTag>,
}

impl Reply {
    /// Reads a reply to its end.
    ///
    /// # Errors
    ///
    /// When it is a redirect, breaks off, or has more than `limit` bytes.
    pub async fn read(mut reply: reqwest::Response, limit: usize) -> Result<Self, RelayError> {
        let status = reply.status();
        if status.is_redirection() {
            return Err(RelayError::Redirected(status));
        }
        let date = reply.headers().contains_key(RETRY_AFTER).then_some(DATE);
        let headers = [CONTENT_TYPE, RETRY_AFTER]
            .into_iter()
            .chain(date)
            .filter_map(|name| reply.headers().get(&name).cloned().map(|value| (name, value)))
            .collect();
        let body = read_body(&mut reply, limit).await?;
        Ok(Self { status, headers, body: body.into(), tag: None })
    }

    /// As it goes out.
    pub fn response(&self) -> Response {
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers.clone();
        if let Some(tag) = self.tag {
            response.headers_mut().insert(LIST, tag.header());
        }
        response
    }
}
