//! Group of radio buttons under a common legend.

use leptos::prelude::*;

use super::select_option::{SelectOption, name_of, values};

/// A fieldset of radio buttons, told by their values.
#[component]
pub fn RadioGroup(
    /// Name that the buttons share, unique in the page.
    name: &'static str,
    /// Legend of the group.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The options, in order; there are the same all the time.
    #[prop(into)]
    options: Signal<Vec<SelectOption>>,
    /// Value of the checked button.
    #[prop(into)]
    selected: Signal<String>,
    /// Runs with the value that the reader checks.
    #[prop(into)]
    on_select: Callback<String>,
) -> impl IntoView {
    let button = |value| view! { <RadioButton group=name value options selected on_select /> };
    view! {
        <fieldset class="choices">
            <legend>{move || label.get()}</legend>
            {values(options).into_iter().map(button).collect_view()}
        </fieldset>
    }
    .into_any()
}

/// One button of the group.
#[component]
fn RadioButton(
    /// Name that the buttons of the group share.
    group: &'static str,
    /// Its value.
    value: String,
    /// All options.
    options: Signal<Vec<SelectOption>>,
    /// Value of the checked button.
    selected: Signal<String>,
    /// Runs with its value when it is checked.
    on_select: Callback<String>,
) -> impl IntoView {
    let name = name_of(options, value.clone());
    let value = StoredValue::new(value);
    view! {
        <label class="choice">
            <input
                type="radio"
                name=group
                prop:checked=move || value.with_value(|value| *selected.read() == *value)
                on:change=move |_| on_select.run(value.get_value())
            />
            {name}
        </label>
    }
    .into_any()
}
