//! The built page: its files, how long a browser may keep them, and the scripts inside its HTML.

use std::io;
use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use tower_http::services::ServeDir;

/// A folder with a built page in it.
#[derive(Debug)]
pub struct Page {
    folder: PathBuf,
    inline_scripts: Vec<String>,
}

/// A folder that holds no page.
#[derive(Debug, Error)]
#[error("cannot read {path}: {source}; build the page first, or name another folder with --page")]
pub struct PageError {
    path: PathBuf,
    source: io::Error,
}

impl Page {
    /// The page in a folder.
    ///
    /// # Errors
    ///
    /// When there is no `index.html` that can be read.
    pub fn open(folder: &Path) -> Result<Self, PageError> {
        let path = folder.join("index.html");
        match std::fs::read_to_string(&path) {
            Ok(html) => Ok(Self { folder: folder.to_owned(), inline_scripts: hashes(&html) }),
            Err(source) => Err(PageError { path, source }),
        }
    }

    /// The scripts inside the HTML as sources of a Content-Security-Policy, such as `'sha256-…'`.
    pub fn inline_scripts(&self) -> &[String] {
        &self.inline_scripts
    }
}

/// The page's files at their names, `index.html` at `/` too.
pub fn routes(page: &Page) -> Router {
    Router::new().fallback_service(ServeDir::new(&page.folder)).layer(from_fn(with_lifetime))
}

async fn with_lifetime(request: Request, next: Next) -> Response {
    let is_forever = is_hashed(request.uri().path());
    let mut reply = next.run(request).await;
    if reply.status().is_success() {
        let lifetime = if is_forever { "public, max-age=31536000, immutable" } else { "no-cache" };
        reply.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(lifetime));
    }
    reply
}

/// Whether a name changes with its content: Trunk puts a hash into it, 64 bits in hexadecimal digits without
/// leading zeros. One hash in a million is shorter than twelve digits, and its file merely asked for anew each time.
fn is_hashed(path: &str) -> bool {
    let is_hash = |part: &str| {
        (12..=16).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_hexdigit())
    };
    path.split(['/', '-', '_', '.']).any(is_hash)
}

/// The hash of each script that stands in the HTML itself. Good for HTML as Trunk writes it: tags
/// in lower case, no `>` within an attribute.
fn hashes(html: &str) -> Vec<String> {
    let scripts = html.split("<script").skip(1).filter_map(|rest| rest.split_once('>'));
    scripts
        .filter(|(attributes, _)| !attributes.contains("src="))
        .filter_map(|(_, rest)| rest.split_once("</script"))
        .map(|(script, _)| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_script_is_known_by_its_hash() {
        // echo -n 'alert(1)' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
        assert_eq!(hashes("<script type=\"module\">alert(1)</script>"), [hash]);
    }

    #[test]
    fn a_script_of_its_own_file_needs_no_hash() {
        assert!(hashes("<script src=\"a.js\"></script><p>alert(1)</p>").is_empty());
    }

    #[test]
    fn names_with_a_hash_are_told_from_others() {
        assert!(is_hashed("/cubeboard-app-0123456789abcdef_bg.wasm"));
        assert!(is_hashed("/tokens-123456789abcdef.css"), "a leading zero is left out");
        assert!(!is_hashed("/index.html"));
        assert!(!is_hashed("/favicon-32.png"));
    }
}
