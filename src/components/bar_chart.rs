//! Bar chart on a canvas, drawn by plotters when the numbers, the size or the theme change. What follows the pointer or
//! the keys lies above it, so that the canvas is left alone.

mod bar_cursor;
pub mod draw;
mod tooltip;

use cubeboard_plot::look::Look;
use cubeboard_plot::plan::Plan;
use cubeboard_responses::series::{PartName, Series};
use leptos::html;
use leptos::prelude::*;

use self::bar_cursor::BarCursor;
use self::tooltip::Tooltip;
use super::length::px;
use crate::browser::size::{self, Size};
use crate::i18n::use_locale;

pub use self::tooltip::{BarTip, TipLine};

/// What the reader does to bars, given by their indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartEvent {
    /// Picks a bar, or lets go of it.
    Pick(usize),
    /// Wants to see only the bars from one to another, both included.
    Zoom(usize, usize),
}

/// What a chart is drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// A light page.
    Light,
    /// A dark page.
    Dark,
    /// Paper, which is narrower than a screen and finer.
    Paper,
}

/// Size of a chart on A4 with its margins.
const PAPER: Size = Size { width_px: 820.0, height_px: 260.0, pixel_ratio: 2.0 };

/// Bars to be looked at, pointed at, picked, and walked by keys.
#[component]
pub fn BarChart(
    /// What it shows.
    series: Memo<Option<Series>>,
    /// Parts that are switched off.
    hidden: RwSignal<Vec<PartName>>,
    /// What it is drawn on.
    #[prop(into)]
    surface: Signal<Surface>,
    /// Accessible name, with how it is used by keys.
    #[prop(into)]
    label: Signal<String>,
    /// Numbers of a bar, for the tooltip.
    #[prop(into)]
    tip_at: Callback<usize, Option<BarTip>>,
    /// Name of the button that zooms to the bars from one to another.
    #[prop(into)]
    zoom_name: Callback<(usize, usize), String>,
    /// Runs when the reader picks bars or zooms.
    #[prop(into)]
    on_event: Callback<ChartEvent>,
) -> impl IntoView {
    let locale = use_locale();
    let frame = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    let size = size::of(frame);
    let plan = RwSignal::new(None::<Plan>);
    let is_broken = RwSignal::new(false);
    Effect::new(move || {
        let Some(canvas) = canvas.get() else { return };
        let series = series.read();
        let surface = surface.get();
        let size = if surface == Surface::Paper { PAPER } else { size.get() };
        let Some(series) = series.as_ref().filter(|_| draw::fit(&canvas, size)) else { return };
        let look = if surface == Surface::Dark { Look::dark() } else { Look::light() };
        let look = Look { pixel_ratio: size.pixel_ratio, ..look };
        let drawn = draw::paint(canvas, series, &hidden.read(), &look, locale.formatter());
        is_broken.set(drawn.is_err());
        plan.set(drawn.ok());
    });

    let ratio = move || size.get().pixel_ratio.max(1.0);
    let cursor = BarCursor::new(plan);
    // Start and end of a bar's column and end of the plot below, in CSS pixels.
    let column = move |bar: usize| {
        let plan = plan.read();
        let plan = plan.as_ref()?;
        let x = &plan.column_of(bar)?.x;
        Some([x.start, x.end, plan.y.end].map(|device_px| f64::from(device_px) / ratio()))
    };
    let centre_px =
        move |bar: usize| column(bar).map(|[start_px, end_px, _]| f64::midpoint(start_px, end_px));
    let cursor_line = move || {
        let bar = cursor.bar.get()?;
        let (left_px, [.., height_px]) = (centre_px(bar)?, column(bar)?);
        let style = (px(left_px), px(height_px));
        Some(view! { <div class="chart-cursor" style:left=style.0 style:height=style.1></div> })
    };
    let selection = move || {
        let (first, last) = cursor.selection()?;
        let ([left_px, ..], [_, right_px, height_px]) = (column(first)?, column(last)?);
        let on_zoom = move |_| {
            cursor.clear_selection();
            on_event.run(ChartEvent::Zoom(first, last));
        };
        let zoom_name = zoom_name.run((first, last));
        Some(view! {
            <div
                class="chart-band"
                style:left=px(left_px)
                style:width=px(right_px - left_px)
                style:height=px(height_px)
            ></div>
            <div class="chart-zoom">
                <button type="button" class="button" on:click=on_zoom>
                    {zoom_name}
                </button>
                <button type="button" class="button" on:click=move |_| cursor.clear_selection()>
                    {move || locale.text().chart.let_go}
                </button>
            </div>
        })
    };
    let tooltip = move || {
        let bar = cursor.bar.get()?;
        let (tip, centre_px) = (tip_at.run(bar)?, centre_px(bar)?);
        Some(view! { <Tooltip tip centre_px width_px=size.get().width_px /> })
    };
    let failure = move || {
        let text = locale.text().failure.chart_not_drawn;
        let words = format!("{} {}", text.title, text.remedy);
        is_broken.get().then(|| view! { <p class="chart-notes">{words}</p> })
    };
    let send = move |event: Option<ChartEvent>| {
        if let Some(event) = event {
            on_event.run(event);
        }
    };
    let bar_count = move || series.read_untracked().as_ref().map_or(0, |series| series.bars.len());
    let now_ratio = move || untrack(ratio);
    view! {
        <div class="chart" node_ref=frame>
            <canvas
                node_ref=canvas
                tabindex="0"
                role="img"
                aria-keyshortcuts="c"
                aria-label=move || label.get()
                on:pointermove=move |event| cursor.on_pointer_move(&event, now_ratio())
                on:pointerdown=move |event| cursor.on_pointer_down(&event, now_ratio())
                on:pointerup=move |event| send(cursor.on_pointer_up(&event, now_ratio()))
                on:pointerleave=move |_| cursor.leave()
                on:keydown=move |event| send(cursor.on_key_down(&event, bar_count()))
                on:blur=move |_| cursor.leave()
            ></canvas>
            {cursor_line}
            {selection}
            <div aria-live="polite">{tooltip}</div>
            {failure}
        </div>
    }
    .into_any()
}
