//! Options of a combobox: what is suggested, which option is active, and what keys do.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::browser::focus;

/// What suggestions are wanted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Those that fit the text, which was typed.
    Fitting(String),
    /// All that there are, whatever text stands in the field.
    All(String),
}

/// What a combobox suggests, and what becomes of it.
#[derive(Debug, Clone, Copy)]
pub struct Suggestions {
    /// Accessible name of the list.
    pub name: Signal<&'static str>,
    /// The suggestions, best first, each of them once. Runs again whenever a signal that it reads changes.
    pub find: Callback<Wanted, Vec<String>>,
    /// Whether a typed text can only be the beginning of a suggestion: the first one is then active.
    pub is_unfinished: Callback<String, bool>,
    /// Runs before the list opens.
    pub on_open: Callback<()>,
    /// Runs with the suggestion that the reader takes; completing the text is up to the caller.
    pub on_take: Callback<String>,
}

/// The list's state: what it was opened for, its options, and which of them the arrow keys are at.
#[derive(Debug, Clone, Copy)]
pub(super) struct OptionList {
    /// Id of the input, with which the ids of the list and its options begin.
    input_id: &'static str,
    pub(super) suggestions: Suggestions,
    /// What it was opened for; `None` while it is closed.
    wanted: RwSignal<Option<Wanted>>,
    /// Suggestions; none while it is closed.
    pub(super) options: Memo<Vec<String>>,
    /// Index of the active option; the options may have become fewer since.
    active: RwSignal<Option<usize>>,
}

impl OptionList {
    pub(super) fn new(input_id: &'static str, suggestions: Suggestions) -> Self {
        let wanted = RwSignal::new(None);
        let options = Memo::new(move |_| {
            let wanted = wanted.get();
            wanted.map(|wanted| suggestions.find.run(wanted)).unwrap_or_default()
        });
        Self { input_id, suggestions, wanted, options, active: RwSignal::new(None) }
    }

    pub(super) fn list_id(self) -> String {
        format!("{}-options", self.input_id)
    }

    pub(super) fn option_id(self, index: usize) -> String {
        format!("{}-option-{index}", self.input_id)
    }

    /// Whether there is nothing to see of it.
    pub(super) fn is_closed(self) -> bool {
        self.options.read().is_empty()
    }

    /// Index of the active option; `None` where the list no longer reaches to it.
    pub(super) fn active(self) -> Option<usize> {
        self.active.get().filter(|index| *index < self.options.read().len())
    }

    /// Opens it for a text that was typed.
    pub(super) fn open_for(self, text: String) {
        self.suggestions.on_open.run(());
        self.active.set(self.suggestions.is_unfinished.run(text.clone()).then_some(0));
        self.wanted.set(Some(Wanted::Fitting(text)));
    }

    /// Opens it with all there is.
    pub(super) fn open_all(self, text: String) {
        self.suggestions.on_open.run(());
        self.active.set(None);
        self.wanted.set(Some(Wanted::All(text)));
    }

    fn close(self) {
        self.wanted.set(None);
    }

    pub(super) fn take(self, option: String) {
        self.suggestions.on_take.run(option);
        self.close();
    }

    /// Takes the active option, where there is one, as the focus leaves the field.
    pub(super) fn leave(self) {
        match untrack(|| self.active_option()) {
            Some(option) => self.take(option),
            None => self.close(),
        }
    }

    fn active_option(self) -> Option<String> {
        self.options.read().get(self.active()?).cloned()
    }

    fn activate(self, index: usize) {
        self.active.set(Some(index));
        focus::reveal(&self.option_id(index));
    }

    pub(super) fn on_keydown(self, event: &KeyboardEvent) {
        let count = self.options.read_untracked().len();
        let active = untrack(|| self.active());
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if count == 0 => self.open_all(event_target_value(event)),
            "ArrowDown" => self.activate(active.map_or(0, |index| (index + 1) % count)),
            "ArrowUp" => self.activate(active.unwrap_or(0).checked_sub(1).unwrap_or(count - 1)),
            "Enter" if active.is_some() => self.leave(),
            "Escape" if count > 0 => self.close(),
            _ => return,
        }
        event.prevent_default();
    }
}
