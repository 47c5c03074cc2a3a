//! The page by keyboard alone: walking from one thing to the next, and where that leads.

use serde::Deserialize;
use serde_json::json;

use crate::failure::{Failure, Outcome};
use crate::page::Page;

/// Keys, as drivers know them.
pub mod key {
    /// To the next thing, with Shift to the one before.
    pub const TAB: char = '\u{E004}';
    /// Does what the thing is for.
    pub const ENTER: char = '\u{E007}';
    /// Held.
    pub const SHIFT: char = '\u{E008}';
    /// Out of something.
    pub const ESCAPE: char = '\u{E00C}';
    /// One to the right.
    pub const RIGHT: char = '\u{E014}';
    /// One down.
    pub const DOWN: char = '\u{E015}';
}

/// More things than the page has one after the other.
const MOST_STEPS: usize = 400;

/// How the thing that has the focus looks.
#[derive(Deserialize)]
struct Seen {
    is_body: bool,
    is_in_view: bool,
    is_marked: bool,
    html: String,
}

impl Page {
    /// Types a text where the focus is.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn types(&self, text: &str) -> Outcome {
        let strike =
            |it: char| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": it }));
        let actions: Vec<_> = text.chars().flat_map(strike).collect();
        self.act(json!({ "type": "key", "id": "keyboard", "actions": actions })).await
    }

    /// Walks on with Tab until the focus is at something of this role and name.
    ///
    /// # Errors
    ///
    /// When it is not reached, or when on the way the focus cannot be seen.
    pub async fn walk_to(&self, role: &str, name: &str) -> Outcome {
        let walked = self.walk(role, name, async || self.press_key(key::TAB, 1).await);
        self.explain(walked.await).await
    }

    /// The same backwards.
    ///
    /// # Errors
    ///
    /// When it is not reached, or when on the way the focus cannot be seen.
    pub async fn walk_back_to(&self, role: &str, name: &str) -> Outcome {
        let walked = self.walk(role, name, async || self.press_keys(key::SHIFT, key::TAB).await);
        self.explain(walked.await).await
    }

    async fn walk(&self, role: &str, name: &str, step: impl AsyncFn() -> Outcome) -> Outcome {
        for _ in 0..MOST_STEPS {
            step().await?;
            let seen: Seen = self.read(SEEN, vec![]).await?;
            if seen.is_body {
                continue;
            }
            if !seen.is_in_view || !seen.is_marked {
                return Err(Failure(format!("the focus cannot be seen at {}", seen.html)));
            }
            let (its_role, its_name) = self.focused().await?;
            if its_role == role && its_name.starts_with(name) {
                return Ok(());
            }
        }
        Err(Failure(format!("Tab never comes to a {role} “{name}”")))
    }

    /// Role and accessible name of what has the focus.
    ///
    /// # Errors
    ///
    /// When nothing has it.
    pub async fn focused(&self) -> Outcome<(String, String)> {
        let element = self.browser().client().active_element().await?;
        Ok((self.computed(&element, "role").await?, self.computed(&element, "label").await?))
    }
}

/// What shows the focus is a line around it, of the thing itself or of what it is the face of.
const SEEN: &str = "
    const it = document.activeElement;
    const box = it.getBoundingClientRect();
    const style = getComputedStyle(it);
    return {
        is_body: it === document.body || it === document.documentElement,
        is_in_view: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
            && box.top < innerHeight && box.left < innerWidth,
        is_marked: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
        html: it.outerHTML.slice(0, 120),
    }";
