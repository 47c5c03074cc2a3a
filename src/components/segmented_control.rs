//! Toggle buttons side by side, of which one is pressed.

use leptos::prelude::*;

/// A group of buttons for one of a few; each is told by its index.
#[component]
pub fn SegmentedControl(
    /// Accessible name of the group.
    #[prop(into)]
    label: Signal<&'static str>,
    /// Names of the segments, in order; there are as many all the time.
    #[prop(into)]
    segments: Signal<Vec<&'static str>>,
    /// Index of the pressed segment.
    #[prop(into)]
    selected: Signal<usize>,
    /// Runs with the index that the reader presses.
    #[prop(into)]
    on_select: Callback<usize>,
) -> impl IntoView {
    let count = segments.with_untracked(Vec::len);
    let segment = move |index: usize| {
        let name = move || segments.with(|names| names.get(index).copied());
        let is_pressed = move || (selected.get() == index).to_string();
        view! {
            <button
                type="button"
                class="segment"
                aria-pressed=is_pressed
                on:click=move |_| on_select.run(index)
            >
                {name}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="segments" role="group" aria-label=move || label.get()>
            {(0..count).map(segment).collect_view()}
        </div>
    }
    .into_any()
}
