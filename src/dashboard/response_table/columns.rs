//! Columns of the table of responses as the grid shows them: names, classes, widths, and marks of the order.

use cubeboard_i18n::detail::TableMessages;
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::Selection;
use cubeboard_responses::table::layout::{LaidOut, Layout};

use crate::components::grid::cells::{GridColumn, SortMark};
use crate::dashboard::cell_text::is_on_card;

/// The columns shown, and how the table is sorted by them.
pub fn grid_columns(
    layout: &Layout,
    selection: &Selection,
    text: &TableMessages,
) -> Vec<GridColumn> {
    let last = layout.shown().last().map(|laid_out| laid_out.column);
    let grid_column = |laid_out: LaidOut| GridColumn {
        key: laid_out.column.key(),
        name: text.column(laid_out.column),
        class: column_class(laid_out.column),
        width_px: laid_out.width_px,
        grows: last == Some(laid_out.column),
        is_on_card: is_on_card(laid_out.column),
        sort: sort_mark(selection, laid_out.column),
    };
    layout.shown().map(grid_column).collect()
}

fn sort_mark(selection: &Selection, column: Column) -> Option<SortMark> {
    let sort = &selection.sort;
    let index = sort.iter().position(|key| key.column == column)?;
    let rank = if sort.len() > 1 { index + 1 } else { 0 };
    Some(SortMark { is_descending: sort.get(index)?.is_descending, rank })
}

fn column_class(column: Column) -> &'static str {
    match column {
        Column::Submitted => "column-time",
        Column::Kind => "column-type",
        Column::Subtype => "column-subtype",
        Column::Agent => "column-agent",
        Column::Customer => "column-customer",
        Column::CrmId | Column::ExternalId => "column-id",
        Column::Comment => "column-comment",
    }
}
