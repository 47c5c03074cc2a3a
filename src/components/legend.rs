//! Which colour stands for what, in words.

use leptos::prelude::*;

/// One part of the chart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LegendEntry {
    /// What it counts.
    pub name: String,
    /// Which colour it wears.
    pub slot: usize,
}

/// The parts, from the bottom of the stack to its top.
#[component]
pub fn Legend(
    /// The parts.
    #[prop(into)]
    entries: Signal<Vec<LegendEntry>>,
) -> impl IntoView {
    let entry = |entry: LegendEntry| {
        view! {
            <li>
                <i class=format!("dot slot-{}", entry.slot)></i>
                {entry.name}
            </li>
        }
    };
    view! {
        <ul class="legend">
            <For each=move || entries.get() key=LegendEntry::clone children=entry />
        </ul>
    }
}
