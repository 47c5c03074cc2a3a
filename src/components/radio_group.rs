//! One of a few: radio buttons under a common name.

use leptos::prelude::*;

use crate::html::content::Content;
use crate::html::{El, el};

/// A group of radio buttons; each is told by its place. `id` is unique in the page.
pub fn choice<N: Content + Clone>(
    id: &'static str,
    label: &'static str,
    options: &[N],
    chosen: impl Fn() -> usize + Copy + Send + Sync + 'static,
    choose: impl Fn(usize) + Copy + 'static,
) -> El {
    let option = |(place, name): (usize, &N)| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", id)
            .prop("checked", move || chosen() == place)
            .on("change", move |_: web_sys::Event| choose(place));
        el("label").class("choice").child(input).child(name.clone())
    };
    el("fieldset")
        .class("choices")
        .child(el("legend").child(label))
        .children(options.iter().enumerate().map(option))
}

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
