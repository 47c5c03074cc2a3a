//! A browser with a fresh profile, steered through its driver.

mod driver;
mod engine;

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::time::Duration;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

pub use engine::Engine;

use crate::failure::Outcome;
use driver::{Driver, Session};

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
    /// Whether it sets all colours itself, as with high contrast.
    pub forced_colours: bool,
    /// Whether it asks for things not to move.
    pub reduced_motion: bool,
}

impl Default for Looks {
    fn default() -> Self {
        Self {
            width_px: 1440,
            height_px: 900,
            pixel_ratio: 1.0,
            dark: false,
            forced_colours: false,
            reduced_motion: false,
        }
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

/// What pages have told Firefox's console, and what it found wrong with them; of the browser's own parts, nothing.
const TAKE_CONSOLE: &str = r#"
    const lines = [];
    const isPages = (source) => /^(file|https?|blob|data):/.test(source ?? "");
    for (const message of Services.console.getMessageArray()) {
        if (!(message instanceof Ci.nsIScriptError) || !isPages(message.sourceName)) continue;
        const isWarning = message.flags & Ci.nsIScriptError.warningFlag;
        lines.push({ level: isWarning ? "WARNING" : "SEVERE", message: `${message.errorMessage} (${message.sourceName})` });
    }
    Services.console.reset();
    const storage = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
    for (const event of storage.getEvents()) {
        if (!isPages(event.filename)) continue;
        const levels = { warn: "WARNING", error: "SEVERE" };
        lines.push({ level: levels[event.level] ?? "INFO", message: event.arguments.map(String).join(" ") });
    }
    storage.clearEvents();
    return lines"#;

/// A running browser; it ends when this is dropped.
#[derive(Debug)]
pub struct Browser {
    engine: Engine,
    client: Client,
    session: Session,
}

impl Browser {
    /// Starts a browser that shows nothing yet.
    ///
    /// # Errors
    ///
    /// When the driver or the browser does not start.
    pub async fn start(engine: Engine, looks: &Looks) -> Outcome<Self> {
        let driver = Driver::start(engine).await?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(engine.capabilities(looks, &driver.downloads())?)
            .connect(&format!("http://{}:{}", Ipv4Addr::LOCALHOST, driver.port))
            .await?;
        let id = client.session_id().await?.unwrap_or_default();
        let browser = Self { engine, client, session: Session { id, driver } };
        if engine == Engine::Chromium {
            browser.wear(looks).await?;
        }
        Ok(browser)
    }

    /// Which browser it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The session, for all that the harness has no name for.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Where it saves files.
    pub fn downloads(&self) -> PathBuf {
        self.session.driver.downloads()
    }

    /// The system's number of the process that started the browser.
    pub(crate) fn process_id(&self) -> Option<u32> {
        self.session.driver.process_id()
    }

    /// Changes screen and preferences while the page stays open; Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn wear(&self, looks: &Looks) -> Outcome {
        let scheme = if looks.dark { "dark" } else { "light" };
        let colours = if looks.forced_colours { "active" } else { "none" };
        let motion = if looks.reduced_motion { "reduce" } else { "no-preference" };
        let media = json!({ "media": "", "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": colours },
            { "name": "prefers-reduced-motion", "value": motion },
        ] });
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

    /// Puts the device into a time zone, by its name in the database of time zones; Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn stand_in(&self, zone: &str) -> Outcome {
        self.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": zone })).await?;
        Ok(())
    }

    /// Lets every reply of the network take this much longer; Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn delay_replies(&self, delay: Duration) -> Outcome {
        self.emulate_network(false, delay).await
    }

    /// Takes the device off its network, or puts it back; Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn cut_off(&self, is_cut_off: bool) -> Outcome {
        self.emulate_network(is_cut_off, Duration::ZERO).await
    }

    async fn emulate_network(&self, is_offline: bool, delay: Duration) -> Outcome {
        let conditions = json!({
            "offline": is_offline,
            "latency": delay.as_millis(),
            "downloadThroughput": -1,
            "uploadThroughput": -1,
        });
        self.devtools("Network.enable", json!({})).await?;
        self.devtools("Network.emulateNetworkConditions", conditions).await?;
        Ok(())
    }

    /// How many nodes and listeners all documents have, once what nobody holds any more is collected; Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn nodes_and_listeners(&self) -> Outcome<[u64; 2]> {
        self.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        let counters = self.devtools("Memory.getDOMCounters", json!({})).await?;
        Ok(["nodes", "jsEventListeners"].map(|it| counters[it].as_u64().unwrap_or(u64::MAX)))
    }

    /// Runs a script in every document from now on, before any of the document's own; Chromium only.
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
        let entries = match self.engine {
            Engine::Chromium => {
                self.issue(Method::POST, "se/log", Some(json!({ "type": "browser" }))).await?
            }
            Engine::Firefox => self.run_as_browser(TAKE_CONSOLE).await?,
        };
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

    /// Runs a script of the browser's own; Firefox only.
    async fn run_as_browser(&self, script: &str) -> Outcome<Value> {
        let context = |name: &str| Some(json!({ "context": name }));
        self.issue(Method::POST, "moz/context", context("chrome")).await?;
        let body = Some(json!({ "script": script, "args": [] }));
        let returned = self.issue(Method::POST, "execute/sync", body).await;
        self.issue(Method::POST, "moz/context", context("content")).await?;
        returned
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

    /// Sends a command of the browser's own tools; Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Outcome<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.issue(Method::POST, "goog/cdp/execute", Some(body)).await
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
