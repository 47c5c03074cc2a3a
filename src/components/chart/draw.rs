//! Puts the bars onto the canvas.

use chrono::{Datelike as _, NaiveDate, Weekday};
use cubeboard_plot::chart::{BarChart, LabelKind};
use cubeboard_plot::look::Look;
use cubeboard_plot::paint::draw;
use cubeboard_plot::plan::Plan;
use cubeboard_responses::calendar::holiday::Holiday;
use cubeboard_responses::series::{PartName, Series};
use web_sys::HtmlCanvasElement;

use super::canvas::Canvas;
use crate::browser::size::Size;
use crate::i18n::formatter::Formatter;

/// Gives the canvas one pixel for each of the screen's; false while it has no size.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a screen")]
pub(super) fn fit(canvas: &HtmlCanvasElement, size: Size) -> bool {
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

/// Draws, and says what went where; nothing where the browser refused.
pub(super) fn paint(
    canvas: HtmlCanvasElement,
    series: &Series,
    hidden: &[PartName],
    look: &Look,
    writer: Formatter,
) -> Option<Plan> {
    let canvas = Canvas::of(canvas)?;
    with_words(series, hidden, writer, |chart| draw(canvas, chart, look).ok())
}

/// Gives a chart the reader's words, numbers and holidays.
pub fn with_words<T>(
    series: &Series,
    hidden: &[PartName],
    writer: Formatter,
    draw: impl FnOnce(&BarChart<'_>) -> T,
) -> T {
    draw(&BarChart {
        series,
        hidden,
        day_label: &|day, kind| match kind {
            LabelKind::Day => writer.day_number(day),
            LabelKind::DayMonth => writer.short_day(day),
            LabelKind::Month => writer.month(day),
            LabelKind::MonthYear => writer.month_year(day),
            LabelKind::Year => writer.year(day),
        },
        number_label: &|number| writer.number(number.into()),
        is_shaded: &rests,
    })
}

/// Weekends and public holidays.
fn rests(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || Holiday::of(day).is_some()
}
