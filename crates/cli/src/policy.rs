//! Security headers of every reply, with the Content-Security-Policy: what may run, what may be reached, and who may
//! frame it.

use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// Where the page may send requests. A page that is to reach another endpoint gets its origin added
/// here.
const REACHABLE: &str = "'self'";

/// Keeps a page that opened this one, or was opened by it, from reaching into it.
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// Keeps pages of other origins from using a file as part of theirs.
pub const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// A script or style within HTML as a source of the policy, such as `'sha256-…'`.
pub fn hash_source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The headers of every reply; `inline_scripts` and `inline_styles` are the sources of those within HTML.
pub fn headers(inline_scripts: &[String], inline_styles: &[String]) -> HeaderMap {
    let fixed = [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (X_FRAME_OPTIONS, "DENY"),
        (OPENER_POLICY, "same-origin"),
    ];
    let fixed = fixed.map(|(name, value)| (name, HeaderValue::from_static(value)));
    // Hashes are ASCII, so the policy always is a header's value; were it none, nothing may run.
    let policy = HeaderValue::try_from(content_policy(inline_scripts, inline_styles))
        .unwrap_or(HeaderValue::from_static("default-src 'none'"));
    fixed.into_iter().chain([(CONTENT_SECURITY_POLICY, policy)]).collect()
}

/// The same as elements of the page's HTML, for a host that sends no headers of ours. Who may frame a page cannot be said
/// in it, nor can `nosniff`.
pub fn elements(inline_scripts: &[String]) -> String {
    let policy = content_policy(inline_scripts, &[]);
    let policy = policy.strip_suffix(FRAMES).unwrap_or(&policy);
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
         <meta name=\"referrer\" content=\"same-origin\">"
    )
}

const FRAMES: &str = "; frame-ancestors 'none'";

fn content_policy(inline_scripts: &[String], inline_styles: &[String]) -> String {
    let sources = |fixed: &[&str], inline: &[String]| {
        let inline = inline.iter().map(String::as_str);
        fixed.iter().copied().chain(inline).collect::<Vec<_>>().join(" ")
    };
    let scripts = sources(&["'self'", "'wasm-unsafe-eval'"], inline_scripts);
    let styles = sources(&["'self'"], inline_styles);
    let directives = [
        "default-src 'none'",
        &format!("script-src {scripts}"),
        &format!("style-src {styles}"),
        "img-src 'self' data: blob:",
        &format!("connect-src {REACHABLE}"),
        "font-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    ];
    directives.join("; ") + FRAMES
}
