//! Drawing the bars on the canvas, with the reader's words, numbers and holidays.

use chrono::Datelike as _;
use cubeboard_plot::chart::{self, LabelKind};
use cubeboard_plot::look::Look;
use cubeboard_plot::paint::{self, DrawError};
use cubeboard_plot::plan::Plan;
use cubeboard_responses::calendar::holiday::is_day_off;
use cubeboard_responses::series::{PartName, Series};
use plotters_canvas::CanvasBackend;
use thiserror::Error;
use web_sys::HtmlCanvasElement;

use super::event::BarRange;
use crate::browser::size::Size;
use crate::i18n::formatter::Formatter;

/// Geometry of the chart that is on the canvas, in CSS pixels.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DrawnChart {
    plan: Plan,
    /// Device pixels for each CSS pixel, as it was drawn.
    pixel_ratio: f64,
}

/// Where bars stand, in CSS pixels: from the left edge of the leftmost one's column to the right edge of the rightmost
/// one's.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(clippy::struct_field_names, reason = "each name tells the unit")]
pub(super) struct BarBounds {
    pub(super) left_px: f64,
    pub(super) right_px: f64,
    /// From the top of the canvas to the base line.
    pub(super) height_px: f64,
}

impl DrawnChart {
    /// Index of the bar at an x from the left edge of the canvas; `None` left and right of the plot.
    pub(super) fn bar_at(&self, x_px: f64) -> Option<usize> {
        self.plan.bar_at(x_px * self.pixel_ratio)
    }

    /// Where these bars stand; `None` where there are no such bars.
    pub(super) fn bounds(&self, bars: BarRange) -> Option<BarBounds> {
        let (first, last) = (self.plan.column_of(bars.first)?, self.plan.column_of(bars.last)?);
        let css_px = |device_px: i32| f64::from(device_px) / self.pixel_ratio;
        Some(BarBounds {
            left_px: css_px(first.x.start),
            right_px: css_px(last.x.end),
            height_px: css_px(self.plan.y.end),
        })
    }
}

impl BarBounds {
    /// The x of the middle.
    pub(super) fn centre_px(self) -> f64 {
        f64::midpoint(self.left_px, self.right_px)
    }

    pub(super) fn width_px(self) -> f64 {
        self.right_px - self.left_px
    }
}

/// Why there is no chart.
#[derive(Debug, Error)]
pub(super) enum CanvasError {
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

/// Draws over the whole canvas.
///
/// # Errors
/// Where the browser refuses.
pub(super) fn draw_on_canvas(
    canvas: HtmlCanvasElement,
    series: &Series,
    hidden: &[PartName],
    look: &Look,
    formatter: Formatter,
) -> Result<DrawnChart, CanvasError> {
    let canvas = CanvasBackend::with_canvas_object(canvas).ok_or(CanvasError::NoContext)?;
    let plan = with_labels(series, hidden, formatter, |chart| paint::draw(canvas, chart, look))?;
    Ok(DrawnChart { plan, pixel_ratio: look.pixel_ratio })
}

/// Gives a chart the reader's numbers, dates and holidays.
pub fn with_labels<T>(
    series: &Series,
    hidden: &[PartName],
    formatter: Formatter,
    draw: impl FnOnce(&chart::BarChart<'_>) -> T,
) -> T {
    draw(&chart::BarChart {
        series,
        hidden,
        day_label: &|day, kind| match kind {
            LabelKind::Day => day.day().to_string(),
            LabelKind::DayMonth => formatter.short_day(day),
            LabelKind::Month => formatter.month(day).to_owned(),
            LabelKind::MonthYear => formatter.month_year(day),
            LabelKind::Year => day.year().to_string(),
        },
        number_label: &|number| formatter.number(number.into()),
        is_shaded: &is_day_off,
    })
}
