//! One recycled row: its element, its cells, and what is written in them. Only what differs is written anew.

use cubeboard_responses::table::cursor::{Cell, Cursor};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Document, Element, HtmlElement};

use super::cells::{GridCell, cell_id};
use super::written_cell::write_cell;
use crate::components::length::px;

/// Places that differ by less are the same: a sum of fractions may be off by what nobody sees.
const SAME_PLACE_PX: f64 = 0.01;

/// What stands in rows.
pub(super) struct RowContent<'a> {
    /// The same as long as no row reads differently.
    pub(super) edition: u32,
    /// The cells of a row, one for each column.
    pub(super) row_at: &'a dyn Fn(usize) -> Option<Vec<GridCell>>,
}

/// A row's element and what it shows.
#[derive(Debug)]
pub(super) struct RecycledRow {
    element: HtmlElement,
    /// Which row it shows; none before the first.
    row: Option<usize>,
    /// How far below the top of the track it is; nothing before it was placed.
    offset_px: Option<f64>,
    /// The edition of what is written in it.
    edition: u32,
    cells: Vec<RecycledCell>,
}

#[derive(Debug)]
struct RecycledCell {
    element: Element,
    cell: GridCell,
    highlight: Highlight,
}

/// How a cell is set off from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Highlight {
    #[default]
    None,
    Selected,
    /// The reader is at it.
    Active,
}

impl RecycledRow {
    /// An empty row at the end of its container, with a cell for each of the columns' classes.
    pub(super) fn new(
        document: &Document,
        container: &Element,
        classes: &[&'static str],
    ) -> Result<Self, JsValue> {
        let element: HtmlElement = document.create_element("div")?.unchecked_into();
        element.set_class_name("grid-row");
        element.set_attribute("role", "row")?;
        let mut cells = Vec::new();
        for (column, class) in classes.iter().enumerate() {
            let cell = document.create_element("div")?;
            cell.set_attribute("role", "gridcell")?;
            cell.set_attribute("aria-colindex", &(column + 1).to_string())?;
            set_highlight(&cell, class, Highlight::None)?;
            write_cell(document, &cell, &GridCell::default(), &GridCell::default())?;
            element.append_child(&cell)?;
            cells.push(RecycledCell {
                element: cell,
                cell: GridCell::default(),
                highlight: Highlight::None,
            });
        }
        container.append_child(&element)?;
        Ok(Self { element, row: None, offset_px: None, edition: 0, cells })
    }

    pub(super) fn element(&self) -> &Element {
        &self.element
    }

    /// Which row it shows; none before the first.
    pub(super) fn row(&self) -> Option<usize> {
        self.row
    }

    /// Whether the reader presses something in it, or it has the focus.
    pub(super) fn is_held(&self) -> bool {
        self.element.matches(":active, :focus-within").unwrap_or_default()
    }

    /// Puts it where its row goes on the track.
    pub(super) fn place(&mut self, offset_px: f64) -> Result<(), JsValue> {
        let is_there = self.offset_px.is_some_and(|it| (it - offset_px).abs() < SAME_PLACE_PX);
        if is_there {
            return Ok(());
        }
        self.offset_px = Some(offset_px);
        self.element.style().set_property("top", &px(offset_px))
    }

    /// Shows a row: writes what differs from what it showed before.
    pub(super) fn write(
        &mut self,
        document: &Document,
        row: usize,
        content: &RowContent<'_>,
    ) -> Result<(), JsValue> {
        if (self.row, self.edition) == (Some(row), content.edition) {
            return Ok(());
        }
        if self.row != Some(row) {
            self.element.set_attribute("aria-rowindex", &(row + 2).to_string())?;
        }
        (self.row, self.edition) = (Some(row), content.edition);
        let cells = (content.row_at)(row).unwrap_or_default();
        let cells = cells.into_iter().chain(std::iter::repeat_with(GridCell::default));
        for (recycled, cell) in self.cells.iter_mut().zip(cells) {
            if recycled.cell != cell {
                write_cell(document, &recycled.element, &recycled.cell, &cell)?;
                recycled.cell = cell;
            }
        }
        Ok(())
    }

    /// Sets off the cell that the reader is at, and those that are selected.
    pub(super) fn show_cursor(
        &mut self,
        cursor: Option<Cursor>,
        classes: &[&'static str],
    ) -> Result<(), JsValue> {
        let Some(row) = self.row else { return Ok(()) };
        for (column, (recycled, class)) in self.cells.iter_mut().zip(classes).enumerate() {
            let at = Cell { row, column };
            let highlight = cursor.map_or(Highlight::None, |cursor| highlight_of(cursor, at));
            if recycled.highlight != highlight {
                set_highlight(&recycled.element, class, highlight)?;
                recycled.highlight = highlight;
            }
            // A row that moves takes the id of its cell along.
            if highlight == Highlight::Active {
                recycled.element.set_id(&cell_id(at));
            }
        }
        Ok(())
    }
}

fn highlight_of(cursor: Cursor, cell: Cell) -> Highlight {
    if cursor.at == cell {
        Highlight::Active
    } else if cursor.rows().contains(&cell.row) && cursor.columns().contains(&cell.column) {
        Highlight::Selected
    } else {
        Highlight::None
    }
}

fn set_highlight(element: &Element, class: &str, highlight: Highlight) -> Result<(), JsValue> {
    let own_class = match highlight {
        Highlight::None => "",
        Highlight::Selected => " cell-selected",
        Highlight::Active => " cell-at",
    };
    element.set_class_name(&format!("grid-cell {class}{own_class}"));
    if highlight != Highlight::Active {
        element.remove_attribute("id")?;
    }
    if highlight == Highlight::None {
        element.remove_attribute("aria-selected")
    } else {
        element.set_attribute("aria-selected", "true")
    }
}
