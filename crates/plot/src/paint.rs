//! Chart painter: draws from the back to the front, one rectangle or text at a time.

use std::error::Error;
use std::ops::Range;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea as _};
use plotters::element::{DashedPathElement, PathElement, Polygon, Rectangle};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, FontStyle, RGBColor, TextStyle};
use thiserror::Error;

use crate::chart::BarChart;
use crate::labels::{self, text_width_px};
use crate::look::{Look, mix};
use crate::plan::{self, Column, Plan};
use crate::scale::Scale;

/// The backend refused to draw.
#[derive(Debug, Error)]
#[error("drawing failed")]
pub struct DrawError(#[source] Box<dyn Error + Send + Sync>);

impl<E: Error + Send + Sync + 'static> From<DrawingAreaErrorKind<E>> for DrawError {
    fn from(error: DrawingAreaErrorKind<E>) -> Self {
        Self(Box::new(error))
    }
}

/// Ticks of the axis of counts are at least so far apart, in text sizes.
const TICK_EM: f64 = 3.0;

/// Columns narrower than this are too many for a wash behind weekends: it would be noise.
const MIN_WASH_CSS_PX: f64 = 1.5;

/// Bars narrower than this have no lines between their parts: side by side they would only dither.
const MIN_DIVIDED_CSS_PX: f64 = 2.0;

/// Height and half the width of the mark of a note, between the base line and the dates.
const NOTE_CSS_PX: f64 = 5.0;

/// How much of its colour a bar keeps that has not ended.
const UNFINISHED: f64 = 0.5;

/// How much, where the reader picked others.
const UNPICKED: f64 = 0.3;

/// Draws a chart over the whole surface of a backend and says what went where. A surface without
/// room for a single column is only cleared.
///
/// # Errors
/// Where the backend fails; what it has drawn by then stays.
pub fn draw<B: DrawingBackend<ErrorType: 'static>>(
    backend: B,
    chart: &BarChart<'_>,
    look: &Look,
) -> Result<Plan, DrawError> {
    let area = backend.into_drawing_area();
    let plan = draw_on(&area, chart, look)?;
    area.present()?;
    Ok(plan)
}

/// Draws a chart over all of an area, which may be a part of a surface; the plan counts from the area's own corner.
pub(crate) fn draw_on<B: DrawingBackend<ErrorType: 'static>>(
    area: &DrawingArea<B, Shift>,
    chart: &BarChart<'_>,
    look: &Look,
) -> Result<Plan, DrawError> {
    let (width, height) = area.dim_in_pixel();
    let pixels = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
    let plan = lay_out(chart, look, (pixels(width), pixels(height)));
    let painter = Painter { area, chart, look, plan: &plan };
    painter.area.fill(&look.card)?;
    if !plan.columns.is_empty() {
        painter.washes()?;
        painter.grid()?;
        painter.counted()?;
        painter.bars()?;
        painter.lines()?;
        painter.notes()?;
        painter.dates(pixels(width))?;
    }
    Ok(plan)
}

/// Lays out the plot, with room for the numbers on the left, the dates below, and half a number above.
fn lay_out(chart: &BarChart<'_>, look: &Look, (width_px, height_px): (i32, i32)) -> Plan {
    let totals = chart.totals();
    let before = chart.before().into_iter().flatten().map(ceil);
    let goal = chart.goal().iter().copied().flatten().map(ceil);
    let counted = chart.counted().iter().copied();
    let lines = before.chain(goal).chain(counted);
    let max = totals.iter().copied().chain(lines).max().unwrap_or(0);
    let y = look.em(0.75)..(height_px - look.em(2.0)).max(look.em(0.75));
    let scale = Scale::new(max, y.end - y.start, look.em(TICK_EM));
    let widest = scale.ticks().map(|it| text_width_px(&(chart.number_label)(it), look)).max();
    let x = widest.unwrap_or(0) + number_gap_px(look)..width_px - look.em(0.25);
    let columns = plan::columns(&x, &totals, look);
    Plan { x, y, columns, scale }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count or a mean of counts"
)]
fn ceil(value: f64) -> u32 {
    value.ceil() as u32
}

fn number_gap_px(look: &Look) -> i32 {
    look.em(0.75)
}

