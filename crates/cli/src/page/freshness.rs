//! How long a browser may keep a file, and how it asks whether what it kept still holds.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// A file of the page is never larger.
const LARGEST_FILE_BYTES: usize = 64 << 20;

/// Names what a file holds by an `ETag`, and sends it only to those who do not have it yet.
pub async fn with_lifetime(mut request: Request, next: Next) -> Response {
    let is_forever = is_hashed(request.uri().path());
    let known = request.headers_mut().remove(header::IF_NONE_MATCH);
    if known.is_some() {
        // By the standard, what a file holds counts and not its date (RFC 9110, section 13.1.3).
        request.headers_mut().remove(header::IF_MODIFIED_SINCE);
    }
    let is_get = request.method() == Method::GET;
    let mut reply = next.run(request).await;
    if !reply.status().is_success() {
        return reply;
    }
    let lifetime = if is_forever { "public, max-age=31536000, immutable" } else { "no-cache" };
    reply.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(lifetime));
    if is_get && reply.status() == StatusCode::OK {
        named(reply, known.as_ref()).await
    } else {
        reply
    }
}

async fn named(reply: Response, known: Option<&HeaderValue>) -> Response {
    let (mut head, body) = reply.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_FILE_BYTES).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let hash = URL_SAFE_NO_PAD.encode(&Sha256::digest(&body)[..16]);
    // Weak, because it is the same for the file and for each way to compress it.
    let Ok(tag) = HeaderValue::try_from(format!("W/\"{hash}\"")) else {
        return Response::from_parts(head, body.into());
    };
    let is_known = known.and_then(|it| it.to_str().ok()).is_some_and(|it| names(it, &hash));
    head.headers.insert(header::ETAG, tag);
    if !is_known {
        return Response::from_parts(head, body.into());
    }
    let kept = [header::ETAG, header::CACHE_CONTROL, header::LAST_MODIFIED];
    let headers: HeaderMap = kept
        .into_iter()
        .filter_map(|name| head.headers.remove(&name).map(|value| (name, value)))
        .collect();
    let mut reply = Response::new(Body::empty());
    *reply.status_mut() = StatusCode::NOT_MODIFIED;
    *reply.headers_mut() = headers;
    reply
}

/// Whether a list of tags, weak or strong, has one with this hash, or stands for all.
fn names(tags: &str, hash: &str) -> bool {
    let mut tags = tags.split(',').map(str::trim);
    tags.any(|it| it == "*" || it.trim_start_matches("W/").trim_matches('"') == hash)
}

/// Whether a name changes with its content: Trunk puts a hash into it, 64 bits in hexadecimal digits without
/// leading zeros. One hash in a million is shorter than twelve digits, and its file merely asked for anew each time.
fn is_hashed(path: &str) -> bool {
    let is_hash = |part: &str| {
        (12..=16).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_hexdigit())
    };
    path.split(['/', '-', '_', '.']).any(is_hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash_are_told_from_others() {
        assert!(is_hashed("/cubeboard-app-0123456789abcdef_bg.wasm"));
        assert!(is_hashed("/tokens-123456789abcdef.css"), "a leading zero is left out");
        assert!(!is_hashed("/index.html"));
        assert!(!is_hashed("/favicon-32.png"));
    }

    #[test]
    fn a_tag_is_found_in_every_form_of_a_list() {
        for (tags, is_named) in [
            ("W/\"abc\"", true),
            ("\"abc\"", true),
            ("\"x\", W/\"abc\"", true),
            ("*", true),
            ("\"abcd\"", false),
            ("", false),
        ] {
            assert_eq!(names(tags, "abc"), is_named, "{tags}");
        }
    }
}
