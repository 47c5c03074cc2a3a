//! Tooltip of the bar chart: the days and the numbers of one bar.

use leptos::prelude::*;

use crate::components::legend::Dot;
use crate::components::length::px;

/// How far beside the middle of its bar the tooltip stands.
const GAP_PX: f64 = 14.0;

/// One bar's numbers, written for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BarTip {
    /// Its days.
    pub title: String,
    /// Its parts, from the top of the stack to its bottom.
    pub parts: Vec<TipLine>,
    /// The sum and what it is compared with.
    pub sums: Vec<TipSum>,
    /// Notes on its days.
    pub notes: Vec<String>,
}

/// Number of one part of a bar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TipLine {
    /// Name of the part.
    pub name: String,
    /// Index of its colour, as the style sheet numbers them.
    pub colour: usize,
    /// How many responses, written.
    pub count: String,
}

/// Number of a whole bar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TipSum {
    /// What is counted.
    pub name: &'static str,
    /// How many responses, written.
    pub count: String,
}

/// Tooltip beside its bar, on the side that has room.
#[component]
pub(super) fn Tooltip(
    /// What it says.
    tip: BarTip,
    /// Middle of the bar, from the left edge of the chart; `None` while there is no such bar.
    #[prop(into)]
    centre_px: Signal<Option<f64>>,
    /// Width of the chart.
    #[prop(into)]
    width_px: Signal<f64>,
) -> impl IntoView {
    let has_room_right = move |centre_px: &f64| *centre_px < width_px.get() / 2.0;
    let left = move || {
        let centre_px = centre_px.get().filter(has_room_right)?;
        Some(px(centre_px + GAP_PX))
    };
    let right = move || {
        let centre_px = centre_px.get().filter(|centre_px| !has_room_right(centre_px))?;
        Some(px(width_px.get() - centre_px + GAP_PX))
    };
    let part = |part: TipLine| {
        view! {
            <li>
                <Dot colour=part.colour />
                {part.name}
                <b>{part.count}</b>
            </li>
        }
        .into_any()
    };
    let sum =
        |sum: TipSum| view! { <li class="chart-sum">{sum.name} <b>{sum.count}</b></li> }.into_any();
    let note = |note: String| view! { <p class="chart-note">{note}</p> }.into_any();
    view! {
        <div class="chart-tip" style:left=left style:right=right>
            <strong>{tip.title}</strong>
            <ul>
                {tip.parts.into_iter().map(part).collect_view()}
                {tip.sums.into_iter().map(sum).collect_view()}
            </ul>
            {tip.notes.into_iter().map(note).collect_view()}
        </div>
    }
    .into_any()
}
