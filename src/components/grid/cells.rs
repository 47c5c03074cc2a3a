//! Columns and cells of a grid as plain values, and how a cell's element is told.

use std::ops::Range;

use cubeboard_responses::table::cursor::Cell;
use web_sys::Element;

/// A column of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridColumn {
    /// What tells it from the others, in whatever language and order.
    pub key: &'static str,
    /// Its name for the reader.
    pub name: &'static str,
    /// Class of its cells in the style sheet.
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

/// A cell of a grid, written for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GridCell {
    /// Its text.
    pub text: String,
    /// Whether the text only stands for nothing ("—"), and is left out where the cell is copied.
    pub is_absent: bool,
    /// Tooltip; without one the whole text is shown, which may not fit.
    pub title: Option<String>,
    /// The parts of the text that the reader searched for, as ranges of bytes, in order.
    pub marks: Vec<Range<usize>>,
    /// Index of the colour of a dot before the text; none without a dot.
    pub colour: Option<usize>,
    /// What is copied in place of the text; the text itself where there is nothing.
    pub copied: Option<String>,
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
    /// Sign in the column's head: "↑", or "↓2".
    pub(super) fn arrow(self) -> String {
        let arrow = if self.is_descending { "↓" } else { "↑" };
        if self.rank == 0 { arrow.to_owned() } else { format!("{arrow}{}", self.rank) }
    }
}

impl GridColumn {
    /// Its track in CSS grid layout.
    pub(super) fn track(&self) -> String {
        let width = self.width_px;
        if self.grows { format!("minmax({width}px, 1fr)") } else { format!("{width}px") }
    }
}

/// Id of a cell's element.
pub(super) fn cell_id(cell: Cell) -> String {
    format!("cell-{}-{}", cell.row, cell.column)
}

/// The cell that an element belongs to, by the indices that assistive technology is told.
pub(super) fn cell_at(target: &Element) -> Option<Cell> {
    let cell = target.closest("[role=gridcell]").ok()??;
    let number = |element: &Element, name: &str| -> Option<usize> {
        element.get_attribute(name)?.parse().ok()
    };
    let row = number(&cell.parent_element()?, "aria-rowindex")?.checked_sub(2)?;
    Some(Cell { row, column: number(&cell, "aria-colindex")?.checked_sub(1)? })
}
