//! Table of responses: every response that the filters leave, sorted, with its toolbar and the drawer that shows one.

mod columns;
mod paper_note;
mod table_events;

use cubeboard_cube::loader::Reading;
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::Selection;
use cubeboard_responses::text::search::needles;
use leptos::prelude::*;

use self::columns::grid_columns;
use self::paper_note::PaperNote;
use self::table_events::TableEvents;
use super::cell_text::cell;
use super::empty_states::NothingLeft;
use super::open_response::OpenResponse;
use super::response_drawer::ResponseDrawer;
use super::table_toolbar::TableToolbar;
use crate::components::grid::cells::GridCell;
use crate::components::grid::keeping::RowPlaces;
use crate::components::grid::row_source::GridRows;
use crate::components::grid::{Grid, GridText};
use crate::i18n::use_locale;
use crate::state::chart::use_chart;
use crate::state::columns::use_columns;
use crate::state::dataset::use_dataset;
use crate::state::follow::use_follow;
use crate::state::preferences::use_preferences;
use crate::state::visible_rows::use_visible_rows;

/// Card with the table of responses, the toolbar above it, and the drawer that shows one response.
#[component]
pub fn ResponseTable() -> impl IntoView {
    let locale = use_locale();
    let (columns, preferences) = (use_columns(), use_preferences());
    let (dataset, visible_rows) = (use_dataset(), use_visible_rows());
    let selection = visible_rows.selection();
    let row_count = visible_rows.row_count();
    let all_count = Memo::new(move |_| {
        let count = dataset.with_shown(Reading::row_count).unwrap_or(0);
        usize::try_from(count).unwrap_or(usize::MAX)
    });
    Effect::new(move |_| {
        if visible_rows.with(|_, reading| reading.row_count() > 0) == Some(true) {
            dataset.mark_first_rows();
        }
    });
    let table = NodeRef::new();
    let (cursor, scrolled_to) = (RwSignal::new(None), RwSignal::new(None));
    let opened = OpenResponse::new(visible_rows);
    let events = TableEvents::new(opened, cursor);
    let grid_columns = Memo::new(move |_| {
        grid_columns(&columns.layout().read(), &selection.read(), &locale.text().table)
    });
    let rows =
        GridRows { count: row_count.into(), all_count: all_count.into(), row_at: row_writer() };
    let text = move || {
        let table = &locale.text().table;
        GridText { label: table.responses, help: table.help }
    };
    let has_nothing_left = move || row_count.get() == 0 && all_count.get() > 0;
    let copied_text = move || events.copied_text(&locale.text().table, locale.formatter());
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
                on_event=move |event| events.follow(event)
                places=row_places(scrolled_to)
            />
            <p class="table-said" role="status">
                {copied_text}
            </p>
            <ResponseDrawer opened cursor scrolled_to table />
        </section>
    }
    .into_any()
}

/// What rows are told by while others come and go: their numbers in the store. The table is scrolled to the row at
/// `scrolled_to`.
fn row_places(scrolled_to: RwSignal<Option<usize>>) -> RowPlaces {
    let (dataset, visible_rows, follow) = (use_dataset(), use_visible_rows(), use_follow());
    let order = Memo::new(move |before: Option<&Option<(u64, u32, Selection)>>| {
        // A run that goes on puts its rows where they belong, and none of them was there before.
        let is_loading = dataset.is_loading();
        let next = visible_rows.with(|view, rows| (rows.serial(), view.selection().clone()));
        let (serial, selection) = next.filter(|_| !is_loading)?;
        let before = before.and_then(Option::as_ref);
        let is_same = before.is_some_and(|it| (it.1, &it.2) == (serial, &selection));
        let number = before.map_or(0, |(number, ..)| *number);
        let number = if is_same { number } else { (number + 1).max(u64::from(serial) << 32) };
        Some((number, serial, selection))
    });
    let selection = visible_rows.selection();
    let question = Memo::new(move |_| dataset.with_shown(|reading| reading.query().clone()));
    RowPlaces {
        order: Signal::derive(move || order.read().as_ref().map(|(number, ..)| *number)),
        row_at: Callback::new(move |index| visible_rows.with(|view, _| view.row_at(index))?),
        place_of: Callback::new(move |(row, near)| {
            visible_rows.with_now(|view, _| view.place_near(row, near))?
        }),
        on_seen: Callback::new(move |places| follow.see(places)),
        revealed: follow.revealed(),
        scrolled_to,
        // Read and not only tracked: a memo that nobody has read yet counts as changed once it is.
        asked_anew: Signal::derive(move || drop((selection.read(), question.read()))),
    }
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
            let colour = type_colours.as_ref()?.slot(kind);
            let cell = |column: Column| cell(&response, column, colour, formatter, &needles);
            Some(sheet.columns().map(cell).collect())
        })?
    })
}
