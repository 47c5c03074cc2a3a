//! Contact history of a customer: all responses in order of time, with the one marked that is open in the drawer.

use cubeboard_cube::loader::Reading;
use cubeboard_i18n::Catalogue;
use cubeboard_responses::statistics::history::History;
use leptos::prelude::*;

use super::open_response::OpenResponse;
use crate::browser::focus;
use crate::components::legend::Dot;
use crate::i18n::formatter::Formatter;
use crate::i18n::use_locale;
use crate::state::chart::use_chart;
use crate::state::visible_rows::use_visible_rows;

/// What else the customer of the open response said; absent where it names no customer.
#[component]
pub fn CustomerHistory(
    /// The response that is open.
    opened: OpenResponse,
) -> impl IntoView {
    let locale = use_locale();
    let visible_rows = use_visible_rows();
    // To find a customer's responses is to look at all of them, so it is done once for each picture that brings some.
    let changes = Memo::new(move |_| visible_rows.with(|_, rows| rows.changes().len()));
    let history = Memo::new(move |_| {
        changes.get()?;
        let row = opened.row()?;
        visible_rows.with_now(|view, rows| {
            History::of(row, rows.store(), rows.segments(), view.calendar())
        })?
    });
    let has_customer = Memo::new(move |_| history.read().is_some());
    let rows = move || {
        // A row that moves takes the focus off its button.
        focus::keep();
        history.read().as_ref().map_or_else(Vec::new, |history| history.rows.clone())
    };
    let summary = move || {
        let history = history.read();
        let summary =
            |rows: &Reading| summary(history.as_ref()?, rows, locale.text(), locale.formatter());
        visible_rows.with_now(|_, rows| summary(rows)).flatten()
    };
    view! {
        <Show when=move || has_customer.get()>
            <section class="history">
                <h3>{move || locale.text().response.history}</h3>
                <p class="history-summary">{summary}</p>
                <ol>
                    <For each=rows key=|row| *row let:row>
                        <HistoryEntry row opened />
                    </For>
                </ol>
            </section>
        </Show>
    }
    .into_any()
}

/// "third of 4 contacts, Sale after 6 days"
fn summary(
    history: &History,
    rows: &Reading,
    text: &Catalogue,
    formatter: Formatter,
) -> Option<String> {
    let count = history.rows.len();
    if count == 1 {
        return Some(text.response.only_contact.to_owned());
    }
    let contact = text.response.contact_of(history.place + 1, &formatter.number(count as u64));
    let Some(days) = history.days_since_first.filter(|_| history.place > 0) else {
        return Some(contact);
    };
    let response = rows.store().row(*history.rows.get(history.place)?);
    let kind = response.and_then(|it| it.kind).unwrap_or(text.table.no_value);
    Some(format!("{contact}, {}", text.response.days_since_first(kind, days)))
}

/// Entry of one response, which opens it.
#[component]
fn HistoryEntry(
    /// Row of the store.
    row: u32,
    /// The response that is open.
    opened: OpenResponse,
) -> impl IntoView {
    let locale = use_locale();
    let visible_rows = use_visible_rows();
    let type_colours = use_chart().type_colours();
    let kind = visible_rows.with_now(|_, rows| rows.store().kind(row)).flatten();
    let colour = move || {
        kind.and_then(|kind| Some(type_colours.read().as_ref()?.slot(kind))).unwrap_or_default()
    };
    let outcome = visible_rows.with_now(|_, rows| {
        let response = rows.store().row(row)?;
        Some(joined([response.kind, response.subtype]))
    });
    let time_and_agent = move || {
        let formatter = locale.formatter();
        visible_rows.with_now(|_, rows| {
            let response = rows.store().row(row)?;
            let time = response.submitted_micros.map(|micros| formatter.instant(micros));
            Some(joined([time.as_deref(), response.agent]))
        })
    };
    let id = format!("history-{row}");
    let is_open = move || (opened.row() == Some(row)).then_some("true");
    let on_open = move |_| opened.open_row(Some(row));
    view! {
        <li>
            <button type="button" class="history-entry" id=id aria-current=is_open on:click=on_open>
                <Dot colour />
                <span>{outcome.flatten()}</span>
                <span class="history-time">{move || time_and_agent().flatten()}</span>
            </button>
        </li>
    }
    .into_any()
}

fn joined(words: [Option<&str>; 2]) -> String {
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
