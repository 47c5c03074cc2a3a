//! Runs the command as it is called, and asks what it serves over a real socket.

#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its own part of this")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::thread::JoinHandle;

/// The command with these arguments, and nothing of its environment that concerns it.
pub fn cubeboard(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cubeboard"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CUBEBOARD_")) {
        command.env_remove(name);
    }
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What it says, and how it ends.
pub fn output(arguments: &[&str]) -> Output {
    cubeboard(arguments).output().unwrap()
}

pub fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A server on a free port that ends with the test.
pub struct Serving {
    pub child: Child,
    /// Reads what it writes down all the time: it would have to wait once nobody does.
    log: Option<JoinHandle<String>>,
    pub stdout: BufReader<ChildStdout>,
    pub address: String,
}

impl Serving {
    pub fn start(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let log = Some(std::thread::spawn(move || {
            let mut log = String::new();
            stderr.read_to_string(&mut log).unwrap();
            log
        }));
        let address = line.strip_prefix("listening on http://").unwrap().trim_end().to_owned();
        Self { child, log, stdout, address }
    }

    pub fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path}"), &[], "")
    }

    /// Sends a method and a path with further headers, and reads what comes back to its end.
    pub fn ask(&self, what: &str, headers: &[&str], body: &str) -> String {
        ask_at(&self.address, what, headers, body)
    }

    /// Sends these very bytes, and reads what comes back to its end.
    pub fn send(&self, request: &str) -> String {
        send_to(&self.address, request)
    }
}

/// Sends a method and a path with further headers to an address, and reads what comes back to its end.
pub fn ask_at(address: &str, what: &str, headers: &[&str], body: &str) -> String {
    let length = format!("content-length: {}", body.len());
    let head = [what, " HTTP/1.1\r\nhost: localhost\r\nconnection: close"].concat();
    let lines = [&[&*head, &length], headers, &["", body]].concat();
    send_to(address, &lines.join("\r\n"))
}

fn send_to(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    reply
}

impl Serving {
    /// Ends it; all that it wrote to standard error.
    pub fn log(&mut self) -> String {
        self.child.kill().unwrap();
        self.log.take().unwrap().join().unwrap()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
