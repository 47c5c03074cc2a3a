//! Keeping the reader's place: rows that come or go above those in view move nothing under the reader. Rows in view and
//! cursor are told by what the rows are, and found again where they have gone. Where the reader asks for other rows, the
//! first of them comes into view, and elsewhere a row may be brought there. Also says which rows have been seen.

use std::ops::Range;

use cubeboard_responses::table::cursor::{Cell, Cursor};
use leptos::html;
use leptos::prelude::*;
use leptos_use::use_intersection_observer;
use web_sys::IntersectionObserverEntry;

use super::scroll::Scroll;
use crate::browser::focus;

/// What rows are told by while others come and go, and which of them are to be seen.
#[derive(Debug, Clone, Copy)]
pub struct RowPlaces {
    /// Another value whenever the rows are others than before, or in another order; nothing while they come for the first
    /// time. While it stays the same, the reader's place is kept.
    pub order: Signal<Option<u64>>,
    /// What tells the row at an index from all others; follows the rows.
    pub row_at: Callback<usize, Option<u32>>,
    /// The index of a row, which is near another one.
    pub place_of: Callback<(u32, usize), Option<usize>>,
    /// Runs with the indices of rows that are seen.
    pub on_seen: Callback<Range<usize>>,
    /// The index of a row to be brought into view, and the grid with it.
    pub revealed: RwSignal<Option<usize>>,
    /// The index of a row that the grid is scrolled to, wherever the grid is.
    pub scrolled_to: RwSignal<Option<usize>>,
    /// Changes where the reader has asked for other rows, or for another order: the first of them comes into view.
    pub asked_anew: Signal<()>,
}

/// A row, and the index at which it was last.
type Placed = (u32, usize);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Anchor {
    order: Option<u64>,
    first: Option<Placed>,
    cursor: Option<[Placed; 2]>,
}

/// Keeps the place of the reader, who is at `cursor`. An effect that sets what it follows: there is no other way to tell
/// rows that have moved from a reader who has.
pub(super) fn keep_place(
    places: RowPlaces,
    scroll: Scroll,
    cursor: RwSignal<Option<Cursor>>,
    node: NodeRef<html::Div>,
) {
    Effect::new(move |before: Option<Anchor>| {
        let before = before.unwrap_or_default();
        let order = places.order.get();
        let row_at = |index: usize| places.row_at.run(index).map(|row| (row, index));
        let moved = |(row, index): Placed| {
            let place = places.place_of.run((row, index)).filter(|place| *place != index)?;
            Some(place.cast_signed() - index.cast_signed())
        };
        scroll.in_view();
        if order.is_some() && order == before.order {
            if let Some(rows) = before.first.and_then(moved) {
                scroll.shift(rows);
            }
            if let Some([at, from]) = before.cursor.map(|ends| ends.map(moved)) {
                cursor.maybe_update(|cursor| shift_cursor(cursor, at, from));
            }
        }
        let ends = cursor.get().and_then(|it| Some([row_at(it.at.row)?, row_at(it.from.row)?]));
        Anchor { order, first: row_at(scroll.first_row()), cursor: ends }
    });
    // Told by the browser: to ask it where the grid is would lay the page out at each change. What it told last counts.
    let is_in_window = RwSignal::new(false);
    use_intersection_observer(node, move |places, _| {
        is_in_window.set(places.last().is_some_and(IntersectionObserverEntry::is_intersecting));
    });
    Effect::new(move |_| {
        places.row_at.run(0);
        scroll.in_view();
        if is_in_window.get() {
            let (first, (_, page)) = (scroll.first_row(), scroll.extent());
            places.on_seen.run(first..first + page.max(1));
        }
    });
    Effect::watch(
        move || places.asked_anew.get(),
        move |(), _, _| {
            // To scroll lays the page out at once, also where there is nowhere to go.
            if scroll.first_row() > 0 {
                scroll.reveal(0);
            }
            cursor.maybe_update(|cursor| go_to_first_row(cursor.as_mut()));
        },
        false,
    );
    Effect::new(move |_| {
        let Some(row) = places.revealed.get() else { return };
        if let Some(grid) = node.get_untracked() {
            focus::bring_into_view(&grid);
        }
        scroll.reveal(row);
    });
    Effect::new(move |_| {
        if let Some(row) = places.scrolled_to.get() {
            scroll.reveal(row);
        }
    });
}

/// The same column of the first row. Whether it has moved.
fn go_to_first_row(cursor: Option<&mut Cursor>) -> bool {
    let Some(cursor) = cursor else { return false };
    let before = std::mem::replace(cursor, Cursor::on(Cell { row: 0, ..cursor.at }));
    *cursor != before
}

/// Whether it has moved.
fn shift_cursor(cursor: &mut Option<Cursor>, at: Option<isize>, from: Option<isize>) -> bool {
    let Some(cursor) = cursor.as_mut().filter(|_| at.is_some() || from.is_some()) else {
        return false;
    };
    let moved = |cell: Cell, rows: Option<isize>| {
        let row = cell.row.saturating_add_signed(rows.unwrap_or_default());
        Cell { row, ..cell }
    };
    (cursor.at, cursor.from) = (moved(cursor.at, at), moved(cursor.from, from));
    true
}
