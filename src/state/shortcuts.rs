//! Keyboard shortcuts: whether single keys mean something wherever the reader is, remembered in this browser: who
//! speaks to the computer may want them off, as a spoken word is many keys.

use crate::browser::storage;
use leptos::prelude::*;

const NAME: &str = "shortcuts";
const OFF: &str = "off";

/// Single keys, and the dialog that explains them.
#[derive(Debug, Clone, Copy)]
pub struct Shortcuts {
    is_dialog_open: RwSignal<bool>,
    is_on: RwSignal<bool>,
}

/// The one that is in context.
pub fn use_shortcuts() -> Shortcuts {
    expect_context()
}

impl Shortcuts {
    /// As they were left.
    pub fn new() -> Self {
        let is_on = storage::read(NAME).as_deref() != Some(OFF);
        Self { is_dialog_open: RwSignal::new(false), is_on: RwSignal::new(is_on) }
    }

    /// Whether they mean something.
    pub fn is_on(self) -> bool {
        self.is_on.get()
    }

    /// Whether the dialog that explains them is open, to be bound to it.
    pub fn is_dialog_open(self) -> RwSignal<bool> {
        self.is_dialog_open
    }

    /// Opens the dialog that explains them.
    pub fn open_dialog(self) {
        self.is_dialog_open.set(true);
    }

    /// Switches them on or off, and remembers it.
    pub fn switch(self, is_on: bool) {
        self.is_on.set(is_on);
        storage::write(NAME, (!is_on).then_some(OFF));
    }

    /// Forgets that they were switched off.
    pub fn forget(self) {
        self.is_on.set(true);
    }
}

impl Default for Shortcuts {
    fn default() -> Self {
        Self::new()
    }
}
