//! The page on paper.

use http::Method;
use serde_json::{Value, json};

use crate::failure::Outcome;
use crate::page::Page;

impl Page {
    /// Shows on screen what would go on paper; Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn show_as_paper(&self) -> Outcome {
        self.show_medium("print", "beforeprint").await
    }

    /// Shows the screen again.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn put_paper_away(&self) -> Outcome {
        self.show_medium("", "afterprint").await
    }

    /// Has the browser print the page on A4, and counts the sheets; Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn sheets(&self) -> Outcome<usize> {
        let sheet = json!({ "page": { "width": 21.0, "height": 29.7 } });
        let pdf = self.browser().issue(Method::POST, "print", Some(sheet)).await?;
        self.read("return atob(arguments[0]).match(/\\/Type *\\/Page\\b/g).length", vec![pdf]).await
    }

    async fn show_medium(&self, medium: &str, event: &str) -> Outcome {
        self.browser().devtools("Emulation.setEmulatedMedia", json!({ "media": medium })).await?;
        self.read::<Value>("dispatchEvent(new Event(arguments[0]))", vec![json!(event)]).await?;
        Ok(())
    }
}
