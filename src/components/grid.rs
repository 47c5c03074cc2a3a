//! Grid of rows (ARIA role `grid`) with virtual scrolling: only the rows in view are in the page. Where a browser's
//! scroll bar ends, the viewport's track goes on, so that any of a million rows can be reached.
//!
//! `scroll` says which rows are in view, `body` has them shown by `rows`, which keeps a `row` for each, and `written_cell`
//! writes what stands in one cell of it.

mod body;
pub mod cells;
mod copying;
pub mod event;
mod header;
mod input;
pub mod keeping;
mod row;
pub mod row_source;
mod rows;
mod scroll;
mod written_cell;

use cubeboard_responses::table::cursor::Cursor;
use leptos::html;
use leptos::prelude::*;
use web_sys::ClipboardEvent;

use self::body::GridBody;
use self::cells::{GridColumn, cell_id};
use self::event::GridEvent;
use self::header::GridHead;
use self::input::{GridInput, show_whole_text};
use self::keeping::{RowPlaces, keep_place};
use self::row_source::GridRows;
use self::scroll::Scroll;
use super::length::px;

/// Accessible name and description of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridText {
    /// Its name.
    pub label: &'static str,
    /// How it is used with keys.
    pub help: &'static str,
}

/// The rows in view of a table of any length, below a head that sorts and resizes columns.
#[component]
pub fn Grid(
    /// Accessible name and description.
    #[prop(into)]
    text: Signal<GridText>,
    /// The columns, in order.
    #[prop(into)]
    columns: Signal<Vec<GridColumn>>,
    /// The rows.
    rows: GridRows,
    /// Whether it goes on paper, where more rows stand than in a window.
    #[prop(into)]
    is_printing: Signal<bool>,
    /// Where the reader is; none before the first key or press.
    cursor: RwSignal<Option<Cursor>>,
    /// The grid's element.
    node: NodeRef<html::Div>,
    /// Runs with what the reader asks for.
    #[prop(into)]
    on_event: Callback<GridEvent>,
    /// What rows are told by, where the reader's place is kept while others come; without it, it is not.
    #[prop(optional)]
    places: Option<RowPlaces>,
) -> impl IntoView {
    let scroll = Scroll::new(node, rows.count, is_printing);
    if let Some(places) = places {
        keep_place(places, scroll, cursor, node);
    }
    let reachable_columns =
        Memo::new(move |_| reachable_columns(&columns.read(), scroll.is_narrow()));
    let input = GridInput { scroll, cursor, reachable_columns, on_event };
    let cursor_in_reach =
        Signal::derive(move || cursor.get().map(|cursor| cursor.among(&reachable_columns.read())));
    let active_cell = move || {
        let cell = cursor_in_reach.get()?.at;
        scroll.in_view().rows.contains(&cell.row).then(|| cell_id(cell))
    };
    let tracks = move || {
        let tracks = columns.read().iter().map(GridColumn::track).collect::<Vec<_>>();
        tracks.join(" ")
    };
    let width = move || px(columns.read().iter().map(|column| f64::from(column.width_px)).sum());
    let full_height = move || px(scroll.short_height_px(rows.all_count.get()));
    let on_copy = move |event: ClipboardEvent| copying::copy(&event, cursor, rows, on_event);
    view! {
        <div
            class="grid"
            class:grid-narrow=move || scroll.is_narrow()
            role="grid"
            tabindex="0"
            aria-keyshortcuts="t"
            aria-label=move || text.get().label
            aria-description=move || text.get().help
            aria-multiselectable="true"
            aria-activedescendant=active_cell
            aria-rowcount=move || rows.count.get() + 1
            aria-colcount=move || columns.read().len()
            style=("--columns", tracks)
            style=("--width", width)
            style=("--all", full_height)
            node_ref=node
            on:scroll=move |_| scroll.follow()
            on:scrollend=move |_| scroll.settle()
            on:keydown=move |event| input.press(&event)
            on:click=move |event| input.click(&event)
            on:dblclick=move |event| input.double_click(&event)
            on:mouseover=move |event| show_whole_text(&event)
            on:copy=on_copy
        >
            <GridHead columns on_event />
            <GridBody rows columns scroll cursor=cursor_in_reach />
        </div>
    }
    .into_any()
}

/// Indices of the columns that can be seen, in order.
fn reachable_columns(columns: &[GridColumn], is_narrow: bool) -> Vec<usize> {
    let visible = columns.iter().enumerate().filter(|(_, column)| column.is_on_card || !is_narrow);
    visible.map(|(index, _)| index).collect()
}
