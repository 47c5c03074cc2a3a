//! `cubeboard fetch` against services that behave and services that do not: what stands in the folder afterwards, how
//! the command ends, and what it says.

mod fetching;
mod running;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpListener;
use std::process::Command;

use axum::body::Body;
use axum::http::StatusCode;
use http_body_util::BodyExt as _;

use fetching::{Folder, JANUARY, demo, fetched, gzip, stub, url};
use running::{cubeboard, output, stderr};

fn line_count(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

#[test]
fn a_service_that_misbehaves_gives_the_same_bytes() {
    let formats = ["sales.csv", "sales.json", "sales.ndjson"];
    let well_behaved = formats.map(|file| fetched(&demo(""), file));
    for faults in [
        "status=503@2x1,status=500@4x2",
        "status=429@2x1,status=429@3x1",
        "cut=1x1,cut=3x1",
        "reset=1x1,reset=5x1",
        "next=query",
        "next=reordered",
        "next=http",
        "next=inner",
        "next=relative",
        "next=odd",
        "next=always",
        "count=none",
    ] {
        for (file, expected) in formats.iter().zip(&well_behaved) {
            assert!(fetched(&demo(faults), file) == *expected, "{faults} changes {file}");
        }
    }
}

#[test]
fn what_comes_and_goes_while_it_is_read_leaves_no_trace() {
    let serving = demo("drift=+5@1,drift=-5@3,status=503@4x1");
    let came = fetched(&serving, "sales.csv");
    assert!(came == fetched(&demo(""), "sales.csv"));
}

#[test]
fn a_list_that_moved_is_written_as_it_stands_in_the_end() {
    for (faults, count) in [("drift=+5@1", 212), ("drift=-7@2", 200), ("swap=6@3", 207)] {
        let serving = demo(faults);
        let came = fetched(&serving, "sales.ndjson");
        assert!(came == fetched(&serving, "sales.ndjson"), "{faults}");
        assert_eq!(line_count(&came), count, "{faults}");
    }
}

#[test]
fn what_is_missing_is_said_and_nothing_is_written() {
    let (serving, folder) = (demo("status=403@3"), Folder::new());
    let output = folder.fetch(&url(&serving), "sales.csv", &[]);
    assert_eq!(output.status.code(), Some(3));
    let said = stderr(&output);
    for text in [
        "incomplete: 157 of 207 responses, 50 missing\n",
        "page 3 of campaign 926, 2017-01-01 to 2017-01-31, could not be had: not allowed (403)\n",
        "nothing was written; --keep-partial keeps what came\n",
    ] {
        assert!(said.contains(text), "{said}");
    }
    assert!(folder.names().is_empty());
    assert!(output.stdout.is_empty());
}

#[test]
fn what_came_is_kept_where_that_is_asked_for() {
    let whole = fetched(&demo(""), "sales.ndjson");
    let (serving, folder) = (demo("status=403@3"), Folder::new());
    let output = folder.fetch(&url(&serving), "sales.ndjson", &["--keep-partial"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("what came is in "), "{}", stderr(&output));
    assert_eq!(folder.names(), ["sales.ndjson"]);
    let rows: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    assert!(folder.read("sales.ndjson") == [&rows[..100], &rows[150..]].concat().concat());
}

#[test]
fn a_count_that_is_too_high_makes_it_incomplete() {
    let whole = fetched(&demo(""), "sales.csv");
    let (serving, folder) = (demo("count=+3"), Folder::new());
    let output = folder.fetch(&url(&serving), "sales.csv", &["--keep-partial"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("207 of 210 responses, 3 missing"), "{}", stderr(&output));
    assert!(folder.read("sales.csv") == whole);
}

#[test]
fn without_a_count_it_is_said_that_nothing_is_proven() {
    let (serving, folder) = (demo("count=none"), Folder::new());
    let output = folder.fetch(&url(&serving), "sales.csv", &[]);
    assert_eq!(output.status.code(), Some(0));
    let said = "207 responses: Cube gave no count, so nothing proves that they are all";
    assert!(stderr(&output).contains(said), "{}", stderr(&output));
}

#[test]
fn a_file_that_is_there_stays_unless_it_may_give_way() {
    let (serving, folder) = (demo(""), Folder::new());
    fs::write(folder.path("sales.csv"), "mine").unwrap();
    // Nobody is there, which it would say if it asked.
    let output = folder.fetch("http://127.0.0.1:1", "sales.csv", &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("sales.csv is there already"), "{}", stderr(&output));
    assert!(stderr(&output).contains("--force"));
    assert_eq!(folder.read("sales.csv"), b"mine");

    let output = folder.fetch(&url(&serving), "sales.csv", &["--force"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(folder.read("sales.csv") == fetched(&serving, "sales.csv"));
    assert_eq!(folder.names(), ["sales.csv"]);
}

#[cfg(unix)]
#[test]
fn a_new_file_is_private_and_one_that_is_replaced_keeps_its_permissions() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (serving, folder) = (demo(""), Folder::new());
    let mode = |name| fs::metadata(folder.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(folder.fetch(&url(&serving), "sales.csv", &[]).status.code(), Some(0));
    assert_eq!(mode("sales.csv"), 0o600);

    fs::set_permissions(folder.path("sales.csv"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink(folder.path("sales.csv"), folder.path("latest.csv")).unwrap();
    let output = folder.fetch(&url(&serving), "latest.csv", &["--force"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(folder.path("latest.csv").is_symlink(), "the link leads where it did");
    assert_eq!(mode("sales.csv"), 0o640);
}

#[test]
fn what_is_no_file_is_left_alone() {
    let (serving, folder) = (demo(""), Folder::new());
    fs::create_dir(folder.path("folder.csv")).unwrap();
    for (file, said) in [("folder.csv", "is no file"), ("nowhere/sales.csv", "cannot write into")] {
        let output = folder.fetch(&url(&serving), file, &["--force"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
    assert_eq!(folder.names(), ["folder.csv"]);
}

#[cfg(unix)]
#[test]
fn an_interruption_leaves_nothing_or_what_came() {
    // A page takes so long that the second round of them never comes before the signal.
    let serving = demo("delay=1500");
    for (more, names) in [(&[][..], &[][..]), (&["--keep-partial"], &["sales.ndjson"])] {
        let folder = Folder::new();
        let more = [&["--parallel-requests", "1"], more].concat();
        let mut child = folder.command(&url(&serving), "sales.ndjson", &more).spawn().unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut first_line = String::new();
        said.read_line(&mut first_line).unwrap();
        assert_eq!(first_line, "cubeboard: 50 of 207 responses\n");
        let id = child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(3));
        let mut rest = String::new();
        said.read_to_string(&mut rest).unwrap();
        assert!(rest.contains("stopped at 50 of 207 responses"), "{rest}");
        assert_eq!(folder.names(), names);
        if !names.is_empty() {
            assert_eq!(line_count(&folder.read("sales.ndjson")), 50);
        }
    }
}

#[test]
fn credentials_go_to_the_service_and_nowhere_else() {
    let cube = stub(|request| {
        let is_signed_in = request.headers()["authorization"] == "Token classified";
        assert!(request.uri().query().unwrap().contains("response_type=Sale"));
        let status = if is_signed_in { StatusCode::FORBIDDEN } else { StatusCode::UNAUTHORIZED };
        (status, [("www-authenticate", "Basic")], "{\"detail\": \"classified\"}")
    });
    let folder = Folder::new();
    let output =
        folder.command(&cube.url, "sales.csv", &[]).env("CUBEBOARD_TOKEN", "classified").output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("not allowed (403)"), "{}", stderr(&output));
    assert!(!stderr(&output).contains("classified") && output.stdout.is_empty());
    assert!(folder.names().is_empty());
}

#[test]
fn a_redirect_is_not_followed() {
    let elsewhere = stub(|_| -> StatusCode { panic!("nobody may ask here") });
    let there = elsewhere.url.clone();
    let cube = stub(move |_| (StatusCode::FOUND, [("location", there.clone())]));
    let output = Folder::new().fetch(&cube.url, "sales.csv", &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no redirect is followed"), "{}", stderr(&output));
}

#[test]
fn a_reply_that_is_too_large_is_not_read_on() {
    let large = || Body::from(vec![b' '; (32 << 20) + 1]);
    let told = stub(move |_| large());
    // In frames that are looked at one by one, a body does not tell its length beforehand.
    let untold = stub(move |_| Body::new(large().map_frame(|frame| frame).boxed_unsync()));
    for cube in [told, untold] {
        let output = Folder::new().fetch(&cube.url, "sales.csv", &[]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains("more than 33554432 bytes"), "{}", stderr(&output));
    }
}

#[test]
fn nobody_there_is_a_failure_that_says_what_to_check() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let more = ["--quiet", "--patience", "0"];
    let output = Folder::new().fetch(&format!("http://{free}"), "sales.csv", &more);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    let remedy = "check the account's address and port";
    assert!(said.contains("the connection was refused\n") && said.contains(remedy), "{said}");
}

#[test]
fn wrong_use_ends_with_two_and_names_the_flag() {
    let rest = ["--format", "csv", "--output", "/nowhere/sales.csv"];
    for (question, named) in [
        (["--campaign", "9x", "--from", "2017-01-01", "--to", "2017-01-31"], "--campaign takes"),
        (["--campaign", "926", "--from", "2017-02-30", "--to", "2017-03-01"], "--from takes"),
        (["--campaign", "926", "--from", "2017-01-02", "--to", "2017-01-01"], "--to lies before"),
    ] {
        let output = output(&[&["fetch", "--demo"], &question[..], &rest].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(named), "{}", stderr(&output));
    }
    for wrong in [
        &["--upstream", "http://account.headshed.com"][..],
        &["--demo", "--upstream", "https://account.headshed.com"],
        &["--demo", "--format", "pdf"],
        &["--demo", "--token", "classified"],
        &["--demo", "--parallel-requests", "0"],
        &["--demo", "--patience", "5"],
        &[],
    ] {
        let arguments = [&["fetch"], wrong, &JANUARY, &["--output", "/nowhere/sales.csv"]].concat();
        let has_format = wrong.contains(&"--format");
        let format = if has_format { &[][..] } else { &["--format", "csv"] };
        let output = output(&[&arguments, format].concat());
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn contradicting_credentials_are_wrong_use() {
    let mut command = Folder::new().command("http://127.0.0.1:1", "sales.csv", &[]);
    command.env("CUBEBOARD_TOKEN", "a").env("CUBEBOARD_USER", "b");
    assert_eq!(command.output().unwrap().status.code(), Some(2));
}

#[test]
fn it_fetches_from_the_demo_inside_too_and_quietly() {
    let folder = Folder::new();
    let mut command = cubeboard(&["fetch", "--demo", "--type", "Sale", "--quiet"]);
    command.args(JANUARY).args(["--format", "csv", "--output"]).arg(folder.path("sales.csv"));
    let output = command.output().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    assert!(folder.read("sales.csv") == fetched(&demo(""), "sales.csv"));
}

#[test]
fn report_28_a_packed_list_is_read_and_a_bomb_is_a_clear_error() {
    let row = r#"{"crm_customer_id":1,"submitted_when":"2017-01-05T10:00:00Z","type":"Sale"}"#;
    let list = format!(r#"{{"count":1,"next":null,"previous":null,"results":[{row}]}}"#);
    let packed = [("content-encoding", "gzip")];
    let service = stub(move |_| (packed, gzip(list.as_bytes())));
    let folder = Folder::new();
    let output = folder.fetch(&service.url, "sales.csv", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(line_count(&folder.read("sales.csv")), 2);

    let service = stub(move |_| (packed, gzip(&vec![b' '; (32 << 20) + 1])));
    let output = Folder::new().fetch(&service.url, "sales.csv", &[]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("a reply of more than 33554432 bytes"), "{}", stderr(&output));
}

/// A list of rows of these types, whatever is asked for.
fn of_types(kinds: &'static [&'static str]) -> String {
    let rows = kinds.iter().enumerate().map(|(id, kind)| {
        format!(
            r#"{{"crm_customer_id":{id},"type":"{kind}","submitted_when":"2017-01-05T10:00:00Z"}}"#
        )
    });
    let rows: Vec<_> = rows.collect();
    format!(r#"{{"count":{},"next":null,"results":[{}]}}"#, rows.len(), rows.join(","))
}

#[test]
fn a_service_that_ignores_the_type_is_not_believed_3() {
    let service = stub(|_| of_types(&["Sale", "Completed - No", "Sale", "Completed - No", "Sale"]));
    let folder = Folder::new();
    let output = folder.fetch(&service.url, "sales.csv", &[]);
    assert_eq!(output.status.code(), Some(3));
    for text in [
        "incomplete: 3 of 5 responses, 2 were not asked for\n",
        "row 2 of page 1 is left out: of another type\n",
        "nothing was written",
    ] {
        assert!(stderr(&output).contains(text), "{}", stderr(&output));
    }
    let output = folder.fetch(&service.url, "sales.ndjson", &["--keep-partial"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(line_count(&folder.read("sales.ndjson")), 3);
}

#[test]
fn a_list_without_times_is_not_believed_2() {
    let service = stub(|_| r#"{"count":1,"next":null,"results":[{"type":"Sale"}]}"#);
    let output = Folder::new().fetch(&service.url, "sales.csv", &[]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("no response has a time"), "{}", stderr(&output));
}
