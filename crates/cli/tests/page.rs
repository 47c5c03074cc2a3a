//! The built page as the command serves it.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod asking;

use std::path::PathBuf;

use asking::{get, site};
use axum::Router;
use cubeboard::page::Page;
use cubeboard::relay::Relay;
use cubeboard::router::{Site, router};

const HTML: &str = "<!doctype html><script type=\"module\">alert(1)</script>";
const WASM: &str = "cubeboard-app-0123456789abcdef_bg.wasm";

/// A built page in a folder of its own, gone when the test ends.
struct Built(PathBuf);

impl Built {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("cubeboard-{}-{name}", std::process::id()));
        std::fs::create_dir_all(folder.join("dist")).unwrap();
        std::fs::write(folder.join("secret"), "secret").unwrap();
        std::fs::write(folder.join("dist/index.html"), HTML).unwrap();
        std::fs::write(folder.join("dist").join(WASM), "\0asm").unwrap();
        Self(folder)
    }

    fn router(&self) -> Router {
        let page = Some(Page::open(&self.0.join("dist")).unwrap());
        router(Site { page, ..site(Relay::demo()) })
    }
}

impl Drop for Built {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

#[tokio::test]
async fn the_root_is_the_page_and_is_asked_for_anew() {
    let built = Built::new("root");
    for path in ["/", "/index.html", "/?campaign=926&demo=1"] {
        let reply = get(&built.router(), path).await;
        assert_eq!((reply.status.as_u16(), reply.text()), (200, HTML), "{path}");
        assert_eq!(reply.header("cache-control"), "no-cache", "{path}");
        assert!(reply.header("content-type").starts_with("text/html"));
    }
}

#[tokio::test]
async fn a_file_with_a_hash_in_its_name_is_kept_for_good() {
    let built = Built::new("hashed");
    let reply = get(&built.router(), &format!("/{WASM}")).await;
    assert_eq!(reply.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(reply.header("content-type"), "application/wasm");
}

#[tokio::test]
async fn what_is_not_there_is_not_kept() {
    let built = Built::new("missing");
    let reply = get(&built.router(), "/gone-0123456789abcdef.js").await;
    assert_eq!((reply.status.as_u16(), reply.header("cache-control")), (404, ""));
}

#[tokio::test]
async fn nothing_outside_the_folder_is_served() {
    let built = Built::new("outside");
    for path in ["/../secret", "/..%2fsecret", "/%2e%2e/secret", "/x/../../secret", "//secret"] {
        let reply = get(&built.router(), path).await;
        assert!(!reply.status.is_success(), "{path}: {}", reply.text());
    }
}

#[tokio::test]
async fn the_policy_lets_the_pages_own_inline_script_run_and_no_other() {
    let built = Built::new("policy");
    let reply = get(&built.router(), "/").await;
    assert_eq!(
        reply.header("content-security-policy"),
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' \
         'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='; style-src 'self'; \
         img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
}

#[tokio::test]
async fn the_page_does_not_hide_the_relay() {
    let built = Built::new("relay");
    assert_eq!(get(&built.router(), "/api/v1/campaigns").await.status, 200);
    assert_eq!(get(&built.router(), "/config.json").await.json()["endpoint"], "");
}

#[test]
fn a_folder_without_a_page_is_refused_with_a_remedy() {
    let error = Page::open(&std::env::temp_dir().join("cubeboard-none")).unwrap_err().to_string();
    assert!(error.contains("index.html") && error.contains("--page"), "{error}");
}
