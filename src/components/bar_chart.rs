//! Bar chart on a canvas: stacked bars with tooltip, picking, selection to zoom, and keys. The canvas is drawn when the
//! numbers, the size or the look change; what follows the pointer or the keys lies above it.

mod bar_cursor;
pub mod canvas;
mod drawing;
pub mod event;
mod selected_bars;
pub mod tooltip;

use cubeboard_responses::series::{PartName, Series};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use self::bar_cursor::BarCursor;
use self::canvas::BarBounds;
use self::drawing::Drawable;
use self::event::{BarRange, ChartEvent};
use self::selected_bars::SelectedBars;
use self::tooltip::{BarTip, Tooltip};
use super::length::px;
use crate::browser::size;
use crate::i18n::use_locale;

/// What a chart is drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// A light page.
    Light,
    /// A dark page.
    Dark,
    /// Paper, which is narrower than a screen and finer.
    Paper,
}

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
    let drawing = Drawable { series, hidden, surface, size: size.into() }.follow_on(canvas, locale);
    let drawn = Memo::new(move |_| drawing.read().chart().cloned());
    let cursor = BarCursor::new(drawn);
    let bounds = Memo::new(move |_| drawn.read().as_ref()?.bounds(BarRange::one(cursor.bar()?)));
    let centre_px = move || bounds.get().map(BarBounds::centre_px);
    let cursor_left = move || centre_px().map(px);
    let cursor_height = move || bounds.get().map(|bounds| px(bounds.height_px));
    let tip = Memo::new(move |_| {
        let bar = cursor.bar().filter(|_| bounds.read().is_some())?;
        tip_at.run(bar)
    });
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
    // The tooltip is keyed by all that it says: a live region reads what is new in it, so each is an element of its own.
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
            <Show when=move || bounds.read().is_some()>
                <div class="chart-cursor" style:left=cursor_left style:height=cursor_height></div>
            </Show>
            <SelectedBars cursor drawn zoom_name on_event />
            <div aria-live="polite">
                <For each=move || tip.get() key=Clone::clone let:tip>
                    <Tooltip tip centre_px width_px=move || size.get().width_px />
                </For>
            </div>
            <Show when=move || drawing.read().is_failed()>
                <p class="chart-notes">{failure}</p>
            </Show>
        </div>
    }
    .into_any()
}
