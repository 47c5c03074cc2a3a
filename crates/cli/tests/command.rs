//! The command as it is called: what it prints, and how it ends.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod running;

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;

use running::{Serving, cubeboard, output, stderr};

#[test]
fn it_says_where_it_listens_once_it_does_and_nothing_more() {
    let mut serving = Serving::start(cubeboard(&["serve", "--demo", "--listen", "127.0.0.1:0"]));
    assert!(serving.get("/healthz").starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(serving.get("/nothing").starts_with("HTTP/1.1 404 Not Found\r\n"));
    let log = serving.log();
    assert_eq!(
        log.lines().count(),
        1,
        "one for the request, none for the question whether it lives: {log}"
    );
    let mut rest = String::new();
    serving.stdout.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
}

#[cfg(unix)]
#[test]
fn a_termination_signal_ends_it_in_order() {
    let mut serving = Serving::start(cubeboard(&["serve", "--demo", "--listen", "127.0.0.1:0"]));
    let id = serving.child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert_eq!(serving.child.wait().unwrap().code(), Some(0));
}

/// A relay with a reader who waits for Cube, and Cube's end of that.
#[cfg(unix)]
fn waiting() -> (Serving, TcpStream, TcpStream) {
    let cube = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", cube.local_addr().unwrap());
    let serving =
        Serving::start(cubeboard(&["serve", "--upstream", &url, "--listen", "127.0.0.1:0"]));
    let mut reader = TcpStream::connect(&serving.address).unwrap();
    reader.write_all(b"GET /api/v1/campaigns HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    let (cube, _) = cube.accept().unwrap();
    (serving, reader, cube)
}

/// Asks a server to stop, and comes back once it takes no more connections.
#[cfg(unix)]
fn ask_to_stop(serving: &Serving, signal: &str) {
    let id = serving.child.id().to_string();
    assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    while TcpStream::connect(&serving.address).is_ok() {}
}

#[cfg(unix)]
#[test]
fn a_reader_who_waits_when_it_is_asked_to_stop_still_gets_the_reply() {
    let (mut serving, mut reader, mut cube) = waiting();
    ask_to_stop(&serving, "-TERM");
    cube.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]").unwrap();
    let mut reply = String::new();
    reader.read_to_string(&mut reply).unwrap();
    assert!(reply.starts_with("HTTP/1.1 200 OK\r\n") && reply.ends_with("\r\n[]"), "{reply}");
    assert_eq!(serving.child.wait().unwrap().code(), Some(0));
}

#[cfg(unix)]
#[test]
fn asked_twice_it_waits_for_nobody() {
    let (mut serving, mut reader, _cube) = waiting();
    ask_to_stop(&serving, "-INT");
    ask_to_stop(&serving, "-INT");
    assert_eq!(serving.child.wait().unwrap().code(), Some(0));
    assert_eq!(reader.read(&mut [0; 1]).unwrap_or(0), 0, "no reply came");
}

#[test]
fn a_taken_port_is_said_with_a_remedy() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = output(&["serve", "--demo", "--listen", &address]);
    assert_eq!(output.status.code(), Some(1));
    let text = stderr(&output);
    assert!(text.starts_with(&format!("cubeboard: {address} is taken by another program")));
    assert!(text.contains("--listen 127.0.0.1:"), "{text}");
    assert!(output.stdout.is_empty());
}

