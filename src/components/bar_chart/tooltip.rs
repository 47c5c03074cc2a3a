//! Tooltip of a bar: its days, the count of each part, and the sums.

use leptos::prelude::*;

use crate::components::legend::Dot;
use crate::components::length::px;

/// A bar's numbers, written for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarTip {
    /// Its days.
    pub title: String,
    /// The parts, from the top of the stack to its bottom.
    pub parts: Vec<TipLine>,
    /// Name and number of the sum, and of what it is compared with.
    pub sums: Vec<(&'static str, String)>,
}

/// One part of a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TipLine {
    /// Name of the part.
    pub name: String,
    /// Index of its colour.
    pub colour: usize,
    /// Its count, written.
    pub count: String,
}

/// Distance of the tooltip from the middle of its bar, in CSS pixels.
const DISTANCE_PX: f64 = 14.0;

/// The tooltip, beside its bar on the side that has room.
#[component]
pub fn Tooltip(
    /// What it says.
    tip: BarTip,
    /// Middle of the bar, from the left of the chart, in CSS pixels.
    centre_px: f64,
    /// Width of the chart in CSS pixels.
    width_px: f64,
) -> impl IntoView {
    let is_right = centre_px < width_px / 2.0;
    let left = is_right.then(|| px(centre_px + DISTANCE_PX));
    let right = (!is_right).then(|| px(width_px - centre_px + DISTANCE_PX));
    let parts = tip.parts.into_iter().map(|TipLine { name, colour, count }| {
        view! {
            <li>
                <Dot colour />
                {name}
                <b>{count}</b>
            </li>
        }
    });
    let sums = tip.sums.into_iter().map(|(name, number)| {
        view! { <li class="chart-sum">{name} <b>{number}</b></li> }
    });
    view! {
        <div class="chart-tip" style:left=left style:right=right>
            <strong>{tip.title}</strong>
            <ul>{parts.collect_view()} {sums.collect_view()}</ul>
        </div>
    }
    .into_any()
}
