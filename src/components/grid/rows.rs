//! Recycled rows: the elements of the rows in view, reused by hand and not through `<For>`, because making new elements
//! for a jump took most of a frame. A jump to a far place changes all of up to 80 rows at once and has to be done with
//! the next picture (docs/performance.md): so a row that leaves the view comes back as another, and only what differs
//! is written.

use std::ops::Range;

use cubeboard_responses::table::cursor::Cursor;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::cells::{GridCell, GridColumn};
use super::row::RecycledRow;

/// What stands in rows.
pub(super) struct RowContent<'a> {
    /// The same as long as no row reads differently.
    pub(super) edition: u32,
    /// The cells of a row, one for each column.
    pub(super) row_at: &'a dyn Fn(usize) -> Option<Vec<GridCell>>,
}

/// The elements of the rows in view, in order.
#[derive(Debug, Default)]
pub(super) struct RecycledRows {
    rows: Vec<RecycledRow>,
    /// Class of each column; a row is of use again only where they are the same.
    classes: Vec<&'static str>,
}

impl RecycledRows {
    /// Shows the rows of a range in their container. Rows that stay in view are left as they are written.
    pub(super) fn show(
        &mut self,
        container: &Element,
        range: Range<usize>,
        columns: &[GridColumn],
        content: &RowContent<'_>,
        cursor: Option<Cursor>,
    ) -> Result<(), JsValue> {
        let classes: Vec<&'static str> = columns.iter().map(|column| column.class).collect();
        if classes != self.classes {
            container.set_text_content(None);
            self.rows.clear();
            self.classes = classes;
        }
        let Some(document) = container.owner_document() else { return Ok(()) };
        self.rotate(container, &range)?;
        while self.rows.len() < range.len() {
            self.rows.push(RecycledRow::new(&document, container, &self.classes)?);
        }
        for gone in self.rows.drain(range.len()..) {
            gone.element().remove();
        }
        for (row, index) in self.rows.iter_mut().zip(range) {
            row.write(&document, index, content)?;
            row.highlight(cursor, &self.classes)?;
        }
        Ok(())
    }

    /// After a short way, lets those that left the view at one end come back at the other.
    fn rotate(&mut self, container: &Element, range: &Range<usize>) -> Result<(), JsValue> {
        let Some(first) = self.rows.first().and_then(RecycledRow::index) else { return Ok(()) };
        let count = self.rows.len();
        if let Some(down) = range.start.checked_sub(first).filter(|down| *down < count) {
            for row in self.rows.iter().take(down) {
                container.append_child(row.element())?;
            }
            self.rows.rotate_left(down);
        } else if let Some(up) = first.checked_sub(range.start).filter(|up| *up < count) {
            for row in self.rows.iter().rev().take(up) {
                container.prepend_with_node_1(row.element())?;
            }
            self.rows.rotate_right(up);
        }
        Ok(())
    }
}
