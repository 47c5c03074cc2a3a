//! What the page's service worker keeps in the browser.

use crate::failure::{Failure, Outcome};
use crate::page::Page;
use crate::waiting::eventually;

/// Addresses in all caches, with what is kept there as a text; of files with a hash in their name nothing but that.
const CACHES: &str = r"
    return (async () => {
        const found = [];
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
                const isHashed = /[-_][0-9a-f]{12,16}(_bg)?\.\w+$/.test(request.url);
                const reply = await cache.match(request);
                found.push([request.url, isHashed ? '' : await reply.text()]);
            }
        }
        return found;
    })()";

/// Something that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its address.
    pub url: String,
    /// What it says; empty for files with a hash in their name.
    pub text: String,
}

impl Page {
    /// All that is kept, once there is something whose address ends so, up to its question mark.
    ///
    /// # Errors
    ///
    /// When it does not come.
    pub async fn keeps(&self, ending: &str) -> Outcome<Vec<Kept>> {
        let kept = eventually(async || {
            let kept = self.kept().await?;
            let path = |it: &Kept| it.url.split('?').next().is_some_and(|it| it.ends_with(ending));
            let is_here = kept.iter().any(path);
            let urls: Vec<_> = kept.iter().map(|it| &it.url).collect();
            let missing = || Failure(format!("nothing is kept at …{ending}, but at {urls:?}"));
            if is_here { Ok(kept) } else { Err(missing()) }
        });
        self.explain(kept.await).await
    }

    /// All that is kept now.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn kept(&self) -> Outcome<Vec<Kept>> {
        let kept: Vec<(String, String)> = self.read(CACHES, vec![]).await?;
        Ok(kept.into_iter().map(|(url, text)| Kept { url, text }).collect())
    }
}
