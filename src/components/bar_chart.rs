//! Bar chart on a canvas: stacked bars with tooltip, picking, selection to zoom, and keys. The canvas is drawn when the
//! numbers, the size or the look change; what follows the pointer or the keys lies above it.

mod bar_cursor;
pub mod canvas;
mod drawing;
pub mod event;
mod overlay;
mod selected_bars;
pub mod still;
pub mod surface;
pub mod tooltip;

use cubeboard_responses::series::{PartName, Series};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use self::bar_cursor::BarCursor;
use self::drawing::{Drawable, Zoom};
use self::event::{BarRange, ChartEvent};
use self::overlay::Overlay;
use self::surface::Surface;
use self::tooltip::BarTip;
use crate::browser::size;
use crate::i18n::use_locale;

/// Bars to be looked at, pointed at, picked, and walked by keys.
#[component]
pub fn BarChart(
    /// The bars; nothing before there are any.
    #[prop(into)]
    series: Signal<Option<Series>>,
    /// Parts that are switched off.
    #[prop(into)]
    hidden: Signal<Vec<PartName>>,
    /// What it is drawn for.
    #[prop(into)]
    surface: Signal<Surface>,
    /// Accessible name, and how it is used with keys.
    #[prop(into)]
    label: Signal<String>,
    /// The numbers of the bar of an index; what it reads is followed.
    #[prop(into)]
    tip_at: Callback<usize, Option<BarTip>>,
    /// Names what zooming to these bars does; what it reads is followed.
    #[prop(into)]
    zoom_name: Callback<BarRange, String>,
    /// Runs when the reader picks a bar or zooms.
    #[prop(into)]
    on_event: Callback<ChartEvent>,
) -> impl IntoView {
    let locale = use_locale();
    let frame = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    let size = size::of(frame);
    let drawing = Drawable { series, hidden, surface, size: size.into(), zoom: Zoom::None }
        .follow_on(canvas, locale);
    let drawn = Memo::new(move |_| drawing.read().chart().cloned());
    let cursor = BarCursor::new(drawn);
    let failure = move || {
        let failure = locale.text().failure.chart_not_drawn;
        format!("{} {}", failure.title, failure.remedy)
    };
    let on_pointerup = move |event: PointerEvent| {
        if let Some(event) = cursor.on_pointer_up(&event) {
            on_event.run(event);
        }
    };
    let on_keydown = move |event: KeyboardEvent| {
        let bar_count = series.read_untracked().as_ref().map_or(0, |series| series.bars.len());
        if let Some(event) = cursor.on_key_down(&event, bar_count) {
            on_event.run(event);
        }
    };
    view! {
        <div class="chart" node_ref=frame>
            <canvas
                node_ref=canvas
                tabindex="0"
                role="img"
                aria-keyshortcuts="c"
                aria-label=move || label.get()
                on:pointermove=move |event| cursor.on_pointer_move(&event)
                on:pointerdown=move |event| cursor.on_pointer_down(&event)
                on:pointerup=on_pointerup
                on:pointerleave=move |_| cursor.leave()
                on:keydown=on_keydown
                on:blur=move |_| cursor.leave()
            ></canvas>
            <Overlay cursor drawn width_px=move || size.get().width_px tip_at zoom_name on_event />
            <Show when=move || drawing.read().is_failed()>
                <p class="chart-notes">{failure}</p>
            </Show>
        </div>
    }
    .into_any()
}
