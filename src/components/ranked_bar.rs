//! Bar of a ranking: a name that can be picked, a bar beside it, and its number.

use leptos::prelude::*;

/// What a bar shows; changes without the bar being made anew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BarFigures {
    /// What it is about.
    pub name: String,
    /// Longer description, shown while the pointer rests on the name.
    pub title: String,
    /// Index of its colour, as the style sheet numbers them.
    pub colour: usize,
    /// Length of the bar, where the longest has 100.
    pub percent: u32,
    /// The number, written for the reader.
    pub value: String,
    /// Whether it is picked; `None` where nothing of the ranking is.
    pub is_picked: Option<bool>,
}

/// An item of a list of the class `ranking`.
#[component]
pub fn RankedBar(
    /// The button's id, unique in the page, by which it keeps the focus; without one the bar is hidden.
    #[prop(into)]
    id: Signal<Option<String>>,
    /// What it shows.
    #[prop(into)]
    figures: Signal<BarFigures>,
    /// Runs when the reader presses the name.
    #[prop(into)]
    on_pick: Callback<()>,
) -> impl IntoView {
    let is_picked = move || figures.read().is_picked;
    let bar_class = move || format!("bar slot-{}", figures.read().colour);
    let width = move || format!("{}%", figures.read().percent);
    let is_empty = move || figures.read().percent == 0;
    let title = Memo::new(move |_| figures.read().title.clone());
    let name = Memo::new(move |_| figures.read().name.clone());
    let value = Memo::new(move |_| figures.read().value.clone());
    view! {
        <li class:unpicked=move || is_picked() == Some(false) hidden=move || id.read().is_none()>
            <button
                type="button"
                class="pick"
                id=id
                title=title
                aria-pressed=move || (is_picked() == Some(true)).to_string()
                on:click=move |_| on_pick.run(())
            >
                {name}
            </button>
            <span class="bar-room" aria-hidden="true">
                <i class=bar_class class:bar-empty=is_empty style:width=width></i>
            </span>
            <span class="number">{value}</span>
        </li>
    }
    .into_any()
}

/// Length of a bar beside the longest one, in percent.
pub fn bar_percent(count: u32, longest: u32) -> u32 {
    let percent = 100 * u64::from(count) / u64::from(longest.max(1));
    u32::try_from(percent).unwrap_or(100)
}
