//! What stands in a grid: the cells of a row, and those of its head.

use leptos::prelude::*;
use std::ops::Range;

use cubeboard_responses::table::cursor::Cell;
use leptos::ev::PointerEvent;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::Act;
use crate::html::{El, el};

/// A column, described for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridColumn {
    /// Its name.
    pub name: &'static str,
    /// How its cells look, as a class of the style sheet.
    pub class: &'static str,
    /// Its width in CSS pixels.
    pub width_px: u32,
    /// Whether it takes what is left of the table's width.
    pub grows: bool,
    /// Whether it is there where the table is narrow; the style sheet knows the same columns.
    pub is_on_card: bool,
    /// Whether the table is sorted by it.
    pub sort: Option<SortMark>,
}

/// How a table is sorted by a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortMark {
    /// Largest, latest or z first.
    pub is_descending: bool,
    /// Which of several columns sorted by it is, counted from 1; 0 where it is the only one.
    pub rank: usize,
}

/// A cell, written for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GridCell {
    /// What stands in it.
    pub text: String,
    /// Whether that only stands for nothing, and is left out where it is copied.
    pub is_absent: bool,
    /// What is said of it on hovering, beside the text that may not fit.
    pub title: Option<String>,
    /// The parts of the text that the reader searched for, in bytes.
    pub marks: Vec<Range<usize>>,
    /// The colour that it wears.
    pub slot: Option<usize>,
    /// What a press on it does.
    pub link: Link,
}

/// What a press on a cell does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Link {
    /// Nothing.
    #[default]
    None,
    /// Filters by it.
    Filter,
    /// Shows the row whole.
    Open,
}

impl SortMark {
    /// The same for the eye: "↑", or "↓2".
    fn arrow(self) -> String {
        let arrow = if self.is_descending { "↓" } else { "↑" };
        let rank = if self.rank == 0 { String::new() } else { self.rank.to_string() };
        [arrow, &rank].concat()
    }
}

impl GridColumn {
    /// Its track in the style sheet's grid.
    pub(super) fn track(&self) -> String {
        let width = self.width_px;
        if self.grows { format!("minmax({width}px, 1fr)") } else { format!("{width}px") }
    }
}

/// The name of a column, which sorts by it, and its edge, which can be dragged. Only what differs follows the columns:
/// an element made anew would lose the focus, and the pointer that drags it.
pub(super) fn header_cell(
    place: usize,
    (name, class): (&'static str, &'static str),
    columns: Memo<Vec<GridColumn>>,
    act: impl Fn(Act) + Copy + 'static,
) -> El {
    let mark = move || columns.read().get(place)?.sort;
    let sorted = move || match mark() {
        None => "none",
        Some(mark) if mark.is_descending => "descending",
        Some(_) => "ascending",
    };
    let arrow = move || mark().map_or_else(String::new, SortMark::arrow);
    let arrow = el("span").class("sort-arrow").attr("aria-hidden", "true").child(arrow);
    let sort = move |event: leptos::ev::MouseEvent| {
        act(Act::Sort { column: place, adds: event.shift_key() });
    };
    let button = el("button").attr("type", "button").class("sort").on("click", sort);
    let edge = el("span")
        .class("edge")
        .attr("aria-hidden", "true")
        .on("pointerdown", grab)
        .on("pointermove", move |event| drag(&event, place, act));
    el("div")
        .class(["grid-cell ", class].concat())
        .attr("role", "columnheader")
        .attr("aria-colindex", place + 1)
        .attr("aria-sort", sorted)
        .child(button.child(name).child(arrow))
        .child(edge)
}

fn grab(event: PointerEvent) {
    if let Some(edge) = element(&event) {
        drop(edge.set_pointer_capture(event.pointer_id()));
        event.prevent_default();
    }
}

fn drag(event: &PointerEvent, place: usize, act: impl Fn(Act)) {
    let Some(edge) = element(event).filter(|it| it.has_pointer_capture(event.pointer_id())) else {
        return;
    };
    if let Some(cell) = edge.parent_element() {
        let width_px = f64::from(event.client_x()) - cell.get_bounding_client_rect().left();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels")]
        act(Act::Resize { column: place, width_px: width_px.max(0.0).round() as u32 });
    }
}

fn element(event: &PointerEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The name of a cell in the page.
pub(super) fn cell_id(cell: Cell) -> String {
    format!("cell-{}-{}", cell.row, cell.column)
}

/// The cell that an element of the page belongs to, by what a screen reader is told of it.
pub(super) fn cell_at(target: &Element) -> Option<Cell> {
    let cell = target.closest("[role=gridcell]").ok()??;
    let number = |element: &Element, name: &str| -> Option<usize> {
        element.get_attribute(name)?.parse().ok()
    };
    let row = number(&cell.parent_element()?, "aria-rowindex")?.checked_sub(2)?;
    Some(Cell { row, column: number(&cell, "aria-colindex")?.checked_sub(1)? })
}
