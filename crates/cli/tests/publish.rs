//! `cubeboard publish`: what stands in the folder afterwards, what does not, and how the command ends.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod fetching;
mod running;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output};

use axum::http::StatusCode;
use cubeboard_cube::wire::decode_page;
use cubeboard_files::privacy::{Agents, PersonalData};
use cubeboard_files::snapshot::Snapshot;
use cubeboard_files::snapshot::head::State;
use cubeboard_responses::store::Store;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use fetching::{Folder, JANUARY, Stub, demo, stub, url};
use running::{cubeboard, stderr};

const INDEX: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Cubeboard</title>\
                     <script type=module>alert(1)</script>";

/// A page, as small as one can be.
fn page(folder: &Folder) -> String {
    let page = folder.path("page");
    fs::create_dir_all(page.join("icons")).unwrap();
    for (name, text) in [
        ("index.html", INDEX),
        ("index.html.br", "of another page"),
        ("config.json", "{}"),
        ("app-0123456789abcdef.wasm", "wasm"),
        ("app-0123456789abcdef.wasm.br", "brotli"),
        ("icons/32.png", "png"),
    ] {
        fs::write(page.join(name), text).unwrap();
    }
    page.to_str().unwrap().to_owned()
}

/// A publication of January's sales into `site`, ready to be run.
fn command(folder: &Folder, service: &str, more: &[&str]) -> Command {
    let mut command = cubeboard(&["publish", "--upstream", service, "--type", "Sale"]);
    command.args(JANUARY).args(["--page", &page(folder), "--output"]).arg(folder.path("site"));
    command.args(more);
    command
}

fn publish(folder: &Folder, service: &str, more: &[&str]) -> Output {
    command(folder, service, more).output().unwrap()
}

#[track_caller]
fn published(folder: &Folder, service: &str, more: &[&str]) {
    let output = publish(folder, service, more);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

/// Every file below a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let below = self::files(&path).into_iter();
            files.extend(below.map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            files.insert(name, fs::read(path).unwrap());
        }
    }
    files
}

fn site(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    files(&folder.path("site"))
}

fn snapshot(folder: &Folder) -> Snapshot {
    Snapshot::open(fs::read(folder.path("site/snapshot.cubeboard")).unwrap()).unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// The first 64 bits of a file's SHA-256.
fn hash(bytes: &[u8]) -> String {
    let first = Sha256::digest(bytes).first_chunk().copied().unwrap();
    format!("{:016x}", u64::from_be_bytes(first))
}

#[test]
fn the_folder_has_the_page_its_settings_and_the_snapshot() {
    let folder = Folder::new();
    published(&folder, &url(&demo("")), &["--title", "Sales", "--language", "nb"]);
    let site = site(&folder);
    let names: Vec<_> = site.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "app-0123456789abcdef.wasm",
            "app-0123456789abcdef.wasm.br",
            "config.json",
            "icons/32.png",
            "index.html",
            "published.txt",
            "snapshot.cubeboard",
        ]
    );
    let config: Value = serde_json::from_slice(&site["config.json"]).unwrap();
    let expected = json!({
        "snapshot": "snapshot.cubeboard", "snapshot_hash": hash(&site["snapshot.cubeboard"]),
        "title": "Sales", "campaigns": [], "time_zone": "Europe/Oslo", "language": "nb",
    });
    assert_eq!(config, expected);
    let snapshot = snapshot(&folder);
    let head = snapshot.head();
    assert_eq!((head.completeness.state, head.completeness.rows), (State::Complete, 207));
    assert_eq!(head.title.as_deref(), Some("Sales"));
    assert_eq!((head.personal_data, head.agents), (PersonalData::Omit, Agents::Pseudonyms));
    let mut store = Store::default();
    decode_page(&snapshot.page(926, 1).unwrap(), &mut store).unwrap();
    assert_eq!(store.row_count(), 207);
}

