//! The real command: `cubeboard serve`, as somebody would start it.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::failure::{Failure, Outcome};
use crate::folders;

/// A running relay; it ends when this is dropped.
#[derive(Debug)]
pub struct Relay {
    origin: String,
    process: Child,
    /// Kept open, so that the relay can go on writing.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Relay {
    /// Starts one that answers as Cube itself and serves the built page, on a free port.
    ///
    /// # Errors
    ///
    /// When it is not built, or ends before it listens.
    pub async fn demo() -> Outcome<Self> {
        Self::start(&[]).await
    }

    /// The same, with faults: `--demo-faults` as docs/demo-faults.md has it.
    ///
    /// # Errors
    ///
    /// When it is not built, or ends before it listens, as it does where the faults are misspelled.
    pub async fn demo_with(faults: &str) -> Outcome<Self> {
        Self::start(&["--demo-faults", faults]).await
    }

    /// A demo that asks for this password, at a name for which browsers keep cookies of https without it.
    ///
    /// # Errors
    ///
    /// When it is not built, does not take the password, or ends before it listens.
    pub async fn guarded(password: &str) -> Outcome<Self> {
        let hash = Self::hash(password).await?;
        let variables = [("CUBEBOARD_ACCESS_HASH", &*hash)];
        Ok(Self::start_in(&[], &variables).await?.at_localhost())
    }

    /// The same with a key for a screen that may read campaign 926, and the link by which the screen is given it.
    ///
    /// # Errors
    ///
    /// When it is not built, makes no key, or ends before it listens.
    pub async fn with_display(password: &str, folder: &Path) -> Outcome<(Self, String)> {
        let [keys, session_key] = ["displays.json", "session-key"].map(|it| folder.join(it));
        // A file of keys is for its owner alone.
        let mut file = OpenOptions::new();
        let mut file = file.write(true).create_new(true).mode(0o600).open(&session_key)?;
        file.write_all("k".repeat(64).as_bytes())?;
        let made = Command::new(folders::command()?)
            .args(["display-key", "new", "--name", "Room 2", "--campaign", "926", "--keys"])
            .arg(&keys)
            .output()
            .await?;
        let link = String::from_utf8(made.stdout)?;
        let key = link.trim_end().split_once('#').map(|(_, key)| key.to_owned());
        let key = key.ok_or_else(|| Failure("no link was made".to_owned()))?;
        let text = |path: &Path| path.to_str().map(str::to_owned).unwrap_or_default();
        let hash = Self::hash(password).await?;
        let variables = [
            ("CUBEBOARD_ACCESS_HASH", &*hash),
            ("CUBEBOARD_DISPLAY_KEYS", &text(&keys)),
            ("CUBEBOARD_SESSION_KEY_FILE", &text(&session_key)),
        ];
        let relay = Self::start_in(&[], &variables).await?.at_localhost();
        let link = format!("{}/display#{key}", relay.origin);
        Ok((relay, link))
    }

    /// At a name for which browsers keep cookies of https without it.
    fn at_localhost(mut self) -> Self {
        self.origin = self.origin.replace("127.0.0.1", "localhost");
        self
    }

    async fn hash(password: &str) -> Outcome<String> {
        let mut hashing = Command::new(folders::command()?)
            .arg("hash-password")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut input = hashing.stdin.take().ok_or_else(|| Failure("no input".to_owned()))?;
        input.write_all(password.as_bytes()).await?;
        drop(input);
        let hash = String::from_utf8(hashing.wait_with_output().await?.stdout)?;
        Ok(hash.trim_end().to_owned())
    }

    async fn start(more: &[&str]) -> Outcome<Self> {
        Self::start_in(more, &[]).await
    }

    async fn start_in(more: &[&str], variables: &[(&str, &str)]) -> Outcome<Self> {
        let page = folders::page()?;
        let mut process = Command::new(folders::command()?)
            .envs(variables.iter().copied())
            .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--log", "off", "--page"])
            .arg(page)
            .args(more)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let output = process.stdout.take().ok_or_else(|| Failure("no output".to_owned()))?;
        let mut output = BufReader::new(output).lines();
        while let Some(line) = output.next_line().await? {
            if let Some(origin) = line.strip_prefix("listening on ") {
                return Ok(Self { origin: origin.trim().to_owned(), process, _output: output });
            }
        }
        Err(Failure("the relay ended before it listened; its reason stands above".to_owned()))
    }

    /// Where it listens, such as `http://127.0.0.1:41879`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Stops it at once; its port refuses connections from then on.
    ///
    /// # Errors
    ///
    /// When it cannot be stopped.
    pub async fn stop(mut self) -> Outcome {
        Ok(self.process.kill().await?)
    }
}
