//! Drawing the bars on the canvas, with the reader's words, numbers and holidays.

use chrono::{Datelike as _, NaiveDate, Weekday};
use cubeboard_plot::chart::{BarChart, LabelKind};
use cubeboard_plot::look::Look;
use cubeboard_plot::paint::{DrawError, draw};
use cubeboard_plot::plan::Plan;
use cubeboard_responses::calendar::holiday::Holiday;
use cubeboard_responses::series::{PartName, Series};
use plotters_canvas::CanvasBackend;
use thiserror::Error;
use web_sys::HtmlCanvasElement;

use crate::browser::size::Size;
use crate::i18n::formatter::Formatter;

/// Why there is no chart.
#[derive(Debug, Error)]
pub(super) enum PaintError {
    /// The browser gives the canvas nothing to draw on.
    #[error("the canvas has no context for drawing")]
    NoContext,
    /// It refused something that was drawn.
    #[error(transparent)]
    Draw(#[from] DrawError),
}

/// Gives the canvas one pixel for each of the screen's; false while it has no size.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a screen")]
pub(super) fn fit(canvas: &HtmlCanvasElement, size: Size) -> bool {
    let device_px = |css_px: f64| (css_px * size.pixel_ratio).round() as u32;
    let (width, height) = (device_px(size.width_px), device_px(size.height_px));
    if width == 0 || height == 0 {
        return false;
    }
    // Setting a size also clears the canvas, which is drawn anew in any case.
    canvas.set_width(width);
    canvas.set_height(height);
    true
}

/// Draws the bars, and says what went where.
///
/// # Errors
/// Where the browser refuses.
pub(super) fn paint(
    canvas: HtmlCanvasElement,
    series: &Series,
    hidden: &[PartName],
    look: &Look,
    formatter: Formatter,
) -> Result<Plan, PaintError> {
    let canvas = CanvasBackend::with_canvas_object(canvas).ok_or(PaintError::NoContext)?;
    Ok(with_labels(series, hidden, formatter, |chart| draw(canvas, chart, look))?)
}

/// Gives a chart the reader's numbers, dates and holidays.
pub fn with_labels<T>(
    series: &Series,
    hidden: &[PartName],
    formatter: Formatter,
    draw: impl FnOnce(&BarChart<'_>) -> T,
) -> T {
    draw(&BarChart {
        series,
        hidden,
        day_label: &|day, kind| match kind {
            LabelKind::Day => formatter.day_number(day),
            LabelKind::DayMonth => formatter.short_day(day),
            LabelKind::Month => formatter.month(day),
            LabelKind::MonthYear => formatter.month_year(day),
            LabelKind::Year => formatter.year(day),
        },
        number_label: &|number| formatter.number(number.into()),
        is_shaded: &is_day_off,
    })
}

/// Whether a day is a weekend or a public holiday.
fn is_day_off(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || Holiday::of(day).is_some()
}
