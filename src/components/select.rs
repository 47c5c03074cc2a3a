//! Drop-down list for one of several options: the browser's own `select`.

use leptos::prelude::*;

use super::select_option::{SelectOption, name_of, values};

/// A `select`; its options are told by their values.
#[component]
pub fn Select(
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The options, in order; there are the same all the time.
    #[prop(into)]
    options: Signal<Vec<SelectOption>>,
    /// Value of the selected option.
    #[prop(into)]
    selected: Signal<String>,
    /// Runs with the value that the reader selects.
    #[prop(into)]
    on_select: Callback<String>,
    /// The element's id; none to begin with.
    #[prop(optional)]
    id: Option<&'static str>,
) -> impl IntoView {
    let option = |value| view! { <OptionElement value options selected /> };
    view! {
        <select
            class="options"
            id=id
            aria-label=move || label.get()
            on:change=move |event| on_select.run(event_target_value(&event))
        >
            {values(options).into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}

/// One `option`.
#[component]
fn OptionElement(
    /// Its value.
    value: String,
    /// All options.
    options: Signal<Vec<SelectOption>>,
    /// Value of the selected option.
    selected: Signal<String>,
) -> impl IntoView {
    let name = name_of(options, value.clone());
    let own_value = value.clone();
    let is_selected = move || *selected.read() == own_value;
    view! {
        <option value=value prop:selected=is_selected>
            {name}
        </option>
    }
    .into_any()
}
