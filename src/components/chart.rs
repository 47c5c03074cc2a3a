//! The chart on its canvas. Drawn when the numbers, the size or the look change; what follows the pointer or the
//! keys lies above it, so that the canvas is left alone.

use chrono::{Datelike as _, NaiveDate, Weekday};
use cubeboard_core::series::Series;
use cubeboard_core::text::Advice;
use cubeboard_plot::chart::{BarChart, LabelKind};
use cubeboard_plot::look::Look;
use cubeboard_plot::paint::draw;
use cubeboard_plot::plan::Plan;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use plotters_canvas::CanvasBackend;

use crate::browser::intl::Writer;
use crate::browser::size::{self, Size};
use crate::live::{effect, live_view};

/// One day's numbers, written for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tip {
    /// The day.
    pub title: String,
    /// Name, colour and number of each part, from the top of the stack to its bottom.
    pub lines: Vec<(String, usize, String)>,
    /// Name and number of the sum.
    pub total: (&'static str, String),
}

/// Bars per day, to be looked at, pointed at and walked by keys.
#[component]
pub fn Chart(
    /// What it shows.
    #[prop(into)]
    series: Signal<Option<Series>>,
    /// Its name.
    label: &'static str,
    /// How it is used with keys.
    help: &'static str,
    /// What is said where it cannot be drawn.
    failure: Advice,
    /// Writes numbers and dates.
    writer: Writer,
    /// Whether the page is dark.
    #[prop(into)]
    is_dark: Signal<bool>,
    /// The numbers of a day, counted from 0.
    #[prop(into)]
    tip_at: Callback<usize, Option<Tip>>,
) -> impl IntoView {
    let frame = NodeRef::<Div>::new();
    let canvas = NodeRef::<Canvas>::new();
    let size = size::of(frame);
    let plan = RwSignal::new(None::<Plan>);
    let is_broken = RwSignal::new(false);
    let day = RwSignal::new(None::<usize>);
    effect(move || {
        let Some(canvas) = canvas.get() else { return };
        let series = series.read();
        let Some(series) = series.as_ref().filter(|_| fit(&canvas, size.get())) else { return };
        let look = if is_dark.get() { Look::dark() } else { Look::light() };
        let look = Look { pixel_ratio: size.get().pixel_ratio, ..look };
        let drawn = paint(canvas, series, &look, writer);
        is_broken.set(drawn.is_none());
        plan.set(drawn);
    });

    let ratio = move || size.get().pixel_ratio.max(1.0);
    let point = move |event: PointerEvent| {
        let x = f64::from(event.offset_x()) * ratio();
        day.set(plan.read().as_ref().and_then(|it| it.day_at(x)));
    };
    let walk = move |event: KeyboardEvent| {
        let count = series.read().as_ref().map_or(0, |it| it.days.count());
        let Some(last) = count.checked_sub(1) else { return };
        let next = match (event.key().as_str(), day.get()) {
            ("ArrowRight", Some(day)) => Some((day + 1).min(last)),
            ("ArrowLeft", Some(day)) => Some(day.saturating_sub(1)),
            ("ArrowRight" | "Home", _) => Some(0),
            ("ArrowLeft" | "End", _) => Some(last),
            ("Escape", Some(_)) => None,
            _ => return,
        };
        event.prevent_default();
        day.set(next);
    };
    let centre_px = move || {
        let plan = plan.read();
        let room = &plan.as_ref()?.column_of(day.get()?)?.x;
        Some(f64::from(room.start + room.end) / 2.0 / ratio())
    };
    let cursor = live_view(move || {
        let height = plan.read().as_ref().map(|it| f64::from(it.y.end) / ratio())?;
        let left = centre_px()?;
        Some(view! { <div class="chart-cursor" style:left=px(left) style:height=px(height)></div> })
    });
    let tip = live_view(move || {
        let (tip, centre) = (tip_at.run(day.get()?)?, centre_px()?);
        Some(tip_view(tip, centre, size.get().width_px))
    });
    view! {
        <div class="chart" node_ref=frame>
            <canvas
                node_ref=canvas
                tabindex="0"
                role="img"
                aria-label=format!("{label}. {help}")
                on:pointermove=point
                on:pointerdown=point
                on:pointerleave=move |_| day.set(None)
                on:keydown=walk
                on:blur=move |_| day.set(None)
            ></canvas>
            {cursor}
            <div aria-live="polite">{tip}</div>
            {live_view(move || is_broken.get().then(|| broken(failure)))}
        </div>
    }
}

fn broken(failure: Advice) -> impl IntoView {
    view! { <p class="chart-notes">{failure.title} " " {failure.remedy}</p> }
}

/// Gives the canvas one pixel for each of the screen's; false while it has no size.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a screen")]
fn fit(canvas: &web_sys::HtmlCanvasElement, size: Size) -> bool {
    let [width, height] =
        [size.width_px, size.height_px].map(|it| (it * size.pixel_ratio).round() as u32);
    if width == 0 || height == 0 {
        return false;
    }
    // Setting a size also clears the canvas, which is drawn anew in any case.
    canvas.set_width(width);
    canvas.set_height(height);
    true
}

fn paint(
    canvas: web_sys::HtmlCanvasElement,
    series: &Series,
    look: &Look,
    writer: Writer,
) -> Option<Plan> {
    let chart = BarChart {
        series,
        hidden: &[],
        day_label: &|day, kind| match kind {
            LabelKind::Day => writer.day_number(day),
            LabelKind::DayMonth => writer.short_day(day),
            LabelKind::Month => writer.month(day),
            LabelKind::MonthYear => writer.month_year(day),
            LabelKind::Year => writer.year(day),
        },
        number_label: &|number| writer.number(number.into()),
        is_shaded: &is_weekend,
    };
    draw(CanvasBackend::with_canvas_object(canvas)?, &chart, look).ok()
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Beside the day, on the side that has room.
fn tip_view(tip: Tip, centre_px: f64, width_px: f64) -> impl IntoView {
    let is_right = centre_px < width_px / 2.0;
    let left = if is_right { px(centre_px + 14.0) } else { "auto".to_owned() };
    let right = if is_right { "auto".to_owned() } else { px(width_px - centre_px + 14.0) };
    let line = |(name, slot, number)| {
        view! {
            <li>
                <i class=format!("dot slot-{slot}")></i>
                {name}
                <b>{number}</b>
            </li>
        }
    };
    view! {
        <div class="chart-tip" style:left=left style:right=right>
            <strong>{tip.title}</strong>
            <ul>
                {tip.lines.into_iter().map(line).collect_view()}
                <li>{tip.total.0} <b>{tip.total.1}</b></li>
            </ul>
        </div>
    }
}

fn px(length: f64) -> String {
    format!("{length}px")
}
