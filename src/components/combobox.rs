//! Combobox: a text field with a list box of suggestions, after the combobox pattern of the ARIA Authoring Practices. The
//! focus stays in the field: arrow keys lead through the list, Enter takes what they point at, and so does leaving the
//! field; Escape closes. One to a page.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use super::text_field::{FieldError, error_id};
use crate::browser::focus;

/// What a combobox suggests, and what becomes of it.
#[derive(Debug, Clone, Copy)]
pub struct Suggestions {
    /// Accessible name of the list.
    pub name: Signal<&'static str>,
    /// Suggestions for a text, best first: those that fit it where it was typed (`true`), or else all there are. Runs
    /// again whenever a signal that it reads changes.
    pub offers: Callback<(String, bool), Vec<String>>,
    /// Whether a typed text can only be the beginning of a suggestion: the first one is then pointed at.
    pub is_unfinished: Callback<String, bool>,
    /// Runs before the list opens.
    pub on_open: Callback<()>,
    /// Runs with the suggestion that the reader takes; completing the text is up to the caller.
    pub on_take: Callback<String>,
}

/// The list below the field: whether it is open, what is in it, and which option the arrow keys point at.
#[derive(Debug, Clone, Copy)]
struct OfferList {
    suggestions: Suggestions,
    /// Whether it is open, and if so, whether because something was typed.
    opened: RwSignal<Option<bool>>,
    pointed: RwSignal<Option<usize>>,
    offers: Memo<Vec<String>>,
}

impl OfferList {
    fn new(value: RwSignal<String>, suggestions: Suggestions) -> Self {
        let opened = RwSignal::new(None);
        let offers = Memo::new(move |_| match opened.get() {
            Some(is_typed) => suggestions.offers.run((value.get(), is_typed)),
            None => Vec::new(),
        });
        Self { suggestions, opened, pointed: RwSignal::new(None), offers }
    }

    /// Whether there is nothing to see of it.
    fn is_closed(self) -> bool {
        self.offers.read().is_empty()
    }

    /// Opens it for a text that was typed.
    fn open_for(self, text: String) {
        self.suggestions.on_open.run(());
        self.pointed.set(self.suggestions.is_unfinished.run(text).then_some(0));
        self.opened.set(Some(true));
    }

    /// Opens it with all there is, whatever stands in the field.
    fn open_all(self) {
        self.suggestions.on_open.run(());
        self.pointed.set(None);
        self.opened.set(Some(false));
    }

    fn close(self) {
        self.opened.set(None);
    }

    fn take(self, index: usize) {
        let offer = self.offers.read_untracked().get(index).cloned();
        if let Some(offer) = offer {
            self.suggestions.on_take.run(offer);
        }
        self.close();
    }

    /// What happens when the focus leaves the field.
    fn leave(self) {
        if let Some(index) = self.pointed.get_untracked() {
            self.take(index);
        }
        self.close();
    }

    fn point_at(self, index: usize) {
        self.pointed.set(Some(index));
        focus::reveal(&option_id(index));
    }

    fn on_key(self, event: &KeyboardEvent) {
        let count = self.offers.read_untracked().len();
        let current = self.pointed.get_untracked().filter(|index| *index < count);
        match (event.key().as_str(), current) {
            ("ArrowDown" | "ArrowUp", _) if count == 0 => self.open_all(),
            ("ArrowDown", current) => self.point_at(current.map_or(0, |index| (index + 1) % count)),
            ("ArrowUp", current) => {
                self.point_at(current.unwrap_or(0).checked_sub(1).unwrap_or(count - 1));
            }
            ("Enter", Some(index)) => self.take(index),
            ("Escape", _) if count > 0 => self.close(),
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
    let list = OfferList::new(value, suggestions);
    let described_by = move || match error.get() {
        Some(_) => error_id(id),
        None => "meaning".to_owned(),
    };
    let active_option = move || list.pointed.get().filter(|_| !list.is_closed()).map(option_id);
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
                aria-controls="offers"
                aria-expanded=move || (!list.is_closed()).to_string()
                aria-activedescendant=active_option
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=described_by
                bind:value=value
                on:input=move |event| list.open_for(event_target_value(&event))
                on:blur=move |_| list.leave()
                on:keydown=move |event| list.on_key(&event)
                on:click=move |_| list.open_all()
            />
            <FieldError id=id error />
            <span class="meaning" id="meaning">
                {move || meaning.get()}
            </span>
            <Options list />
        </div>
    }
    .into_any()
}

/// The list box itself, hidden while there is nothing in it.
#[component]
fn Options(
    /// The list that it shows.
    list: OfferList,
) -> impl IntoView {
    // So that a press, or a drag of the scroll bar, does not take the focus out of the field.
    let on_mousedown = move |event: MouseEvent| event.prevent_default();
    let option = move |(index, offer): (usize, String)| {
        let is_pointed = move || (list.pointed.get() == Some(index)).to_string();
        let on_click = move |_| list.take(index);
        view! {
            <li role="option" id=option_id(index) aria-selected=is_pointed on:click=on_click>
                {offer}
            </li>
        }
        .into_any()
    };
    view! {
        <ul
            class="offers"
            role="listbox"
            id="offers"
            aria-label=move || list.suggestions.name.get()
            hidden=move || list.is_closed()
            on:mousedown=on_mousedown
        >
            <For
                each=move || list.offers.get().into_iter().enumerate()
                key=|offer| offer.clone()
                children=option
            />
        </ul>
    }
    .into_any()
}

fn option_id(index: usize) -> String {
    format!("offer-{index}")
}