struct Painter<'a, B: DrawingBackend<ErrorType: 'static>> {
    area: &'a DrawingArea<B, Shift>,
    chart: &'a BarChart<'a>,
    look: &'a Look,
    plan: &'a Plan,
}

impl<B: DrawingBackend<ErrorType: 'static>> Painter<'_, B> {
    /// Weekends and holidays; neighbours make one band.
    fn washes(&self) -> Result<(), DrawError> {
        let Plan { x, y, columns, .. } = self.plan;
        if !columns.first().is_some_and(|it| self.is_at_least(&it.x, MIN_WASH_CSS_PX)) {
            return Ok(());
        }
        let is_shaded = |column: &Column| self.chart.is_wash(column.bar);
        let bands = columns.chunk_by(|a, b| is_shaded(a) == is_shaded(b));
        for band in bands.filter(|band| band.first().is_some_and(is_shaded)) {
            let left = band.first().map_or(x.start, |it| it.x.start);
            let right = band.last().map_or(x.end, |it| it.x.end);
            self.rectangle((left, y.start), (right, y.end), self.look.wash)?;
        }
        Ok(())
    }

    /// A hairline and a number per tick.
    fn grid(&self) -> Result<(), DrawError> {
        let Plan { x, scale, .. } = self.plan;
        for count in scale.ticks() {
            let y = self.plan.y_of(count);
            self.rectangle((x.start, y), (x.end, y + self.look.px(1.0)), self.look.line)?;
            let number = (self.chart.number_label)(count);
            self.text(&number, HPos::Right, (x.start - number_gap_px(self.look), y))?;
        }
        Ok(())
    }

    /// The outline of what was counted and is not read yet; bars stand before it as they come.
    fn counted(&self) -> Result<(), DrawError> {
        let mut outline = Vec::new();
        for column in &self.plan.columns {
            let Some(count) = self.chart.counted().get(column.bar) else { return Ok(()) };
            let (left, right, top) = (column.x.start, column.x.end, self.plan.y_of(*count));
            self.rectangle((left, top), (right, self.plan.y.end), self.look.counted())?;
            outline.extend([(left, top), (right, top)]);
        }
        Ok(self.area.draw(&PathElement::new(outline, self.look.counted_stroke()))?)
    }

    fn bars(&self) -> Result<(), DrawError> {
        self.plan.columns.iter().try_for_each(|column| self.bar(column))
    }

    /// The parts of one bar, divided by a line of card colour where there is room for one.
    fn bar(&self, column: &Column) -> Result<(), DrawError> {
        let is_divided = self.is_at_least(&column.bar_x, MIN_DIVIDED_CSS_PX);
        let divider_px = if is_divided { self.look.px(1.0) } else { 0 };
        let strength = self.strength(column);
        let mut sum = 0;
        for part in self.chart.parts() {
            let count = part.counts.get(column.bar).copied().unwrap_or(0);
            let bottom = self.plan.y_of(sum);
            let top = self.plan.y_of(sum + count);
            let has_divider = sum > 0 && bottom - top > divider_px;
            let bottom = if has_divider { bottom - divider_px } else { bottom };
            if bottom > top {
                let colour = self.look.parts[part.slot.min(self.look.parts.len() - 1)];
                let colour = mix(colour, self.look.card, strength);
                let bar_x = &column.bar_x;
                self.rectangle((bar_x.start, top), (bar_x.end, bottom), colour)?;
            }
            sum += count;
        }
        Ok(())
    }

    /// How much of its colour a bar keeps: less where it has not ended, and less where others are picked.
    fn strength(&self, column: &Column) -> f64 {
        let series = self.chart.series;
        let is_picked = |it: &usize| column.bars.contains(it);
        if !series.picked.is_empty() && !series.picked.iter().any(is_picked) {
            UNPICKED
        } else if series.unfinished == Some(column.bar) {
            UNFINISHED
        } else {
            1.0
        }
    }

