//! Selected cells, handed over as a spreadsheet pastes them. A few rows are there at once; many are written in tasks
//! short enough not to be felt, and are in the clipboard when the last of them is.

use leptos::prelude::*;
use std::ops::{Range, RangeInclusive};

use cubeboard_responses::table::clipboard::push_row;
use cubeboard_responses::table::cursor::Cursor;
use web_sys::ClipboardEvent;

use super::Act;
use super::cells::GridCell;
use crate::browser::{clipboard, task};

/// More rows than this are no longer pasted anywhere.
const MOST_ROWS: usize = 100_000;
/// As many are written in one task: some milliseconds.
const TASK_ROWS: usize = 2_000;

/// Answers the browser's own "copy" with what is selected of so many rows.
pub(super) fn copy<R, A>(
    event: &ClipboardEvent,
    cursor: RwSignal<Option<Cursor>>,
    row_count: usize,
    row_at: R,
    act: A,
) where
    R: Fn(usize) -> Option<Vec<GridCell>> + Copy + 'static,
    A: Fn(Act) + Copy + 'static,
{
    let Some(at) = cursor.get_untracked() else { return };
    let selected = *at.rows().start()..row_count.min(at.rows().end().saturating_add(1));
    if selected.is_empty() {
        return;
    }
    let rows = selected.start..selected.end.min(selected.start + MOST_ROWS);
    let act = move |rows: usize| act(Act::Copied { rows, selected: selected.len() });
    let count = rows.len();
    let mut copying = Copying { text: String::new(), rows, columns: at.columns() };
    // A page without a clipboard of its own can only answer at once.
    if count <= TASK_ROWS || !clipboard::is_there() {
        while copying.go_on(&row_at) {}
        clipboard::answer(event, &copying.text);
        return act(count);
    }
    event.prevent_default();
    let done = move |is_there: bool| act(if is_there { count } else { 0 });
    go_on_soon(copying, cursor, row_at, done);
}

fn go_on_soon(
    mut copying: Copying,
    cursor: RwSignal<Option<Cursor>>,
    row_at: impl Fn(usize) -> Option<Vec<GridCell>> + Copy + 'static,
    done: impl Fn(bool) + Clone + 'static,
) {
    task::soon(move || {
        let is_gone = cursor.try_with_untracked(|_| ()).is_none();
        if is_gone {
            return;
        }
        if copying.go_on(&row_at) {
            go_on_soon(copying, cursor, row_at, done);
        } else {
            clipboard::write(&copying.text, done);
        }
    });
}

/// Tab-separated text on its way.
struct Copying {
    text: String,
    /// Those still to come.
    rows: Range<usize>,
    columns: RangeInclusive<usize>,
}

impl Copying {
    /// Writes some more rows; false once there are none left.
    fn go_on(&mut self, row_at: &impl Fn(usize) -> Option<Vec<GridCell>>) -> bool {
        for row in self.rows.by_ref().take(TASK_ROWS).map_while(row_at) {
            let cells = row.iter().map(|it| if it.is_absent { "" } else { it.text.as_str() });
            let cells = cells.enumerate().filter(|(column, _)| self.columns.contains(column));
            push_row(&mut self.text, cells.map(|it| it.1));
        }
        !self.rows.is_empty()
    }
}
