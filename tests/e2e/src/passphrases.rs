//! Passphrases: one that locks, how it is entered, and where traces of one would be.

use crate::failure::Outcome;
use crate::page::Page;

/// One that is strong enough, with letters that can be composed in two ways.
pub const PASSPHRASE: &str = "kurv lampe fjord månelys";

/// All that the page keeps where it would outlive it, and all that stands in the document.
const TRACES: &str = "
    const fields = [...document.querySelectorAll('input, textarea')].map(it => it.value);
    return JSON.stringify([
        location.href, document.cookie, { ...localStorage }, { ...sessionStorage }, history.state,
        document.documentElement.outerHTML, fields, performance.getEntries().map(it => it.name)])";

impl Page {
    /// Enters a passphrase into the dialog that asks for one.
    ///
    /// # Errors
    ///
    /// When nobody asks.
    pub async fn unlock(&self, passphrase: &str) -> Outcome {
        self.fill("Passphrase", passphrase).await?;
        self.click("button", "Unlock").await
    }

    /// All that the page keeps where it would outlive it, and all that stands in the document.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn traces(&self) -> Outcome<String> {
        self.read(TRACES, vec![]).await
    }
}
