//! Rows of a grid, as whoever uses it supplies them.

use leptos::prelude::*;

use super::cells::GridCell;

/// The rows of a grid, told by their index from 0.
#[derive(Debug, Clone, Copy)]
pub struct GridRows {
    /// How many there are.
    pub count: Signal<usize>,
    /// How many there would be without any filter.
    pub all_count: Signal<usize>,
    /// Cells of a row, one for each column; none where there is no such row. It reads the same signals for any row: when
    /// one of them changes, the rows in view are written again.
    pub row_at: Callback<usize, Option<Vec<GridCell>>>,
}
