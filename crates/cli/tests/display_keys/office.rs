//! A folder with the keys of relays and displays, and requests as a display sends them.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::running::{Serving, cubeboard, output, stderr};
use crate::signing::{HERE, PASSWORD, check_status, hashed, header};

const SALES: &str = "responses/?from_date=20170101&to_date=20170131&response_type=Sale";

pub const IS_DISPLAY: &str = "This browser is signed in as a display.";
pub const SIGN_OUT_FORM: &str = "<form method=\"post\" action=\"/display/sign-out\">";

/// A folder with the key of relays and the keys of displays.
pub struct Office(TempDir);

impl Office {
    pub fn new() -> Self {
        let office = Self(TempDir::new().unwrap());
        fs::write(office.path("session-key"), "k".repeat(64)).unwrap();
        #[cfg(unix)]
        {
            let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
            fs::set_permissions(office.path("session-key"), private).unwrap();
        }
        office
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn keys(&self) -> String {
        self.path("displays.json").to_str().unwrap().to_owned()
    }

    pub fn display_key(&self, arguments: &[&str]) -> Output {
        output(&[&["display-key"], arguments, &["--keys", &self.keys()]].concat())
    }

    /// Makes a key for campaign 926; its text.
    #[track_caller]
    pub fn make(&self, name: &str, more: &[&str]) -> String {
        let output =
            self.display_key(&[&["new", "--name", name, "--campaign", "926"], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let link = String::from_utf8(output.stdout).unwrap();
        link.trim_end().split_once('#').unwrap().1.to_owned()
    }

    pub fn serve(&self, more: &[&str]) -> Command {
        let mut command = cubeboard(&[&HERE[..], more].concat());
        command.env("CUBEBOARD_SESSION_KEY_FILE", self.path("session-key"));
        command.env("CUBEBOARD_DISPLAY_KEYS", self.keys());
        command
    }

    pub fn guarded(&self, more: &[&str]) -> Serving {
        let mut command = self.serve(more);
        command.env("CUBEBOARD_ACCESS_HASH", hashed(PASSWORD).1);
        Serving::start(command)
    }
}

pub fn exchange(serving: &Serving, key: &str) -> String {
    serving.ask("POST /display", &["sec-fetch-site: same-origin"], &format!("key={key}"))
}

/// The header that a browser sends after the reply with a cookie.
pub fn cookie(reply: &str) -> String {
    check_status(reply, 200);
    format!("cookie: {}", header(reply, "set-cookie").split(';').next().unwrap())
}

pub fn body(reply: &str) -> Value {
    serde_json::from_str(reply.split_once("\r\n\r\n").unwrap().1).unwrap()
}

pub fn list(campaign: u32) -> String {
    format!("GET /api/v1/campaigns/{campaign}/{SALES}")
}
