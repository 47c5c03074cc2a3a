//! The detail: every response that the reader picks, in the order that he or she wants.

use cubeboard_cube::loader::Reading;
use cubeboard_i18n::detail::TableMessages;
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::Selection;
use cubeboard_responses::table::cursor::Cell;
use cubeboard_responses::table::layout::{LaidOut, Layout};
use cubeboard_responses::table::viewport::MAX_PRINTED_ROWS;
use cubeboard_responses::text::search::needles;
use leptos::prelude::*;

use super::cell_text::{cell, is_on_card};
use super::empty_states::nothing_left;
use super::response_drawer::{Opened, ResponseDrawer};
use super::table_toolbar::TableToolbar;
use crate::components::grid::{Act, Grid, GridCell, GridColumn, SortMark, grid};
use crate::html::{El, Place, el};
use crate::state::columns::use_columns;
use crate::state::dataset::use_dataset;
use crate::state::page_address::{PageAddress, use_page_address};
use crate::state::preferences::{Voice, use_preferences};
use crate::state::trend::use_trend;
use crate::state::visible_rows::{VisibleRows, use_visible_rows};

/// The table of responses, what picks out of them, and the drawer that shows one.
pub fn table_card(voice: Voice) -> El {
    let text = &voice.text.table;
    let address = use_page_address();
    let dataset = use_dataset();
    let shown = use_visible_rows();
    let columns = use_columns();
    let preferences = use_preferences();
    let slots = use_trend().slots();
    let place = Place::new();
    let cursor = RwSignal::new(None);
    let opened = RwSignal::new(None::<Opened>);
    let copied = RwSignal::new(None);

    let selection = shown.selection();
    let needles = Memo::new(move |_| needles(&selection.read().search));
    let row_at = move |place: usize| -> Option<Vec<GridCell>> {
        let (slots, needles) = (slots.read(), needles.read());
        shown.with_sheet(columns, |sheet| {
            let (kind, response) = sheet.row_at(place)?;
            let slot = slots.as_ref()?.slot(kind);
            let cell = |it: Column| cell(&response, it, slot, voice.writer, &needles);
            Some(sheet.columns().map(cell).collect())
        })?
    };
    let described = Memo::new(move |_| describe(&columns.layout().read(), &selection.read(), text));
    let column_at = move |place: usize| {
        columns.layout().with_untracked(|it| it.shown().nth(place).map(|it| it.column))
    };
    let act = move |act: Act| match act {
        Act::Sort { column, adds } => {
            if let Some(column) = column_at(column) {
                address.select(|it| it.press(column, adds));
            }
        }
        Act::Open { row } => opened.set(untrack(|| Opened::at(row, shown))),
        Act::Close => opened.set(None),
        Act::Filter(cell) => {
            if let Some(column) = column_at(cell.column) {
                filter(cell, column, shown, address);
            }
        }
        Act::Resize { column, width_px } => {
            if let Some(column) = column_at(column) {
                columns.change(|it| it.resize(column, width_px));
            }
        }
        Act::Copied { rows, selected } => {
            let [rows, selected] = [rows, selected].map(|it| voice.writer.number(it as u64));
            let words = match rows.as_str() {
                "0" => text.not_copied.to_owned(),
                _ if rows == selected => text.copied(&rows),
                _ => text.copied_first(&rows, &selected),
            };
            copied.set(Some((cursor.get_untracked(), words)));
        }
    };
    let row_count = shown.row_count();
    let all_count = Memo::new(move |_| {
        let count = dataset.with_shown(Reading::row_count).unwrap_or(0);
        usize::try_from(count).unwrap_or(usize::MAX)
    });
    let grid = grid(Grid {
        label: text.responses,
        help: text.help,
        columns: described,
        row_count: move || row_count.get(),
        all_count: move || all_count.get(),
        is_printing: Memo::new(move |_| preferences.is_printing()),
        row_at,
        place,
        cursor,
        act,
    });
    let nothing = Memo::new(move |_| {
        row_count.get() == 0 && dataset.with_shown(Reading::row_count).is_some_and(|it| it > 0)
    });
    let nothing = move || nothing.get().then(|| nothing_left(voice));
    // Said until the reader moves on.
    let said = move || {
        let at = cursor.get();
        let copied = copied.read();
        copied.as_ref().filter(|it| it.0 == at).map_or_else(String::new, |it| it.1.clone())
    };
    let said = el("p").class("table-said").attr("role", "status").child(said);
    el("section")
        .class("card table-card")
        .child(view! { <TableToolbar /> }.into_any())
        .child(on_paper(voice))
        .child(nothing)
        .child(grid)
        .child(said)
        .child(view! { <ResponseDrawer opened cursor table=NodeRef::new() /> }.into_any())
}

/// How many of the rows stand on paper, where that is not all; on screen it is hidden. A browser that prints without
/// telling the page has the rows in view.
fn on_paper(voice: Voice) -> impl Fn() -> Option<El> {
    let preferences = use_preferences();
    let row_count = use_visible_rows().row_count();
    move || {
        let rows = row_count.get();
        let number = |it: usize| voice.writer.number(it as u64);
        let text = &voice.text.paper;
        let words = match preferences.is_printing() {
            true if rows > MAX_PRINTED_ROWS => {
                text.first_rows(&number(MAX_PRINTED_ROWS), &number(rows))
            }
            false if rows > 10 => text.rows_in_view(&number(rows)),
            _ => return None,
        };
        Some(el("p").class("paper-note").child(words))
    }
}

/// The columns shown, and how the table is sorted by them.
fn describe(layout: &Layout, selection: &Selection, text: &TableMessages) -> Vec<GridColumn> {
    let sort = &selection.sort;
    let last = layout.shown().last().map(|it| it.column);
    let mark = |column: Column| {
        let place = sort.iter().position(|it| it.column == column)?;
        let rank = if sort.len() > 1 { place + 1 } else { 0 };
        Some(SortMark { is_descending: sort.get(place)?.is_descending, rank })
    };
    let describe = |it: LaidOut| GridColumn {
        name: text.column(it.column),
        class: class(it.column),
        width_px: it.width_px,
        grows: last == Some(it.column),
        is_on_card: is_on_card(it.column),
        sort: mark(it.column),
    };
    layout.shown().map(describe).collect()
}

fn filter(cell: Cell, column: Column, shown: VisibleRows, address: PageAddress) {
    let picked = untrack(|| {
        shown.with(|view, reading| {
            let row = reading.store().row(view.row_at(cell.row)?)?;
            let day = row.submitted_micros.and_then(|it| view.calendar().day_index(it));
            let day = day.and_then(|it| view.calendar().days().nth(it));
            let word = match column {
                Column::Kind => row.kind,
                Column::Subtype => row.subtype,
                Column::Agent => row.agent,
                _ => None,
            };
            Some((word.map(str::to_owned), day))
        })
    });
    let Some((word, day)) = picked.flatten() else { return };
    address.select(|it| match (column, day) {
        (Column::Submitted, Some(day)) => it.toggle_day(day),
        _ => it.toggle_word(column, word),
    });
}

fn class(column: Column) -> &'static str {
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
