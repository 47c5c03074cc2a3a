//! What lies over the canvas of a bar chart: a line at the bar that is pointed at, the band of the selected bars, and
//! the tooltip.

use leptos::prelude::*;

use super::bar_cursor::BarCursor;
use super::canvas::{BarBounds, DrawnChart};
use super::event::{BarRange, ChartEvent};
use super::selected_bars::SelectedBars;
use super::tooltip::{BarTip, Tooltip};
use crate::components::length::px;

/// Line, band and tooltip; each absent while there is nothing to show.
#[component]
pub(super) fn Overlay(
    /// The reader's cursor.
    cursor: BarCursor,
    /// The chart on the canvas.
    #[prop(into)]
    drawn: Signal<Option<DrawnChart>>,
    /// Width of the chart.
    #[prop(into)]
    width_px: Signal<f64>,
    /// The numbers of the bar of an index.
    tip_at: Callback<usize, Option<BarTip>>,
    /// Names what zooming to these bars does.
    zoom_name: Callback<BarRange, String>,
    /// Runs when the reader zooms.
    on_event: Callback<ChartEvent>,
) -> impl IntoView {
    let bounds = Memo::new(move |_| drawn.read().as_ref()?.bounds(BarRange::one(cursor.bar()?)));
    let centre_px = move || bounds.get().map(BarBounds::centre_px);
    let left = move || centre_px().map(px);
    let height = move || bounds.get().map(|bounds| px(bounds.height_px));
    let tip = Memo::new(move |_| {
        let bar = cursor.bar().filter(|_| bounds.read().is_some())?;
        tip_at.run(bar)
    });
    // The tooltip is keyed by all that it says: a live region reads what is new in it, so each is an element of its own.
    view! {
        <Show when=move || bounds.read().is_some()>
            <div class="chart-cursor" style:left=left style:height=height></div>
        </Show>
        <SelectedBars cursor drawn zoom_name on_event />
        <div aria-live="polite">
            <For each=move || tip.get() key=Clone::clone let:tip>
                <Tooltip tip centre_px width_px />
            </For>
        </div>
    }
    .into_any()
}
