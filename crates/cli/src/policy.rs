//! Security headers of every reply, with the Content-Security-Policy: what may run, what may be reached, and who may
//! frame it.

use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// Where the page may send requests. A page that is to reach another endpoint gets its origin added
/// here.
const REACHABLE: &str = "'self'";

/// Keeps a page that opened this one, or was opened by it, from reaching into it.
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// Keeps pages of other origins from using a file as part of theirs.
pub const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The headers of every reply; `inline_scripts` are the sources of the scripts within the page's
/// HTML.
pub fn headers(inline_scripts: &[String]) -> HeaderMap {
    let fixed = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (X_FRAME_OPTIONS, "DENY"),
        (OPENER_POLICY, "same-origin"),
    ];
    let fixed = fixed.map(|(name, value)| (name, HeaderValue::from_static(value)));
    // Hashes are ASCII, so the policy always is a header's value; were it none, nothing may run.
    let policy = HeaderValue::try_from(content_policy(inline_scripts))
        .unwrap_or(HeaderValue::from_static("default-src 'none'"));
    fixed.into_iter().chain([(CONTENT_SECURITY_POLICY, policy)]).collect()
}

/// The same as elements of the page's HTML, for a host that sends no headers of ours. Who may frame a page cannot be said
/// in it, nor can `nosniff`.
pub fn elements(inline_scripts: &[String]) -> String {
    let policy = content_policy(inline_scripts);
    let policy = policy.strip_suffix(FRAMES).unwrap_or(&policy);
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
         <meta name=\"referrer\" content=\"same-origin\">"
    )
}

const FRAMES: &str = "; frame-ancestors 'none'";

fn content_policy(inline_scripts: &[String]) -> String {
    let scripts = ["'self'", "'wasm-unsafe-eval'"].into_iter();
    let scripts: Vec<_> = scripts.chain(inline_scripts.iter().map(String::as_str)).collect();
    let directives = [
        "default-src 'none'",
        &format!("script-src {}", scripts.join(" ")),
        "style-src 'self'",
        "img-src 'self' data: blob:",
        &format!("connect-src {REACHABLE}"),
        "font-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    ];
    directives.join("; ") + FRAMES
}
