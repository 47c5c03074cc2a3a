//! Chart layout in device pixels: the plot area, and which bars stand in which of its columns.

use std::ops::Range;

use crate::look::{Look, round};
use crate::scale::Scale;

/// The share of its column that a bar leaves free.
const GAP: f64 = 0.32;

/// Narrower columns than this have no gap between their bars: they make one skyline.
const MIN_GAPPED_CSS_PX: f64 = 4.0;

/// Wider bars than this look like blocks.
const MAX_BAR_CSS_PX: f64 = 56.0;

/// The geometry of a drawn chart, in device pixels of its surface.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// From the left edge of the first column to the right edge of the last.
    pub x: Range<i32>,
    /// From the top of the axis to the base line.
    pub y: Range<i32>,
    /// From left to right; empty where the surface has no room.
    pub columns: Vec<Column>,
    pub(crate) scale: Scale,
}

/// One bar that is drawn and the room around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The room: columns touch.
    pub x: Range<i32>,
    /// The bar itself.
    pub bar_x: Range<i32>,
    /// The bars that stand here, by number: one, or several where there are more of them than pixels.
    pub bars: Range<usize>,
    /// The one of them that is drawn: the one with most responses. A sum would not fit the axis of
    /// one bar, a mean would hide the peaks.
    pub bar: usize,
}

impl Plan {
    /// The bar drawn at an x, by number; `None` left and right of the plot.
    pub fn bar_at(&self, x_px: f64) -> Option<usize> {
        let column = self.columns.partition_point(|it| f64::from(it.x.end) <= x_px);
        self.columns.get(column).filter(|it| f64::from(it.x.start) <= x_px).map(|it| it.bar)
    }

    /// The column in which a bar stands, drawn or not.
    pub fn column_of(&self, bar: usize) -> Option<&Column> {
        let column = self.columns.partition_point(|it| it.bars.end <= bar);
        self.columns.get(column)
    }

    /// The y at which a bar of so many responses ends.
    pub fn y_of(&self, count: u32) -> i32 {
        self.y.end - self.scale.height(count)
    }

    /// The y of a mean, which may lie between two counts.
    pub(crate) fn y_of_mean(&self, mean: f64) -> i32 {
        self.y.end - self.scale.exact_height(mean)
    }
}

/// Divides the plot's width among the bars, whose totals are given.
pub(crate) fn columns(x: &Range<i32>, totals: &[u32], look: &Look) -> Vec<Column> {
    let width_px = (x.end - x.start).max(0);
    let room = usize::try_from(width_px / look.px(1.0)).unwrap_or(0);
    let count = totals.len().min(room);
    let column_px = f64::from(width_px) / as_f64(count.max(1));
    let gap_px = gap_px(column_px, look);
    let edge = |index: usize| x.start + round(column_px * as_f64(index));
    (0..count)
        .map(|index| {
            let x = edge(index)..edge(index + 1);
            let bar_x = x.start + gap_px / 2..x.end - (gap_px - gap_px / 2);
            let bars = index * totals.len() / count..(index + 1) * totals.len() / count;
            let bar = bars.clone().rev().max_by_key(|it| totals[*it]).unwrap_or(bars.start);
            Column { x, bar_x, bars, bar }
        })
        .collect()
}

/// Every gap is the same whole number of pixels; a pixel more or less is less seen in the bars.
fn gap_px(column_px: f64, look: &Look) -> i32 {
    let css_px = column_px / look.pixel_ratio;
    if css_px < MIN_GAPPED_CSS_PX {
        return 0;
    }
    look.px((css_px * GAP).max(css_px - MAX_BAR_CSS_PX))
}

#[expect(clippy::cast_precision_loss, reason = "a number of bars")]
fn as_f64(count: usize) -> f64 {
    count as f64
}
