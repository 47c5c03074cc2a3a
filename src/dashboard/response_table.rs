//! Table of responses: every response that the filters leave, sorted, with its toolbar and the drawer that shows one.

use cubeboard_cube::loader::Reading;
use cubeboard_i18n::detail::TableMessages;
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::Selection;
use cubeboard_responses::table::cursor::Cursor;
use cubeboard_responses::table::layout::{LaidOut, Layout};
use cubeboard_responses::table::viewport::MAX_PRINTED_ROWS;
use cubeboard_responses::text::search::needles;
use leptos::prelude::*;

use super::cell_text::{cell, is_on_card};
use super::empty_states::NothingLeft;
use super::open_response::OpenResponse;
use super::response_drawer::ResponseDrawer;
use super::table_toolbar::TableToolbar;
use crate::components::grid::{
    Grid, GridCell, GridColumn, GridEvent, GridRows, GridText, SortMark,
};
use crate::i18n::formatter::Formatter;
use crate::i18n::use_locale;
use crate::state::chart::use_chart;
use crate::state::columns::use_columns;
use crate::state::dataset::use_dataset;
use crate::state::page_address::{PageAddress, use_page_address};
use crate::state::preferences::use_preferences;
use crate::state::visible_rows::{VisibleRows, use_visible_rows};

/// Rows that were copied, and where the reader was then.
#[derive(Debug, Clone, Copy)]
struct Copied {
    rows: usize,
    selected: usize,
    at: Option<Cursor>,
}

/// Card with the table of responses, the toolbar above it, and the drawer that shows one response.
#[component]
pub fn ResponseTable() -> impl IntoView {
    let locale = use_locale();
    let address = use_page_address();
    let dataset = use_dataset();
    let visible_rows = use_visible_rows();
    let columns = use_columns();
    let preferences = use_preferences();
    let selection = visible_rows.selection();
    let row_count = visible_rows.row_count();
    let all_count = Memo::new(move |_| {
        let count = dataset.with_shown(Reading::row_count).unwrap_or(0);
        usize::try_from(count).unwrap_or(usize::MAX)
    });
    let table = NodeRef::new();
    let cursor = RwSignal::new(None);
    let opened = RwSignal::new(None);
    let copied = RwSignal::new(None);
    let grid_columns = Memo::new(move |_| {
        grid_columns(&columns.layout().read(), &selection.read(), &locale.text().table)
    });
    let column_at =
        move |index: usize| Some(columns.layout().read_untracked().shown().nth(index)?.column);
    let on_event = move |event: GridEvent| match event {
        GridEvent::Sort { column, adds } => {
            if let Some(column) = column_at(column) {
                address.select(|selection| selection.press(column, adds));
            }
        }
        GridEvent::Open { row } => opened.set(untrack(|| OpenResponse::at(row, visible_rows))),
        GridEvent::Close => opened.set(None),
        GridEvent::Filter(cell) => {
            if let Some(column) = column_at(cell.column) {
                filter_by(cell.row, column, visible_rows, address);
            }
        }
        GridEvent::Resize { column, width_px } => {
            if let Some(column) = column_at(column) {
                columns.change(|layout| layout.resize(column, width_px));
            }
        }
        GridEvent::Copied { rows, selected } => {
            copied.set(Some(Copied { rows, selected, at: cursor.get_untracked() }));
        }
    };
    let rows =
        GridRows { count: row_count.into(), all_count: all_count.into(), row_at: row_writer() };
    let text = move || {
        let table = &locale.text().table;
        GridText { label: table.responses, help: table.help }
    };
    let has_nothing_left = move || row_count.get() == 0 && all_count.get() > 0;
    // Said until the reader moves on.
    let copied_text = move || {
        let copied = copied.get().filter(|copied: &Copied| copied.at == cursor.get())?;
        Some(copied_text(copied, &locale.text().table, locale.formatter()))
    };
    view! {
        <section class="card table-card">
            <TableToolbar />
            <PaperNote />
            <Show when=has_nothing_left>
                <NothingLeft />
            </Show>
            <Grid
                text
                columns=grid_columns
                rows
                is_printing=move || preferences.is_printing()
                cursor
                node=table
                on_event
            />
            <p class="table-said" role="status">
                {copied_text}
            </p>
            <ResponseDrawer opened cursor table />
        </section>
    }
    .into_any()
}

/// Writes the cells of a row; follows rows, columns, colours, search, language and clock.
fn row_writer() -> Callback<usize, Option<Vec<GridCell>>> {
    let locale = use_locale();
    let visible_rows = use_visible_rows();
    let columns = use_columns();
    let type_colours = use_chart().type_colours();
    let selection = visible_rows.selection();
    let needles = Memo::new(move |_| needles(&selection.read().search));
    Callback::new(move |index: usize| {
        let (type_colours, needles, formatter) =
            (type_colours.read(), needles.read(), locale.formatter());
        visible_rows.with_sheet(columns, |sheet| {
            let (kind, response) = sheet.row_at(index)?;
            let slot = type_colours.as_ref()?.slot(kind);
            let cell = |column: Column| cell(&response, column, slot, formatter, &needles);
            Some(sheet.columns().map(cell).collect())
        })?
    })
}

/// How many of the rows stand on paper, where that is not all; on screen it is hidden. A browser that prints without
/// telling the page has the rows in view.
#[component]
fn PaperNote() -> impl IntoView {
    let locale = use_locale();
    let preferences = use_preferences();
    let row_count = use_visible_rows().row_count();
    let note = move || {
        let rows = row_count.get();
        let number = |rows: usize| locale.formatter().number(rows as u64);
        let text = &locale.text().paper;
        let note = match preferences.is_printing() {
            true if rows > MAX_PRINTED_ROWS => {
                text.first_rows(&number(MAX_PRINTED_ROWS), &number(rows))
            }
            false if rows > 10 => text.rows_in_view(&number(rows)),
            _ => return None,
        };
        Some(view! { <p class="paper-note">{note}</p> }.into_any())
    };
    view! { {note} }.into_any()
}

/// The columns shown, and how the table is sorted by them.
fn grid_columns(layout: &Layout, selection: &Selection, text: &TableMessages) -> Vec<GridColumn> {
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

/// Filters by what a row has in a column, or no longer; by the day where that is a time.
fn filter_by(row: usize, column: Column, visible_rows: VisibleRows, address: PageAddress) {
    let values = visible_rows.with_now(|view, reading| {
        let response = reading.store().row(view.row_at(row)?)?;
        let day = response.submitted_micros.and_then(|micros| view.calendar().day_index(micros));
        let day = day.and_then(|index| view.calendar().days().nth(index));
        let word = match column {
            Column::Kind => response.kind,
            Column::Subtype => response.subtype,
            Column::Agent => response.agent,
            _ => None,
        };
        Some((word.map(str::to_owned), day))
    });
    let Some((word, day)) = values.flatten() else { return };
    address.select(|selection| match (column, day) {
        (Column::Submitted, Some(day)) => selection.toggle_day(day),
        _ => selection.toggle_word(column, word),
    });
}

/// "12 rows copied"
fn copied_text(copied: Copied, text: &TableMessages, formatter: Formatter) -> String {
    let [rows, selected] =
        [copied.rows, copied.selected].map(|count| formatter.number(count as u64));
    if copied.rows == 0 {
        text.not_copied.to_owned()
    } else if copied.rows == copied.selected {
        text.copied(&rows)
    } else {
        text.copied_first(&rows, &selected)
    }
}
