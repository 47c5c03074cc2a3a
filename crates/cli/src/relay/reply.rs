//! One reply of Cube's, whole and in memory, so that it can be checked, changed, kept and given to several readers.

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, DATE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;

use crate::account::body::{Room, read_body};
use crate::relay::error::RelayError;
use crate::relay::list_tag::{LIST, ListTag};

/// What a page gets of a reply: the status, the body, and of the headers only what it needs. So neither cookies nor the
/// wish for a browser's own login box get through.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Its status.
    pub status: StatusCode,
    /// `Content-Type`, as JSON or text, and `Retry-After`, where it came; with the latter `Date`, because it may be a date of the same
    /// clock.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// Of a list's page one, what the other pages are asked for with.
    pub tag: Option<ListTag>,
}

/// What a reply is passed on as: JSON where it says so, and otherwise text. So nothing of the service's, or of what stands
/// before it, is a script or a page of the relay's own origin.
fn media_type(theirs: Option<&HeaderValue>) -> HeaderValue {
    let theirs = theirs.and_then(|it| it.to_str().ok()).unwrap_or_default();
    let essence = theirs.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_json = essence == "application/json" || essence.ends_with("+json");
    HeaderValue::from_static(if is_json { "application/json" } else { "text/plain; charset=utf-8" })
}

impl Reply {
    /// Reads a reply to its end.
    ///
    /// # Errors
    ///
    /// When it is a redirect, breaks off, finds no room, or has more than `limit` bytes.
    pub async fn read(
        mut reply: reqwest::Response,
        limit: usize,
        room: &mut impl Room,
    ) -> Result<Self, RelayError> {
        let status = reply.status();
        if status.is_redirection() {
            return Err(RelayError::Redirected(status));
        }
        let date = reply.headers().contains_key(RETRY_AFTER).then_some(DATE);
        let media_type = media_type(reply.headers().get(CONTENT_TYPE));
        let headers = std::iter::once(RETRY_AFTER)
            .chain(date)
            .filter_map(|name| reply.headers().get(&name).cloned().map(|value| (name, value)))
            .chain([(CONTENT_TYPE, media_type)])
            .collect();
        let body = read_body(&mut reply, limit, room).await?;
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
