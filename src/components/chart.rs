//! The chart on its canvas. Drawn when the numbers, the size or the look change; what follows the pointer or the
//! keys lies above it, so that the canvas is left alone.

mod canvas;
pub mod draw;
mod reach;

use cubeboard_i18n::Advice;
use cubeboard_plot::look::Look;
use cubeboard_plot::plan::Plan;
use cubeboard_responses::series::{PartName, Series};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use self::reach::Reach;
use super::legend::dot;
use super::length::px;
use crate::browser::size::{self, Size};
use crate::html::{El, Place, button, el};
use crate::i18n::formatter::Formatter;

/// One bar's numbers, written for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tip {
    /// Its days.
    pub title: String,
    /// Name, colour and number of each part, from the top of the stack to its bottom.
    pub lines: Vec<(String, usize, String)>,
    /// Names and numbers of the sum and of what it is compared with.
    pub sums: Vec<(&'static str, String)>,
}

/// What the reader does to bars, given by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Picks one, or lets go of it.
    Pick(usize),
    /// Wants to see only those from one to another.
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

/// On A4 with its margins.
const PAPER: Size = Size { width_px: 820.0, height_px: 260.0, pixel_ratio: 2.0 };

/// What a chart is made of.
pub struct Chart<L, D, T, Z, A> {
    /// What it shows.
    pub series: Memo<Option<Series>>,
    /// The parts that are switched off.
    pub hidden: RwSignal<Vec<PartName>>,
    /// Its name, and how it is used with keys.
    pub label: L,
    /// What is said where it cannot be drawn.
    pub failure: Advice,
    /// Writes numbers and dates.
    pub writer: Formatter,
    /// What it is drawn on.
    pub surface: D,
    /// The numbers of a bar.
    pub tip_at: T,
    /// Names what zooming to these bars does, and what letting go of them does.
    pub zoom: Z,
    /// See there.
    pub let_go: &'static str,
    /// Does what the reader wants.
    pub act: A,
}

/// Bars to be looked at, pointed at, picked, and walked by keys.
pub fn chart<L, D, T, Z, A>(chart: Chart<L, D, T, Z, A>) -> El
where
    L: Fn() -> String + Send + Sync + 'static,
    D: Fn() -> Surface + 'static,
    T: Fn(usize) -> Option<Tip> + Send + 'static,
    Z: Fn(usize, usize) -> String + Send + Sync + Copy + 'static,
    A: Fn(Act) + Send + Sync + Copy + 'static,
{
    let Chart { series, hidden, label, failure, writer, surface, tip_at, zoom, let_go, act } =
        chart;
    let (frame, canvas) = (Place::new(), Place::new());
    let size = size::of(frame);
    let plan = RwSignal::new(None::<Plan>);
    let is_broken = RwSignal::new(false);
    Effect::new(move |_| {
        let Some(canvas) = canvas.get() else { return };
        let canvas = canvas.unchecked_into();
        let series = series.read();
        let surface = surface();
        let size = if surface == Surface::Paper { PAPER } else { size.get() };
        let Some(series) = series.as_ref().filter(|_| draw::fit(&canvas, size)) else {
            return;
        };
        let look = if surface == Surface::Dark { Look::dark() } else { Look::light() };
        let look = Look { pixel_ratio: size.pixel_ratio, ..look };
        let drawn = draw::paint(canvas, series, &hidden.read(), &look, writer);
        is_broken.set(drawn.is_none());
        plan.set(drawn);
    });

    let ratio = move || size.get().pixel_ratio.max(1.0);
    let reach = Reach::new(plan);
    // Where a bar's column begins and ends, and where the plot ends below, in CSS pixels.
    let column = move |bar: usize| {
        let plan = plan.read();
        let plan = plan.as_ref()?;
        let x = &plan.column_of(bar)?.x;
        Some([x.start, x.end, plan.y.end].map(|it| f64::from(it) / ratio()))
    };
    let centre_px = move |bar: usize| column(bar).map(|[start, end, _]| f64::midpoint(start, end));
    let cursor = move || {
        let bar = reach.bar.get()?;
        let (left, [.., height]) = (centre_px(bar)?, column(bar)?);
        let cursor = el("div").class("chart-cursor").style("left", move || px(left));
        Some(cursor.style("height", move || px(height)))
    };
    let band = move || {
        let (first, last) = reach.span()?;
        let ([left, ..], [_, right, height]) = (column(first)?, column(last)?);
        let zoom_in = button("button", zoom(first, last), move || {
            reach.let_go();
            act(Act::Zoom(first, last));
        });
        let tools = vec![zoom_in, button("button", let_go, move || reach.let_go())];
        let band = el("div")
            .class("chart-band")
            .style("left", move || px(left))
            .style("width", move || px(right - left))
            .style("height", move || px(height));
        Some(vec![band, el("div").class("chart-zoom").children(tools)])
    };
    let tip = move || {
        let bar = reach.bar.get()?;
        Some(tip_view(tip_at(bar)?, centre_px(bar)?, size.get().width_px))
    };
    let broken = move || {
        let words = || [failure.title, " ", failure.remedy].concat();
        is_broken.get().then(|| el("p").class("chart-notes").child(words()))
    };
    let count = move || series.read().as_ref().map_or(0, |it| it.bars.len());
    let canvas = el("canvas")
        .at(canvas)
        .attr("tabindex", "0")
        .attr("role", "img")
        .attr("aria-keyshortcuts", "c")
        .attr("aria-label", label)
        .on("pointermove", move |event| reach.hover(&event, ratio()))
        .on("pointerdown", move |event| reach.grasp(&event, ratio()))
        .on("pointerup", move |event| {
            if let Some(wish) = reach.release(&event, ratio()) {
                act(wish);
            }
        })
        .on("pointerleave", move |_: web_sys::Event| reach.leave())
        .on("keydown", move |event| {
            if let Some(wish) = reach.press(&event, count()) {
                act(wish);
            }
        })
        .on("blur", move |_: web_sys::Event| reach.leave());
    el("div")
        .class("chart")
        .at(frame)
        .child(canvas)
        .child(cursor)
        .child(band)
        .child(el("div").attr("aria-live", "polite").child(tip))
        .child(broken)
}

/// Beside the bar, on the side that has room.
fn tip_view(tip: Tip, centre_px: f64, width_px: f64) -> El {
    let is_right = centre_px < width_px / 2.0;
    let (side, distance_px) =
        if is_right { ("left", centre_px) } else { ("right", width_px - centre_px) };
    let line = |(name, slot, number): (String, usize, String)| {
        el("li").child(dot(slot)).child(name).child(el("b").child(number))
    };
    let sum = |(name, number): (&'static str, String)| {
        el("li").class("chart-sum").child(name).child(el("b").child(number))
    };
    el("div")
        .class("chart-tip")
        .style(side, move || px(distance_px + 14.0))
        .child(el("strong").child(tip.title))
        .child(
            el("ul")
                .children(tip.lines.into_iter().map(line))
                .children(tip.sums.into_iter().map(sum)),
        )
}
