//! Segmented control: toggle buttons side by side, of which one is pressed.

use leptos::prelude::*;

use super::select_option::{SelectOption, name_of, values};

/// A group of buttons for one of a few options, told by their values.
#[component]
pub fn SegmentedControl(
    /// Accessible name of the group.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The options, in order; there are the same all the time.
    #[prop(into)]
    options: Signal<Vec<SelectOption>>,
    /// Value of the pressed button.
    #[prop(into)]
    selected: Signal<String>,
    /// Runs with the value that the reader presses.
    #[prop(into)]
    on_select: Callback<String>,
) -> impl IntoView {
    let segment = |value| view! { <Segment value options selected on_select /> };
    view! {
        <div class="segments" role="group" aria-label=move || label.get()>
            {values(options).into_iter().map(segment).collect_view()}
        </div>
    }
    .into_any()
}

/// One button of the group.
#[component]
fn Segment(
    /// Its value.
    value: String,
    /// All options.
    options: Signal<Vec<SelectOption>>,
    /// Value of the pressed button.
    selected: Signal<String>,
    /// Runs with its value when it is pressed.
    on_select: Callback<String>,
) -> impl IntoView {
    let name = name_of(options, value.clone());
    let value = StoredValue::new(value);
    let is_pressed = move || value.with_value(|value| *selected.read() == *value).to_string();
    view! {
        <button
            type="button"
            class="segment"
            aria-pressed=is_pressed
            on:click=move |_| on_select.run(value.get_value())
        >
            {name}
        </button>
    }
    .into_any()
}
