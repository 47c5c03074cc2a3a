//! Pictures of the page as it is.

use std::path::Path;

use crate::failure::Outcome;
use crate::folders;
use crate::page::Page;

impl Page {
    /// Waits until nothing on the page moves into its place or colour any more.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn comes_to_rest(&self) -> Outcome {
        Ok(self.browser().client().execute_async(REST, vec![]).await.map(drop)?)
    }

    /// Saves a picture of what is on screen as `target/e2e/NAME.png`.
    ///
    /// # Errors
    ///
    /// When it cannot be taken or saved.
    pub async fn screenshot(&self, name: &str) -> Outcome {
        self.screenshot_to(&folders::pictures().join(format!("{name}.png"))).await
    }

    /// Saves a picture of what is on screen in a file; its folder is made when missing.
    ///
    /// # Errors
    ///
    /// When it cannot be taken or saved.
    pub async fn screenshot_to(&self, file: &Path) -> Outcome {
        let picture = self.browser().client().screenshot().await?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(file, picture)?)
    }
}

/// What moves for good, such as the bar of what is under way, is never at rest.
const REST: &str = "
    const [done] = arguments;
    // What the browser does not render, as it is far out of view, stands still until it does.
    const isRendered = it => it.checkVisibility({ contentVisibilityAuto: true });
    const moves = document.getAnimations()
        .filter(it => it.effect.getTiming().iterations === 1 && isRendered(it.effect.target));
    Promise.allSettled(moves.map(it => it.finished)).then(() => done(null))";
