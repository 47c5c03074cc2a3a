//! Cube as the demo: the same addresses, answered with invented data, and as badly as was asked for.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use cubeboard_cube::demo::Question;
use http_body_util::channel::Channel;

use crate::clock;
use crate::relay::error::RelayError;
use crate::relay::faults::FaultyDemo;
use crate::relay::faults::plan::Faults;
use crate::relay::faults::reply::Reply;

/// The invented service, shared by all requests.
#[derive(Debug, Clone, Default)]
pub struct InventedCube(Arc<Mutex<FaultyDemo>>);

impl InventedCube {
    /// A service with these faults.
    pub fn new(faults: Faults) -> Self {
        Self(Arc::new(Mutex::new(FaultyDemo::new(faults))))
    }

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
        let reply = tokio::task::spawn_blocking(move || {
            let question = Question { path: &path, query: &query, origin: &origin };
            // A panic leaves behind what was invented before it, and that is as good as ever.
            demo.lock().unwrap_or_else(PoisonError::into_inner).answer(&question, clock::now())
        });
        let reply = reply.await?;
        if !reply.delay.is_zero() {
            tokio::time::sleep(reply.delay).await;
        }
        Ok(response(reply))
    }
}

fn response(reply: Reply) -> Response {
    let Reply { answer, content_type, retry_after, breaks_off, .. } = reply;
    let body = if breaks_off { broken_off(answer.body) } else { answer.body.into() };
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let location = answer.location.and_then(|it| HeaderValue::try_from(it).ok());
    let content_type = HeaderValue::from_static(content_type);
    let (name, value) =
        location.map_or((header::CONTENT_TYPE, content_type), |it| (header::LOCATION, it));
    response.headers_mut().insert(name, value);
    if let Some(value) = retry_after.and_then(|it| HeaderValue::try_from(it).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

/// A body whose connection ends half-way.
fn broken_off(mut body: Vec<u8>) -> Body {
    /// The server sends what it has when it has to wait for more; without a pause it would throw
    /// that away.
    const PAUSE: Duration = Duration::from_millis(20);

    body.truncate(body.len() / 2);
    let (mut sender, channel) = Channel::new(1);
    tokio::spawn(async move {
        // Fails only where nobody is left to read it.
        if sender.send_data(Bytes::from(body)).await.is_ok() {
            tokio::time::sleep(PAUSE).await;
            sender.abort(io::Error::from(io::ErrorKind::ConnectionReset));
        }
    });
    Body::new(channel)
}
