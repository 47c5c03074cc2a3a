//! Files that a reader saves and opens.

use std::fs;
use std::path::{Path, PathBuf};

use fantoccini::Locator;

use crate::failure::{Failure, Outcome};
use crate::page::Page;
use crate::waiting::{PATIENCE, eventually, within};

/// A file that the browser saved.
#[derive(Debug, Clone)]
pub struct Saved {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

impl Saved {
    /// What is in it.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn bytes(&self) -> Outcome<Vec<u8>> {
        Ok(fs::read(&self.path)?)
    }

    /// The same as a text.
    ///
    /// # Errors
    ///
    /// When it is none in UTF-8.
    pub fn text(&self) -> Outcome<String> {
        Ok(String::from_utf8(self.bytes()?)?)
    }
}

impl Page {
    /// Presses an entry of "Share and export", whose panel is open, and waits for the file that this saves.
    ///
    /// # Errors
    ///
    /// When there is no such entry, or no file comes.
    pub async fn save(&self, entry: &str) -> Outcome<Saved> {
        self.save_within(PATIENCE, entry).await
    }

    /// [`Page::save`] for what may take longer.
    ///
    /// # Errors
    ///
    /// When there is no such entry, or no file comes.
    pub async fn save_within(&self, patience: std::time::Duration, entry: &str) -> Outcome<Saved> {
        self.saved_within(patience, async || self.click("button", entry).await).await
    }

    /// Waits for the file that something saves.
    ///
    /// # Errors
    ///
    /// When that fails, or no file comes.
    pub async fn saved_within(
        &self,
        patience: std::time::Duration,
        act: impl AsyncFnOnce() -> Outcome,
    ) -> Outcome<Saved> {
        let folder = self.browser().downloads();
        let before = files_in(&folder);
        act().await?;
        let saved = within(patience, async || {
            let new = files_in(&folder).into_iter().find(|it| !before.contains(it));
            new.ok_or_else(|| Failure("no file was saved".to_owned()))
        });
        let path = self.explain(saved.await).await?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Saved { name, path })
    }

    /// Chooses a file where the page asks for one.
    ///
    /// # Errors
    ///
    /// When it asks for none.
    pub async fn choose_file(&self, file: &Path) -> Outcome {
        let chosen = eventually(async || {
            let field = self.browser().client().find(Locator::Css("input[type=file]")).await?;
            Ok(field.send_keys(&file.to_string_lossy()).await?)
        });
        self.explain(chosen.await).await
    }
}

/// Those that are there whole: what a browser is still writing has a name that says so, and may stand empty under its
/// own.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let is_partial = |it: &Path| {
        let ending = it.extension().unwrap_or_default();
        // A hidden file is one that a browser has not named yet.
        let is_hidden = it.file_name().is_some_and(|it| it.to_string_lossy().starts_with('.'));
        is_hidden || ending == "crdownload" || ending == "part"
    };
    let files: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().filter_map(|it| Some(it.ok()?.path())).collect();
    if files.iter().any(|it| is_partial(it)) {
        return Vec::new();
    }
    files.into_iter().filter(|it| fs::metadata(it).is_ok_and(|it| it.len() > 0)).collect()
}
