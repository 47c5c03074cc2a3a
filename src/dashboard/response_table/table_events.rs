//! What the reader does in the table of responses, and what follows: another order, filter or width, the drawer, a note
//! on what was copied.

use cubeboard_i18n::detail::TableMessages;
use cubeboard_responses::column::Column;
use cubeboard_responses::table::cursor::Cursor;
use leptos::prelude::*;

use crate::components::grid::event::GridEvent;
use crate::dashboard::open_response::OpenResponse;
use crate::i18n::formatter::Formatter;
use crate::state::columns::{Columns, use_columns};
use crate::state::page_address::{PageAddress, use_page_address};
use crate::state::visible_rows::{VisibleRows, use_visible_rows};

/// Rows that were copied, and where the reader was then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Copied {
    rows: usize,
    selected: usize,
    cursor: Option<Cursor>,
}

/// What follows the reader's events.
#[derive(Debug, Clone, Copy)]
pub struct TableEvents {
    address: PageAddress,
    columns: Columns,
    visible_rows: VisibleRows,
    opened: OpenResponse,
    cursor: RwSignal<Option<Cursor>>,
    copied: RwSignal<Option<Copied>>,
}

impl TableEvents {
    /// Events of the table whose reader is at `cursor`.
    pub fn new(opened: OpenResponse, cursor: RwSignal<Option<Cursor>>) -> Self {
        Self {
            address: use_page_address(),
            columns: use_columns(),
            visible_rows: use_visible_rows(),
            opened,
            cursor,
            copied: RwSignal::new(None),
        }
    }

    /// Does what an event asks for.
    pub fn follow(self, event: GridEvent) {
        match event {
            GridEvent::Sort { column, adds } => {
                if let Some(column) = self.column_at(column) {
                    self.address.select(|selection| selection.press(column, adds));
                }
            }
            GridEvent::GoTo { row } => self.opened.go_to(row),
            GridEvent::Open { row } => self.opened.open(row),
            GridEvent::Close => self.opened.close(),
            GridEvent::Filter(cell) => {
                if let Some(column) = self.column_at(cell.column) {
                    self.filter_by(cell.row, column);
                }
            }
            GridEvent::Resize { column, width_px } => {
                if let Some(column) = self.column_at(column) {
                    self.columns.change(|layout| layout.resize(column, width_px));
                }
            }
            GridEvent::Copied { rows, selected } => {
                let cursor = self.cursor.get_untracked();
                self.copied.set(Some(Copied { rows, selected, cursor }));
            }
        }
    }

    /// "12 rows copied", until the reader moves on.
    pub fn copied_text(self, text: &TableMessages, formatter: Formatter) -> Option<String> {
        let cursor = self.cursor.get();
        let Copied { rows, selected, .. } =
            self.copied.get().filter(|copied| copied.cursor == cursor)?;
        let number = |count: usize| formatter.number(count as u64);
        Some(match rows {
            0 => text.not_copied.to_owned(),
            rows if rows == selected => text.copied(&number(rows)),
            rows => text.copied_first(&number(rows), &number(selected)),
        })
    }

    fn column_at(self, index: usize) -> Option<Column> {
        Some(self.columns.layout().read_untracked().shown().nth(index)?.column)
    }

    /// Filters by what a row has in a column, or no longer; by the day where that is a time.
    fn filter_by(self, row: usize, column: Column) {
        let values = self.visible_rows.with_now(|view, reading| {
            let response = reading.store().row(view.row_at(row)?)?;
            let calendar = view.calendar();
            let day = response.submitted_micros.and_then(|micros| calendar.day_index(micros));
            let day = day.and_then(|index| calendar.days().nth(index));
            let word = match column {
                Column::Kind => response.kind,
                Column::Subtype => response.subtype,
                Column::Agent => response.agent,
                _ => None,
            };
            Some((word.map(str::to_owned), day))
        });
        let Some((word, day)) = values.flatten() else { return };
        self.address.select(|selection| match (column, day) {
            (Column::Submitted, Some(day)) => selection.toggle_day(day),
            _ => selection.toggle_word(column, word),
        });
    }
}
