//! What leaves the page as a file and comes back as a snapshot: what the panel of "Share and export" is told of the
//! page. The panel and its worker are one program that is loaded on demand ([`aside`]); it asks the page by one
//! function, in the messages of [`crate::messages`].

use cubeboard_cube::campaigns::{self, Named};
use cubeboard_cube::loader::Reading;
use cubeboard_cube::query::CampaignId;
use cubeboard_files::snapshot::head::{Campaign, Completeness, State};
use cubeboard_responses::column::Column;
use cubeboard_responses::statistics::definition::Class;
use cubeboard_responses::store::packed::pack;
use cubeboard_responses::table::sheet::Scope;
use js_sys::{Array, Function, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Element;

use crate::browser::{aside, dropped};
use crate::messages::{
    ChartFacts, Message, PageRequest, PanelRequest, SnapshotRefusal, Source, ViewFacts,
};
use crate::net::client;
use crate::state::columns::{Columns, use_columns};
use crate::state::dataset::{Dataset, use_dataset};
use crate::state::definitions::{Definitions, use_definitions};
use crate::state::page_address::{PageAddress, use_page_address};
use crate::state::preferences::{Preferences, use_preferences};
use crate::state::settings::{Settings, use_settings};
use crate::state::trend::{Trend, use_trend};
use crate::state::visible_rows::{VisibleRows, use_visible_rows};

/// How many rows are handed over in one task: a few milliseconds.
pub const SLICE_ROWS: usize = 1_000;

/// The page as files see it.
#[derive(Debug, Clone, Copy)]
pub struct Exports {
    dataset: Dataset,
    visible_rows: VisibleRows,
    columns: Columns,
    address: PageAddress,
    preferences: Preferences,
    settings: Settings,
    definitions: Definitions,
    trend: Trend,
    taken: StoredValue<TakenRows>,
}

/// The ones in context.
pub fn use_exports() -> Exports {
    expect_context()
}

/// Rows of one run, in the order in which a file takes them.
#[derive(Debug, Default)]
struct TakenRows {
    serial: Option<u32>,
    rows: Vec<u32>,
}

impl Exports {
    /// Of the state that is in context; opens snapshots that are dropped on the page, and the one that the
    /// configuration names.
    pub fn from_context() -> Self {
        let exports = Self {
            dataset: use_dataset(),
            visible_rows: use_visible_rows(),
            columns: use_columns(),
            address: use_page_address(),
            preferences: use_preferences(),
            settings: use_settings(),
            definitions: use_definitions(),
            trend: use_trend(),
            taken: StoredValue::default(),
        };
        let settings = exports.settings;
        dropped::watch(move |file| exports.open(file.into(), true));
        Effect::new(move || {
            if let Some(name) = settings.own_snapshot() {
                exports.open_own(name);
            }
        });
        exports
    }

    /// Has the panel of "Share and export" shown in an element, which says `failure` where it cannot be loaded.
    pub fn show_panel(self, host: Element, failure: &'static str) {
        let message = Message::with(&PanelRequest::ShowPanel, host.clone());
        self.ask_panel(message, move || host.set_text_content(Some(failure)));
    }

    /// Opens a snapshot; `is_file` tells one of the reader's own from the page's, which may not have been found.
    fn open(self, file: JsValue, is_file: bool) {
        let message = Message::with(&PanelRequest::OpenSnapshot { is_file }, file);
        let snapshot = self.settings.snapshot();
        self.ask_panel(message, move || snapshot.refuse(SnapshotRefusal::NotLoaded));
    }

    #[expect(clippy::disallowed_methods, reason = "asynchronous work starts in state")]
    fn open_own(self, name: String) {
        leptos::task::spawn_local(async move {
            let file = client::fetch_file_beside(&name).await;
            self.open(file.unwrap_or(JsValue::UNDEFINED), false);
        });
    }

    /// Sends a message to the panel's program, with the function that answers it beside.
    fn ask_panel(self, message: Message, on_failure: impl FnOnce() + 'static) {
        let answer = move |request| {
            let request = Message::from_js(&request)?;
            untrack(|| self.answer(&request))
        };
        let page = move |request| answer(request).map_or(JsValue::UNDEFINED, Message::into_js);
        let page = Closure::<dyn Fn(JsValue) -> JsValue>::new(page).into_js_value();
        aside::ask(&Array::of2(&message.into_js(), &page), on_failure);
    }

    fn answer(self, request: &Message) -> Option<Message> {
        match request.content()? {
            PageRequest::Facts => Some(Message::new(&self.facts())),
            PageRequest::TakeRows { all } => {
                Some(Message::new(&self.take(if all { Scope::All } else { Scope::Shown })))
            }
            PageRequest::Rows { start } => Some(Message::with(&(), self.rows(start)?)),
            PageRequest::Chart => Some(Message::new(&self.chart()?)),
            PageRequest::ShowSnapshot { head, is_file } => {
                let answer = request.attachment.clone().dyn_into::<Function>().ok()?;
                self.settings.open_snapshot(answer, *head, is_file);
                let address = untrack(|| self.settings.snapshot().address())?;
                self.address.show(address, is_file);
                None
            }
            PageRequest::RefuseSnapshot(refusal) => {
                self.settings.snapshot().refuse(refusal);
                None
            }
        }
    }

    fn facts(self) -> ViewFacts {
        let locale = self.preferences.locale();
        let address = self
            .address
            .for_others()
            .with("tz", locale.clock().tag())
            .with("per", self.trend.per().key())
            .with("stack", self.trend.stack().key())
            .with("compare", self.trend.comparison().compare().key());
        let layout = self.columns.layout();
        let columns: Vec<Column> = layout.read().shown().map(|laid_out| laid_out.column).collect();
        let source = match self.settings.snapshot().shown() {
            None => Source::Service,
            Some(snapshot) if snapshot.is_file => Source::FileSnapshot,
            Some(_) => Source::PageSnapshot,
        };
        let completeness = self.dataset.with_shown(Completeness::of);
        let nothing =
            || Completeness { state: State::Incomplete, rows: 0, expected: None, missing: None };
        ViewFacts {
            address: address.search(),
            language: locale.language().tag().to_owned(),
            columns: columns.into_iter().map(|column| column.key().to_owned()).collect(),
            shown_count: self.visible_rows.row_count().get() as u64,
            row_count: self.dataset.with_shown(Reading::row_count).unwrap_or_default(),
            source,
            completeness: completeness.unwrap_or_else(nothing),
            campaigns: self.dataset.with_shown(|rows| self.campaigns(rows)).unwrap_or_default(),
            read_at_micros: self.dataset.ended_millis().saturating_mul(1000),
        }
    }

    fn campaigns(self, rows: &Reading) -> Vec<Campaign> {
        let known = self.settings.campaigns().known;
        let definition = self.definitions.current();
        let words = |class| definition.read().words(class).map(str::to_owned).collect::<Vec<_>>();
        let (success, neither) = (words(Class::Success), words(Class::Neither));
        let campaign = |id: &CampaignId| {
            let known = known.read();
            let named = known.iter().find(|named| named.id == *id);
            let count: usize = rows.segments_of(*id).map(|segment| segment.len()).sum();
            Campaign {
                id: id.0,
                name: named.map(|Named { name, .. }| name.clone()),
                success: success.clone(),
                neither: neither.clone(),
                rows: u32::try_from(count).unwrap_or(u32::MAX),
            }
        };
        rows.query().campaigns.iter().map(campaign).collect()
    }

    fn chart(self) -> Option<ChartFacts> {
        let ids = self.address.fields().campaign;
        let campaigns = campaigns::described(&self.settings.campaigns().known.read(), &ids);
        let series = self.trend.series();
        let series = series.read().as_ref()?.without(&self.trend.hidden().read());
        Some(ChartFacts { campaigns, series })
    }

    fn take(self, scope: Scope) -> usize {
        let serial = self.dataset.with_shown(Reading::serial);
        let rows = self.visible_rows.with_sheet(self.columns, |sheet| sheet.rows(scope));
        let rows = rows.unwrap_or_default();
        let count = rows.len();
        self.taken.set_value(TakenRows { serial, rows });
        count
    }

    /// Nothing where the rows are no longer there, because others were loaded.
    fn rows(self, start: usize) -> Option<Uint8Array> {
        self.taken.with_value(|taken| {
            let packed = |reading: &Reading| {
                let mut packed = Vec::new();
                for row in taken.rows.iter().skip(start).take(SLICE_ROWS) {
                    pack(&reading.store().row(*row)?, &mut packed);
                }
                let are_there = taken.serial == Some(reading.serial());
                are_there.then(|| Uint8Array::from(packed.as_slice()))
            };
            self.dataset.with_shown(packed)?
        })
    }
}
