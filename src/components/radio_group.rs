//! Group of radio buttons under a common legend.

use leptos::prelude::*;

/// A fieldset of radio buttons; each is told by its index.
#[component]
pub fn RadioGroup(
    /// Name that the buttons share, unique in the page.
    name: &'static str,
    /// Legend of the group.
    #[prop(into)]
    label: Signal<&'static str>,
    /// Names of the options, in order; there are as many all the time.
    #[prop(into)]
    options: Signal<Vec<String>>,
    /// Index of the checked option.
    #[prop(into)]
    selected: Signal<usize>,
    /// Runs with the index that the reader checks.
    #[prop(into)]
    on_select: Callback<usize>,
) -> impl IntoView {
    let count = options.with_untracked(Vec::len);
    let option = move |index: usize| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=name
                    prop:checked=move || selected.get() == index
                    on:change=move |_| on_select.run(index)
                />
                {move || options.with(|names| names.get(index).cloned())}
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="choices">
            <legend>{move || label.get()}</legend>
            {(0..count).map(option).collect_view()}
        </fieldset>
    }
    .into_any()
}
