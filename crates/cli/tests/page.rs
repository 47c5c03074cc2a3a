//! The built page as the command serves it.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod asking;
mod running;

use std::io::Read as _;
use std::path::PathBuf;

use asking::{get, request, send, site};
use axum::Router;
use axum::body::Body;
use cubeboard::list::List;
use cubeboard::page::Page;
use cubeboard::relay::Relay;
use cubeboard::router::{Site, router};

use running::{Serving, cubeboard};

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
        assert_eq!(unpacked(chosen, &reply.body), script.as_bytes());
        assert_eq!(reply.header("etag"), plain.header("etag"));
        assert!(reply.header("cache-control").contains("immutable"));
    }
}

fn unpacked(coding: &str, body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    match coding {
        "br" => brotli_decompressor::Decompressor::new(body, 4096).read_to_end(&mut plain),
        _ => flate2::read::GzDecoder::new(body).read_to_end(&mut plain),
    }
    .unwrap();
    plain
}

#[tokio::test]
async fn every_encoding_that_a_reader_names_counts() {
    let built = Built::new("lists");
    std::fs::write(built.0.join("dist/a.js"), "let rows = rows + 1;\n".repeat(1000)).unwrap();
    let request = request("GET", "/a.js").header("accept-encoding", "deflate");
    let request = request.header("accept-encoding", "gzip").body(Body::empty()).unwrap();
    assert_eq!(send(&built.router(), request).await.header("content-encoding"), "gzip");
}

#[test]
fn a_file_is_compressed_once_and_its_length_is_known() {
    let built = Built::new("once");
    let script = "let rows = rows + 1;\n".repeat(1000);
    let folder = built.0.join("dist");
    std::fs::write(folder.join("a.js"), &script).unwrap();
    let serve = ["serve", "--demo", "--listen", "127.0.0.1:0", "--page", folder.to_str().unwrap()];
    let serving = Serving::start(cubeboard(&serve));
    for coding in ["br", "gzip", "identity"] {
        let head = serving.ask("HEAD /a.js", &[&format!("accept-encoding: {coding}")], "");
        let length = head.lines().find_map(|it| it.strip_prefix("content-length: "));
        let length: usize =
            length.unwrap_or_else(|| panic!("no length in {head}")).parse().unwrap();
        let is_small = length < script.len() / 20;
        assert_eq!(
            (is_small, length == script.len()),
            (coding != "identity", coding == "identity")
        );
        assert_eq!(head.contains(&format!("content-encoding: {coding}\r\n")), is_small, "{head}");
    }
}

#[tokio::test]
async fn a_304_varies_as_the_file_does() {
    let built = Built::new("varies");
    std::fs::write(built.0.join("dist/a.js"), "let rows = rows + 1;\n".repeat(1000)).unwrap();
    let tag = get(&built.router(), "/a.js").await.header("etag").to_owned();
    for coding in ["br", "identity"] {
        let request = request("GET", "/a.js").header("accept-encoding", coding);
        let request = request.header("if-none-match", &tag).body(Body::empty()).unwrap();
        let reply = send(&built.router(), request).await;
        assert_eq!((reply.status.as_u16(), reply.header("vary")), (304, "accept-encoding"));
    }
}

#[tokio::test]
async fn what_the_build_compressed_is_sent_as_it_is() {
    let built = Built::new("beforehand");
    for (end, content) in [(".br", "by brotli"), (".gz", "by gzip")] {
        std::fs::write(built.0.join("dist").join([WASM, end].concat()), content).unwrap();
    }
    let path = format!("/{WASM}");
    for (accepted, encoding, body) in
        [("gzip, br", "br", "by brotli"), ("gzip", "gzip", "by gzip"), ("identity", "", "\0asm")]
    {
        let request = request("GET", &path).header("accept-encoding", accepted);
        let reply = send(&built.router(), request.body(Body::empty()).unwrap()).await;
        assert_eq!((reply.header("content-encoding"), reply.text()), (encoding, body));
        assert_eq!(reply.header("content-type"), "application/wasm");
        assert!(reply.header("vary").contains("accept-encoding"));
    }
    assert_eq!(get(&built.router(), &format!("{path}.br")).await.status, 404, "no file of its own");
}

