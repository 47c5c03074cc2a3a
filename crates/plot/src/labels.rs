//! Date labels below the plot: where each goes, and which of them fit without touching.

use std::ops::Range;

use crate::chart::BarChart;
use crate::dates::Rhythm;
use crate::look::Look;
use crate::plan::Plan;
use crate::text;

/// The least room between two dates, in text sizes.
const DATE_GAP_EM: f64 = 2.0;

/// A date below the plot.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DateLabel {
    pub(crate) text: String,
    /// The pixels it covers, at most.
    pub(crate) x: Range<i32>,
}

/// Dates as many as fit, none where not even one does. `width_px` is the surface's.
pub(crate) fn dates(
    chart: &BarChart<'_>,
    look: &Look,
    plan: &Plan,
    width_px: i32,
) -> Vec<DateLabel> {
    let sparse_enough = |rhythm: &Rhythm| fitting(*rhythm, chart, look, plan, width_px);
    Rhythm::ALL.iter().find_map(sparse_enough).unwrap_or_default()
}

/// The labels of a rhythm, where there are any and all have room.
fn fitting(
    rhythm: Rhythm,
    chart: &BarChart<'_>,
    look: &Look,
    plan: &Plan,
    width_px: i32,
) -> Option<Vec<DateLabel>> {
    let mut labels = Vec::<DateLabel>::new();
    for (bar, day, kind) in rhythm.labels(&chart.series.bars, chart.series.per) {
        let column = &plan.column_of(bar)?.x;
        let text = (chart.day_label)(day, kind);
        let width = text_width_px(&text, look);
        // A label in the middle of its column, drawn in where it would leave the surface.
        let centred = i32::midpoint(column.start, column.end) - width / 2;
        let start = centred.min(width_px - width).max(0);
        let least = labels.last().map_or(0, |it| it.x.end + look.em(DATE_GAP_EM));
        if start < least || start + width > width_px {
            return None;
        }
        labels.push(DateLabel { text, x: start..start + width });
    }
    (!labels.is_empty()).then_some(labels)
}

/// The width of a text on this surface, at most.
pub(crate) fn text_width_px(text: &str, look: &Look) -> i32 {
    look.em(text::width_em(text))
}
