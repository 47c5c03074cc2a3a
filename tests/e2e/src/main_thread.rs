//! What a page's main thread did, as Chromium tells it.

use serde_json::json;

use crate::failure::{Failure, Outcome};
use crate::page::Page;

/// For how long the main thread was busy, in milliseconds, and with what.
#[derive(Debug, Clone, Copy, Default)]
pub struct MainThread {
    /// With anything.
    pub busy_millis: f64,
    /// With scripts and wasm, compiled as they are first called.
    pub script_millis: f64,
    /// With finding out which styles hold.
    pub style_millis: f64,
    /// With layout.
    pub layout_millis: f64,
}

impl MainThread {
    /// What it has done since the process began.
    ///
    /// # Errors
    ///
    /// When the browser does not tell.
    pub async fn of(page: &Page) -> Outcome<Self> {
        let metrics = page.browser().devtools("Performance.getMetrics", json!({})).await?;
        let millis = |name: &str| {
            let mut all = metrics["metrics"].as_array().into_iter().flatten();
            let seconds = all.find(|it| it["name"] == name).and_then(|it| it["value"].as_f64());
            let seconds = seconds.ok_or_else(|| Failure(format!("the browser tells no {name}")))?;
            Outcome::Ok(1000.0 * seconds)
        };
        Ok(Self {
            busy_millis: millis("TaskDuration")?,
            script_millis: millis("ScriptDuration")?,
            style_millis: millis("RecalcStyleDuration")?,
            layout_millis: millis("LayoutDuration")?,
        })
    }

    /// The same for each of so many.
    #[must_use]
    pub fn divided_by(self, count: f64) -> Self {
        Self {
            busy_millis: self.busy_millis / count,
            script_millis: self.script_millis / count,
            style_millis: self.style_millis / count,
            layout_millis: self.layout_millis / count,
        }
    }

    /// With style and layout.
    pub fn styling_millis(self) -> f64 {
        self.style_millis + self.layout_millis
    }

    /// What it has done since then.
    #[must_use]
    pub fn since(self, before: Self) -> Self {
        Self {
            busy_millis: self.busy_millis - before.busy_millis,
            script_millis: self.script_millis - before.script_millis,
            style_millis: self.style_millis - before.style_millis,
            layout_millis: self.layout_millis - before.layout_millis,
        }
    }
}
