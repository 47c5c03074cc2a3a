//! Head of a grid: for each column a button that sorts by it, and an edge that is dragged to resize it.

use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::cells::{GridColumn, SortMark};
use super::event::GridEvent;
use crate::browser::pointer;

/// The row of header cells.
#[component]
pub(super) fn GridHead(
    /// The columns, in order.
    columns: Signal<Vec<GridColumn>>,
    /// Runs with what the reader asks for.
    on_event: Callback<GridEvent>,
) -> impl IntoView {
    let keys =
        Memo::new(move |_| columns.read().iter().map(|column| column.key).collect::<Vec<_>>());
    view! {
        <div class="grid-head" role="rowgroup">
            <div class="grid-row" role="row" aria-rowindex="1">
                <For each=move || keys.get() key=|key| *key let:key>
                    <HeaderCell key columns on_event />
                </For>
            </div>
        </div>
    }
    .into_any()
}

/// Head of one column. It is told by the column's key: an element made anew would lose the focus, and the pointer that
/// drags it.
#[component]
fn HeaderCell(
    /// Key of the column.
    key: &'static str,
    /// All columns, in order.
    columns: Signal<Vec<GridColumn>>,
    /// Runs with what the reader asks for.
    on_event: Callback<GridEvent>,
) -> impl IntoView {
    let index = Memo::new(move |_| columns.read().iter().position(|column| column.key == key));
    let column =
        Memo::new(move |_| columns.read().iter().copied().find(|column| column.key == key));
    let class = move || column.get().map(|column| format!("grid-cell {}", column.class));
    let colindex = move || index.get().map(|index| index + 1);
    let name = move || column.get().map(|column| column.name);
    let sort_mark = Memo::new(move |_| column.get()?.sort);
    let direction = move || aria_sort(sort_mark.get());
    let arrow = move || sort_mark.get().map(SortMark::arrow);
    let on_sort = move |event: MouseEvent| {
        if let Some(column) = index.get_untracked() {
            on_event.run(GridEvent::Sort { column, adds: event.shift_key() });
        }
    };
    let on_grab = move |event: PointerEvent| {
        pointer::capture(&event);
        event.prevent_default();
    };
    let on_drag = move |event: PointerEvent| {
        if let (Some(column), Some(width_px)) = (index.get_untracked(), dragged_width_px(&event)) {
            on_event.run(GridEvent::Resize { column, width_px });
        }
    };
    view! {
        <div class=class role="columnheader" aria-colindex=colindex aria-sort=direction>
            <button type="button" class="sort" on:click=on_sort>
                {name}
                <span class="sort-arrow" aria-hidden="true">
                    {arrow}
                </span>
            </button>
            <span
                class="edge"
                aria-hidden="true"
                on:pointerdown=on_grab
                on:pointermove=on_drag
            ></span>
        </div>
    }
    .into_any()
}

fn aria_sort(mark: Option<SortMark>) -> &'static str {
    match mark {
        None => "none",
        Some(mark) if mark.is_descending => "descending",
        Some(_) => "ascending",
    }
}

/// Width of the cell whose edge is dragged, in CSS pixels; none where the pointer only passes.
fn dragged_width_px(event: &PointerEvent) -> Option<u32> {
    let edge: Element = event.target()?.dyn_into().ok()?;
    if !edge.has_pointer_capture(event.pointer_id()) {
        return None;
    }
    let left_px = edge.parent_element()?.get_bounding_client_rect().left();
    let width_px = f64::from(event.client_x()) - left_px;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels")]
    Some(width_px.max(0.0).round() as u32)
}
