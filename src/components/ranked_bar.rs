//! Bar of a ranking: a name that can be picked, a bar beside it, and its number.

use leptos::prelude::*;

/// What a bar shows; changes without the bar being made anew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BarFigures {
    /// What it is about.
    pub name: String,
    /// Longer description, shown while the pointer rests on the name.
    pub title: String,
    /// Index of its colour.
    pub slot: usize,
    /// Length of the bar, where the longest has 100.
    pub percent: u32,
    /// The number, written for the reader.
    pub value: String,
    /// Whether it is among those picked, or nothing is picked.
    pub is_picked: bool,
}

/// An item of a list of the class `ranking`.
#[component]
pub fn RankedBar(
    /// The button's id, unique in the page, by which it keeps the focus.
    id: String,
    /// What it shows.
    #[prop(into)]
    figures: Signal<BarFigures>,
    /// Runs when the reader presses the name.
    #[prop(into)]
    on_pick: Callback<()>,
) -> impl IntoView {
    let item_class = move || if figures.read().is_picked { "" } else { "unpicked" };
    let bar_class = move || format!("bar slot-{}", figures.read().slot);
    let width = move || format!("{}%", figures.read().percent);
    view! {
        <li class=item_class>
            <button
                type="button"
                class="pick"
                id=id
                title=move || figures.read().title.clone()
                on:click=move |_| on_pick.run(())
            >
                {move || figures.read().name.clone()}
            </button>
            <span class="bar-room" aria-hidden="true">
                <i class=bar_class style:width=width></i>
            </span>
            <span class="number">{move || figures.read().value.clone()}</span>
        </li>
    }
    .into_any()
}

/// Length of a bar beside the longest one, in percent.
pub fn bar_percent(count: u32, longest: u32) -> u32 {
    let percent = 100 * u64::from(count) / u64::from(longest.max(1));
    u32::try_from(percent).unwrap_or(100)
}
