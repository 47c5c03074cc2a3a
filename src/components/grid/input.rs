//! Keyboard and pointer input of a grid: moving, selecting, and asking for a row or a filter.

use cubeboard_responses::table::cursor::{Cell, Covers, Cursor, Extent, Press};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::cells::cell_at;
use super::event::GridEvent;
use super::scroll::Scroll;
use crate::browser::focus;

/// What keys and pointer change in a grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct GridInput {
    pub(super) scroll: Scroll,
    pub(super) cursor: RwSignal<Option<Cursor>>,
    /// Indices of the columns that can be seen, in order.
    pub(super) reachable_columns: Memo<Vec<usize>>,
    pub(super) on_event: Callback<GridEvent>,
}

impl GridInput {
    /// A key at the grid itself; keys at what is in it mean what they mean there.
    pub(super) fn press(self, event: &KeyboardEvent) {
        if event.target() != event.current_target() {
            return;
        }
        let key = event.key();
        let ctrl = event.ctrl_key() || event.meta_key();
        let shift = event.shift_key();
        let columns = self.reachable_columns.read_untracked();
        let first = || Cursor::on(Cell { row: self.scroll.first_row(), column: 0 }).among(&columns);
        match (key.as_str(), self.cursor.get_untracked()) {
            ("Enter", Some(cursor)) => self.on_event.run(GridEvent::Open { row: cursor.at.row }),
            (" ", Some(cursor)) if !shift => {
                self.on_event.run(GridEvent::Filter(cursor.among(&columns).at));
            }
            ("Escape", _) => self.on_event.run(GridEvent::Close),
            // The first key only shows where the reader is.
            (key, None) if key.starts_with("Arrow") => self.go_to(first()),
            (key, cursor) => {
                let press = Press { key, shift, ctrl };
                let (rows, page) = self.scroll.extent();
                let extent = Extent { rows, columns: &columns, page };
                let next = cursor.unwrap_or_else(first).pressed(press, extent);
                let Some(next) = next else { return };
                self.go_to(next);
            }
        }
        event.prevent_default();
    }

    fn go_to(self, next: Cursor) {
        self.move_to(next);
        // To select all is to go nowhere.
        if next.covers != Covers::All {
            self.scroll.reveal(next.at.row);
            self.scroll.reveal_column(next.at.column);
        }
    }

    fn move_to(self, next: Cursor) {
        self.cursor.set(Some(next));
        self.on_event.run(GridEvent::GoTo { row: next.at.row });
    }

    /// A press on a cell, and on the link that may be in it. With Shift it selects and does nothing else.
    pub(super) fn click(self, event: &MouseEvent) {
        let Some(target) = target(event) else { return };
        let Some(cell) = cell_at(&target) else { return };
        // A link has taken the focus, and keys mean something only where the grid has it.
        if let Some(grid) = event.current_target() {
            focus::on(grid.unchecked_ref());
        }
        let extended = self.cursor.get_untracked().filter(|_| event.shift_key());
        let next = extended.map_or(Cursor::on(cell), |cursor| cursor.extended_to(cell));
        self.move_to(next);
        if event.shift_key() {
            return;
        }
        // A card is a single target: on a phone its parts would be too small.
        if untrack(|| self.scroll.is_narrow()) || is_in(&target, ".cell-link:not(.cell-filter)") {
            self.on_event.run(GridEvent::Open { row: cell.row });
        } else if is_in(&target, ".cell-filter") {
            self.on_event.run(GridEvent::Filter(cell));
        }
    }

    /// A double click anywhere but on a link shows the row whole.
    pub(super) fn double_click(self, event: &MouseEvent) {
        let target = target(event).filter(|target| !is_in(target, ".cell-link"));
        if let Some(cell) = target.as_ref().and_then(cell_at) {
            self.on_event.run(GridEvent::Open { row: cell.row });
        }
    }
}

/// Gives the cell that the pointer rests on its whole text as a tooltip, as it may be longer than the cell.
pub(super) fn show_whole_text(event: &MouseEvent) {
    let cell = target(event).and_then(|target| target.closest("[role=gridcell]").ok().flatten());
    if let Some(cell) = cell.filter(|cell| !cell.has_attribute("title")) {
        drop(cell.set_attribute("title", &cell.text_content().unwrap_or_default()));
    }
}

fn target(event: &MouseEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn is_in(target: &Element, selector: &str) -> bool {
    target.closest(selector).ok().flatten().is_some()
}
