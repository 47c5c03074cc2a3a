//! The command as it is called: what it prints, and how it ends.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

fn cubeboard(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cubeboard"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CUBEBOARD_")) {
        command.env_remove(name);
    }
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn output(arguments: &[&str]) -> Output {
    cubeboard(arguments).output().unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A server on a free port that ends with the test.
struct Serving {
    child: Child,
    stdout: BufReader<ChildStdout>,
    address: String,
}

impl Serving {
    fn start(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line.strip_prefix("listening on http://").unwrap().trim_end().to_owned();
        Self { child, stdout, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        reply
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn it_says_where_it_listens_once_it_does_and_nothing_more() {
    let mut serving = Serving::start(cubeboard(&["serve", "--demo", "--listen", "127.0.0.1:0"]));
    assert!(serving.get("/healthz").starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(serving.get("/nothing").starts_with("HTTP/1.1 404 Not Found\r\n"));
    serving.child.kill().unwrap();
    let mut rest = String::new();
    serving.stdout.read_to_string(&mut rest).unwrap();
    serving.child.stderr.take().unwrap().read_to_string(&mut rest).unwrap();
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
        &["paint"],
        &[],
    ] {
        assert_eq!(output(arguments).status.code(), Some(2), "{arguments:?}");
    }
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
fn a_folder_without_a_page_ends_with_one() {
    let output = output(&["serve", "--demo", "--page", "/nowhere", "--listen", "127.0.0.1:0"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("/nowhere/index.html"));
}

#[test]
fn the_log_holds_no_query_values_and_no_credentials() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let upstream = format!("http://{free}");
    let mut command = cubeboard(&["serve", "--upstream", &upstream, "--listen", "127.0.0.1:0"]);
    command.env("CUBEBOARD_TOKEN", "classified");
    let mut serving = Serving::start(command);
    let path = "/api/v1/campaigns/926/responses/?from_date=20170101&response_type=Hemmelig";
    assert!(serving.get(path).starts_with("HTTP/1.1 502 Bad Gateway\r\n"));
    serving.child.kill().unwrap();
    let mut log = String::new();
    serving.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(log.contains("cube cannot be reached"), "{log}");
    for secret in ["classified", "20170101", "Hemmelig"] {
        assert!(!log.contains(secret), "{log}");
    }
}

#[test]
fn help_tells_of_examples_and_credentials() {
    let output = output(&["serve", "--help"]);
    let help = std::str::from_utf8(&output.stdout).unwrap();
    for text in ["--demo", "Examples:", "CUBEBOARD_TOKEN_FILE", "[default: 127.0.0.1:8080]"] {
        assert!(help.contains(text), "{help}");
    }
}
