//! Which colour stands for what, in words.

use leptos::prelude::*;

use crate::live::live_view;

/// One part of the chart.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    let entry = |entry: &LegendEntry| {
        view! {
            <li>
                <i class=format!("dot slot-{}", entry.slot)></i>
                {entry.name.clone()}
            </li>
        }
    };
    let entries = live_view(move || entries.read().iter().map(entry).collect_view());
    view! { <ul class="legend">{entries}</ul> }
}
