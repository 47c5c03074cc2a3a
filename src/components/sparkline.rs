//! Sparkline: a line chart as small as a word, without axes.

use std::fmt::Write as _;

use leptos::prelude::*;

/// Counts from the oldest to the newest as a line of 60 by 16; hidden from assistive technology.
#[component]
pub fn Sparkline(
    /// The counts, in order of time.
    #[prop(into)]
    counts: Signal<Vec<u32>>,
) -> impl IntoView {
    view! {
        <span class="spark" aria-hidden="true">
            <svg viewBox="0 0 60 16">
                <polyline points=move || counts.with(|counts| points(counts))></polyline>
            </svg>
        </span>
    }
    .into_any()
}

fn points(counts: &[u32]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let steps = u32::try_from(counts.len()).unwrap_or(1).saturating_sub(1).max(1);
    let mut points = String::new();
    for (index, count) in (0u32..).zip(counts) {
        let _ = write!(points, "{},{} ", 58 * index / steps + 1, 14 - 12 * count / most);
    }
    points
}
