//! A customer's responses in time order, and which of them is the one that is open.

use cubeboard_responses::statistics::history::History;
use leptos::prelude::*;

use super::response_drawer::Opened;
use crate::browser::focus;
use crate::html::{El, button, el};
use crate::state::preferences::Voice;
use crate::state::trend::use_trend;
use crate::state::visible_rows::use_visible_rows;

/// What else the customer of the response that is open said; nothing where it has no customer.
pub(super) fn contacts(
    voice: Voice,
    opened: RwSignal<Option<Opened>>,
) -> impl Fn() -> Option<El> + Send + 'static {
    let shown = use_visible_rows();
    // To find a customer's responses is to look at all of them, so it is done once for each picture that brings some.
    let changes = Memo::new(move |_| shown.with(|_, reading| reading.changes().len()));
    let history = Memo::new(move |_| {
        changes.get()?;
        let row = opened.get()?.row;
        shown.with_now(|view, reading| {
            History::of(row, reading.store(), reading.segments(), view.calendar())
        })?
    });
    let rows = Memo::new(move |_| history.read().as_ref().map(|it| it.rows.clone()));
    let title = voice.text.response.history;
    move || {
        let rows = rows.get()?;
        focus::keep();
        let summary = el("p").class("history-summary").child(move || summary(history, voice));
        let list = el("ol").children(rows.into_iter().map(|row| contact(row, voice, opened)));
        let section = el("section").class("history").child(el("h3").child(title));
        Some(section.child(summary).child(list))
    }
}

/// "third of 4 contacts, Sale after 6 days"
fn summary(history: Memo<Option<History>>, voice: Voice) -> String {
    let shown = use_visible_rows();
    let text = &voice.text.response;
    let history = history.read();
    let Some(history) = history.as_ref() else { return String::new() };
    let count = history.rows.len();
    if count == 1 {
        return text.only_contact.to_owned();
    }
    let contact = text.contact_of(history.place + 1, &voice.writer.number(count as u64));
    let days = history.days_since_first.filter(|_| history.place > 0);
    let days = days.and_then(|days| {
        let row = *history.rows.get(history.place)?;
        let none = voice.text.table.no_value;
        shown.with_now(|_, reading| {
            let kind = reading.store().row(row).and_then(|it| it.kind).unwrap_or(none);
            text.days_since_first(kind, days)
        })
    });
    std::iter::once(contact).chain(days).collect::<Vec<_>>().join(", ")
}

/// One of them, which opens it.
fn contact(row: u32, voice: Voice, opened: RwSignal<Option<Opened>>) -> El {
    let shown = use_visible_rows();
    let slots = use_trend().slots();
    let words = shown.with_now(|_, reading| {
        let response = reading.store().row(row)?;
        let time = response.submitted_micros.map(|it| voice.writer.instant(it));
        let join =
            |words: [Option<&str>; 2]| words.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let outcome = join([response.kind, response.subtype]);
        Some((outcome, join([time.as_deref(), response.agent]), reading.store().kind(row)?))
    });
    let (outcome, circumstances, kind) = words.flatten().unwrap_or_default();
    let slot = move || slots.read().as_ref().map_or(0, |it| it.slot(kind));
    let words = vec![
        el("i").class(move || format!("dot slot-{}", slot())),
        el("span").child(outcome),
        el("span").class("history-time").child(circumstances),
    ];
    let press = move || opened.update(|it| *it = it.map(|it| it.other(row)));
    let is_this = move || opened.get().is_some_and(|it| it.row == row).then_some("true");
    let entry = button("history-entry", words, press).attr("id", format!("contact-{row}"));
    el("li").child(entry.attr("aria-current", is_this))
}