#[tokio::test]
async fn only_reading_is_taken() {
    let built = Built::new("methods");
    for (method, status) in [("HEAD", 200), ("POST", 405), ("DELETE", 405)] {
        let request = request(method, "/").body(Body::empty()).unwrap();
        assert_eq!(send(&built.router(), request).await.status, status, "{method}");
    }
}

#[test]
fn a_folder_that_holds_far_more_than_a_page_is_not_read() {
    let built = Built::new("large");
    let large = std::fs::File::create(built.0.join("dist/large")).unwrap();
    large.set_len(65 << 20).unwrap();
    let error = Page::open(&built.0.join("dist")).unwrap_err().to_string();
    assert!(error.contains("more than any built page") && error.contains("--page"), "{error}");
}

#[cfg(feature = "embedded-page")]
#[tokio::test]
async fn the_command_holds_the_very_page_that_was_built() {
    let dist = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist");
    let [embedded, built] = [Page::embedded().unwrap(), Page::open(&dist).unwrap()]
        .map(|page| router(Site { page: Some(page), ..site(Relay::demo()) }));
    let html = std::fs::read_to_string(dist.join("index.html")).unwrap();
    assert_eq!(get(&embedded, "/").await.text(), html);
    let is_wasm = |it: &&str| it.starts_with("./cubeboard-app-") && it.ends_with("_bg.wasm");
    let wasm = html.split(['"', '\'', '=', ' ']).find(is_wasm).unwrap().trim_start_matches('.');
    for path in ["/", wasm] {
        let ask = async |router| {
            let request = request("GET", path).header("accept-encoding", "br");
            send(router, request.body(Body::empty()).unwrap()).await
        };
        let (embedded, built) = (ask(&embedded).await, ask(&built).await);
        assert_eq!(embedded.header("content-encoding"), "br");
        assert_eq!((embedded.headers, embedded.body), (built.headers, built.body), "{path}");
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
    // The one style that is allowed is of the sign-in form and its like, whose tests hold its hash against it.
    let policy = reply.header("content-security-policy");
    let (before, rest) = policy.split_once("style-src 'self' 'sha256-").unwrap();
    let (_, after) = rest.split_once("'; ").unwrap();
    assert_eq!(
        [before, after].concat(),
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' \
         'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='; \
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

#[tokio::test]
async fn the_page_is_told_ahead_of_its_configuration_that_cube_is_answered_for_where_that_is_all() {
    let built = Built::new("told");
    let first = get(&built.router(), "/").await;
    assert_eq!(first.header("server-timing"), "cube");
    // Whoever kept the page from before is told as well.
    let known = request("GET", "/").header("if-none-match", first.header("etag"));
    let known = send(&built.router(), known.body(Body::empty()).unwrap()).await;
    assert_eq!((known.status.as_u16(), known.header("server-timing")), (304, "cube"));
    let page = Some(Page::open(&built.0.join("dist")).unwrap());
    let other_list = router(Site { page, list: Some(List::CallOutcomes), ..site(Relay::demo()) });
    assert_eq!(get(&other_list, "/").await.header("server-timing"), "");
}

#[test]
fn a_folder_without_a_page_is_refused_with_a_remedy() {
    let error = Page::open(&std::env::temp_dir().join("cubeboard-none")).unwrap_err().to_string();
    assert!(error.contains("index.html") && error.contains("--page"), "{error}");
}

#[cfg(unix)]
#[tokio::test]
async fn neither_hidden_files_nor_what_links_lead_out_for_are_served() {
    use std::os::unix::fs::symlink;
    let built = Built::new("links");
    let dist = built.0.join("dist");
    std::fs::create_dir(dist.join(".git")).unwrap();
    std::fs::write(dist.join(".git/config"), "secret").unwrap();
    std::fs::write(dist.join(".env"), "secret").unwrap();
    symlink(built.0.join("secret"), dist.join("linked")).unwrap();
    symlink(&dist, dist.join("circle")).unwrap();
    symlink(dist.join("index.html"), dist.join("within.html")).unwrap();
    let router = built.router();
    for path in ["/.git/config", "/.env", "/linked", "/circle/index.html"] {
        assert_eq!(get(&router, path).await.status, 404, "{path}");
    }
    assert_eq!(get(&router, "/within.html").await.text(), HTML);
}
