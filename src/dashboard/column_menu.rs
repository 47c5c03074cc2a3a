//! Menu of the table's columns: which are shown, in what order, and how wide.

use cubeboard_responses::column::Column;
use cubeboard_responses::table::layout::{Direction, LaidOut, Layout, WIDTHS_PX};
use leptos::prelude::*;

use super::cell_text::is_on_card;
use crate::browser::focus;
use crate::components::menu::Menu;
use crate::i18n::use_locale;
use crate::state::columns::use_columns;

/// Button that opens the list of columns.
#[component]
pub fn ColumnMenu() -> impl IntoView {
    let locale = use_locale();
    let name = move || locale.text().table.columns;
    view! {
        <Menu label=name face=move || name.into_any()>
            <ColumnList />
        </Menu>
    }
    .into_any()
}

/// All columns in their order, and a button that lays them out as they were at first.
#[component]
fn ColumnList() -> impl IntoView {
    let locale = use_locale();
    let columns = use_columns();
    let order = Memo::new(move |_| {
        let layout = columns.layout().read();
        layout.columns().iter().map(|laid_out| laid_out.column).collect::<Vec<_>>()
    });
    let on_reset = move |_| columns.change(|layout| *layout = Layout::default());
    view! {
        <div class="menu-list">
            <For each=move || order.get() key=|column| *column let:column>
                <ColumnEntry column />
            </For>
            <button type="button" class="button" on:click=on_reset>
                {move || locale.text().table.usual_columns}
            </button>
        </div>
    }
    .into_any()
}

/// A column with a box to show it, a slider for its width, and buttons that move it.
#[component]
fn ColumnEntry(
    /// The column.
    column: Column,
) -> impl IntoView {
    let locale = use_locale();
    let columns = use_columns();
    let text = move || &locale.text().table;
    let name = move || text().column(column);
    let laid_out = Memo::new(move |_| {
        let layout = columns.layout().read();
        layout.columns().iter().copied().find(|laid_out: &LaidOut| laid_out.column == column)
    });
    let is_shown = move || laid_out.get().is_some_and(|laid_out| laid_out.is_shown);
    let width_px = move || laid_out.get().map_or(0, |laid_out| laid_out.width_px);
    let on_show = move |_| columns.change(|layout| layout.toggle(column));
    let on_resize = move |event| {
        if let Ok(width_px) = event_target_value(&event).parse() {
            columns.change(|layout| layout.resize(column, width_px));
        }
    };
    let class = if is_on_card(column) { "column-entry" } else { "column-entry wide-only" };
    view! {
        <div class=class>
            <label class="menu-entry">
                <input type="checkbox" prop:checked=is_shown on:change=on_show />
                <span>{name}</span>
            </label>
            <input
                type="range"
                class="wide-only"
                aria-label=move || text().width_of(name())
                title=move || text().width_of(name())
                min=WIDTHS_PX.start().to_string()
                max=WIDTHS_PX.end().to_string()
                prop:value=width_px
                on:input=on_resize
            />
            <ShiftButton
                column
                direction=Direction::TowardsFirst
                sign="↑"
                label=move || text().move_left(name())
            />
            <ShiftButton
                column
                direction=Direction::TowardsLast
                sign="↓"
                label=move || text().move_right(name())
            />
        </div>
    }
    .into_any()
}

/// Button that moves a column one place.
#[component]
fn ShiftButton(
    /// The column.
    column: Column,
    /// Which way.
    direction: Direction,
    /// What it shows.
    sign: &'static str,
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let columns = use_columns();
    let id = format!("shift-{}-{direction:?}", column.key());
    let own_id = id.clone();
    let on_shift = move |_| {
        columns.change(|layout| layout.shift(column, direction));
        // An entry that moves takes the focus off its button.
        focus::soon(&own_id);
    };
    view! {
        <button
            type="button"
            class="chip wide-only"
            id=id
            aria-label=move || label.get()
            title=move || label.get()
            on:click=on_shift
        >
            {sign}
        </button>
    }
    .into_any()
}
