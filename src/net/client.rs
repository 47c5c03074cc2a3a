//! The only place that sends requests. It joins a target to the endpoint it was given, and tells failures apart as
//! far as a browser lets it.

use cubeboard_core::fetch::{FetchError, Reply, Target};
use gloo_net::http::Request;
use web_sys::{AbortSignal, RequestCredentials, RequestInit, RequestMode, RequestRedirect};

use crate::browser::{network, policy};
use crate::net::endpoint::Endpoint;

/// How long a reply may take.
const TIMEOUT_SECONDS: u32 = 30;
/// How large a reply may be.
const LIMIT_BYTES: u32 = 32 << 20;

/// Fetches one target from the endpoint. A redirect is not followed: it could carry credentials elsewhere.
///
/// # Errors
/// Where no whole reply came. A reply of any status is none.
pub async fn fetch(
    endpoint: &Endpoint,
    target: &Target,
    stop: &AbortSignal,
) -> Result<Reply, FetchError> {
    // Browsers forbid it, and say no more than that there is no answer.
    if network::is_secure() && endpoint.is_in_the_clear() {
        return Err(FetchError::Insecure);
    }
    let url = format!("{}{}", endpoint.base(), target.as_str());
    let options = options(stop, RequestCredentials::SameOrigin);
    // With `Error` a redirect would look like a service that cannot be reached.
    options.set_redirect(RequestRedirect::Manual);
    let request = request(&url, &options)?;
    let mut headers = vec![("Accept", "application/json")];
    headers.extend(endpoint.authorization().map(|it| ("Authorization", it)));
    for (name, value) in headers {
        // A value that no header can have is one that the service does not know either.
        drop(request.headers().set(name, value));
    }
    let request = Request::from(request);
    let response = match request.send().await {
        Ok(response) => response,
        Err(error) => {
            let failure = failure(&error);
            let is_unclear = failure == FetchError::Unreachable;
            let is_forbidden = is_unclear && policy::forbade(&url).await;
            return Err(if is_forbidden { FetchError::Forbidden } else { failure });
        }
    };
    let status = response.status();
    // All that a browser shows of a redirect.
    if status == 0 {
        return Err(FetchError::Redirected);
    }
    let length = response.headers().get("Content-Length").and_then(|it| it.parse::<u64>().ok());
    if length.is_some_and(|it| it > u64::from(LIMIT_BYTES)) {
        return Err(FetchError::TooLarge { limit_bytes: LIMIT_BYTES });
    }
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
    let options = options(stop, RequestCredentials::Omit);
    options.set_mode(RequestMode::NoCors);
    match request(&url, &options) {
        Ok(request) => Request::from(request).send().await.is_ok(),
        Err(_) => false,
    }
}

fn options(stop: &AbortSignal, credentials: RequestCredentials) -> RequestInit {
    let options = RequestInit::new();
    options.set_credentials(credentials);
    options.set_signal(Some(&network::stop_or_timeout(stop, TIMEOUT_SECONDS)));
    options
}

/// Made by the browser itself, because gloo-net's builder puts a stray `&` behind a query.
fn request(url: &str, options: &RequestInit) -> Result<web_sys::Request, FetchError> {
    web_sys::Request::new_with_str_and_init(url, options).map_err(|_| FetchError::Unreachable)
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
