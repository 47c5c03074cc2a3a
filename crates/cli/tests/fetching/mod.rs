//! Fetches from a service over a real socket into a folder that goes away with the test.

#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its own part of this")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

use std::fs;
use std::io::Read as _;
use std::path::PathBuf;
use std::process::{Command, Output};

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::running::{Serving, cubeboard};

/// Days of campaign 926 with 207 sales, on pages of 50.
pub const JANUARY: [&str; 6] = ["--campaign", "926", "--from", "2017-01-01", "--to", "2017-01-31"];

/// The demo on a socket of its own, with faults as `--demo-faults` takes them.
pub fn demo(faults: &str) -> Serving {
    let arguments = ["serve", "--demo", "--listen", "127.0.0.1:0"];
    let faults = [["--demo-faults", faults]];
    let faults = if faults[0][1].is_empty() { &[][..] } else { &faults[..] };
    Serving::start(cubeboard(&[&arguments[..], faults.as_flattened()].concat()))
}

/// A service that gives every question the same kind of answer.
pub struct Stub {
    pub url: String,
    _runtime: Runtime,
}

/// Starts one.
pub fn stub<R: IntoResponse>(
    answer: impl Fn(Request) -> R + Clone + Send + Sync + 'static,
) -> Stub {
    let runtime = Runtime::new().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answer = async move |request: Request| -> Response { answer(request).into_response() };
    runtime.spawn(async { axum::serve(listener, Router::new().fallback(answer)).await });
    Stub { url, _runtime: runtime }
}

/// A folder to fetch into.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// One that every user may look into.
    #[cfg(unix)]
    pub fn for_everybody() -> Self {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = TempDir::new_in("/tmp").unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        Self(folder)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Everything in it, hidden files too.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
    }

    /// A fetch of January's sales into a file of that name, ready to be run. More arguments may ask for another type or
    /// for other days.
    pub fn command(&self, url: &str, file: &str, more: &[&str]) -> Command {
        let mut command = cubeboard(&["fetch", "--upstream", url]);
        let format = file.rsplit('.').next().unwrap();
        if !more.contains(&"--type") {
            command.args(["--type", "Sale"]);
        }
        if !more.contains(&"--from") {
            command.args(JANUARY);
        }
        command.args(["--format", format, "--output"]).arg(self.path(file));
        command.args(more);
        command
    }

    /// The same, run.
    pub fn fetch(&self, url: &str, file: &str, more: &[&str]) -> Output {
        self.command(url, file, more).output().unwrap()
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }
}

/// What a demo writes into a file of that name.
pub fn fetched(serving: &Serving, file: &str) -> Vec<u8> {
    let folder = Folder::new();
    let output = folder.fetch(&url(serving), file, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", crate::running::stderr(&output));
    assert_eq!(folder.names(), [file]);
    folder.read(file)
}

pub fn url(serving: &Serving) -> String {
    format!("http://{}", serving.address)
}

/// A body as gzip packs it.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut encoder = flate2::read::GzEncoder::new(bytes, flate2::Compression::best());
    encoder.read_to_end(&mut packed).unwrap();
    packed
}
