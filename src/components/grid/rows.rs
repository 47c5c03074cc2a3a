//! Recycled rows: the elements of the rows in view, reused by hand and not through `<For>`, because making new elements
//! for a jump took most of a frame. A jump to a far place changes all of up to 80 rows at once and has to be done with
//! the next picture (docs/performance.md): so a row that leaves the view comes back as another, and only what differs
//! is written. While the reader scrolls, its element stays where it is in the document, as moving it costs more than
//! writing it; a moment later all are put in the order in which assistive technology reads them.

use cubeboard_responses::table::cursor::Cursor;
use cubeboard_responses::table::viewport::Window;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::cells::GridColumn;
use super::row::{RecycledRow, RowContent};

/// The elements of the rows in view, in the order of the rows.
#[derive(Debug, Default)]
pub(super) struct RecycledRows {
    /// Their elements' order in the document is a rotation of this one, until they are put in order.
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
        for (recycled, row) in self.rows.iter_mut().zip(window.rows.clone()) {
            recycled.place(window.row_offset_px(row))?;
            recycled.write(&document, row, content)?;
            recycled.show_cursor(cursor, &self.classes)?;
        }
        Ok(())
    }

    /// After a short way, has those that left the view at one end come back at the other; their elements stay.
    fn rotate(&mut self, start: usize) {
        let Some(first) = self.rows.first().and_then(RecycledRow::row) else { return };
        let count = self.rows.len();
        if let Some(down) = start.checked_sub(first).filter(|down| *down < count) {
            self.rows.rotate_left(down);
        } else if let Some(up) = first.checked_sub(start).filter(|up| *up < count) {
            self.rows.rotate_right(up);
        }
    }

    /// Puts the elements into the order of the rows. Of the two parts that have to change places, one is moved: the shorter,
    /// but none that the reader presses or that has the focus, as either would be lost.
    pub(super) fn put_in_order(&self, container: &Element) -> Result<(), JsValue> {
        let first_child = container.first_element_child();
        let place = self.rows.iter().position(|row| Some(row.element()) == first_child.as_ref());
        let (early, late) = self.rows.split_at(place.unwrap_or(0));
        let is_held = |rows: &[RecycledRow]| rows.iter().any(RecycledRow::is_held);
        if is_held(early) || (late.len() <= early.len() && !is_held(late)) {
            for row in late {
                container.append_child(row.element())?;
            }
        } else {
            for row in early.iter().rev() {
                container.prepend_with_node_1(row.element())?;
            }
        }
        Ok(())
    }
}
