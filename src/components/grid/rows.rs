//! Recycled rows: the elements of the rows in view, reused by hand and not through `<For>`, because making new elements
//! for a jump took most of a frame. A jump to a far place changes all of up to 80 rows at once and has to be done with
//! the next picture (docs/performance.md): so a row that leaves the view comes back as another, and only what differs
//! is written. While the reader scrolls, its element stays where it is in the document, as moving it costs more than
//! writing it; once scrolling rests, the elements are put in the order in which assistive technology reads them.

use cubeboard_responses::table::cursor::Cursor;
use cubeboard_responses::table::viewport::Window;
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

/// The elements of the rows in view, in the order of the rows.
#[derive(Debug, Default)]
pub(super) struct RecycledRows {
    rows: Vec<RecycledRow>,
    /// Class of each column; a row is of use again only where they are the same.
    classes: Vec<&'static str>,
}

impl RecycledRows {
    /// Shows the rows of a window in their container. Rows that stay in view are left as they are written.
    pub(super) fn show(
        &mut self,
        container: &Element,
        window: &Window,
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
        self.rotate(window.rows.start);
        if self.rows.len() != window.rows.len() {
            self.put_in_order(container)?;
        }
        while self.rows.len() < window.rows.len() {
            self.rows.push(RecycledRow::new(&document, container, &self.classes)?);
        }
        for gone in self.rows.drain(window.rows.len()..) {
            gone.element().remove();
        }
        for (row, index) in self.rows.iter_mut().zip(window.rows.clone()) {
            row.place(window.row_offset_px(index))?;
            row.write(&document, index, content)?;
            row.highlight(cursor, &self.classes)?;
        }
        Ok(())
    }

    /// After a short way, lets those that left the view at one end come back at the other.
    fn rotate(&mut self, start: usize) {
        let Some(first) = self.rows.first().and_then(RecycledRow::index) else { return };
        let count = self.rows.len();
        if let Some(down) = start.checked_sub(first).filter(|down| *down < count) {
            self.rows.rotate_left(down);
        } else if let Some(up) = first.checked_sub(start).filter(|up| *up < count) {
            self.rows.rotate_right(up);
        }
    }

    /// Puts the elements into the order of the rows, of which they are a rotation.
    pub(super) fn put_in_order(&self, container: &Element) -> Result<(), JsValue> {
        let Some(first) = self.rows.first() else { return Ok(()) };
        while let Some(earlier) = container.first_element_child().filter(|it| it != first.element())
        {
            container.append_child(&earlier)?;
        }
        Ok(())
    }
}
