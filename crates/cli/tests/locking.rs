//! `cubeboard publish --lock`: where the passphrase comes from, and what a locked folder still tells.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod fetching;
mod running;
mod terminal;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Output;

use cubeboard_files::lock::passphrase::Passphrase;
use cubeboard_files::lock::{LockError, unlock};
use cubeboard_files::snapshot::Snapshot;
use serde_json::{Value, json};

use fetching::{Folder, JANUARY, Stub, stub};
use running::{cubeboard, stderr};
use terminal::Terminal;

const PASSPHRASE: &str = "kurv lampe fjord månelys";

/// What is in the service's rows, in the settings and in the arguments, and may not be seen in a locked folder.
const TOLD: [&str; 8] = [
    "namemårk",
    "crmmark",
    "88888888",
    "commentmårk",
    "agentmark@callcenter.no",
    "Campaignmark",
    "Titlemark",
    "2017-01-",
];

fn service() -> Stub {
    let row = json!({
        "submitted_by": TOLD[4], "submitted_when": "2017-01-01T13:55:20.257789Z",
        "crm_customer_id": TOLD[1], "customer_name": TOLD[0], "campaign_id": 926,
        "type": "Sale", "subtype": "Avtalegiro", "comment": TOLD[3],
        "external_customer_id": 88_888_888,
    });
    let page = json!({"count": 2, "next": null, "previous": null, "results": [row, row]});
    stub(move |_| page.to_string())
}

/// Arguments that publish all there is of the service into `site`.
fn arguments(folder: &Folder, service: &Stub) -> Vec<String> {
    let page = folder.path("page");
    fs::create_dir_all(&page).unwrap();
    fs::write(page.join("index.html"), "<meta charset=utf-8><title>Cubeboard</title>").unwrap();
    let settings = folder.path("cubeboard.toml");
    fs::write(&settings, "[[campaigns]]\nid = 926\nname = \"Campaignmark\"\n").unwrap();
    let keep = ["--personal-data", "keep", "--agents", "keep", "--title", "Titlemark"];
    let words = ["publish", "--quiet", "--language", "nb", "--upstream", &service.url];
    let mut arguments: Vec<String> =
        words.iter().chain(&JANUARY).chain(&keep).map(|&it| it.to_owned()).collect();
    for (name, path) in
        [("--page", page), ("--config", settings), ("--output", folder.path("site"))]
    {
        arguments.extend([name.to_owned(), path.to_str().unwrap().to_owned()]);
    }
    arguments
}

fn run(folder: &Folder, service: &Stub, more: &[&str]) -> Output {
    let arguments = arguments(folder, service);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(more.to_vec()).collect();
    cubeboard(&arguments).output().unwrap()
}

/// The same on a terminal.
fn run_on_terminal(folder: &Folder, service: &Stub) -> Terminal {
    let arguments = arguments(folder, service);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(["--lock"]).collect();
    Terminal::run(env!("CARGO_BIN_EXE_cubeboard"), &arguments)
}

fn passphrase_file(folder: &Folder, text: &str, mode: u32) -> PathBuf {
    let file = folder.path("passphrase");
    fs::write(&file, text).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
    file
}

