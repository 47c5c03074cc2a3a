//! Cube itself, behind the relay: what of a page's question goes there, and what of its reply comes back.

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use axum::response::Response;
use form_urlencoded::Serializer;
use http_body_util::{BodyExt as _, Limited};

use crate::account::Account;
use crate::relay::error::{RelayError, log};
use crate::relay::question::{Query, Resource};

/// Asks the account and passes its reply on.
///
/// # Errors
///
/// When no reply comes that may be passed on.
pub async fn get(
    account: &Account,
    resource: Resource,
    query: &Query<'_>,
    from_page: &HeaderMap,
) -> Result<Response, RelayError> {
    let query = Serializer::new(String::new()).extend_pairs(query.pairs()).finish();
    // A space is written as a plus sign in forms only; one that is meant is encoded by now.
    let query = query.replace('+', "%20");
    let reply = account.get(&resource.path(), &query, from_page.get(AUTHORIZATION)).await?;
    passed_on(reply, account.limits().reply_bytes)
}

/// What the page gets of a reply, as it arrives: the status, the body, and of the headers only what
/// it needs. So neither cookies nor the wish for a browser's own login box get through.
fn passed_on(reply: reqwest::Response, limit: usize) -> Result<Response, RelayError> {
    let status = reply.status();
    if status.is_redirection() {
        return Err(RelayError::Redirected(status.as_u16()));
    }
    if reply.content_length().is_some_and(|len| len > limit.try_into().unwrap_or(u64::MAX)) {
        return Err(RelayError::Oversize);
    }
    let headers = [CONTENT_TYPE, RETRY_AFTER]
        .into_iter()
        .filter_map(|name| reply.headers().get(&name).cloned().map(|value| (name, value)))
        .collect();
    let body = reqwest::Body::from(reply).map_err(reqwest::Error::without_url);
    // The status is out by now; what fails from here on cuts the reply off, which the page notices.
    let body = Limited::new(body, limit).map_err(|error| {
        log("a reply broke off", &*error);
        error
    });
    let mut response = Response::new(Body::new(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}
