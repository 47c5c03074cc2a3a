//! The built page as the command serves it.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod asking;

use std::path::PathBuf;

use asking::{get, request, send, site};
use axum::Router;
use axum::body::Body;
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
async fn a_file_that_the_browser_has_is_not_sent_again() {
    let built = Built::new("again");
    for path in ["/".to_owned(), format!("/{WASM}")] {
        let first = get(&built.router(), &path).await;
        let tag = first.header("etag");
        let ask = async |name: &str, value: &str| {
            let request = request("GET", &path).header(name, value).body(Body::empty()).unwrap();
            send(&built.router(), request).await
        };
        let again = ask("if-none-match", tag).await;
        assert_eq!((again.status.as_u16(), &*again.body), (304, &b""[..]), "{path}");
        assert_eq!(again.header("etag"), tag);
        assert_eq!(again.header("cache-control"), first.header("cache-control"));
        assert_eq!(ask("if-none-match", "W/\"other\"").await.body, first.body);
    }
    // Written anew within the second and of the same length, which a date would not tell.
    let tag = get(&built.router(), "/").await.header("etag").to_owned();
    std::fs::write(built.0.join("dist/index.html"), HTML.replace("alert(1)", "alert(2)")).unwrap();
    let request = request("GET", "/").header("if-none-match", tag).body(Body::empty()).unwrap();
    assert!(send(&built.router(), request).await.text().contains("alert(2)"));
}

#[tokio::test]
async fn files_are_compressed_for_those_who_can_read_that() {
    let built = Built::new("small");
    let script = "let rows = rows + 1;\n".repeat(1000);
    std::fs::write(built.0.join("dist/app-0123456789abcdef.js"), &script).unwrap();
    let ask = async |accepted: &str| {
        let request = request("GET", "/app-0123456789abcdef.js");
        let request = request.header("accept-encoding", accepted).body(Body::empty()).unwrap();
        send(&built.router(), request).await
    };
    let plain = ask("identity").await;
    assert_eq!((plain.header("content-encoding"), plain.text()), ("", &*script));
    for (accepted, chosen) in
        [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip")]
    {
        let reply = ask(accepted).await;
        assert_eq!(reply.header("content-encoding"), chosen);
        assert!(reply.header("vary").eq_ignore_ascii_case("accept-encoding"));
        assert!(reply.body.len() < script.len() / 20, "{} bytes", reply.body.len());
        assert_eq!(reply.header("etag"), plain.header("etag"));
        assert!(reply.header("cache-control").contains("immutable"));
    }
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
