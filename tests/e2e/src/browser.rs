//! Starts a browser with a fresh profile through its driver. The only file that knows which browser
//! it is.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::process::Stdio;
use std::time::Duration;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use url::{ParseError, Url};

use crate::failure::{Failure, Outcome};
use crate::folders;

/// What the reader's screen is like.
#[derive(Debug, Clone)]
pub struct Looks {
    /// Width of the page's area, in CSS pixels.
    pub width_px: u32,
    /// Height of the page's area, in CSS pixels.
    pub height_px: u32,
    /// Device pixels to a CSS pixel.
    pub pixel_ratio: f64,
    /// Whether the reader's system prefers dark pages.
    pub dark: bool,
}

impl Default for Looks {
    fn default() -> Self {
        Self { width_px: 1440, height_px: 900, pixel_ratio: 1.0, dark: false }
    }
}

/// One line of the browser's console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleLine {
    /// `INFO`, `WARNING` or `SEVERE`.
    pub level: String,
    /// What it says, with its source.
    pub message: String,
}

/// A running browser; it ends when this is dropped.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    _session: Session,
}

impl Browser {
    /// Starts a browser that shows nothing yet.
    ///
    /// # Errors
    ///
    /// When the driver or the browser does not start.
    pub async fn start(looks: &Looks) -> Outcome<Self> {
        let driver = Driver::start().await?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(looks)?)
            .connect(&format!("http://{}:{}", Ipv4Addr::LOCALHOST, driver.port))
            .await?;
        let id = client.session_id().await?.unwrap_or_default();
        let browser = Self { client, _session: Session { id, driver } };
        browser.wear(looks).await?;
        Ok(browser)
    }

    /// The session, for all that the harness has no name for.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Changes screen and preferences while the page stays open.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn wear(&self, looks: &Looks) -> Outcome {
        let scheme = if looks.dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", media).await?;
        let metrics = json!({
            "width": looks.width_px,
            "height": looks.height_px,
            "deviceScaleFactor": looks.pixel_ratio,
            "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Lets every reply of the network take this much longer.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn delay_replies(&self, delay: Duration) -> Outcome {
        let conditions = json!({
            "offline": false,
            "latency": delay.as_millis(),
            "downloadThroughput": -1,
            "uploadThroughput": -1,
        });
        self.devtools("Network.enable", json!({})).await?;
        self.devtools("Network.emulateNetworkConditions", conditions).await?;
        Ok(())
    }

    /// Runs a script in every document from now on, before any of the document's own.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn run_in_every_document(&self, script: &str) -> Outcome {
        let source = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", source).await?;
        Ok(())
    }

    /// What the console has been told since the last call.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn console(&self) -> Outcome<Vec<ConsoleLine>> {
        let entries =
            self.issue(Method::POST, "se/log", Some(json!({ "type": "browser" }))).await?;
        let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        Ok(entries
            .as_array()
            .into_iter()
            .flatten()
            .map(|entry| ConsoleLine {
                level: text(entry, "level"),
                message: text(entry, "message"),
            })
            .collect())
    }

    /// Sends a command that fantoccini has no name for; `path` is below the session's address.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn issue(&self, method: Method, path: &str, body: Option<Value>) -> Outcome<Value> {
        let command = SessionCommand { method, path: path.to_owned(), body };
        Ok(self.client.issue_cmd(command).await?)
    }

    async fn devtools(&self, command: &str, parameters: Value) -> Outcome<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.issue(Method::POST, "goog/cdp/execute", Some(body)).await
    }
}

/// Those of the wasm tests, so that all tests have the same browser, with a log of its console.
fn capabilities(looks: &Looks) -> Outcome<Map<String, Value>> {
    let shared = std::fs::read(folders::project().join("webdriver.json"))?;
    let mut capabilities: Map<String, Value> = serde_json::from_slice(&shared)?;
    capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
    let arguments = capabilities
        .get_mut("goog:chromeOptions")
        .and_then(|options| options.get_mut("args"))
        .and_then(Value::as_array_mut)
        .ok_or_else(|| Failure("webdriver.json names no arguments for Chromium".to_owned()))?;
    arguments.push(json!(format!("--window-size={},{}", looks.width_px, looks.height_px)));
    arguments.push(json!("--lang=en-GB"));
    Ok(capabilities)
}

/// The process that starts and steers the browser.
#[derive(Debug)]
struct Driver {
    port: u16,
    _process: Child,
    /// Kept open: a driver whose output nobody takes any more may end.
    _output: Lines<BufReader<ChildStdout>>,
    /// For the browser's profile; goes last.
    _scratch: TempDir,
}

impl Driver {
    async fn start() -> Outcome<Self> {
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let scratch = TempDir::with_prefix("cubeboard-")?;
        let mut process = Command::new(&program)
            .arg("--port=0")
            .env("TMPDIR", scratch.path())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| Failure(format!("cannot start {program}: {error}")))?;
        let output = process.stdout.take().ok_or_else(|| Failure("no output".to_owned()))?;
        let mut output = BufReader::new(output).lines();
        while let Some(line) = output.next_line().await? {
            if let Some(port) = line.strip_prefix("ChromeDriver was started successfully on port ")
            {
                let port = port.trim_end_matches('.').parse()?;
                return Ok(Self { port, _process: process, _output: output, _scratch: scratch });
            }
        }
        Err(Failure(format!("{program} ended without saying its port")))
    }
}

/// The driver's hold on one browser.
#[derive(Debug)]
struct Session {
    id: String,
    driver: Driver,
}

impl Drop for Session {
    /// Ends the browser. Killing the driver, which comes next, would leave it running.
    fn drop(&mut self) {
        let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, self.driver.port)) else {
            return;
        };
        let request = format!(
            "DELETE /session/{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            self.id
        );
        // Blocking, because a test that panics has no time to await; what fails here fails nobody.
        let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
        let _ = stream.write_all(request.as_bytes());
        let _ = stream.read(&mut [0]); // The answer's first byte comes when it is done.
    }
}

#[derive(Debug)]
struct SessionCommand {
    method: Method,
    path: String,
    body: Option<Value>,
}

impl WebDriverCompatibleCommand for SessionCommand {
    fn endpoint(&self, base: &Url, session_id: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session_id.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (self.method.clone(), self.body.as_ref().map(Value::to_string))
    }
}
