//! One of a few: radio buttons under a common name.

use leptos::prelude::*;

use crate::live::live;

/// A group of radio buttons; each is told by its place.
#[component]
pub fn Choice(
    /// Its name in the page, unique.
    id: &'static str,
    /// What the group is called.
    label: &'static str,
    /// What there is to choose from.
    options: Vec<&'static str>,
    /// Which one is chosen.
    #[prop(into)]
    chosen: Signal<usize>,
    /// Runs with the place of the one that the reader chooses.
    #[prop(into)]
    on_choose: Callback<usize>,
) -> impl IntoView {
    let option = |(place, name): (usize, &'static str)| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=id
                    prop:checked=live(move || chosen.get() == place)
                    on:change=move |_| on_choose.run(place)
                />
                {name}
            </label>
        }
    };
    let options = options.into_iter().enumerate().map(option).collect_view();
    view! {
        <fieldset class="choices">
            <legend>{label}</legend>
            {options}
        </fieldset>
    }
}
