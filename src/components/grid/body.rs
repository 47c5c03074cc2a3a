//! Body of a grid: a track as high as all rows, and on it the rows in view.

use cubeboard_responses::table::cursor::Cursor;
use leptos::html;
use leptos::prelude::*;
use leptos_use::use_debounce_fn;

use super::cells::GridColumn;
use super::row::RowContent;
use super::row_source::GridRows;
use super::rows::RecycledRows;
use super::scroll::Scroll;
use crate::components::length::px;

/// For how long the rows in view stay as they are until their elements are put in order.
const REST_MILLIS: f64 = 150.0;

/// The track, and the rows in view on it.
#[component]
pub(super) fn GridBody(
    /// The rows.
    rows: GridRows,
    /// The columns, in order.
    columns: Signal<Vec<GridColumn>>,
    /// Which rows are in view.
    scroll: Scroll,
    /// Where the reader is, among the columns that can be seen.
    cursor: Signal<Option<Cursor>>,
) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let recycled_rows = StoredValue::new_local(RecycledRows::default());
    // Another number whenever something that rows read has changed.
    let edition = Memo::new(move |before: Option<&u32>| {
        drop(rows.row_at.run(0));
        before.map_or(0, |before| before.wrapping_add(1))
    });
    let put_in_order = move || {
        if let Some(container) = container.get_untracked() {
            recycled_rows.with_value(|recycled| drop(recycled.put_in_order(&container)));
        }
    };
    let put_in_order_later = use_debounce_fn(put_in_order, REST_MILLIS);
    Effect::new(move || {
        let Some(container) = container.get() else { return };
        let (window, columns) = (scroll.in_view(), columns.read());
        let row_at = |index| untrack(|| rows.row_at.run(index));
        let content = RowContent { edition: edition.get(), row_at: &row_at };
        recycled_rows.update_value(|recycled| {
            // A document refuses no elements; without them, the next change would write them again.
            drop(recycled.show(&container, &window, &columns, &content, cursor.get()));
        });
        put_in_order_later();
    });
    view! {
        <div
            class="grid-track"
            role="rowgroup"
            style:height=move || px(scroll.track_height_px())
            node_ref=container
        ></div>
    }
    .into_any()
}
