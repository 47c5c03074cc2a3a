//! The header `Cubeboard-Answer`: who answered a request, Cube or the command itself, and for which reason. Status and body
//! alone do not tell: both refuse in the same form.

use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;

/// Its name. A reply without it, at an address of Cube's, is of something in front of the command.
pub const ANSWER: HeaderName = HeaderName::from_static("cubeboard-answer");
/// What Cube answered, or the demo in its place.
pub const CUBE: &str = "cube";

/// A reply that says who it is of; one that says so already stays.
pub fn marked(mut reply: Response, answer: &'static str) -> Response {
    reply.headers_mut().entry(ANSWER).or_insert(HeaderValue::from_static(answer));
    reply
}
