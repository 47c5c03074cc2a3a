//! Which response is open in the drawer: a row of one run, so that a row of a later run is never taken for it.

use leptos::prelude::*;

use crate::state::visible_rows::VisibleRows;

/// The response that is open, if any.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenResponse {
    opened: RwSignal<Option<RunRow>>,
    row: Memo<Option<u32>>,
    visible_rows: VisibleRows,
}

/// A row of the store, and the serial number of the run that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct RunRow {
    serial: u32,
    row: u32,
}

impl OpenResponse {
    /// None is open yet.
    pub(super) fn new(visible_rows: VisibleRows) -> Self {
        let opened = RwSignal::new(None);
        let row = Memo::new(move |_| {
            let RunRow { serial, row } = opened.get()?;
            let is_shown = visible_rows.with(|_, rows| rows.serial() == serial);
            (is_shown == Some(true)).then_some(row)
        });
        Self { opened, row, visible_rows }
    }

    /// Row of the store; nothing where none is open, or where rows of another run are shown by now.
    pub(super) fn row(self) -> Option<u32> {
        self.row.get()
    }

    /// Index in the table of the response that is open, found sooner the nearer it is to another one; nothing where the
    /// filters leave it out.
    pub(super) fn place(self, near: usize) -> Option<usize> {
        let row = self.row.get_untracked()?;
        self.visible_rows.with_now(|view, _| view.place_near(row, near))?
    }

    /// Opens the response at an index of the table.
    pub(super) fn open(self, index: usize) {
        let row = self.visible_rows.with_now(|view, _| view.row_at(index));
        self.open_row(row.flatten());
    }

    /// Opens the response at an index of the table in place of the one that is open; nothing where none is.
    pub(super) fn go_to(self, index: usize) {
        if self.row.get_untracked().is_some() {
            self.open(index);
        }
    }

    /// Opens a row of the store; `None` closes.
    pub(super) fn open_row(self, row: Option<u32>) {
        let serial = self.visible_rows.with_now(|_, rows| rows.serial());
        self.opened.set(row.zip(serial).map(|(row, serial)| RunRow { serial, row }));
    }

    /// Opens none any more.
    pub(super) fn close(self) {
        self.opened.set(None);
    }
}