#[test]
fn the_page_carries_the_policy_before_anything_it_loads() {
    let folder = Folder::new();
    published(&folder, &url(&demo("")), &[]);
    let html = site(&folder).remove("index.html").unwrap();
    let (before, after) = text(&html).split_once("<meta http-equiv=").unwrap();
    assert_eq!(before, "<!doctype html><html lang=en><meta charset=utf-8>");
    // echo -n 'alert(1)' | openssl dgst -sha256 -binary | base64
    let hash = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
    let scripts = format!("script-src 'self' 'wasm-unsafe-eval' {hash};");
    assert!(
        after.starts_with("\"Content-Security-Policy\" content=\"default-src 'none'; "),
        "{after}"
    );
    assert!(after.contains(&scripts) && !after.contains("frame-ancestors"), "{after}");
    assert!(after.ends_with("<title>Cubeboard</title><script type=module>alert(1)</script>"));
}

#[test]
fn campaigns_have_the_names_of_the_settings() {
    let folder = Folder::new();
    let settings = folder.path("cubeboard.toml");
    let known = "[[campaigns]]\nid = 926\nname = \"Vinter\"\nsuccess = [\"Sale\", \"Booked\"]\n\
                 failure = [\"Regretted\"]\n\
                 [[campaigns]]\nid = 1\nname = \"another\"\n";
    fs::write(&settings, known).unwrap();
    published(&folder, &url(&demo("")), &["--config", settings.to_str().unwrap()]);
    let config: Value = serde_json::from_slice(&site(&folder)["config.json"]).unwrap();
    let expected = json!([{
        "id": 926, "name": "Vinter", "success": ["Sale", "Booked"], "failure": ["Regretted"],
    }]);
    assert_eq!(config["campaigns"], expected);
    let campaign = snapshot(&folder).head().campaigns[0].clone();
    assert_eq!(campaign.name.as_deref(), Some("Vinter"));
    let definition = campaign.definition().unwrap().write();
    assert_eq!(definition, "+Sale\n+Booked\n-Regretted");
}

/// What is in a service that [`marked`] starts, and may not leave.
const CUSTOMERS: [&str; 4] = ["namemårk", "crmmark", "88888888", "commentmårk"];
const AGENT: &str = "agentmark@callcenter.no";

/// A service whose rows' personal texts occur nowhere else.
fn marked() -> Stub {
    let row = json!({
        "submitted_by": AGENT, "submitted_when": "2017-01-01T13:55:20.257789Z",
        "crm_customer_id": CUSTOMERS[1], "customer_name": CUSTOMERS[0], "campaign_id": 926,
        "type": "Sale", "subtype": "Avtalegiro", "comment": CUSTOMERS[3],
        "external_customer_id": 88_888_888,
    });
    let page = json!({"count": 2, "next": null, "previous": null, "results": [row, row]});
    stub(move |_| page.to_string())
}

/// Whether any file of the folder holds a word, as it is or unpacked.
fn holds(folder: &Folder, word: &str) -> bool {
    let is_in = |bytes: &[u8]| bytes.windows(word.len()).any(|it| it == word.as_bytes());
    site(folder).into_iter().any(|(name, bytes)| {
        let mut unpacked = Vec::new();
        if name.ends_with(".cubeboard") {
            flate2::read::MultiGzDecoder::new(&*bytes).read_to_end(&mut unpacked).unwrap();
            assert!(text(&unpacked).contains("Avtalegiro"));
        }
        is_in(&bytes) || is_in(&unpacked) || is_in(name.as_bytes())
    })
}

#[test]
fn no_file_holds_what_is_not_to_leave() {
    let service = marked();
    for (personal_data, agents, customers_leave, agents_leave) in [
        ("omit", "keep", false, true),
        ("omit", "pseudonyms", false, false),
        ("pseudonyms", "keep", false, true),
        ("pseudonyms", "pseudonyms", false, false),
        ("keep", "pseudonyms", true, false),
        ("keep", "keep", true, true),
    ] {
        let folder = Folder::new();
        let choice = ["--personal-data", personal_data, "--agents", agents];
        published(&folder, &service.url, &choice);
        for word in CUSTOMERS {
            assert_eq!(holds(&folder, word), customers_leave, "{word} with {choice:?}");
        }
        assert_eq!(holds(&folder, AGENT), agents_leave, "{choice:?}");
    }
}

