//! A list of options that opens, for one of several.

use leptos::prelude::*;

/// A `select` whose options are told by their index.
#[component]
pub fn Select(
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// Names of the options, in order.
    #[prop(into)]
    options: Signal<Vec<String>>,
    /// Index of the selected option.
    #[prop(into)]
    selected: Signal<usize>,
    /// Runs with the index that the reader selects.
    #[prop(into)]
    on_select: Callback<usize>,
    /// The element's id; none to begin with.
    #[prop(optional)]
    id: Option<&'static str>,
) -> impl IntoView {
    let on_change = move |event| {
        if let Ok(index) = event_target_value(&event).parse() {
            on_select.run(index);
        }
    };
    view! {
        <select class="options" id=id aria-label=move || label.get() on:change=on_change>
            {move || {
                let options = options.get().into_iter().enumerate();
                options.map(|(index, name)| option(index, name, selected)).collect_view()
            }}
        </select>
    }
    .into_any()
}

fn option(index: usize, name: String, selected: Signal<usize>) -> AnyView {
    view! {
        <option value=index.to_string() prop:selected=move || selected.get() == index>
            {name}
        </option>
    }
    .into_any()
}
