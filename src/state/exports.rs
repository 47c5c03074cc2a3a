//! Exports: what leaves the page as a file and comes back as a snapshot, which is what the panel of "Share and export"
//! is told of the page. The panel and its worker are one program that is loaded on demand ([`lazy_script`]); it asks
//! the page by one function, in the messages of [`crate::messages`].

pub mod sources;

use cubeboard_cube::loader::Reading;
use cubeboard_responses::store::packed::pack;
use cubeboard_responses::table::sheet::Scope;
use js_sys::{Array, Function, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Element;

use self::sources::ExportSources;
use crate::browser::{address, file_drop, lazy_script};
use crate::messages::{
    ChartCaption, Message, PageRequest, PanelRequest, SnapshotOrigin, SnapshotRefusal, ViewFacts,
};
use crate::net::client;

/// How many rows are handed over in one task: a few milliseconds.
pub const SLICE_ROWS: usize = 1_000;

/// The page as files see it.
#[derive(Debug, Clone, Copy)]
pub struct Exports {
    sources: ExportSources,
    taken: StoredValue<TakenRows>,
    /// Closes the panel, once it was shown.
    on_close: StoredValue<Option<Callback<()>>>,
    /// What the page says around the chart.
    caption: StoredValue<Option<Signal<ChartCaption>>>,
    is_missing: RwSignal<bool>,
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
    /// Of these parts of the state; opens snapshots that are dropped on the page, and the one that the configuration
    /// names.
    pub fn new(sources: ExportSources) -> Self {
        let exports = Self {
            sources,
            taken: StoredValue::default(),
            on_close: StoredValue::default(),
            caption: StoredValue::default(),
            is_missing: RwSignal::new(false),
        };
        file_drop::watch(move |file| exports.open(file.into(), SnapshotOrigin::Reader));
        if let Some(name) = sources.settings.own_snapshot() {
            exports.open_own(name);
        }
        exports
    }

    /// Whether the panel's program could not be loaded; follows it.
    pub fn is_missing(self) -> bool {
        self.is_missing.get()
    }

    /// Takes what the page says around the chart, for pictures of it.
    pub fn caption_chart(self, caption: Signal<ChartCaption>) {
        self.caption.set_value(Some(caption));
    }

    /// Has the panel of "Share and export" shown in an element; `on_close` runs when the panel wants to be closed.
    pub fn show_panel(self, host: Element, on_close: Callback<()>) {
        self.on_close.set_value(Some(on_close));
        self.ask_panel(Message::with(&PanelRequest::ShowPanel, host), || ());
    }

    /// Opens a snapshot.
    fn open(self, file: JsValue, origin: SnapshotOrigin) {
        let message = Message::with(&PanelRequest::OpenSnapshot(origin), file);
        self.ask_panel(message, move || self.refuse(SnapshotRefusal::NotLoaded, origin));
    }

    /// Says why a snapshot cannot be shown. Where it is the page's own, the page may be older than what was published
    /// since, and is asked for anew before that.
    fn refuse(self, refusal: SnapshotRefusal, origin: SnapshotOrigin) {
        let is_own = origin == SnapshotOrigin::Page;
        // Of one that is locked, the reader has been asked, and did not want to say.
        let may_be_older = is_own && refusal != SnapshotRefusal::Locked;
        if !(may_be_older && address::reload_once()) {
            self.sources.settings.snapshot().refuse(refusal, origin);
        }
    }

    /// Goes back from a snapshot of the reader's: to the page's own where it has one, or to Cube.
    pub fn close_snapshot(self) {
        match self.sources.settings.own_snapshot() {
            Some(name) => self.open_own(name),
            None => self.sources.settings.close_snapshot(),
        }
    }

    #[expect(clippy::disallowed_methods, reason = "asynchronous work starts in state")]
    fn open_own(self, name: String) {
        leptos::task::spawn_local(async move {
            let file = client::fetch_file_beside(&name).await;
            self.open(file.unwrap_or(JsValue::UNDEFINED), SnapshotOrigin::Page);
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
        lazy_script::ask(&Array::of2(&message.into_js(), &page), move || {
            self.is_missing.set(true);
            on_failure();
        });
    }

    fn answer(self, request: &Message) -> Option<Message> {
        match request.content()? {
            PageRequest::Facts => {
                let filters = self.caption().filters;
                Some(Message::new(&ViewFacts { filters, ..self.sources.facts() }))
            }
            PageRequest::TakeRows(scope) => Some(Message::new(&self.take(scope))),
            PageRequest::Rows { start } => Some(Message::with(&(), self.rows(start)?)),
            PageRequest::Chart => Some(Message::new(&self.sources.chart(self.caption())?)),
            PageRequest::ShowSnapshot { head, origin } => {
                let answer = request.attachment.clone().dyn_into::<Function>().ok()?;
                self.sources.settings.open_snapshot(answer, *head, origin);
                let address = untrack(|| self.sources.settings.snapshot().address())?;
                self.sources.address.show_snapshot(address, origin);
                None
            }
            PageRequest::TakeOwnNotes(takes_own) => {
                self.sources.notes.take_own(takes_own);
                None
            }
            PageRequest::ClosePanel => {
                // What is closed already has nothing left that could close it.
                self.on_close.get_value().and_then(|on_close| on_close.try_run(()));
                None
            }
            PageRequest::RefuseSnapshot { refusal, origin } => {
                self.refuse(refusal, origin);
                None
            }
        }
    }

    fn caption(self) -> ChartCaption {
        self.caption.get_value().map(|caption| caption.get()).unwrap_or_default()
    }

    fn take(self, scope: Scope) -> usize {
        let serial = self.sources.dataset.with_shown(Reading::serial);
        let rows =
            self.sources.visible_rows.with_sheet(self.sources.columns, |sheet| sheet.rows(scope));
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
            self.sources.dataset.with_shown(packed)?
        })
    }
}
