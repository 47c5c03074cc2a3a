//! The built page: its files, and the scripts inside its HTML.
//!
//! It hands out the page's files from memory (`files.rs`): those that `build.rs` put into the command with the
//! feature `embedded-page`, as `make build` does, or those of the folder that `--page` names, read once at the start.
//! A path is looked up as it is spelled, so there is no way out of the folder. `freshness.rs` names what each file
//! holds by an `ETag`, a hash of its bytes, so that a browser which has it gets a 304; files with a hash in their
//! name are not even asked for again. Trunk hashes the page's own names and `script/hash-workers` those of what is
//! loaded on demand, which the page looks up in `index.html` (`browser/on_demand.rs`): parts of two builds never
//! meet. `script/compress` puts `FILE.br` and `FILE.gz` beside each file when the page is built, at the best quality,
//! and those are what is sent: a first visit loads what `make size` counts. What lacks them is compressed once, when the
//! folder is read (`compression.rs`), at a quality that takes some tenths of a second.

mod compression;
mod embedded;
pub mod files;
mod freshness;
mod other_builds;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::map_response;
use axum::response::{IntoResponse as _, Response};
use thiserror::Error;

use crate::policy;
use crate::shared::Shared;
use files::{File, Files};
use other_builds::OtherBuilds;

/// A built page.
#[derive(Debug, Clone)]
pub struct Page {
    files: Arc<Files>,
    inline_scripts: Vec<String>,
}

/// A folder that holds no page.
#[derive(Debug, Error)]
pub enum PageError {
    /// Something in it that cannot be read, which is `index.html` where that is missing.
    #[error(
        "cannot read {}: {source}; build the page first, or name another folder with --page",
        path.display()
    )]
    Unreadable {
        /// What cannot be read.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Far more than a page.
    #[error(
        "{} holds more than any built page; name the folder that the build wrote with --page",
        .0.display()
    )]
    TooLarge(PathBuf),
}

impl Page {
    /// The page in a folder, as it is now, to be served: it is read once, and compressed where the build did not.
    ///
    /// # Errors
    ///
    /// When there is no page that can be read.
    pub fn open(folder: &Path) -> Result<Self, PageError> {
        Files::read(folder).map(|it| Self::of(it.compressed()))
    }

    /// The page in a folder, as it is now and as it was built.
    ///
    /// # Errors
    ///
    /// When there is no page that can be read.
    pub fn read(folder: &Path) -> Result<Self, PageError> {
        Files::read(folder).map(Self::of)
    }

    /// The page inside the command, where it was built with one.
    pub fn embedded() -> Option<Self> {
        Files::embedded().map(Self::of)
    }

    fn of(files: Files) -> Self {
        let html = files.at("/").map(|it| String::from_utf8_lossy(&it.plain).into_owned());
        let inline_scripts = hashes(&html.unwrap_or_default());
        Self { files: Arc::new(files), inline_scripts }
    }

    /// Lets relays of other builds have its files, for as long as the command runs.
    pub fn share(&self, shared: &Shared) {
        if shared.is_there() {
            tokio::spawn(other_builds::keep(Arc::clone(&self.files), shared.clone()));
        }
    }

    /// Its files.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The scripts inside the HTML as sources of a Content-Security-Policy, such as `'sha256-…'`.
    pub fn inline_scripts(&self) -> &[String] {
        &self.inline_scripts
    }
}

/// The header with `cube` in it that says of the page: whoever sent it answers for Cube as well, and wants no credentials.
/// Of all headers of its own navigation a page can read this one alone (`public/boot.js`), before it has asked for anything.
const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");

/// The page's files at their names, `index.html` at `/` too, compressed for those who can read that; and those of other
/// builds whose relays share theirs. `answers_for_cube`: the page may ask for responses here without being told where.
pub fn routes(page: &Page, shared: Shared, answers_for_cube: bool) -> Router {
    let state = (Arc::clone(&page.files), OtherBuilds::new(shared));
    let files = Router::new().fallback(hand_out).with_state(state);
    if !answers_for_cube {
        return files;
    }
    files.layer(map_response(async |mut reply: Response| {
        reply.headers_mut().insert(SERVER_TIMING, HeaderValue::from_static("cube"));
        reply
    }))
}

async fn hand_out(
    State((files, others)): State<(Arc<Files>, OtherBuilds)>,
    request: Request,
) -> Response {
    let path = request.uri().path();
    if let Some(file) = files.at(path) {
        return reply(file, &request);
    }
    let others = others.find(path).await;
    match others.as_ref().and_then(|it| it.at(path)) {
        Some(file) => reply(file, &request),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn reply(file: &File, request: &Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let mut reply = Response::new(Body::empty());
    file.freshness.tell(reply.headers_mut());
    if file.brotli.is_some() || file.gzip.is_some() {
        // Of a 304 too (RFC 9110, section 15.4.5).
        reply.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if file.freshness.is_known(request.headers()) {
        *reply.status_mut() = StatusCode::NOT_MODIFIED;
        return reply;
    }
    let (body, encoding) = best(file, request.headers());
    let headers =
        [(header::CONTENT_TYPE, Some(file.content_type)), (header::CONTENT_ENCODING, encoding)];
    for (name, value) in headers {
        if let Some(value) = value {
            reply.headers_mut().insert(name, HeaderValue::from_static(value));
        }
    }
    *reply.body_mut() = body.into();
    reply
}

/// The smallest form of a file that the browser can read, and its name.
fn best(file: &File, headers: &HeaderMap) -> (Bytes, Option<&'static str>) {
    let lists = headers.get_all(header::ACCEPT_ENCODING).iter();
    let lists: Vec<_> = lists.filter_map(|it| it.to_str().ok()).collect();
    let mut forms = [(&file.brotli, "br"), (&file.gzip, "gzip")].into_iter();
    let form = forms.find_map(|(form, name)| {
        let form = form.as_ref().filter(|_| lists.iter().any(|it| accepts(it, name)))?;
        Some((form.clone(), Some(name)))
    });
    form.unwrap_or((file.plain.clone(), None))
}

/// Whether a list of encodings, each with how much it is wanted, has this one (RFC 9110, section 12.5.3).
fn accepts(list: &str, name: &str) -> bool {
    list.split(',').any(|it| {
        let (coding, parameters) = it.split_once(';').unwrap_or((it, ""));
        let weight = parameters.trim().strip_prefix("q=").and_then(|it| it.trim().parse().ok());
        coding.trim().eq_ignore_ascii_case(name) && weight.unwrap_or(1.0_f32) > 0.0
    })
}

/// The hash of each script that stands in the HTML itself. Good for HTML as Trunk writes it: tags
/// in lower case, no `>` within an attribute.
fn hashes(html: &str) -> Vec<String> {
    let scripts = html.split("<script").skip(1).filter_map(|rest| rest.split_once('>'));
    scripts
        .filter(|(attributes, _)| !attributes.contains("src="))
        .filter_map(|(_, rest)| rest.split_once("</script"))
        .map(|(script, _)| policy::hash_source(script))
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
    fn an_encoding_is_accepted_unless_its_weight_is_nothing() {
        for (list, is_accepted) in [
            ("gzip, deflate, br", true),
            ("gzip, BR;q=0.1", true),
            ("br;q=0, gzip", false),
            ("br; q=0.0", false),
            ("brotli, gzip", false),
            ("", false),
        ] {
            assert_eq!(accepts(list, "br"), is_accepted, "{list}");
        }
    }
}
