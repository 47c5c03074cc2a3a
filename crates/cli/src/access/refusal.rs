//! Refusals of whoever is not let in, and to whom they are told: a program, or somebody who looks at the reply.

use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::answer::marked;

/// What it is called in the header `Cubeboard-Answer` that somebody has to sign in, for the first time or anew:
/// sessions end with the command.
pub const SIGNED_OUT: &str = "signed-out";

/// A reply to a program, in the service's own form.
pub fn refusal(status: StatusCode, answer: &'static str, detail: &str) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    let body = serde_json::json!({ "detail": detail }).to_string();
    marked((status, headers, body).into_response(), answer)
}

/// Whether somebody looks at the reply, and not a program.
pub fn is_navigation(request: &Request) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|it| it.to_str().ok());
    let is_reader = accept.is_some_and(|it| it.contains("text/html"));
    is_reader && !request.uri().path().starts_with("/api/")
}
