//! The driver's process, and its hold on one browser: both end when they are dropped.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::browser::Engine;
use crate::failure::{Failure, Outcome};

/// The process that starts and steers the browser.
#[derive(Debug)]
pub(super) struct Driver {
    pub port: u16,
    process: Child,
    /// Kept open: a driver whose output nobody takes any more may end.
    _output: Lines<BufReader<ChildStdout>>,
    /// For the browser's profile and what it saves; goes last.
    scratch: TempDir,
}

/// The port that `ChromeDriver` takes for IPv4 may be another driver's for IPv6, and then it ends.
const STARTS: usize = 5;

impl Driver {
    pub async fn start(engine: Engine) -> Outcome<Self> {
        for _ in 1..STARTS {
            if let Ok(driver) = Self::start_once(engine).await {
                return Ok(driver);
            }
        }
        Self::start_once(engine).await
    }

    async fn start_once(engine: Engine) -> Outcome<Self> {
        let program = engine.driver();
        let scratch = TempDir::with_prefix("cubeboard-")?;
        let mut process = Command::new(&program)
            .arg("--port=0")
            .args(engine.driver_arguments())
            .env("TMPDIR", scratch.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| Failure(format!("cannot start {program}: {error}")))?;
        let output = process.stdout.take().ok_or_else(|| Failure("no output".to_owned()))?;
        let mut output = BufReader::new(output).lines();
        while let Some(line) = output.next_line().await? {
            if let Some(port) = engine.port(&line) {
                return Ok(Self { port, process, _output: output, scratch });
            }
        }
        Err(Failure(format!("{program} ended without saying its port")))
    }
}

impl Driver {
    /// The system's number of the driver's process, from which the browser's descend.
    pub fn process_id(&self) -> Option<u32> {
        self.process.id()
    }

    /// Where the browser saves files.
    pub fn downloads(&self) -> PathBuf {
        self.scratch.path().join("downloads")
    }
}

/// The driver's hold on one browser.
#[derive(Debug)]
pub(super) struct Session {
    pub id: String,
    pub driver: Driver,
}

impl Drop for Session {
    /// Ends the browser. Killing the driver, which comes next, would leave it running.
    fn drop(&mut self) {
        let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, self.driver.port)) else {
            return;
        };
        let request = format!(
            "DELETE /session/{} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.id, self.driver.port
        );
        // Blocking, because a test that panics has no time to await; what fails here fails nobody.
        let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
        let _ = stream.write_all(request.as_bytes());
        let _ = stream.read(&mut [0]); // The answer's first byte comes when it is done.
    }
}
