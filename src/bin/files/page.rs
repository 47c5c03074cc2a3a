//! Client of the page for the panel: one function that takes and returns messages.

use cubeboard_app::messages::{
    ChartFacts, Message, PageRequest, SnapshotOrigin, SnapshotRefusal, ViewFacts,
};
use cubeboard_files::snapshot::head::Head;
use cubeboard_i18n::Language;
use cubeboard_i18n::share::{PanelMessages, panel_text};
use cubeboard_responses::address::Address;
use cubeboard_responses::table::sheet::Scope;
use js_sys::{Function, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast as _, JsValue};

/// What shows the rows.
#[derive(Clone)]
pub struct Page(Function);

/// What is shown, and the words for it.
#[derive(Clone)]
pub struct Facts {
    /// As the page tells it.
    pub view: ViewFacts,
    /// The reader's language.
    pub language: Language,
    /// The panel's words in it.
    pub text: &'static PanelMessages,
}

impl Facts {
    /// Query and view, everything in it said.
    pub fn address(&self) -> Address {
        Address::parse(&self.view.address)
    }
}

impl Page {
    /// The page that answers by this function.
    pub fn new(answer: Function) -> Self {
        Self(answer)
    }

    /// What is shown and how; `None` where the page is another build's.
    pub fn facts(&self) -> Option<Facts> {
        let view: ViewFacts = self.answer_to(&PageRequest::Facts)?;
        let language = Language::from_tag(&view.language).unwrap_or_default();
        Some(Facts { view, language, text: panel_text(language) })
    }

    /// The chart as it is shown; `None` where there is none.
    pub fn chart(&self) -> Option<ChartFacts> {
        self.answer_to(&PageRequest::Chart)
    }

    /// Has these rows taken down; how many there are.
    pub fn take_rows(&self, scope: Scope) -> usize {
        self.answer_to(&PageRequest::TakeRows(scope)).unwrap_or_default()
    }

    /// Some of the rows taken down, packed, from an index on; `None` where they are no longer there.
    pub fn rows(&self, start: usize) -> Option<Uint8Array> {
        self.ask(Message::new(&PageRequest::Rows { start }))?.attachment.dyn_into().ok()
    }

    /// Has a snapshot shown that a function answers for.
    pub fn show_snapshot(&self, head: Head, answer: Function, origin: SnapshotOrigin) {
        let request = PageRequest::ShowSnapshot { head: Box::new(head), origin };
        self.ask(Message::with(&request, answer));
    }

    /// Has it said why a snapshot cannot be shown.
    pub fn refuse_snapshot(&self, refusal: SnapshotRefusal, origin: SnapshotOrigin) {
        self.ask(Message::new(&PageRequest::RefuseSnapshot { refusal, origin }));
    }

    /// Says whether the reader's own notes are in snapshots and on paper.
    pub fn take_own_notes(&self, takes_own: bool) {
        self.ask(Message::new(&PageRequest::TakeOwnNotes(takes_own)));
    }

    /// Has the panel closed.
    pub fn close_panel(&self) {
        self.ask(Message::new(&PageRequest::ClosePanel));
    }

    fn answer_to<T: DeserializeOwned>(&self, request: &PageRequest) -> Option<T> {
        self.ask(Message::new(request))?.content()
    }

    fn ask(&self, request: Message) -> Option<Message> {
        let answer = self.0.call1(&JsValue::UNDEFINED, &request.into_js()).ok()?;
        Message::from_js(&answer)
    }
}
