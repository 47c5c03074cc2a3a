//! The table of responses. Only the rows in view are in the page; where a browser's scroll bar ends, `viewport`
//! goes on, so that any of a million rows can be reached.

mod cells;
mod copying;
mod reach;
mod rows;
mod scroll;

use cubeboard_responses::table::cursor::{Cell, Cursor};
use leptos::prelude::*;
use web_sys::ClipboardEvent;

use self::cells::{cell_id, header_cell};
use self::reach::{Reach, hover};
use self::rows::Rows;
use self::scroll::Scroll;
use super::length::px;
use crate::html::{El, Place, el};

pub use self::cells::{GridCell, GridColumn, Link, SortMark};

/// What a grid is made of. Rows and columns are told by their places, counted from 0.
pub struct Grid<C, N, R, A> {
    /// Its name.
    pub label: &'static str,
    /// How it is used with keys.
    pub help: &'static str,
    /// The columns, in order.
    pub columns: Memo<Vec<GridColumn>>,
    /// How many rows there are.
    pub row_count: C,
    /// How many there would be without any filter.
    pub all_count: N,
    /// Whether it goes on paper, where more rows stand than in a window.
    pub is_printing: Memo<bool>,
    /// Writes a row, a cell for each column.
    pub row_at: R,
    /// Where it is in the page.
    pub place: Place,
    /// Where the reader is; none before the first key or press.
    pub cursor: RwSignal<Option<Cursor>>,
    /// What the reader wants done.
    pub act: A,
}

/// What the reader wants done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant says what its fields are")]
pub enum Act {
    /// Sort by a column; `adds` where the order so far stays before it.
    Sort { column: usize, adds: bool },
    /// Show a row whole.
    Open { row: usize },
    /// Show no row whole any more.
    Close,
    /// Filter by what a cell holds.
    Filter(Cell),
    /// Give a column a width.
    Resize { column: usize, width_px: u32 },
    /// Say that so many rows were copied, of those selected; none where the browser did not allow it.
    Copied { rows: usize, selected: usize },
}

/// The rows in view of a table of any length.
pub fn grid<C, N, R, A>(grid: Grid<C, N, R, A>) -> El
where
    C: Fn() -> usize + Copy + Send + Sync + 'static,
    N: Fn() -> usize + Send + Sync + 'static,
    R: Fn(usize) -> Option<Vec<GridCell>> + Copy + Send + Sync + 'static,
    A: Fn(Act) + Copy + Send + Sync + 'static,
{
    let Grid {
        label,
        help,
        columns,
        row_count,
        all_count,
        is_printing,
        row_at,
        place,
        cursor,
        act,
    } = grid;
    let scroll = Scroll::new(place, row_count, is_printing);
    let reachable = Memo::new(move |_| {
        let is_narrow = scroll.is_narrow();
        let columns = columns.read();
        let seen = columns.iter().enumerate().filter(|(_, it)| it.is_on_card || !is_narrow);
        seen.map(|(place, _)| place).collect::<Vec<_>>()
    });
    let reach = Reach { scroll, cursor, columns: reachable, act };
    let seen_cursor = move || cursor.get().map(|it| it.among(&reachable.read()));
    let copy = move |event: ClipboardEvent| {
        copying::copy(&event, cursor, untrack(row_count), row_at, act);
    };
    let container = Place::new();
    let rows = StoredValue::new_local(Rows::default());
    Effect::new(move |_| {
        let Some(element) = container.get() else { return };
        let (range, columns) = (scroll.in_view().rows, columns.read());
        rows.update_value(|it| {
            // A document refuses no elements; without them, the next change would write them again.
            drop(it.show(&element, range, &columns, row_at, seen_cursor()));
        });
    });
    let shown = el("div")
        .class("grid-window")
        .attr("role", "presentation")
        .style("top", move || px(scroll.in_view().first_row_offset_px))
        .at(container);
    let body = el("div")
        .class("grid-track")
        .attr("role", "rowgroup")
        .style("height", move || px(scroll.track_height_px()))
        .child(shown);
    let names =
        Memo::new(move |_| columns.read().iter().map(|it| (it.name, it.class)).collect::<Vec<_>>());
    let names = move || {
        let names = names.read();
        let name = |(place, it): (usize, &_)| header_cell(place, *it, columns, act);
        names.iter().enumerate().map(name).collect::<Vec<_>>()
    };
    let head = el("div").class("grid-row").attr("role", "row").attr("aria-rowindex", "1");
    let active = move || {
        let at = seen_cursor()?.at;
        scroll.in_view().rows.contains(&at.row).then(|| cell_id(at))
    };
    let template = move || {
        let widths = columns.read().iter().map(GridColumn::track).collect::<Vec<_>>();
        widths.join(" ")
    };
    el("div")
        .class(move || if scroll.is_narrow() { "grid grid-narrow" } else { "grid" })
        .attr("role", "grid")
        .attr("tabindex", "0")
        .attr("aria-keyshortcuts", "t")
        .attr("aria-label", label)
        .attr("aria-description", help)
        .attr("aria-multiselectable", "true")
        .attr("aria-activedescendant", active)
        .attr("aria-rowcount", move || row_count() + 1)
        .attr("aria-colcount", move || columns.read().len())
        .style("--columns", template)
        .style("--width", move || px(columns.read().iter().map(|it| f64::from(it.width_px)).sum()))
        .style("--all", move || px(scroll.short_height_px(all_count())))
        .at(place)
        .on("scroll", move |_: web_sys::Event| scroll.follow())
        .on("scrollend", move |_: web_sys::Event| scroll.settle())
        .on("keydown", move |event| reach.press(&event))
        .on("click", move |event| reach.click(&event))
        .on("dblclick", move |event| reach.double_click(&event))
        .on("mouseover", move |event| hover(&event))
        .on("copy", copy)
        .child(el("div").class("grid-head").attr("role", "rowgroup").child(head.child(names)))
        .child(body)
}
