//! The only place that sends requests. It joins a target to the endpoint it was given, and tells failures apart as
//! far as a browser lets it.

use cubeboard_cube::fetch::{FetchError, Reply, Target};
use gloo_net::http::{Request, Response};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, RequestCache, RequestCredentials, RequestInit, RequestMode, RequestRedirect,
};

use crate::browser::{network, policy, stream};
use crate::net::endpoint::Endpoint;

/// How long a reply may take.
const TIMEOUT_SECONDS: u32 = 30;
/// How large a reply may be.
const LIMIT_BYTES: u32 = 32 << 20;

/// Fetches one target from the endpoint; `is_anew` asks relays not to answer with what they kept. A redirect is not
/// followed: it could carry credentials elsewhere.
///
/// # Errors
/// Where no whole reply came. A reply of any status is none.
pub async fn fetch(
    endpoint: &Endpoint,
    target: &Target,
    is_anew: bool,
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
    if is_anew {
        // Sends `Cache-Control: no-cache` as well, and not as a header of the page's own, which a service without the
        // relay's consent in its CORS headers would have to be asked about first.
        options.set_cache(RequestCache::Reload);
    }
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
            let failure = failure(name(&error), network::is_online());
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
    // On another origin each of them is read only where the service lets the page see it.
    let [retry_after, date] = ["Retry-After", "Date"].map(|name| response.headers().get(name));
    let body = body(&response, length.is_some()).await?;
    Ok(Reply { status, body, retry_after, date })
}

/// Reads the body, up to the limit. All at once is the quickest way; where no length was announced, it is read in
/// pieces, so that one without end does not fill the memory.
async fn body(response: &Response, has_length: bool) -> Result<Vec<u8>, FetchError> {
    let limit = LIMIT_BYTES as usize;
    let body = match response.body().filter(|_| !has_length) {
        Some(stream) => stream::read_up_to(&stream, limit).await,
        // Compressed, it was announced as shorter than it is.
        None => match response.binary().await {
            Ok(body) => Ok(Some(body).filter(|it| it.len() <= limit)),
            Err(error) => Err(name(&error).to_owned()),
        },
    };
    let body = body.map_err(|name| failure(&name, network::is_online()))?;
    body.ok_or(FetchError::TooLarge { limit_bytes: LIMIT_BYTES })
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

/// What a browser calls an error.
fn name(error: &gloo_net::Error) -> &str {
    match error {
        gloo_net::Error::JsError(error) => &error.name,
        _ => "",
    }
}

/// A browser names a time-out; everything else is one and the same error to it.
fn failure(name: &str, is_online: bool) -> FetchError {
    match name {
        "TimeoutError" => FetchError::TimedOut { seconds: TIMEOUT_SECONDS },
        _ if !is_online => FetchError::Offline,
        _ => FetchError::Unreachable,
    }
}

/// Reads a file from beside the page; `None` where there is none.
pub async fn fetch_beside(name: &str) -> Option<Vec<u8>> {
    let response = Request::get(name).send().await.ok().filter(gloo_net::http::Response::ok)?;
    response.binary().await.ok()
}

/// The same, left outside of the wasm's memory.
pub async fn fetch_file_beside(name: &str) -> Option<JsValue> {
    let response = Request::get(name).send().await.ok().filter(Response::ok)?;
    let response: web_sys::Response = response.into();
    JsFuture::from(response.blob().ok()?).await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_out_of_time_is_told_from_none_and_from_a_device_without_network() {
        let out_of_time = FetchError::TimedOut { seconds: 30 };
        assert_eq!(failure("TimeoutError", true), out_of_time);
        assert_eq!(failure("TimeoutError", false), out_of_time);
        assert_eq!(failure("TypeError", true), FetchError::Unreachable);
        assert_eq!(failure("TypeError", false), FetchError::Offline);
    }
}
