//! The built page: its files, and the scripts inside its HTML.

mod freshness;

use std::io;
use std::path::{Path, PathBuf};

use axum::Router;
use axum::middleware::from_fn;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

use freshness::with_lifetime;

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

/// The page's files at their names, `index.html` at `/` too, compressed for those who can read that.
pub fn routes(page: &Page) -> Router {
    Router::new()
        .fallback_service(ServeDir::new(&page.folder))
        .layer(from_fn(with_lifetime))
        .layer(CompressionLayer::new())
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
}
