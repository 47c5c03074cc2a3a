//! The table of responses. Only the rows in view are in the page; where a browser's scroll bar ends, `viewport`
//! goes on, so that any of a million rows can be reached.

use cubeboard_core::viewport::{Position, Track};
use leptos::prelude::*;

use super::legend::dot;
use crate::browser::size;
use crate::html::content::keyed;
use crate::html::{El, Place, el};
use crate::live::memo;

/// How many columns it has.
pub const COLUMN_COUNT: usize = 8;

/// Height of a row in CSS pixels; the style sheet knows the same two numbers.
const ROW_HEIGHT_PX: f64 = 36.0;
const CARD_HEIGHT_PX: f64 = 60.0;
/// A table narrower than this shows each row as an entry of two lines.
const NARROW_PX: f64 = 640.0;

/// One row, written for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// One text a column.
    pub cells: [String; COLUMN_COUNT],
    /// Which colour its type wears.
    pub slot: usize,
}

/// The rows in view of a table of any length. `row_at` writes the row at a place, counted from 0.
pub fn grid(
    label: &'static str,
    columns: [&'static str; COLUMN_COUNT],
    row_count: impl Fn() -> usize + Copy + Send + Sync + 'static,
    row_at: impl Fn(usize) -> Option<GridRow> + Copy + Send + Sync + 'static,
) -> El {
    let body = Place::new();
    let size = size::of(body);
    let is_narrow = memo(move || (1.0..NARROW_PX).contains(&size.get().width_px));
    let track = memo(move || Track {
        row_count: row_count(),
        row_height_px: if is_narrow.get() { CARD_HEIGHT_PX } else { ROW_HEIGHT_PX },
        view_height_px: size.get().height_px,
    });
    let position = RwSignal::new(Position::default());
    let window = memo(move || track.get().window(position.get()));

    let scroll_top = move || body.get_untracked().map_or(0.0, |it| f64::from(it.scroll_top()));
    let follow = move |_: web_sys::Event| {
        position.update(|it| *it = track.get_untracked().follow(*it, scroll_top()));
    };
    // Past the browsers' cap the thumb drifts from its place by and by; at rest it is put back.
    let settle = move |_: web_sys::Event| {
        let settled = track.get_untracked().settle(position.get_untracked());
        if let Some(body) = body.get_untracked().filter(|_| settled != position.get_untracked()) {
            position.set(settled);
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a track is 8 million pixels high at most"
            )]
            body.set_scroll_top(settled.scroll_top_px().round() as i32);
        }
    };
    let rows = keyed(move || window.get().rows, move |place| row(place, row_at));
    let shown = el("div")
        .class("grid-window")
        .style("top", move || px(window.read().first_row_offset_px))
        .child(rows);
    let track = el("div")
        .class("grid-track")
        .style("height", move || px(track.get().track_height_px()))
        .child(shown);
    let body = el("div")
        .class("grid-body")
        .attr("role", "rowgroup")
        .attr("tabindex", "0")
        .attr("aria-label", label)
        .at(body)
        .on("scroll", follow)
        .on("scrollend", settle)
        .child(track);
    let names = columns.into_iter().enumerate().map(|(column, name)| header_cell(column, name));
    let header =
        el("div").class("grid-row").attr("role", "row").attr("aria-rowindex", "1").children(names);
    el("div")
        .class(move || if is_narrow.get() { "grid grid-narrow" } else { "grid" })
        .attr("role", "grid")
        .attr("aria-label", label)
        .attr("aria-rowcount", move || row_count() + 1)
        .attr("aria-colcount", COLUMN_COUNT)
        .child(el("div").class("grid-head").attr("role", "rowgroup").child(header))
        .child(body)
}

/// A row, kept as long as it stays in view.
fn row(place: usize, row_at: impl Fn(usize) -> Option<GridRow> + Send + Sync + 'static) -> El {
    let row = memo(move || row_at(place));
    let cells = move || {
        let row = row.get()?;
        let slot = row.slot;
        let cells = row.cells.into_iter().enumerate();
        Some(cells.map(|(column, text)| cell(column, text, slot)).collect::<Vec<_>>())
    };
    el("div").class("grid-row").attr("role", "row").attr("aria-rowindex", place + 2).child(cells)
}

/// The column whose cells carry the colour of the type.
const TYPE_COLUMN: usize = 1;

fn cell(column: usize, text: String, slot: usize) -> El {
    el("div")
        .class(format!("grid-cell column-{column}"))
        .attr("role", "gridcell")
        .attr("aria-colindex", column + 1)
        .attr("title", text.clone())
        .child((column == TYPE_COLUMN).then(|| dot(slot)))
        .child(text)
}

fn header_cell(column: usize, name: &'static str) -> El {
    el("div")
        .class(format!("grid-cell column-{column}"))
        .attr("role", "columnheader")
        .attr("aria-colindex", column + 1)
        .child(name)
}

fn px(length: f64) -> String {
    format!("{length}px")
}