#[test]
fn wrong_use_ends_with_two() {
    for arguments in [
        &["serve"][..],
        &["serve", "--demo", "--upstream", "https://account.headshed.com"],
        &["serve", "--upstream", "http://account.headshed.com"],
        &["serve", "--demo", "--listen", "8080"],
        &["serve", "--demo", "--allow-origin", "*"],
        &["serve", "--demo", "--demo-faults", "delay"],
        &["serve", "--demo", "--demo-faults", "delay=1,fire=1"],
        &["serve", "--demo", "--demo-faults", "delay=1", "--demo-faults", "delay=2"],
        &["serve", "--demo-faults", "delay=1"],
        &["serve", "--upstream", "https://account.headshed.com", "--demo-faults", "delay=1"],
        &["paint"],
        &[],
    ] {
        assert_eq!(output(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_fault_that_is_written_wrongly_is_said_with_its_form() {
    let output = output(&["serve", "--demo", "--demo-faults", "delay=1,status=200@1"]);
    let text = stderr(&output);
    let said = "invalid value 'status=200@1' for '--demo-faults <SPEC>': \
        status is written status=CODE@PAGE[xTIMES]: PAGE is refused with a CODE from 400 to 599";
    assert!(text.contains(said), "{text}");
}

#[test]
fn a_reply_that_is_to_break_off_does_so_half_way() {
    let faults = ["--demo-faults", "next=query,reset=1x1", "--demo-faults", "count=none"];
    let arguments = [&["serve", "--demo", "--listen", "127.0.0.1:0"][..], &faults].concat();
    let serving = Serving::start(cubeboard(&arguments));
    let path = "/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131";
    let broken = serving.get(path);
    assert!(broken.starts_with("HTTP/1.1 200 OK\r\n"), "{broken}");
    assert!(broken.contains("\"count\":null"), "{broken}");
    let whole = serving.get(path);
    assert!(broken.len() < whole.len() * 6 / 10 && broken.len() > whole.len() * 4 / 10);
    // Sent in pieces, a whole reply ends with an empty one.
    assert!(broken.contains("transfer-encoding: chunked") && !broken.ends_with("0\r\n\r\n"));
}

#[test]
fn credentials_that_contradict_each_other_are_wrong_use() {
    let mut command = cubeboard(&["serve", "--upstream", "http://127.0.0.1:1"]);
    command.env("CUBEBOARD_TOKEN", "a").env("CUBEBOARD_USER", "b");
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("CUBEBOARD_TOKEN and CUBEBOARD_USER"));
}

#[test]
fn a_file_of_settings_is_followed_where_flags_say_nothing() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("cubeboard.toml");
    let page = folder.path().join("dist");
    std::fs::create_dir(&page).unwrap();
    std::fs::write(page.join("index.html"), "<p>a page of its own").unwrap();
    let text = "upstream = 'http://127.0.0.1:1'\n[serve]\nlisten = '127.0.0.1:0'\npage = 'dist'";
    std::fs::write(&path, text).unwrap();
    let serving = Serving::start(cubeboard(&["serve", "--config", path.to_str().unwrap()]));
    assert!(serving.get("/").ends_with("<p>a page of its own"));
    assert!(serving.get("/api/v1/campaigns").starts_with("HTTP/1.1 502 "), "nobody is there");

    let mut command = cubeboard(&["serve", "--demo"]);
    command.env("CUBEBOARD_CONFIG", &path);
    assert!(Serving::start(command).get("/api/v1/campaigns").starts_with("HTTP/1.1 200 "));
}

#[test]
fn the_page_is_told_of_the_campaigns_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cubeboard.toml");
    let known = "[[campaigns]]\nid = 7\nname = \"Vinter\"\nneither = [\"Later\"]\n\
                 goal = { successes = 250, per = \"month\" }\n";
    std::fs::write(&file, known).unwrap();
    let arguments = ["serve", "--demo", "--listen", "127.0.0.1:0", "--config"];
    let serving = Serving::start(cubeboard(&[&arguments[..], &[file.to_str().unwrap()]].concat()));
    let reply = serving.get("/config.json");
    let campaigns = concat!(
        r#""campaigns":[{"id":7,"name":"Vinter","neither":["Later"],"#,
        r#""goal":{"successes":250,"per":"month"}}]"#
    );
    assert!(reply.contains(campaigns), "{reply}");
}

#[test]
fn report_2_the_page_is_told_which_list_to_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cubeboard.toml");
    std::fs::write(&file, "resource = 'call_outcomes'").unwrap();
    let file = file.to_str().unwrap();
    for (flags, variable, told) in [
        (&[][..], "", None),
        (&["--resource", "call_outcomes"], "", Some("call_outcomes")),
        (&[], "call_outcomes", Some("call_outcomes")),
        (&["--config", file], "", Some("call_outcomes")),
        (&["--config", file], "responses", Some("responses")),
        (&["--config", file, "--resource", "responses"], "call_outcomes", Some("responses")),
    ] {
        let arguments = ["serve", "--demo", "--listen", "127.0.0.1:0"];
        let mut command = cubeboard(&[&arguments[..], flags].concat());
        command.env("CUBEBOARD_RESOURCE", variable);
        let reply = Serving::start(command).get("/config.json");
        let (_, config) = reply.split_once("\r\n\r\n").unwrap();
        let config: serde_json::Value = serde_json::from_str(config).unwrap();
        assert_eq!(config.get("resource").and_then(|it| it.as_str()), told, "{flags:?}");
    }
    let mut command = cubeboard(&["serve", "--demo", "--listen", "127.0.0.1:0"]);
    let output = command.env("CUBEBOARD_RESOURCE", "outcomes").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("CUBEBOARD_RESOURCE"), "{}", stderr(&output));
}

#[test]
fn a_token_in_the_file_is_wrong_use_and_not_repeated() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("cubeboard.toml");
    std::fs::write(&path, "token = 'classified'").unwrap();
    let output = output(&["serve", "--config", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(said.contains("line 1: secrets do not belong in this file"), "{said}");
    assert!(!said.contains("classified"), "{said}");
}

#[test]
fn a_folder_without_a_page_ends_with_one() {
    let output = output(&["serve", "--demo", "--page", "/nowhere", "--listen", "127.0.0.1:0"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("/nowhere/index.html"));
}

#[test]
fn help_tells_of_examples_and_credentials() {
    let output = output(&["serve", "--help"]);
    let help = std::str::from_utf8(&output.stdout).unwrap();
    for text in ["--demo", "Examples:", "CUBEBOARD_TOKEN_FILE", "[default: 127.0.0.1:8080]"] {
        assert!(help.contains(text), "{help}");
    }
}

#[test]
fn every_fault_is_in_the_help_and_in_the_docs() {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/demo-faults.md");
    let docs = std::fs::read_to_string(docs).unwrap();
    let output = output(&["serve", "--help"]);
    let help = std::str::from_utf8(&output.stdout).unwrap();
    let (_, faults) = help.split_once("Faults for --demo-faults").unwrap();
    let forms = faults.lines().filter_map(|line| line.strip_prefix("  "));
    let keys = forms.filter(|it| !it.starts_with(' ')).filter_map(|it| it.split('=').next());
    let keys: Vec<_> = keys.collect();
    assert_eq!(keys.len(), 11, "{help}");
    for key in keys {
        assert!(docs.contains(&format!("| `{key}")), "{key}");
    }
}
