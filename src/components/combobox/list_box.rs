//! List box of a combobox: its options, of which one is active.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::option_list::OptionList;

/// The list box, hidden while there is nothing in it.
#[component]
pub(super) fn ListBox(
    /// The list that it shows.
    list: OptionList,
) -> impl IntoView {
    // So that a press, or a drag of the scroll bar, does not take the focus out of the field.
    let on_mousedown = move |event: MouseEvent| event.prevent_default();
    view! {
        <ul
            class="list-box"
            role="listbox"
            id=list.list_id()
            aria-label=move || list.suggestions.name.get()
            hidden=move || list.is_closed()
            on:mousedown=on_mousedown
        >
            <For each=move || list.options.get() key=String::clone let:text>
                <ListBoxOption text list />
            </For>
        </ul>
    }
    .into_any()
}

/// One option, told by its text; where it stands may change while it stays.
#[component]
fn ListBoxOption(
    /// What it suggests.
    text: String,
    /// The list that it is in.
    list: OptionList,
) -> impl IntoView {
    let own_text = StoredValue::new(text.clone());
    let index = Memo::new(move |_| {
        own_text.with_value(|text| list.options.read().iter().position(|option| option == text))
    });
    let id = move || index.get().map(|index| list.option_id(index));
    let is_active = move || index.get().is_some() && index.get() == list.active();
    view! {
        <li
            role="option"
            id=id
            aria-selected=move || is_active().to_string()
            on:click=move |_| list.take(own_text.get_value())
        >
            {text}
        </li>
    }
    .into_any()
}