    /// What it is compared with, the goal, and the mean in front of both.
    fn lines(&self) -> Result<(), DrawError> {
        let dashes = self.look.dashes_px();
        let before = self.points(&self.chart.before());
        for stretch in before.split(Option::is_none).filter(|it| it.len() > 1) {
            let points = stretch.iter().copied().flatten();
            let stroke = self.look.before_stroke();
            self.area.draw(&DashedPathElement::new(points, dashes.0, dashes.1, stroke))?;
        }
        self.goal()?;
        let mean = self.points(&self.chart.mean(&self.chart.totals()));
        for stretch in mean.split(Option::is_none).filter(|it| it.len() > 1) {
            let points: Vec<_> = stretch.iter().copied().flatten().collect();
            self.area.draw(&PathElement::new(points, self.look.mean_stroke()))?;
        }
        Ok(())
    }

    /// A mark below each bar on whose days there is a note.
    fn notes(&self) -> Result<(), DrawError> {
        let size = self.look.px(NOTE_CSS_PX);
        let top = self.plan.y.end + self.look.px(2.0);
        let columns = self.chart.series.noted.iter().filter_map(|bar| self.plan.column_of(*bar));
        for column in columns {
            let x = i32::midpoint(column.x.start, column.x.end);
            let points = vec![(x, top), (x + size, top + size), (x - size, top + size)];
            self.area.draw(&Polygon::new(points, self.look.ink.filled()))?;
        }
        Ok(())
    }

    /// The goal as level steps, each as wide as the columns that have it; where nobody works there is none. Nothing leads
    /// from one step to the next: where Saturdays have less of the goal, a year of days would be crossed by a hundred lines.
    fn goal(&self) -> Result<(), DrawError> {
        let height = |column: &Column| {
            let value = self.chart.goal().get(column.bar).copied().flatten()?;
            Some(self.plan.y_of_mean(value))
        };
        for step in self.plan.columns.chunk_by(|a, b| height(a) == height(b)) {
            if let ([first, ..], [.., last]) = (step, step)
                && let Some(y) = height(first)
            {
                self.dotted(first.x.start..last.x.end, y)?;
            }
        }
        Ok(())
    }

    /// A level line of whole dots in the middle of `x`: at least one, also where there is less room.
    fn dotted(&self, x: Range<i32>, y: i32) -> Result<(), DrawError> {
        let (dot, gap) = self.look.dots_px();
        let count = ((x.end - x.start + gap) / (dot + gap)).max(1);
        let length = count * (dot + gap) - gap;
        let start = x.start + (x.end - x.start - length) / 2;
        let ends = [(start, y), (start + length, y)];
        let stroke = self.look.goal_stroke();
        Ok(self.area.draw(&DashedPathElement::new(ends, dot, gap, stroke))?)
    }

    /// Where the values of the drawn bars lie, in the middle of their columns.
    fn points(&self, values: &[Option<f64>]) -> Vec<Option<(i32, i32)>> {
        let point = |column: &Column| {
            let value = (*values.get(column.bar)?)?;
            let x = i32::midpoint(column.x.start, column.x.end);
            Some((x, self.plan.y_of_mean(value)))
        };
        self.plan.columns.iter().map(point).collect()
    }

    fn dates(&self, width_px: i32) -> Result<(), DrawError> {
        let y = self.plan.y.end + self.look.em(1.2);
        for label in labels::dates(self.chart, self.look, self.plan, width_px) {
            let center = i32::midpoint(label.x.start, label.x.end);
            self.text(&label.text, HPos::Center, (center, y))?;
        }
        Ok(())
    }

    fn is_at_least(&self, x: &Range<i32>, css_px: f64) -> bool {
        f64::from(x.end - x.start) >= css_px * self.look.pixel_ratio
    }

    fn rectangle(
        &self,
        top_left: (i32, i32),
        bottom_right: (i32, i32),
        colour: RGBColor,
    ) -> Result<(), DrawError> {
        Ok(self.area.draw(&Rectangle::new([top_left, bottom_right], colour.filled()))?)
    }

    /// A text whose middle line is at `y`: the only height at which canvas and SVG agree.
    fn text(&self, text: &str, align: HPos, at: (i32, i32)) -> Result<(), DrawError> {
        let font = self.look.font(1.0, FontStyle::Normal);
        let style =
            TextStyle::from(font).color(&self.look.faint).pos(Pos::new(align, VPos::Center));
        Ok(self.area.draw_text(text, &style, at)?)
    }
}
