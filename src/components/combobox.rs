//! Combobox: a text field with a list box of suggestions, after the combobox pattern of the ARIA Authoring Practices.
//! The focus stays in the field: arrow keys lead through the options, Enter takes the active one, and so does leaving
//! the field; Escape closes the list.

mod list_box;
pub mod option_list;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, HtmlInputElement, SelectionMode};

use self::list_box::ListBox;
use self::option_list::{OptionList, Suggestions};
use super::text_field::{FieldError, error_id};

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
    /// Makes one line of a text that is pasted; the browser would only drop its line breaks.
    #[prop(into)]
    one_line: Callback<String, String>,
    /// What is to be known of the suggestions, below the field; nothing by default.
    #[prop(into, optional)]
    note: Signal<String>,
) -> impl IntoView {
    let list = OptionList::new(id, suggestions);
    let meaning_id = move || format!("{id}-meaning");
    let note_id = move || format!("{id}-note");
    let described_by = move || {
        let first = if error.get().is_some() { error_id(id) } else { meaning_id() };
        format!("{first} {}", note_id())
    };
    let on_paste = move |event: ClipboardEvent| {
        let pasted = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
        if let (Some(text), Some(input)) = (pasted, event_input(&event)) {
            event.prevent_default();
            insert(&input, &one_line.run(text));
            value.set(input.value());
            list.open_for(input.value());
        }
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
                on:paste=on_paste
                on:click=move |event| list.open_all(event_target_value(&event))
            />
            <FieldError id=id error />
            <span class="meaning" id=meaning_id>
                {move || meaning.get()}
            </span>
            <p class="field-note" id=note_id role="status">
                {move || note.get()}
            </p>
            <ListBox list />
        </div>
    }
    .into_any()
}

fn event_input(event: &ClipboardEvent) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// Puts a text in place of what is selected in a field.
fn insert(input: &HtmlInputElement, text: &str) {
    let start = input.selection_start().ok().flatten().unwrap_or_default();
    let end = input.selection_end().ok().flatten().unwrap_or(start);
    drop(input.set_range_text_with_start_and_end_and_selection_mode(
        text,
        start,
        end,
        SelectionMode::End,
    ));
}
