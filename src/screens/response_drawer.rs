//! One response whole, and what else its customer said.

use cubeboard_core::column::Column;
use cubeboard_core::cursor::{Cell, Cursor};
use cubeboard_core::history::History;
use cubeboard_core::loader::Reading;
use cubeboard_core::view::View;
use leptos::prelude::*;

use super::cells::{NOTHING, column_name, id, value};
use crate::browser::{clipboard, focus};
use crate::components::drawer::drawer;
use crate::components::icon::{COPY, icon};
use crate::components::legend::dot;
use crate::html::{El, Place, button, el};
use crate::live::{Held, effect, memo};
use crate::state::preferences::Voice;
use crate::state::shown::Shown;
use crate::state::state;

/// The response that is open: a row of one reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    serial: u32,
    row: u32,
}

impl Opened {
    /// The response at a place of the table.
    pub fn at(place: usize, shown: &'static Shown) -> Option<Self> {
        let of = |view: &View, reading: &Reading| {
            Some(Self { serial: reading.serial(), row: view.row_at(place)? })
        };
        shown.with(of)?
    }
}

/// The drawer; there while a response is open. It follows the reader through the table.
pub fn response_drawer(
    voice: Voice,
    opened: Held<Option<Opened>>,
    cursor: Held<Option<Cursor>>,
    table: Place,
) -> impl Fn() -> Option<El> + Send + 'static {
    let shown = state().shown;
    let text = &voice.text.response;
    effect(move || {
        let Some(at) = cursor.get().map(|it| it.at) else { return };
        if untrack(|| opened.get().is_some()) {
            opened.set(untrack(|| Opened::at(at.row, shown)));
        }
    });
    let close = move || {
        opened.set(None);
        if let Some(table) = table.get_untracked() {
            focus::on(&table);
        }
    };
    let step = move |name: &'static str, sign: &'static str, step: fn(usize) -> Option<usize>| {
        let go = move || {
            let at = cursor.get_untracked().unwrap_or_default().at;
            let last = shown.row_count().get_untracked().saturating_sub(1);
            if let Some(row) = step(at.row) {
                cursor.set(Some(Cursor::on(Cell { row: row.min(last), ..at })));
            }
        };
        button("chip", sign, go).attr("aria-label", name).attr("title", name)
    };
    let is_open = memo(move || opened.get().is_some());
    move || {
        let tools = || {
            let before = step(text.previous, "‹", |row| row.checked_sub(1));
            vec![before, step(text.next, "›", |row| row.checked_add(1))]
        };
        let content = move || opened.get().and_then(|it| content(it, voice, opened));
        is_open.get().then(|| drawer(text.title, text.close, close, tools(), content))
    }
}

fn content(open: Opened, voice: Voice, opened: Held<Option<Opened>>) -> Option<El> {
    let shown = state().shown;
    let write = |view: &View, reading: &Reading| {
        if reading.serial() != open.serial {
            return None;
        }
        let fields = fields(open.row, reading, voice)?;
        let (calendar, store) = (view.calendar(), reading.store());
        let history = History::of(open.row, store, reading.segments(), calendar);
        let history = history.map(|it| history_view(&it, open, reading, voice, opened));
        Some(el("div").class("drawer-body").child(fields).child(history))
    };
    shown.with(write)?
}

/// Every field, ids with a way to copy them.
fn fields(row: u32, reading: &Reading, voice: Voice) -> Option<El> {
    let text = &voice.text.table;
    let response = reading.store().row(row)?;
    let field = |column: Column| {
        let name = column_name(column, text);
        let value = value(&response, column, voice.writer);
        let is_id = matches!(column, Column::CrmId | Column::ExternalId);
        let copy = value.clone().filter(|_| is_id).map(|it| copy(name, it, voice));
        let shown = value.unwrap_or_else(|| NOTHING.to_owned());
        let class = if column == Column::Comment { "whole" } else { "" };
        vec![el("dt").child(name), el("dd").class(class).child(shown).child(copy)]
    };
    let campaign = response.campaign.map_or_else(|| NOTHING.to_owned(), id);
    let campaign = [el("dt").child(text.campaign), el("dd").child(campaign)];
    Some(
        el("dl")
            .class("fields")
            .children(Column::ALL.into_iter().flat_map(field))
            .children(campaign),
    )
}

fn copy(name: &'static str, value: String, voice: Voice) -> El {
    let text = &voice.text.response;
    let is_done = Held::new(false);
    let words = move || is_done.get().then_some(text.copied);
    let sign = move || (!is_done.get()).then(|| icon("icon", COPY));
    let run = move || clipboard::write(&value, move || is_done.set(true));
    let label = (text.copy)(name);
    button("chip", words, run).child(sign).attr("aria-label", label.clone()).attr("title", label)
}

/// The customer's responses in time order, and which of them this one is.
fn history_view(
    history: &History,
    open: Opened,
    reading: &Reading,
    voice: Voice,
    opened: Held<Option<Opened>>,
) -> El {
    let text = &voice.text.response;
    let store = reading.store();
    let slots = state().trend.slots();
    let kind = |row: u32| store.row(row).and_then(|it| it.kind);
    let count = history.rows.len();
    let summary = if count == 1 {
        text.only_contact.to_owned()
    } else {
        let contact = (text.contact_of)(history.place + 1, &voice.writer.number(count as u64));
        let outcome = kind(open.row).unwrap_or(voice.text.table.no_value);
        let days = history.days_since_first.filter(|_| history.place > 0);
        let days = days.map(|it| (text.days_since_first)(outcome, it));
        std::iter::once(contact).chain(days).collect::<Vec<_>>().join(", ")
    };
    let entry = |row: &u32| {
        let row = *row;
        let response = store.row(row).unwrap_or_default();
        let time = response.submitted_micros.map(|it| voice.writer.instant(it));
        let slot = slots.read().as_ref().zip(store.kind(row)).map_or(0, |(it, kind)| it.slot(kind));
        let join =
            |words: [Option<&str>; 2]| words.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let outcome = join([response.kind, response.subtype]);
        let circumstances = join([time.as_deref(), response.agent]);
        let is_this = row == open.row;
        let press = move || opened.set(Some(Opened { row, ..open }));
        let circumstances = el("span").class("history-time").child(circumstances);
        let words = vec![dot(slot), el("span").child(outcome), circumstances];
        let entry = button("history-entry", words, press);
        el("li").child(entry.attr("aria-current", is_this.then_some("true")))
    };
    el("section")
        .class("history")
        .child(el("h3").child(text.history))
        .child(el("p").class("history-summary").child(summary))
        .child(el("ol").children(history.rows.iter().map(entry)))
}
