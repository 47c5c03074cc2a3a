//! Band over the selected bars of the chart, with buttons to zoom to them or to let go of them.

use leptos::prelude::*;

use super::bar_cursor::BarCursor;
use super::canvas::{BarBounds, DrawnChart};
use super::event::{BarRange, ChartEvent};
use crate::components::length::px;
use crate::i18n::use_locale;

/// Band and buttons; absent while nothing is selected.
#[component]
pub(super) fn SelectedBars(
    /// The reader's cursor.
    cursor: BarCursor,
    /// The chart on the canvas.
    #[prop(into)]
    drawn: Signal<Option<DrawnChart>>,
    /// Names what zooming to these bars does.
    zoom_name: Callback<BarRange, String>,
    /// Runs when the reader zooms.
    on_event: Callback<ChartEvent>,
) -> impl IntoView {
    let locale = use_locale();
    let bounds = Memo::new(move |_| drawn.read().as_ref()?.bounds(cursor.selected()?));
    let length = move |of: fn(BarBounds) -> f64| bounds.get().map(|bounds| px(of(bounds)));
    let zoom_text = move || cursor.selected().map(|bars| zoom_name.run(bars));
    let on_zoom = move |_| {
        let selected = untrack(|| cursor.selected());
        cursor.clear_selection();
        if let Some(bars) = selected {
            on_event.run(ChartEvent::Zoom(bars));
        }
    };
    view! {
        <Show when=move || bounds.get().is_some()>
            <div
                class="chart-band"
                style:left=move || length(|band| band.left_px)
                style:width=move || length(BarBounds::width_px)
                style:height=move || length(|band| band.height_px)
            ></div>
            <div class="chart-zoom">
                <button type="button" class="button" on:click=on_zoom>
                    {zoom_text}
                </button>
                <button type="button" class="button" on:click=move |_| cursor.clear_selection()>
                    {move || locale.text().chart.let_go}
                </button>
            </div>
        </Show>
    }
    .into_any()
}
