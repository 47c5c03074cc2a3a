//! A reader's own things that this browser keeps under one key, as JSON. Where it keeps nothing, they are here as long as
//! the page is.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::browser::storage;

/// What is kept under a key.
#[derive(Debug)]
pub struct Shelf<T> {
    key: &'static str,
    content: RwSignal<T>,
    /// Whether the browser keeps it as it is here.
    is_kept: RwSignal<bool>,
}

impl<T> Clone for Shelf<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Shelf<T> {}

impl<T: Serialize + DeserializeOwned + Default + PartialEq + Send + Sync + 'static> Shelf<T> {
    /// What is kept; nothing where that cannot be read.
    pub fn new(key: &'static str) -> Self {
        let shelf = Self { key, content: RwSignal::default(), is_kept: RwSignal::new(true) };
        shelf.renew();
        shelf
    }

    /// What is there.
    pub fn content(self) -> ReadSignal<T> {
        self.content.read_only()
    }

    /// Whether the browser keeps it as it is here; follows it.
    pub fn is_kept(self) -> bool {
        self.is_kept.get()
    }

    /// Looks again at what is kept, which another page of this browser may have changed; not where the browser would not
    /// keep what is here, which would be lost.
    pub fn renew(self) {
        if self.is_kept.get_untracked() {
            let kept = storage::read(self.key);
            let content =
                kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
            if *self.content.read_untracked() != content {
                self.content.set(content);
            }
        }
    }

    /// Changes it as it is kept by now, and has it kept.
    pub fn change<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        self.renew();
        let changed = change(&mut self.content.write());
        let text = self.content.with_untracked(serde_json::to_string).unwrap_or_default();
        self.is_kept.set(storage::keep(self.key, &text));
        changed
    }

    /// Empties it, once the browser keeps nothing of it any more.
    pub fn forget(self) {
        self.is_kept.set(true);
        self.content.set(T::default());
    }
}
