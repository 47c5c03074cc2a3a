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
use leptos::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlCanvasElement;

use super::legend::dot;
use crate::browser::intl::Writer;
use crate::browser::size::{self, Size};
use crate::html::{El, Place, el};
use crate::live::effect;

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

/// What a chart is made of.
pub struct Chart<D, T> {
    /// What it shows.
    pub series: Memo<Option<Series>>,
    /// Its name.
    pub label: &'static str,
    /// How it is used with keys.
    pub help: &'static str,
    /// What is said where it cannot be drawn.
    pub failure: Advice,
    /// Writes numbers and dates.
    pub writer: Writer,
    /// Whether the page is dark.
    pub is_dark: D,
    /// The numbers of a day, counted from 0.
    pub tip_at: T,
}

/// Bars per day, to be looked at, pointed at and walked by keys.
pub fn chart<D, T>(chart: Chart<D, T>) -> El
where
    D: Fn() -> bool + 'static,
    T: Fn(usize) -> Option<Tip> + Send + 'static,
{
    let Chart { series, label, help, failure, writer, is_dark, tip_at } = chart;
    let (frame, canvas) = (Place::new(), Place::new());
    let size = size::of(frame);
    let plan = RwSignal::new(None::<Plan>);
    let is_broken = RwSignal::new(false);
    let day = RwSignal::new(None::<usize>);
    effect(move || {
        let Some(canvas) = canvas.get() else { return };
        let canvas: HtmlCanvasElement = canvas.unchecked_into();
        let series = series.read();
        let Some(series) = series.as_ref().filter(|_| fit(&canvas, size.get())) else { return };
        let look = if is_dark() { Look::dark() } else { Look::light() };
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
    let cursor = move || {
        let height = plan.read().as_ref().map(|it| f64::from(it.y.end) / ratio())?;
        let left = centre_px()?;
        let cursor = el("div").class("chart-cursor").style("left", move || px(left));
        Some(cursor.style("height", move || px(height)))
    };
    let tip = move || Some(tip_view(tip_at(day.get()?)?, centre_px()?, size.get().width_px));
    let broken = move || {
        let words = || [failure.title, " ", failure.remedy].concat();
        is_broken.get().then(|| el("p").class("chart-notes").child(words()))
    };
    let leave = move |_: web_sys::Event| day.set(None);
    let canvas = el("canvas")
        .at(canvas)
        .attr("tabindex", "0")
        .attr("role", "img")
        .attr("aria-label", format!("{label}. {help}"))
        .on("pointermove", point)
        .on("pointerdown", point)
        .on("pointerleave", leave)
        .on("keydown", walk)
        .on("blur", leave);
    el("div")
        .class("chart")
        .at(frame)
        .child(canvas)
        .child(cursor)
        .child(el("div").attr("aria-live", "polite").child(tip))
        .child(broken)
}

/// Gives the canvas one pixel for each of the screen's; false while it has no size.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a screen")]
fn fit(canvas: &HtmlCanvasElement, size: Size) -> bool {
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

fn paint(canvas: HtmlCanvasElement, series: &Series, look: &Look, writer: Writer) -> Option<Plan> {
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
fn tip_view(tip: Tip, centre_px: f64, width_px: f64) -> El {
    let is_right = centre_px < width_px / 2.0;
    let (side, distance_px) =
        if is_right { ("left", centre_px) } else { ("right", width_px - centre_px) };
    let line = |(name, slot, number): (String, usize, String)| {
        el("li").child(dot(slot)).child(name).child(el("b").child(number))
    };
    let (name, number) = tip.total;
    let total = el("li").child(name).child(el("b").child(number));
    el("div")
        .class("chart-tip")
        .style(side, move || px(distance_px + 14.0))
        .child(el("strong").child(tip.title))
        .child(el("ul").children(tip.lines.into_iter().map(line)).child(total))
}

fn px(length: f64) -> String {
    format!("{length}px")
}
