//! One response whole, and what else its customer said. Rows may go on coming meanwhile: what is written here changes
//! only where the response does, so that a selected text, the focus and a "Copied" stay.

use cubeboard_cube::loader::Reading;
use cubeboard_responses::column::Column;
use cubeboard_responses::table::cursor::{Cell, Cursor};
use cubeboard_responses::view::View;
use leptos::prelude::*;

use super::cell_text::{NOTHING, id, value};
use super::customer_history::contacts;
use crate::browser::{clipboard, focus};
use crate::components::drawer::drawer;
use crate::components::icon::{COPY, icon};
use crate::html::{El, Place, button, el};
use crate::i18n::formatter::Formatter;
use crate::state::preferences::Voice;
use crate::state::visible_rows::{VisibleRows, use_visible_rows};

/// The response that is open: a row of one reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    serial: u32,
    pub(super) row: u32,
}

impl Opened {
    /// The response at a place of the table.
    pub fn at(place: usize, shown: VisibleRows) -> Option<Self> {
        let of = |view: &View, reading: &Reading| {
            Some(Self { serial: reading.serial(), row: view.row_at(place)? })
        };
        shown.with(of)?
    }

    /// Another response of the same reading.
    pub(super) fn other(self, row: u32) -> Self {
        Self { row, ..self }
    }
}

/// The drawer; there while a response of what is shown is open. It follows the reader through the table.
pub fn response_drawer(
    voice: Voice,
    opened: RwSignal<Option<Opened>>,
    cursor: RwSignal<Option<Cursor>>,
    table: Place,
) -> impl Fn() -> Option<El> + Send + 'static {
    let shown = use_visible_rows();
    let text = &voice.text.response;
    let is_open = Memo::new(move |_| {
        let serial = opened.get().map(|it| it.serial);
        serial.is_some() && shown.with(|_, reading| reading.serial()) == serial
    });
    Effect::new(move |_| {
        let Some(at) = cursor.get().map(|it| it.at) else { return };
        if is_open.get_untracked() {
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
    let content = move || {
        let content = el("div").class("drawer-body").child(fields(voice, opened));
        content.child(contacts(voice, opened))
    };
    move || {
        let tools = || {
            let before = step(text.previous, "‹", |row| row.checked_sub(1));
            vec![before, step(text.next, "›", |row| row.checked_add(1))]
        };
        is_open.get().then(|| drawer(text.title, text.close, close, tools(), content()))
    }
}

/// Where these stand among what [`values`] writes: after all columns.
const CAMPAIGN: usize = Column::ALL.len();
const UTC: usize = CAMPAIGN + 1;

/// Every field of a response, as text.
fn values(row: u32, reading: &Reading, voice: Voice) -> Option<Vec<Option<String>>> {
    let response = reading.store().row(row)?;
    let columns = Column::ALL.into_iter().map(|it| value(&response, it, voice.writer));
    let more = [response.campaign.map(id), response.submitted_micros.map(Formatter::utc)];
    Some(columns.chain(more).collect())
}

/// Every field, the time by two clocks, ids with a way to copy them.
fn fields(voice: Voice, opened: RwSignal<Option<Opened>>) -> El {
    let shown = use_visible_rows();
    let text = &voice.text.table;
    let values = Memo::new(move |_| {
        let row = opened.get()?.row;
        shown.with(|_, reading| values(row, reading, voice))?
    });
    let field = |place: usize| {
        let column = Column::ALL.get(place).copied();
        let name = column.map_or(text.campaign, |it| text.column(it));
        let value = move || value_at(values, place);
        let shown = move || value().unwrap_or_else(|| NOTHING.to_owned());
        let is_id = matches!(column, None | Some(Column::CrmId | Column::ExternalId));
        let copy = move || value().filter(|_| is_id).map(|it| copy(name, it, voice));
        let class = if column == Some(Column::Comment) { "whole" } else { "" };
        let utc = move || value_at(values, UTC);
        let utc = (column == Some(Column::Submitted)).then(|| el("span").class("utc").child(utc));
        let value = el("dd").class(class).child(shown).child(utc).child(copy);
        vec![el("dt").child(name), value]
    };
    el("dl").class("fields").children((0..=CAMPAIGN).flat_map(field))
}

fn value_at(values: Memo<Option<Vec<Option<String>>>>, place: usize) -> Option<String> {
    values.read().as_ref()?.get(place)?.clone()
}

fn copy(name: &'static str, value: String, voice: Voice) -> El {
    let text = &voice.text.response;
    let is_done = RwSignal::new(None);
    let words = move || is_done.get().map(|done| if done { text.copied } else { text.not_copied });
    let sign = move || is_done.get().is_none().then(|| icon("icon", COPY));
    let run = move || clipboard::write(&value, move |it| is_done.set(Some(it)));
    let label = text.copy(name);
    button("chip", words, run).child(sign).attr("aria-label", label.clone()).attr("title", label)
}