fn published_with_file(folder: &Folder) -> Output {
    let file = passphrase_file(folder, PASSPHRASE, 0o600);
    let output = run(folder, &service(), &["--lock", "--passphrase-file", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    output
}

fn unlocked(folder: &Folder, passphrase: &str) -> Result<Snapshot, LockError> {
    let locked = fs::read(folder.path("site/snapshot.cubeboard.age")).unwrap();
    let bytes = unlock(&locked, &Passphrase::new(passphrase).unwrap())?;
    Ok(Snapshot::open(bytes).unwrap())
}

fn names(site: &Path) -> Vec<String> {
    let names = fs::read_dir(site).unwrap().map(|it| it.unwrap().file_name());
    let mut names: Vec<_> = names.map(|it| it.into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_locked_folder_tells_nothing_of_what_is_in_it() {
    let folder = Folder::new();
    let output = published_with_file(&folder);
    let site = folder.path("site");
    let expected = ["config.json", "index.html", "published.txt", "snapshot.cubeboard.age"];
    assert_eq!(names(&site), expected);
    for name in expected {
        let bytes = fs::read(site.join(name)).unwrap();
        for word in TOLD.into_iter().chain([PASSPHRASE, "kurv"]) {
            let is_there = bytes.windows(word.len()).any(|it| it == word.as_bytes());
            assert!(!is_there, "{word} is in {name}");
        }
    }
    assert!(!stderr(&output).contains("kurv"));
    let mut config: Value =
        serde_json::from_slice(&fs::read(site.join("config.json")).unwrap()).unwrap();
    // Of the locked file, so that it tells nothing of what is in it.
    assert!(config.as_object_mut().unwrap().remove("snapshot_hash").is_some());
    assert_eq!(config, json!({"snapshot": "snapshot.cubeboard.age", "language": "nb"}));

    let snapshot = unlocked(&folder, PASSPHRASE).unwrap();
    assert_eq!(snapshot.head().title.as_deref(), Some("Titlemark"));
    assert_eq!(snapshot.head().campaigns[0].name.as_deref(), Some("Campaignmark"));
    let page = String::from_utf8(snapshot.page(926, 1).unwrap()).unwrap();
    assert!(TOLD[..5].iter().all(|it| page.contains(it)), "{page}");
    assert_eq!(unlocked(&folder, "another one").unwrap_err(), LockError::WrongPassphrase);
}

#[test]
fn what_was_published_openly_is_gone_once_it_is_locked() {
    let (folder, service) = (Folder::new(), service());
    let output = run(&folder, &service, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(folder.path("site/snapshot.cubeboard").exists());
    published_with_file(&folder);
    assert!(!folder.path("site/snapshot.cubeboard").exists());
    assert!(unlocked(&folder, PASSPHRASE).is_ok());
}

#[test]
fn a_passphrase_is_typed_twice_and_not_shown() {
    let (folder, service) = (Folder::new(), service());
    let mut terminal = run_on_terminal(&folder, &service);
    terminal.answers("Passphrase (empty for one that is made up): ", PASSPHRASE);
    terminal.answers("The same again: ", PASSPHRASE);
    let (status, seen) = terminal.ends();
    assert!(status.success(), "{seen}");
    assert!(!seen.contains("kurv") && !seen.contains("weak"), "{seen}");
    assert!(unlocked(&folder, PASSPHRASE).is_ok());
}

#[test]
fn a_passphrase_that_is_typed_otherwise_again_locks_nothing() {
    let (folder, service) = (Folder::new(), service());
    let mut terminal = run_on_terminal(&folder, &service);
    terminal.answers("Passphrase", PASSPHRASE);
    terminal.answers("The same again: ", "kurv lampe fjord");
    let (status, seen) = terminal.ends();
    assert_eq!(status.code(), Some(2), "{seen}");
    assert!(seen.contains("the two passphrases differ"), "{seen}");
    assert!(!folder.path("site").exists());
}

#[test]
fn a_strong_passphrase_is_made_up_and_shown_once_where_none_is_typed() {
    let (folder, service) = (Folder::new(), service());
    let mut terminal = run_on_terminal(&folder, &service);
    terminal.answers("Passphrase", "");
    let (status, seen) = terminal.ends();
    assert!(status.success(), "{seen}");
    let made: Vec<&str> = seen.lines().map(str::trim).filter(|it| it.len() == 41).collect();
    assert_eq!(made.len(), 1, "{seen}");
    assert!(unlocked(&folder, made[0]).is_ok(), "{seen}");
}

#[test]
fn a_weak_passphrase_is_told_so_and_used() {
    let folder = Folder::new();
    let file = passphrase_file(&folder, "hemmelig\n", 0o600);
    let output = run(&folder, &service(), &["--lock", "--passphrase-file", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains("this passphrase is weak"), "{}", stderr(&output));
    assert!(!stderr(&output).contains("hemmelig"), "{}", stderr(&output));
    assert!(unlocked(&folder, "hemmelig").is_ok());
}

#[test]
fn without_a_usable_passphrase_nothing_is_asked_or_written() {
    let folder = Folder::new();
    let is_asked = stub(|_| -> &'static str { panic!("asked") });
    for (name, text, mode) in
        [("open", "x", 0o644), ("empty", "\n", 0o600), ("lines", "one\ntwo", 0o600)]
    {
        fs::write(folder.path(name), text).unwrap();
        fs::set_permissions(folder.path(name), fs::Permissions::from_mode(mode)).unwrap();
    }
    let check = |more: &[&str], reason: &str| {
        let output = run(&folder, &is_asked, more);
        assert_eq!(output.status.code(), Some(2), "{more:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(reason), "{more:?}: {}", stderr(&output));
        assert!(!folder.path("site").exists());
    };
    check(&["--lock"], "there is no terminal to ask on");
    check(&["--passphrase-file", "any"], "--lock");
    for (name, reason) in [
        ("open", "chmod 600"),
        ("empty", "holds no passphrase"),
        ("lines", "holds more than one line"),
        ("missing", "cannot read the file, which --passphrase-file names"),
    ] {
        let file = folder.path(name);
        check(&["--lock", "--passphrase-file", file.to_str().unwrap()], reason);
    }
}
