//! The detail: every response that the reader picks, in the order that he or she wants.

use cubeboard_cube::loader::Reading;
use cubeboard_i18n::detail::TableText;
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::Selection;
use cubeboard_responses::table::cursor::Cell;
use cubeboard_responses::table::layout::{LaidOut, Layout};
use cubeboard_responses::table::viewport::MAX_PRINTED_ROWS;
use cubeboard_responses::text::search::needles;
use leptos::prelude::*;

use super::cells::{cell, is_on_card};
use super::no_answer::nothing_left;
use super::response_drawer::{Opened, response_drawer};
use super::table_tools::table_tools;
use crate::components::grid::{Act, Grid, GridCell, GridColumn, SortMark, grid};
use crate::html::{El, Place, el};
use crate::live::{Held, memo};
use crate::state::page_address::PageAddress;
use crate::state::preferences::Voice;
use crate::state::shown::Shown;
use crate::state::state;

/// The table of responses, what picks out of them, and the drawer that shows one.
pub fn table_card(voice: Voice) -> El {
    let text = &voice.text.table;
    let address = state().address;
    let dataset = state().dataset;
    let shown = state().shown;
    let columns = state().columns;
    let preferences = state().preferences;
    let slots = state().trend.slots();
    let place = Place::new();
    let cursor = Held::new(None);
    let opened = Held::new(None::<Opened>);
    let copied = Held::new(None);

    let selection = shown.selection();
    let needles = memo(move || needles(&selection.read().search));
    let row_at = move |place: usize| -> Option<Vec<GridCell>> {
        let (slots, needles) = (slots.read(), needles.read());
        shown.with_sheet(columns, |sheet| {
            let (kind, response) = sheet.row_at(place)?;
            let slot = slots.as_ref()?.slot(kind);
            let cell = |it: Column| cell(&response, it, slot, voice.writer, &needles);
            Some(sheet.columns().map(cell).collect())
        })?
    };
    let described = memo(move || describe(&columns.layout().read(), &selection.read(), text));
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
                _ if rows == selected => (text.copied)(&rows),
                _ => (text.copied_first)(&rows, &selected),
            };
            copied.set(Some((cursor.get_untracked(), words)));
        }
    };
    let row_count = shown.row_count();
    let all_count = memo(move || {
        let count = dataset.with_shown(Reading::row_count).unwrap_or(0);
        usize::try_from(count).unwrap_or(usize::MAX)
    });
    let grid = grid(Grid {
        label: text.responses,
        help: text.help,
        columns: described,
        row_count: move || row_count.get(),
        all_count: move || all_count.get(),
        is_printing: memo(move || preferences.is_printing()),
        row_at,
        place,
        cursor,
        act,
    });
    let nothing = memo(move || {
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
        .child(table_tools(voice))
        .child(on_paper(voice))
        .child(nothing)
        .child(grid)
        .child(said)
        .child(response_drawer(voice, opened, cursor, place))
}

/// How many of the rows stand on paper, where that is not all; on screen it is hidden. A browser that prints without
/// telling the page has the rows in view.
fn on_paper(voice: Voice) -> impl Fn() -> Option<El> {
    let preferences = state().preferences;
    let row_count = state().shown.row_count();
    move || {
        let rows = row_count.get();
        let number = |it: usize| voice.writer.number(it as u64);
        let text = &voice.text.paper;
        let words = match preferences.is_printing() {
            true if rows > MAX_PRINTED_ROWS => {
                (text.first_rows)(&number(MAX_PRINTED_ROWS), &number(rows))
            }
            false if rows > 10 => (text.rows_in_view)(&number(rows)),
            _ => return None,
        };
        Some(el("p").class("paper-note").child(words))
    }
}

/// The columns shown, and how the table is sorted by them.
fn describe(layout: &Layout, selection: &Selection, text: &TableText) -> Vec<GridColumn> {
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

fn filter(cell: Cell, column: Column, shown: &'static Shown, address: PageAddress) {
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
