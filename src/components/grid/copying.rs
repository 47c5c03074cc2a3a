//! Copying of selected cells as tab-separated text, which spreadsheets paste. A few rows are there at once; many are
//! written in tasks short enough not to be felt, and are in the clipboard when the last of them is.

use std::ops::{Range, RangeInclusive};

use cubeboard_responses::table::clipboard::push_row;
use cubeboard_responses::table::cursor::Cursor;
use leptos::prelude::*;
use web_sys::ClipboardEvent;

use super::cells::GridCell;
use super::event::GridEvent;
use super::row_source::GridRows;
use crate::browser::{clipboard, task};

/// More rows than this are no longer pasted anywhere.
const MOST_ROWS: usize = 100_000;
/// As many are written in one task: some milliseconds.
const TASK_ROWS: usize = 2_000;

/// Answers the browser's own "copy" with the selected cells.
pub(super) fn copy(
    event: &ClipboardEvent,
    cursor: RwSignal<Option<Cursor>>,
    rows: GridRows,
    on_event: Callback<GridEvent>,
) {
    let Some(at) = cursor.get_untracked() else { return };
    let row_count = rows.count.get_untracked();
    let selected = *at.rows().start()..row_count.min(at.rows().end().saturating_add(1));
    if selected.is_empty() {
        return;
    }
    let copied = selected.start..selected.end.min(selected.start + MOST_ROWS);
    let count = copied.len();
    let mut copying = Copying { text: String::new(), left: copied, columns: at.columns(), rows };
    let on_copied =
        move |rows: usize| on_event.run(GridEvent::Copied { rows, selected: selected.len() });
    // A page without a clipboard of its own can only answer at once.
    if count <= TASK_ROWS || !clipboard::is_there() {
        while copying.go_on() {}
        clipboard::answer(event, &copying.text);
        return on_copied(count);
    }
    event.prevent_default();
    copying.go_on_soon(move |is_copied| on_copied(if is_copied { count } else { 0 }));
}

/// Tab-separated text on its way.
struct Copying {
    text: String,
    /// Indices of the rows still to come.
    left: Range<usize>,
    columns: RangeInclusive<usize>,
    rows: GridRows,
}

impl Copying {
    /// Writes some more rows; false once there are none left.
    fn go_on(&mut self) -> bool {
        let row_at = |index| untrack(|| self.rows.row_at.run(index));
        for row in self.left.by_ref().take(TASK_ROWS).map_while(row_at) {
            let text = |cell: &GridCell| match &cell.copied {
                _ if cell.is_absent => String::new(),
                Some(copied) => copied.clone(),
                None => cell.text.clone(),
            };
            let texts: Vec<String> = row.iter().map(text).collect();
            let texts =
                texts.iter().enumerate().filter(|(column, _)| self.columns.contains(column));
            push_row(&mut self.text, texts.map(|(_, text)| text.as_str()));
        }
        !self.left.is_empty()
    }

    /// Writes the rest in tasks of their own and puts the text into the clipboard; `done` is told whether it is there.
    fn go_on_soon(mut self, done: impl Fn(bool) + Clone + 'static) {
        task::soon(move || {
            let is_table_gone = self.rows.count.try_get_untracked().is_none();
            if is_table_gone {
                return;
            }
            if self.go_on() {
                self.go_on_soon(done);
            } else {
                clipboard::write(&self.text, done);
            }
        });
    }
}
