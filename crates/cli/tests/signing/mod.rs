//! Starts demos that ask for a password, and signs in to them as a browser would.

#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its own part of this")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

use std::io::Write as _;
use std::process::{Output, Stdio};

use crate::running::{Serving, cubeboard};

pub const PASSWORD: &str = "tre blåbær & fløte";
pub const HERE: [&str; 4] = ["serve", "--demo", "--listen", "127.0.0.1:0"];

/// What the command does with a password that it reads.
pub fn hash_password(password: &str) -> Output {
    let mut child = cubeboard(&["hash-password"]).stdin(Stdio::piped()).spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{password}").unwrap();
    child.wait_with_output().unwrap()
}

/// How that ends, and the hash.
pub fn hashed(password: &str) -> (Option<i32>, String) {
    let output = hash_password(password);
    (output.status.code(), String::from_utf8(output.stdout).unwrap().trim_end().to_owned())
}

/// A demo that asks for the password.
pub fn guarded() -> Serving {
    let (code, hash) = hashed(PASSWORD);
    assert_eq!(code, Some(0));
    let mut command = cubeboard(&HERE);
    command.env("CUBEBOARD_ACCESS_HASH", hash);
    Serving::start(command)
}

pub fn sign_in(serving: &Serving, path: &str, password: &str) -> String {
    let body =
        form_urlencoded::Serializer::new(String::new()).append_pair("password", password).finish();
    serving.ask(&format!("POST {path}"), &["accept: text/html"], &body)
}

/// A header's value in a reply.
pub fn header<'a>(reply: &'a str, name: &str) -> &'a str {
    let line = reply.lines().find_map(|it| it.strip_prefix(&format!("{name}: ")));
    line.unwrap_or_else(|| panic!("no {name} in {reply}"))
}

#[track_caller]
pub fn check_status(reply: &str, status: u16) {
    assert!(reply.starts_with(&format!("HTTP/1.1 {status} ")), "{reply}");
}
