//! What the reader does in a grid, or asks of it.

use cubeboard_responses::table::cursor::Cell;

/// What the reader does in a grid, or asks of it. Rows and columns are told by their index from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant says what its fields are")]
pub enum GridEvent {
    /// Sort by a column; `adds` where the order so far stays before it.
    Sort { column: usize, adds: bool },
    /// The reader has gone to a row.
    GoTo { row: usize },
    /// Show a row whole.
    Open { row: usize },
    /// Show no row whole any more.
    Close,
    /// Filter by what a cell holds.
    Filter(Cell),
    /// Give a column a width.
    Resize { column: usize, width_px: u32 },
    /// Say that so many rows were copied, of those selected; none where the browser did not allow it.
    Copied { rows: usize, selected: usize },
}
