//! Cube as the demo: the same addresses, answered with invented data.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use cubeboard_core::demo::{Answer, Demo, Question};

use crate::relay::error::RelayError;

/// The invented service, shared by all requests.
#[derive(Debug, Clone, Default)]
pub struct InventedCube(Arc<Mutex<Demo>>);

impl InventedCube {
    /// Answers a path and a query exactly as they came: the service's odd links are told by their
    /// characters.
    ///
    /// # Errors
    ///
    /// When inventing broke off.
    pub async fn answer(
        &self,
        path: &str,
        raw_query: &str,
        from_page: &HeaderMap,
    ) -> Result<Response, RelayError> {
        let host = from_page.get(header::HOST).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let origin = format!("http://{host}");
        let (path, query) = (path.to_owned(), raw_query.to_owned());
        let demo = Arc::clone(&self.0);
        // A million rows take a moment to invent, during which others want their replies.
        let answer = tokio::task::spawn_blocking(move || {
            let question = Question { path: &path, query: &query, origin: &origin };
            // A panic leaves behind what was invented before it, and that is as good as ever.
            demo.lock().unwrap_or_else(PoisonError::into_inner).answer(&question, now())
        });
        Ok(response(answer.await?))
    }
}

fn response(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Body::from(answer.body)).into_response();
    let json = HeaderValue::from_static("application/json");
    let location = answer.location.and_then(|it| HeaderValue::try_from(it).ok());
    let (name, value) = location.map_or((header::CONTENT_TYPE, json), |it| (header::LOCATION, it));
    response.headers_mut().insert(name, value);
    response
}

#[expect(clippy::disallowed_methods, reason = "the edge that passes the time into core")]
fn now() -> DateTime<Utc> {
    Utc::now()
}