#[test]
fn without_a_choice_customers_and_agents_names_stay_at_home() {
    let folder = Folder::new();
    published(&folder, &marked().url, &[]);
    assert!(CUSTOMERS.iter().all(|it| !holds(&folder, it)));
    assert!(!holds(&folder, AGENT));
    assert!(holds(&folder, "\"submitted_by\":\"Agent 1\""));
}

#[test]
fn pseudonyms_are_in_the_folders_language() {
    let folder = Folder::new();
    let choice = ["--personal-data", "pseudonyms", "--agents", "pseudonyms", "--language", "nb"];
    published(&folder, &marked().url, &choice);
    assert!(holds(&folder, "\"customer_name\":\"Kunde 1\"") && holds(&folder, "Agent 1"));
}

#[test]
fn a_run_that_breaks_leaves_what_was_published_before() {
    let folder = Folder::new();
    published(&folder, &url(&demo("")), &["--title", "before"]);
    let before = site(&folder);
    let broken = stub(|_| StatusCode::NOT_FOUND);
    let output = publish(&folder, &broken.url, &["--title", "after"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let incomplete = demo("status=403@3");
    let output = publish(&folder, &url(&incomplete), &["--title", "after"]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("missing"), "{}", stderr(&output));
    assert!(site(&folder) == before);
    let mut names = folder.names();
    names.sort();
    assert_eq!(names, ["page", "site"]);
}

#[test]
fn what_was_not_asked_for_is_not_published_3() {
    let other = stub(|_| {
        let row = r#"{"type":"Offer","submitted_when":"2016-01-05T10:00:00Z"}"#;
        format!(r#"{{"count":1,"next":null,"results":[{row}]}}"#)
    });
    let folder = Folder::new();
    let output = publish(&folder, &other.url, &[]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("1 were not asked for"), "{}", stderr(&output));
    assert!(!folder.path("site").exists());
}

#[test]
fn what_came_is_published_where_that_is_wanted_and_says_so() {
    let folder = Folder::new();
    let output = publish(&folder, &url(&demo("status=403@3")), &["--keep-partial"]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    let snapshot = snapshot(&folder);
    let completeness = &snapshot.head().completeness;
    assert_eq!(completeness.state, State::Incomplete);
    assert!(completeness.missing > Some(0) && completeness.rows < 207, "{completeness:?}");
}

#[test]
fn a_later_publication_takes_the_place_of_an_earlier_one() {
    let folder = Folder::new();
    let service = demo("");
    published(&folder, &url(&service), &["--title", "before"]);
    fs::remove_file(folder.path("page/icons/32.png")).unwrap();
    fs::remove_dir(folder.path("page/icons")).unwrap();
    let mut again = cubeboard(&["publish", "--upstream", &url(&service), "--title", "after"]);
    again.args(JANUARY).arg("--page").arg(folder.path("page"));
    let output = again.arg("--output").arg(folder.path("site")).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let site = site(&folder);
    assert!(text(&site["config.json"]).contains("after"));
    assert!(!site.contains_key("icons/32.png"));
    assert_eq!(folder.names().len(), 2);
}

#[cfg(unix)]
#[test]
fn report_18_a_folder_that_is_there_stays_the_one_that_a_container_sees() {
    use std::os::unix::fs::MetadataExt as _;

    let folder = Folder::new();
    let service = marked();
    // As the empty folder of a new volume is, with what its file system brings along.
    fs::create_dir_all(folder.path("site/lost+found")).unwrap();
    // As a run left it that was killed.
    fs::create_dir_all(folder.path("site/.cubeboard-killed/new")).unwrap();
    fs::write(folder.path("site/.cubeboard-killed/new/index.html"), "half").unwrap();
    let inode = || fs::metadata(folder.path("site")).unwrap().ino();
    let before = inode();
    for (title, more) in [("first", &[][..]), ("second", &[]), ("third", &["--force"])] {
        published(&folder, &service.url, &[&["--title", title], more].concat());
        assert_eq!(inode(), before, "{title}");
        let site = site(&folder);
        assert!(text(&site["config.json"]).contains(title), "{title}");
        assert!(!site.keys().any(|it| it.starts_with(".cubeboard-")), "{:?}", site.keys());
        assert!(folder.path("site/lost+found").exists());
        fs::write(folder.path(&format!("page/app-{title}.js")), title).unwrap();
    }
}

#[test]
fn a_folder_of_somebody_elses_stays_unless_told_otherwise() {
    let folder = Folder::new();
    let service = marked();
    let site = folder.path("site");
    fs::create_dir(&site).unwrap();
    published(&folder, &service.url, &[]); // an empty folder is nobody's
    fs::create_dir(site.join("photos")).unwrap();
    fs::write(site.join("photos/cat.jpg"), "cat").unwrap();
    let before = files(&site);
    let output = publish(&folder, &service.url, &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    assert!(said.contains("photos/cat.jpg") && said.contains("--force"), "{said}");
    assert!(files(&site) == before);
    published(&folder, &service.url, &["--force"]);
    assert!(!site.join("photos").exists());
    // Not even by force: a file is no folder.
    fs::remove_dir_all(&site).unwrap();
    fs::write(&site, "a file").unwrap();
    let output = publish(&folder, &service.url, &["--force"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(fs::read(&site).unwrap(), b"a file");
}

#[cfg(unix)]
#[test]
fn a_web_server_may_read_it_and_a_link_to_it_stays() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = Folder::new();
    let service = marked();
    let umask = Command::new("sh").args(["-c", "umask"]).output().unwrap();
    let umask = u32::from_str_radix(text(&umask.stdout).trim(), 8).unwrap();
    fs::create_dir(folder.path("www")).unwrap();
    symlink(folder.path("www"), folder.path("site")).unwrap();
    published(&folder, &service.url, &[]);
    assert!(fs::symlink_metadata(folder.path("site")).unwrap().is_symlink());
    fs::remove_dir_all(folder.path("www")).unwrap();
    fs::remove_file(folder.path("site")).unwrap();
    published(&folder, &service.url, &[]);
    let mode = fs::metadata(folder.path("site")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o755 & !umask);
}

#[cfg(not(feature = "embedded-page"))]
#[test]
fn what_the_service_says_reaches_no_terminal_as_it_is() {
    let service = stub(|_| {
        let detail = "\x1b]0;x\x07\r\ncubeboard: 207 of 207 responses, complete \u{9b}2K \u{202e}";
        (StatusCode::BAD_REQUEST, json!({ "from_date": [detail] }).to_string())
    });
    let folder = Folder::new();
    for output in [publish(&folder, &service.url, &[]), folder.fetch(&service.url, "x.csv", &[])] {
        assert_eq!(output.status.code(), Some(1));
        let said = stderr(&output);
        let escaped = r"refused (400): \u{1b}]0;x\u{7}\r\ncubeboard: 207 of 207 responses, complete \u{9b}2K \u{202e}";
        assert!(said.contains(escaped), "{said:?}");
        assert!(!said.contains(|it: char| it.is_control() && it != '\n'), "{said:?}");
        let own = said.lines().filter(|it| it.starts_with("cubeboard: ")).count();
        assert_eq!(own, 1, "{said:?}");
    }
}

#[test]
fn without_a_page_it_says_where_one_comes_from() {
    let folder = Folder::new();
    let mut command = cubeboard(&["publish", "--demo", "--output"]);
    let output = command.arg(folder.path("site")).args(JANUARY).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("--page"), "{}", stderr(&output));
    assert!(folder.names().is_empty());
}
