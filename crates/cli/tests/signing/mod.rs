//! Starts demos that ask for a password, and signs in to them as a browser would.

#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its own part of this")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

use std::io::Write as _;
use std::process::{Output, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

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

/// Holds a document's style and icon against its own policy: the one is allowed, the other asks for nothing.
#[track_caller]
pub fn check_looks(reply: &str) {
    let policy = header(reply, "content-security-policy");
    let sources = |directive: &str| {
        let directive = policy.split("; ").find_map(|it| it.strip_prefix(directive));
        directive.unwrap().split(' ').map(str::to_owned).collect::<Vec<_>>()
    };
    let [(style, _)] = reply
        .split("<style>")
        .skip(1)
        .map(|it| it.split_once("</style>").unwrap())
        .collect::<Vec<_>>()[..]
    else {
        panic!("one style: {reply}")
    };
    assert!(style.contains("font:") && style.contains("color-scheme: light dark"), "{style}");
    let hash = STANDARD.encode(Sha256::digest(style));
    assert_eq!(sources("style-src "), ["'self'", &*format!("'sha256-{hash}'")]);
    assert!(!reply.contains(" style="), "the policy lets no attribute do it: {reply}");
    assert!(reply.contains("<link rel=\"icon\" href=\"data:,\">"), "{reply}");
    assert!(sources("img-src ").iter().any(|it| it == "data:"), "{policy}");
}

#[track_caller]
pub fn check_status(reply: &str, status: u16) {
    assert!(reply.starts_with(&format!("HTTP/1.1 {status} ")), "{reply}");
}
