//! Drawer with one response: every field of it, and its customer's other responses. Rows may go on coming meanwhile:
//! what is written here changes only where the response does, so that a selected text, the focus and a "Copied" stay.

use cubeboard_responses::column::Column;
use cubeboard_responses::table::cursor::{Cell, Cursor};
use leptos::html;
use leptos::prelude::*;

use super::cell_text::{NOTHING, id, value};
use super::customer_history::CustomerHistory;
use super::open_response::OpenResponse;
use crate::browser::{clipboard, focus};
use crate::components::drawer::Drawer;
use crate::components::icon::{COPY, Icon};
use crate::i18n::formatter::Formatter;
use crate::i18n::use_locale;
use crate::state::follow::use_follow;
use crate::state::visible_rows::use_visible_rows;

/// The drawer, there while a response of what is shown is open.
#[component]
pub fn ResponseDrawer(
    /// The response that is open.
    opened: OpenResponse,
    /// Where the reader is in the table.
    cursor: RwSignal<Option<Cursor>>,
    /// The table, which takes the focus when the drawer closes.
    table: NodeRef<html::Div>,
) -> impl IntoView {
    let locale = use_locale();
    let text = move || &locale.text().response;
    let is_open = Memo::new(move |_| opened.row().is_some());
    let on_close = move |()| {
        opened.close();
        if let Some(table) = table.get_untracked() {
            focus::on(&table);
        }
    };
    let tools = move || view! { <StepButtons opened cursor /> }.into_any();
    view! {
        <Show when=move || is_open.get()>
            <Drawer
                title=move || text().title
                close_name=move || text().close
                on_close=on_close
                tools=tools
            >
                <div class="drawer-body">
                    <Fields opened />
                    <CustomerHistory opened />
                </div>
            </Drawer>
        </Show>
    }
    .into_any()
}

/// Buttons to the responses before and after, in the order of the table; the reader's place in the table goes along.
#[component]
fn StepButtons(
    /// The response that is open.
    opened: OpenResponse,
    /// Where the reader is in the table.
    cursor: RwSignal<Option<Cursor>>,
) -> impl IntoView {
    let locale = use_locale();
    let (row_count, revealed) = (use_visible_rows().row_count(), use_follow().revealed());
    let text = move || &locale.text().response;
    let cell = move || cursor.get_untracked().unwrap_or_default().at;
    let go_to = move |row: Option<usize>| {
        let last = row_count.get_untracked().saturating_sub(1);
        if let Some(row) = row.map(|row| row.min(last)) {
            cursor.set(Some(Cursor::on(Cell { row, ..cell() })));
            opened.go_to(row);
            revealed.set(Some(row));
        }
    };
    view! {
        <StepButton
            sign="‹"
            name=move || text().previous
            on_press=move |()| go_to(cell().row.checked_sub(1))
        />
        <StepButton
            sign="›"
            name=move || text().next
            on_press=move |()| go_to(cell().row.checked_add(1))
        />
    }
    .into_any()
}

/// Button to the response before or after.
#[component]
fn StepButton(
    /// What it shows.
    sign: &'static str,
    /// Accessible name.
    #[prop(into)]
    name: Signal<&'static str>,
    /// Runs when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="chip"
            aria-label=move || name.get()
            title=move || name.get()
            on:click=move |_| on_press.run(())
        >
            {sign}
        </button>
    }
    .into_any()
}

/// A field of the drawer: a column of the table, or the campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FieldKind {
    Column(Column),
    Campaign,
}

/// Every field of the open response, the time by two clocks, ids with a way to copy them.
#[component]
fn Fields(
    /// The response that is open.
    opened: OpenResponse,
) -> impl IntoView {
    let columns = Column::ALL.into_iter().map(FieldKind::Column);
    let fields = columns.chain([FieldKind::Campaign]);
    view! {
        <dl class="fields">{fields.map(|kind| view! { <Field kind opened /> }).collect_view()}</dl>
    }
    .into_any()
}

/// Name and value of one field.
#[component]
fn Field(
    /// Which field.
    kind: FieldKind,
    /// The response that is open.
    opened: OpenResponse,
) -> impl IntoView {
    let locale = use_locale();
    let visible_rows = use_visible_rows();
    let value = Memo::new(move |_| {
        let (row, formatter) = (opened.row()?, locale.formatter());
        visible_rows.with(|_, rows| {
            let response = rows.store().row(row)?;
            match kind {
                FieldKind::Column(column) => value(&response, column, formatter),
                FieldKind::Campaign => response.campaign.map(id),
            }
        })?
    });
    let name = Signal::derive(move || {
        let text = &locale.text().table;
        match kind {
            FieldKind::Column(column) => text.column(column),
            FieldKind::Campaign => text.campaign,
        }
    });
    let is_id =
        matches!(kind, FieldKind::Campaign | FieldKind::Column(Column::CrmId | Column::ExternalId));
    let is_time = kind == FieldKind::Column(Column::Submitted);
    let class = if kind == FieldKind::Column(Column::Comment) { "whole" } else { "" };
    let shown = move || value.get().unwrap_or_else(|| NOTHING.to_owned());
    let copy = move || {
        let value = value.get().filter(|_| is_id)?;
        Some(view! { <CopyButton name value /> }.into_any())
    };
    let utc = move || {
        let row = opened.row()?;
        let micros = visible_rows.with(|_, rows| rows.store().time(row))??;
        Some(Formatter::utc(micros))
    };
    view! {
        <dt>{move || name.get()}</dt>
        <dd class=class>
            {shown} {is_time.then(|| view! { <span class="utc">{utc}</span> }.into_any())} {copy}
        </dd>
    }
    .into_any()
}

/// Button that copies a value, and says whether that worked.
#[component]
fn CopyButton(
    /// Name of what is copied.
    name: Signal<&'static str>,
    /// What is copied.
    value: String,
) -> impl IntoView {
    let locale = use_locale();
    let text = move || &locale.text().response;
    let is_done = RwSignal::new(None);
    let words = move || {
        let words = |is_done| if is_done { text().copied } else { text().not_copied };
        is_done.get().map(words)
    };
    let label = move || text().copy(name.get());
    let on_copy = move |_| clipboard::write(&value, move |copied| is_done.set(Some(copied)));
    view! {
        <button type="button" class="chip" aria-label=label title=label on:click=on_copy>
            {words}
            <Show when=move || is_done.get().is_none()>
                <Icon class="icon" path=COPY />
            </Show>
        </button>
    }
    .into_any()
}
