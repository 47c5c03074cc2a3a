//! The only place that sends requests. It joins a target to the endpoint it was given, and tells failures apart as
//! far as a browser lets it.

use cubeboard_core::fetch::{FetchError, Reply, Target};
use gloo_net::http::Request;
use web_sys::{AbortSignal, RequestCredentials, RequestMode, RequestRedirect};

use crate::browser::{network, policy};
use crate::net::endpoint::Endpoint;

/// How long a reply may take.
const TIMEOUT_SECONDS: u32 = 30;
/// How large a reply may be.
const LIMIT_BYTES: u32 = 32 << 20;

/// Fetches one target from the endpoint. A redirect is an error: it could carry credentials elsewhere.
///
/// # Errors
/// Where no whole reply came. A reply of any status is none.
pub async fn fetch(
    endpoint: &Endpoint,
    target: &Target,
    stop: &AbortSignal,
) -> Result<Reply, FetchError> {
    if network::is_forbidden(endpoint.base()) {
        return Err(FetchError::Insecure);
    }
    let url = format!("{}{}", endpoint.base(), target.as_str());
    let mut request = Request::get(&url)
        .header("Accept", "application/json")
        .credentials(RequestCredentials::SameOrigin)
        .redirect(RequestRedirect::Error)
        .abort_signal(Some(&network::stop_or_timeout(stop, TIMEOUT_SECONDS)));
    if let Some(authorization) = endpoint.authorization() {
        request = request.header("Authorization", authorization);
    }
    let response = match request.send().await {
        Ok(response) => response,
        Err(error) => {
            let failure = failure(&error);
            let is_unclear = failure == FetchError::Unreachable;
            let is_forbidden = is_unclear && policy::forbade(&url).await;
            return Err(if is_forbidden { FetchError::Forbidden } else { failure });
        }
    };
    let length = response.headers().get("Content-Length").and_then(|it| it.parse::<u64>().ok());
    if length.is_some_and(|it| it > u64::from(LIMIT_BYTES)) {
        return Err(FetchError::TooLarge { limit_bytes: LIMIT_BYTES });
    }
    let status = response.status();
    let retry_after = response.headers().get("Retry-After");
    let body = response.binary().await.map_err(|error| failure(&error))?;
    if body.len() > LIMIT_BYTES as usize {
        return Err(FetchError::TooLarge { limit_bytes: LIMIT_BYTES });
    }
    Ok(Reply { status, body, retry_after })
}

/// Whether anything answers there at all. The browser lets every page ask blindly, without credentials and without
/// a look at the reply.
pub async fn is_there(endpoint: &Endpoint, target: &Target, stop: &AbortSignal) -> bool {
    let url = format!("{}{}", endpoint.base(), target.as_str());
    let request = Request::get(&url)
        .mode(RequestMode::NoCors)
        .credentials(RequestCredentials::Omit)
        .abort_signal(Some(&network::stop_or_timeout(stop, TIMEOUT_SECONDS)));
    request.send().await.is_ok()
}

/// A browser names a time-out; everything else is one and the same error to it.
fn failure(error: &gloo_net::Error) -> FetchError {
    match error {
        gloo_net::Error::JsError(error) if error.name == "TimeoutError" => {
            FetchError::TimedOut { seconds: TIMEOUT_SECONDS }
        }
        _ if !network::is_online() => FetchError::Offline,
        _ => FetchError::Unreachable,
    }
}

/// Reads a file from beside the page; `None` where there is none.
pub async fn fetch_beside(name: &str) -> Option<Vec<u8>> {
    let response = Request::get(name).send().await.ok().filter(gloo_net::http::Response::ok)?;
    response.binary().await.ok()
}
