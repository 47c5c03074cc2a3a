//! Combobox: a text field with a list box of suggestions, after the combobox pattern of the ARIA Authoring Practices.
//! The focus stays in the field: arrow keys lead through the options, Enter takes the active one, and so does leaving
//! the field; Escape closes the list.

mod list_box;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use self::list_box::ListBox;
use super::text_field::{FieldError, error_id};
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
struct OptionList {
    /// Id of the input, with which the ids of the list and its options begin.
    input_id: &'static str,
    suggestions: Suggestions,
    /// What it was opened for; `None` while it is closed.
    wanted: RwSignal<Option<Wanted>>,
    /// Suggestions; none while it is closed.
    options: Memo<Vec<String>>,
    /// Index of the active option; the options may have become fewer since.
    active: RwSignal<Option<usize>>,
}

impl OptionList {
    fn new(input_id: &'static str, suggestions: Suggestions) -> Self {
        let wanted = RwSignal::new(None);
        let options = Memo::new(move |_| {
            let wanted = wanted.get();
            wanted.map(|wanted| suggestions.find.run(wanted)).unwrap_or_default()
        });
        Self { input_id, suggestions, wanted, options, active: RwSignal::new(None) }
    }

    fn list_id(self) -> String {
        format!("{}-options", self.input_id)
    }

    fn option_id(self, index: usize) -> String {
        format!("{}-option-{index}", self.input_id)
    }

    /// Whether there is nothing to see of it.
    fn is_closed(self) -> bool {
        self.options.read().is_empty()
    }

    /// Index of the active option; `None` where the list no longer reaches to it.
    fn active(self) -> Option<usize> {
        self.active.get().filter(|index| *index < self.options.read().len())
    }

    /// Opens it for a text that was typed.
    fn open_for(self, text: String) {
        self.suggestions.on_open.run(());
        self.active.set(self.suggestions.is_unfinished.run(text.clone()).then_some(0));
        self.wanted.set(Some(Wanted::Fitting(text)));
    }

    /// Opens it with all there is.
    fn open_all(self, text: String) {
        self.suggestions.on_open.run(());
        self.active.set(None);
        self.wanted.set(Some(Wanted::All(text)));
    }

    fn close(self) {
        self.wanted.set(None);
    }

    fn take(self, option: String) {
        self.suggestions.on_take.run(option);
        self.close();
    }

    /// Takes the active option, where there is one, as the focus leaves the field.
    fn leave(self) {
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

    fn on_keydown(self, event: &KeyboardEvent) {
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

/// Text field with suggestions.
#[component]
pub fn Combobox(
    /// Id of the input, unique in the page.
    id: &'static str,
    /// Label above the input.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The text in it.
    value: RwSignal<String>,
    /// What is wrong with the text.
    #[prop(into)]
    error: Signal<Option<&'static str>>,
    /// What the text means; shown over it while nobody edits it.
    #[prop(into)]
    meaning: Signal<String>,
    /// What it suggests.
    suggestions: Suggestions,
) -> impl IntoView {
    let list = OptionList::new(id, suggestions);
    let meaning_id = format!("{id}-meaning");
    let described_by = {
        let meaning_id = meaning_id.clone();
        move || if error.get().is_some() { error_id(id) } else { meaning_id.clone() }
    };
    view! {
        <div class="field field-wide">
            <label for=id>{move || label.get()}</label>
            <input
                id=id
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                placeholder=""
                aria-autocomplete="list"
                aria-controls=list.list_id()
                aria-expanded=move || (!list.is_closed()).to_string()
                aria-activedescendant=move || list.active().map(|index| list.option_id(index))
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=described_by
                bind:value=value
                on:input=move |event| list.open_for(event_target_value(&event))
                on:blur=move |_| list.leave()
                on:keydown=move |event| list.on_keydown(&event)
                on:click=move |event| list.open_all(event_target_value(&event))
            />
            <FieldError id=id error />
            <span class="meaning" id=meaning_id>
                {move || meaning.get()}
            </span>
            <ListBox list />
        </div>
    }
    .into_any()
}
