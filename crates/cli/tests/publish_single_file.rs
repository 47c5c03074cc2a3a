//! `cubeboard publish --single-file`: what stands in the file, what does not, and how the command ends.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod fetching;
mod running;

use std::fs;
use std::io::Read as _;
use std::process::Output;

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cubeboard_files::lock::passphrase::Passphrase;
use cubeboard_files::lock::unlock;
use cubeboard_files::snapshot::Snapshot;
use flate2::read::GzDecoder;
use serde_json::{Value, json};

use fetching::{Folder, JANUARY, demo, stub, url};
use running::{cubeboard, stderr};

/// A page as the build writes it, as small as one can be.
fn page(folder: &Folder) -> String {
    let page = folder.path("page");
    fs::create_dir_all(&page).unwrap();
    let index = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Cubeboard</title>\
                 <script type=\"module\">import init from './app-1.js';\
                 await init({ module_or_path: './app-1_bg.wasm' });</script>\
                 <meta name=\"demo-worker\" content=\"demo-worker_loader-1.js\"></head><body></body></html>";
    let module = "let wasm;\nasync function init() {}\n\nexport { initSync, init as default };\n";
    for (name, text) in [
        ("index.html", index),
        ("app-1.js", module),
        ("app-1_bg.wasm", "wasm of the page"),
        ("demo-worker_loader-1.js", "await init();"),
        ("config.json", "{}"),
    ] {
        fs::write(page.join(name), text).unwrap();
    }
    page.to_str().unwrap().to_owned()
}

fn publish(folder: &Folder, page: &str, service: &str, more: &[&str]) -> Output {
    let mut command = cubeboard(&["publish", "--single-file", "--upstream", service]);
    command.args(JANUARY).args(["--type", "Sale", "--page", page, "--output"]);
    command.arg(folder.path("sales.html")).args(more);
    command.output().unwrap()
}

fn part(html: &str, name: &str) -> Vec<u8> {
    let (_, after) = html.split_once(&format!("data-part=\"{name}\"")).unwrap();
    let (attributes, rest) = after.split_once('>').unwrap();
    let bytes = STANDARD.decode(rest.split('<').next().unwrap()).unwrap();
    if !attributes.contains("gzip") {
        return bytes;
    }
    let mut unpacked = Vec::new();
    GzDecoder::new(&*bytes).read_to_end(&mut unpacked).unwrap();
    unpacked
}

#[test]
fn the_file_has_the_page_its_settings_and_the_snapshot() {
    let folder = Folder::new();
    let title = "Vår </script> & «jul»";
    let more = ["--title", title, "--language", "nb"];
    let output = publish(&folder, &page(&folder), &url(&demo("")), &more);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let mut names = folder.names();
    names.sort();
    assert_eq!(names, ["page", "sales.html"]);

    let html = fs::read_to_string(folder.path("sales.html")).unwrap();
    assert!(html.starts_with("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\n"));
    assert!(!html.contains("demo-worker") && !html.contains(title));
    assert_eq!(part(&html, "app-1_bg.wasm"), b"wasm of the page");
    let config: Value = serde_json::from_slice(&part(&html, "config.json")).unwrap();
    let expected = json!({
        "snapshot": "snapshot.cubeboard", "title": title, "campaigns": [],
        "time_zone": "Europe/Oslo", "language": "nb",
    });
    assert_eq!(config, expected);
    let snapshot = Snapshot::open(part(&html, "snapshot.cubeboard")).unwrap();
    assert_eq!(snapshot.head().completeness.rows, 207);
}

#[test]
fn a_locked_file_tells_nothing_of_the_query_and_holds_what_its_passphrase_opens() {
    let folder = Folder::new();
    let passphrase = folder.path("passphrase");
    fs::write(&passphrase, "kurv lampe fjord månelys\n").unwrap();
    #[cfg(unix)]
    fs::set_permissions(&passphrase, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let lock = ["--lock", "--passphrase-file", passphrase.to_str().unwrap()];
    let more = [&lock[..], &["--title", "Titlemark"]].concat();
    let output = publish(&folder, &page(&folder), &url(&demo("")), &more);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let html = fs::read_to_string(folder.path("sales.html")).unwrap();
    let config: Value = serde_json::from_slice(&part(&html, "config.json")).unwrap();
    assert_eq!(config, json!({"snapshot": "snapshot.cubeboard.age"}));
    assert!(!html.contains("Titlemark") && !html.contains("2017-01"));
    let locked = part(&html, "snapshot.cubeboard.age");
    let passphrase = Passphrase::new("kurv lampe fjord månelys").unwrap();
    let snapshot = Snapshot::open(unlock(&locked, &passphrase).unwrap()).unwrap();
    assert_eq!(snapshot.head().title.as_deref(), Some("Titlemark"));
    assert_eq!(snapshot.head().completeness.rows, 207);
}

#[test]
fn a_file_that_is_there_stays_unless_it_may_go() {
    let folder = Folder::new();
    let (page, service) = (page(&folder), demo(""));
    fs::write(folder.path("sales.html"), "another").unwrap();
    let output = publish(&folder, &page, &url(&service), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("is there already"), "{}", stderr(&output));
    assert_eq!(fs::read(folder.path("sales.html")).unwrap(), b"another");
    let output = publish(&folder, &page, &url(&service), &["--force"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(fs::metadata(folder.path("sales.html")).unwrap().len() > 10_000);
}

#[test]
fn a_page_that_cannot_be_one_file_is_told_before_anything_is_asked() {
    let folder = Folder::new();
    let page = page(&folder);
    let service = stub(|_| -> StatusCode { panic!("it was asked") });
    for (name, text, told) in [
        ("app-1.js", Some("export default 1;\n"), "app-1.js is none of the files that make a page"),
        ("app-1.js", None, "the page lacks app-1.js"),
        ("index.html", Some("<!doctype html>"), "index.html is none of the files"),
    ] {
        let file = folder.path("page").join(name);
        match text {
            Some(text) => fs::write(&file, text).unwrap(),
            None => fs::remove_file(&file).unwrap(),
        }
        let output = publish(&folder, &page, &service.url, &[]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains(told), "{}", stderr(&output));
        assert_eq!(folder.names(), ["page"]);
    }
}

#[test]
fn an_incomplete_list_leaves_no_file_behind() {
    let folder = Folder::new();
    let service = stub(|_| StatusCode::FORBIDDEN);
    let output = publish(&folder, &page(&folder), &service.url, &[]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(folder.names(), ["page"]);
}

#[cfg(unix)]
#[test]
fn the_file_can_be_read_by_whom_new_files_can() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let output = publish(&folder, &page(&folder), &url(&demo("")), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let new = folder.path("new");
    fs::write(&new, "").unwrap();
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder.path("sales.html")), mode(new));
}
