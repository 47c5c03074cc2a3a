//! The response that is open in the drawer: a row of one run, so that a row of a later run is never taken for it.

use cubeboard_cube::loader::Reading;
use cubeboard_responses::view::View;

use crate::state::visible_rows::VisibleRows;

/// A row of the store, and the run that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OpenResponse {
    serial: u32,
    row: u32,
}

impl OpenResponse {
    /// The response at an index of the table; follows the rows.
    pub(super) fn at(index: usize, visible_rows: VisibleRows) -> Option<Self> {
        let at = |view: &View, rows: &Reading| {
            Some(Self { serial: rows.serial(), row: view.row_at(index)? })
        };
        visible_rows.with(at)?
    }

    /// Another response of the same run.
    pub(super) fn other(self, row: u32) -> Self {
        Self { row, ..self }
    }

    /// Serial number of the run.
    pub(super) fn serial(self) -> u32 {
        self.serial
    }

    /// Row of the store.
    pub(super) fn row(self) -> u32 {
        self.row
    }
}
