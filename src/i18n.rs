//! The reader's language and clock, kept in context: words from the catalogue, numbers and dates written for them.

pub mod formatter;

use cubeboard_i18n::notes::{NotesMessages, notes_text};
use cubeboard_i18n::views::{ViewsMessages, views_text};
use cubeboard_i18n::wallboard::{WallboardMessages, wallboard_text};
use cubeboard_i18n::{Catalogue, Language};
use leptos::prelude::*;

use self::formatter::{Clock, Formatter};

/// Language and clock as signals: whatever reads them is rewritten when they change, and nothing is rebuilt.
#[derive(Debug, Clone, Copy)]
pub struct Locale {
    language: Signal<Language>,
    clock: Signal<Clock>,
}

/// The locale of the page; components may take it too.
pub fn use_locale() -> Locale {
    expect_context()
}

impl Locale {
    /// A locale that follows these.
    pub fn new(language: impl Into<Signal<Language>>, clock: impl Into<Signal<Clock>>) -> Self {
        Self { language: language.into(), clock: clock.into() }
    }

    /// The language; follows it.
    pub fn language(self) -> Language {
        self.language.get()
    }

    /// The clock by which times are shown and days are cut; follows it.
    pub fn clock(self) -> Clock {
        self.clock.get()
    }

    /// All words of the language; follows it.
    pub fn text(self) -> &'static Catalogue {
        self.language.get().text()
    }

    /// The words of saved views; follows the language.
    pub fn views(self) -> &'static ViewsMessages {
        views_text(self.language.get())
    }

    /// The words of notes on days; follows the language.
    pub fn notes(self) -> &'static NotesMessages {
        notes_text(self.language.get())
    }

    /// The words of the wallboard; follows the language.
    pub fn wallboard(self) -> &'static WallboardMessages {
        wallboard_text(self.language.get())
    }

    /// Writes numbers, days and times; follows language and clock.
    pub fn formatter(self) -> Formatter {
        Formatter { language: self.language.get(), clock: self.clock.get() }
    }
}
