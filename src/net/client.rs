//! HTTP client, the only place that sends requests. It joins a target to the endpoint it was given, and tells failures
//! apart as far as a browser lets it.

use cubeboard_cube::fetch::target::Target;
use cubeboard_cube::fetch::{FetchError, Freshness, Reply};
use gloo_net::http::{Request, RequestBuilder, Response};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCache, RequestCredentials, RequestMode, RequestRedirect};

use crate::browser::early_reply::{self, EarlyReply};
use crate::browser::{address, enclosed, network, policy, stream};
use crate::net::endpoint::Endpoint;

/// How long a reply may take; public/boot.js knows the same number.
const TIMEOUT_SECONDS: u32 = 30;
/// How large a reply may be.
const LIMIT_BYTES: u32 = 32 << 20;

/// Fetches one target from the endpoint; relays are told which replies that they kept will do. A redirect is not
/// followed: it could carry credentials elsewhere.
///
/// # Errors
/// Where no whole reply came. A reply of any status is none.
pub async fn fetch(
    endpoint: &Endpoint,
    target: &Target,
    freshness: &Freshness,
    stop: &AbortSignal,
) -> Result<Reply, FetchError> {
    if enclosed::is_there() {
        return Err(FetchError::NoService);
    }
    // Browsers forbid it, and say no more than that there is no answer.
    if network::is_secure() && endpoint.is_in_the_clear() {
        return Err(FetchError::Insecure);
    }
    let mut request = get(endpoint, target, stop)
        .credentials(RequestCredentials::SameOrigin)
        // With `Error` a redirect would look like a service that cannot be reached.
        .redirect(RequestRedirect::Manual)
        .header("Accept", "application/json");
    if freshness.is_anew {
        // Sends `Cache-Control: no-cache` as well, and not as a header of the page's own, which a service without the
        // relay's consent in its CORS headers would have to be asked about first.
        request = request.cache(RequestCache::Reload);
    }
    // Only a relay gave it, and its CORS headers let it be sent.
    if let Some(tag) = &freshness.list_tag {
        request = request.header("Cubeboard-List", tag);
    }
    if let Some(authorization) = endpoint.authorization() {
        request = request.header("Authorization", authorization);
    }
    let request = request.build().map_err(|_| FetchError::Unreachable)?;
    let url = request.url();
    // What was asked for before the program ran was asked for without credentials, and in the words of a first run.
    let early = endpoint.authorization().is_none().then(|| early_reply::take(&url)).flatten();
    if early.is_none() {
        // This run is another one, or past what it had in common with them.
        early_reply::end();
    }
    let early = early.map(|it| it.until(stop));
    let (response, body) = match send(request, early).await {
        Ok(sent) => sent,
        Err(name) => {
            let failure = failure(&name, network::is_online());
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
    let [retry_after, date, answer, list_tag] =
        ["Retry-After", "Date", "Cubeboard-Answer", "Cubeboard-List"]
            .map(|name| response.headers().get(name));
    let body = read_body(&response, body, length.is_some()).await?;
    Ok(Reply { status, body, retry_after, date, answer, list_tag })
}

/// Reads the body, where it did not come with the response, up to the limit. All at once is the quickest way; where no
/// length was announced, it is read in pieces, so that one without end does not fill the memory.
async fn read_body(
    response: &Response,
    body: Option<Vec<u8>>,
    has_length: bool,
) -> Result<Vec<u8>, FetchError> {
    let limit = LIMIT_BYTES as usize;
    let stream = response.body().filter(|_| body.is_none() && !has_length);
    let body = match stream {
        Some(stream) => stream::read_up_to(&stream, limit).await,
        // Compressed, it was announced as shorter than it is.
        None => whole(response, body).await.map(|it| Some(it).filter(|it| it.len() <= limit)),
    };
    let body = body.map_err(|name| failure(&name, network::is_online()))?;
    body.ok_or(FetchError::TooLarge { limit_bytes: LIMIT_BYTES })
}

/// The body, read where it did not come with the response. Fails with what the browser calls the error.
async fn whole(response: &Response, body: Option<Vec<u8>>) -> Result<Vec<u8>, String> {
    match body {
        Some(body) => Ok(body),
        None => response.binary().await.map_err(|error| name(&error).to_owned()),
    }
}

/// Whether anything answers there at all. The browser lets every page ask blindly, without credentials and without
/// a look at the reply.
pub async fn is_there(endpoint: &Endpoint, target: &Target, stop: &AbortSignal) -> bool {
    let request =
        get(endpoint, target, stop).credentials(RequestCredentials::Omit).mode(RequestMode::NoCors);
    request.send().await.is_ok()
}

/// A request that ends when `stop` fires, or with the time it may take. Its parameters are given one by one, because
/// gloo-net 0.6 puts a stray `&` behind an address that has a query of its own.
fn get(endpoint: &Endpoint, target: &Target, stop: &AbortSignal) -> RequestBuilder {
    let base = match endpoint.base() {
        "" => address::folder(),
        base => base.to_owned(),
    };
    Request::get(&format!("{base}{}", target.path()))
        .query(target.parameters())
        .abort_signal(Some(&network::stop_or_timeout(stop, TIMEOUT_SECONDS)))
}

/// Sends a request, unless its reply is on the way already, with its body perhaps. Fails with what the browser calls the
/// error.
async fn send(
    request: Request,
    early: Option<EarlyReply>,
) -> Result<(Response, Option<Vec<u8>>), String> {
    match early {
        Some(early) => early.parts().await.map(|(response, body)| (response.into(), body)),
        None => match request.send().await {
            Ok(response) => Ok((response, None)),
            Err(error) => Err(name(&error).to_owned()),
        },
    }
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

/// Reads a file from beside the page, or inside of it; `None` where there is none.
///
/// # Errors
/// Where it may be there and could not be had.
pub async fn fetch_beside(name: &str) -> Result<Option<Vec<u8>>, FetchError> {
    if enclosed::is_there() {
        let file = enclosed::read(name).await.ok_or(FetchError::PartMissing)?;
        let bytes = JsFuture::from(file.array_buffer()).await;
        let bytes = bytes.map_err(|_| FetchError::PartMissing)?;
        return Ok(Some(Uint8Array::new(&bytes).to_vec()));
    }
    Ok(reply_beside(name).await?.map(|(_, body)| body))
}

/// The same as the server has it now, and not as the service worker keeps a part of it for pages without a network.
///
/// # Errors
/// Where the server cannot be reached, or fails.
pub async fn fetch_whole_beside(name: &str) -> Result<Option<Vec<u8>>, FetchError> {
    match reply_beside(name).await? {
        Some((reply, _)) if reply.headers().get(KEPT).is_some() => Err(FetchError::Unreachable),
        reply => Ok(reply.map(|(_, body)| body)),
    }
}

/// The header of what the service worker kept a part of.
const KEPT: &str = "Cubeboard-Kept";

async fn reply_beside(name: &str) -> Result<Option<(Response, Vec<u8>)>, FetchError> {
    let request = beside(name).build().map_err(|_| FetchError::Unreachable)?;
    let early = early_reply::take(&request.url());
    let failed = |name: &str| failure(name, network::is_online());
    let (response, body) = send(request, early).await.map_err(|name| failed(&name))?;
    match response.status() {
        200 => {
            let body = whole(&response, body).await.map_err(|name| failed(&name))?;
            Ok(Some((response, body)))
        }
        // A store of files that does not let everybody list it answers 403 for what it does not have.
        403 | 404 | 410 => Ok(None),
        status => Err(FetchError::Status { status }),
    }
}

/// A request for a file beside the page, whatever a browser keeps of it. Servers that say nothing of caching leave browsers
/// to guess how long a file is good; and asked whether a kept one still is, they go by its time, which another one may have
/// as well.
fn beside(name: &str) -> RequestBuilder {
    // As in `get`.
    let (file, parameter) = name.split_once('?').unwrap_or((name, ""));
    let parameter = parameter.split_once('=');
    Request::get(&address::beside(file)).query(parameter).cache(RequestCache::Reload)
}

/// Reads a file that may be large, and whose address tells it from others, outside of the wasm's memory. Whether a kept one
/// is still good is asked each time.
pub async fn fetch_file_beside(name: &str) -> Option<JsValue> {
    if enclosed::is_there() {
        return enclosed::read(name).await.map(JsValue::from);
    }
    let request = beside(name).cache(RequestCache::NoCache);
    let response = request.send().await.ok().filter(Response::ok)?;
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
