//! The browsers that are tested: what their drivers are called and how each is told what it should be like. The only
//! file that knows.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::browser::Looks;
use crate::failure::{Failure, Outcome};
use crate::folders;

/// A browser by its maker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// What most readers have, and what can be told most: every test runs in it.
    Chromium,
    /// Another way to lay out, scroll and cap what is tall.
    Firefox,
}

impl Engine {
    /// The driver's program: what the variable of its name says, or what is on the path.
    pub(super) fn driver(self) -> String {
        let name = match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
        };
        std::env::var(name.to_uppercase()).unwrap_or_else(|_| name.to_owned())
    }

    /// What the driver is started with, beside the port.
    pub(super) fn driver_arguments(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &[],
            // The one way to what its console says.
            Self::Firefox => &["--allow-system-access"],
        }
    }

    /// The port in the line that says that the driver is ready.
    pub(super) fn port(self, line: &str) -> Option<u16> {
        let start = match self {
            Self::Chromium => "ChromeDriver was started successfully on port ",
            Self::Firefox => "Listening on 127.0.0.1:",
        };
        line.split_once(start)?.1.trim_end_matches('.').parse().ok()
    }

    /// What the driver is asked for.
    pub(super) fn capabilities(
        self,
        looks: &Looks,
        downloads: &Path,
    ) -> Outcome<Map<String, Value>> {
        match self {
            Self::Chromium => chromium(looks, downloads),
            Self::Firefox => Ok(firefox(looks, downloads)),
        }
    }
}

/// Those of the wasm tests, so that all tests have the same browser, with a log of its console.
fn chromium(looks: &Looks, downloads: &Path) -> Outcome<Map<String, Value>> {
    let shared = std::fs::read(folders::project().join("webdriver.json"))?;
    let mut capabilities: Map<String, Value> = serde_json::from_slice(&shared)?;
    capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
    let options = capabilities.get_mut("goog:chromeOptions").and_then(Value::as_object_mut);
    let options = options.ok_or_else(|| Failure("webdriver.json has no options".to_owned()))?;
    options.insert("prefs".to_owned(), json!({ "download.default_directory": downloads }));
    let arguments = options
        .get_mut("args")
        .and_then(Value::as_array_mut)
        .ok_or_else(|| Failure("webdriver.json names no arguments for Chromium".to_owned()))?;
    arguments.push(json!(format!("--window-size={},{}", looks.width_px, looks.height_px)));
    arguments.push(json!("--lang=en-GB"));
    Ok(capabilities)
}

fn firefox(looks: &Looks, downloads: &Path) -> Map<String, Value> {
    let window = ["width", "height"].iter().zip([looks.width_px, looks.height_px]);
    let arguments = window.map(|(name, pixels)| format!("--{name}={pixels}"));
    let arguments: Vec<_> = std::iter::once("--headless".to_owned()).chain(arguments).collect();
    let options = json!({
        "args": arguments,
        "prefs": {
            "browser.download.dir": downloads,
            "browser.download.folderList": 2,
            "intl.accept_languages": "en-GB",
            "layout.css.devPixelsPerPx": looks.pixel_ratio.to_string(),
            "ui.systemUsesDarkTheme": i32::from(looks.dark),
        },
    });
    Map::from_iter([("moz:firefoxOptions".to_owned(), options)])
}
