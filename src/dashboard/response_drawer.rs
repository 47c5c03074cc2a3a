//! Drawer with one response: every field of it, and its customer's other responses. Rows may go on coming meanwhile:
//! what is written here changes only where the response does, so that a selected text, the focus and a "Copied" stay.

mod step_buttons;

use cubeboard_responses::column::Column;
use cubeboard_responses::table::cursor::Cursor;
use leptos::html;
use leptos::prelude::*;

use self::step_buttons::StepButtons;
use super::cell_text::{NOTHING, id, value};
use super::customer_history::CustomerHistory;
use super::open_response::OpenResponse;
use crate::browser::{clipboard, focus};
use crate::components::drawer::Drawer;
use crate::components::icon::{COPY, Icon};
use crate::i18n::formatter::Formatter;
use crate::i18n::use_locale;
use crate::state::visible_rows::use_visible_rows;

/// The drawer, there while a response of what is shown is open.
#[component]
pub fn ResponseDrawer(
    /// The response that is open.
    opened: OpenResponse,
    /// Where the reader is in the table.
    cursor: RwSignal<Option<Cursor>>,
    /// The index of a row that the table is scrolled to.
    scrolled_to: RwSignal<Option<usize>>,
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
    let tools = move || view! { <StepButtons opened cursor scrolled_to /> }.into_any();
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
