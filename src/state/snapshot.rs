//! A snapshot in place of Cube: what it tells of itself, and the function that answers for it.

use chrono::DateTime;
use cubeboard_cube::query::{Fields, Query};
use cubeboard_files::privacy::PersonalData;
use cubeboard_files::snapshot::head::{Completeness, Head, State};
use cubeboard_i18n::share::{OpenedMessages, panel_text};
use cubeboard_i18n::{Advice, Language};
use cubeboard_responses::address::Address;
use cubeboard_responses::notes::Notes;
use js_sys::Function;
use leptos::prelude::*;

use crate::messages::{SnapshotOrigin, SnapshotRefusal};
use crate::state::page_address::PageAddress;

/// The snapshot that was opened last, and why another one could not be.
#[derive(Debug, Clone, Copy)]
pub struct Snapshot {
    opened: RwSignal<Option<OpenedSnapshot>>,
    answer: StoredValue<Option<Function>, LocalStorage>,
    refusal: RwSignal<Option<SnapshotRefusal>>,
    /// Whether the page's own cannot be shown.
    is_own_refused: RwSignal<bool>,
    is_shown: Memo<bool>,
}

/// A snapshot that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedSnapshot {
    head: Head,
    /// Whose file it is.
    pub origin: SnapshotOrigin,
}

impl OpenedSnapshot {
    /// The query that it answers.
    pub fn fields(&self) -> Fields {
        self.head.query.fields()
    }

    /// The address that shows it as it was shown when it was made.
    pub fn address(&self) -> Address {
        self.fields().write(Address::parse(&self.head.view).for_others())
    }

    /// What its author calls it, where it is the page's own: a locked one tells it in place of config.json.
    fn title(&self) -> Option<String> {
        self.head.title.clone().filter(|_| self.origin == SnapshotOrigin::Page)
    }

    /// When the last of its rows was read, in microseconds since 1970.
    pub fn read_micros(&self) -> i64 {
        DateTime::parse_from_rfc3339(&self.head.read_at).unwrap_or_default().timestamp_micros()
    }

    /// How sure it is that all rows are here.
    pub fn completeness(&self) -> State {
        self.head.completeness.state
    }

    /// The same in numbers, by those who read them.
    pub fn told_completeness(&self) -> Completeness {
        self.head.completeness.clone()
    }

    /// The same in words.
    pub fn completeness_text(&self, language: Language) -> String {
        self.head.completeness.text(language)
    }

    /// The notes on its days that it holds.
    pub fn notes(&self) -> Notes {
        self.head.notes.clone().into()
    }

    /// What became of personal data, in words.
    pub fn privacy_text(&self, language: Language) -> &'static str {
        let text = words(language);
        match self.head.personal_data {
            PersonalData::Omit => text.omitted,
            PersonalData::Pseudonyms => text.pseudonyms,
            PersonalData::Keep => text.kept,
        }
    }
}

fn words(language: Language) -> &'static OpenedMessages {
    &panel_text(language).opened
}

impl Snapshot {
    /// None yet. One is shown as long as the address asks what it answers.
    pub fn new(address: PageAddress) -> Self {
        let opened = RwSignal::new(None::<OpenedSnapshot>);
        let question = address.question();
        let is_shown = Memo::new(move |_| {
            let fields = opened.read().as_ref().map(OpenedSnapshot::fields);
            fields.is_some() && *question.read() == fields
        });
        let answer = StoredValue::new_local(None);
        let (refusal, is_own_refused) = (RwSignal::new(None), RwSignal::new(false));
        Self { opened, answer, refusal, is_own_refused, is_shown }
    }

    /// Takes one that can be shown.
    pub fn open(self, answer: Function, head: Head, origin: SnapshotOrigin) {
        self.answer.set_value(Some(answer));
        self.refusal.set(None);
        self.opened.set(Some(OpenedSnapshot { head, origin }));
    }

    /// Says why one cannot be shown.
    pub fn refuse(self, refusal: SnapshotRefusal, origin: SnapshotOrigin) {
        self.refusal.set(Some(refusal));
        if origin == SnapshotOrigin::Page {
            self.is_own_refused.set(refusal != SnapshotRefusal::Locked);
        }
    }

    /// Why the last one could not be shown: what happened, and what to do.
    pub fn refusal(self, language: Language) -> Option<Advice> {
        let text = words(language);
        let not_loaded = language.text().share.not_loaded;
        self.refusal.get().map(|refusal| match refusal {
            SnapshotRefusal::NotFound => text.not_found,
            SnapshotRefusal::Foreign => text.foreign,
            SnapshotRefusal::Newer => text.newer,
            SnapshotRefusal::Damaged => text.damaged,
            SnapshotRefusal::Locked => text.locked,
            SnapshotRefusal::NotLoaded => Advice { title: not_loaded, remedy: "" },
        })
    }

    /// Goes back to Cube.
    pub fn close(self) {
        self.opened.set(None);
    }

    /// Whether what is asked for is answered by a snapshot.
    pub fn is_shown(self) -> bool {
        self.is_shown.get()
    }

    /// The one that is shown.
    pub fn shown(self) -> Option<OpenedSnapshot> {
        self.opened.get().filter(|_| self.is_shown())
    }

    /// What the author of the page's own calls it; follows it.
    pub fn title(self) -> Option<String> {
        self.opened.read().as_ref().and_then(OpenedSnapshot::title)
    }

    /// The address that shows the one opened last.
    pub fn address(self) -> Option<Address> {
        self.opened.read().as_ref().map(OpenedSnapshot::address)
    }

    /// Whether it is known if there is one of the page's own, or one of the reader's stands in its place. Of one that stays
    /// locked it is not, and nobody else is asked what it answers.
    pub fn is_known(self) -> bool {
        self.opened.read().is_some() || self.is_own_refused.get()
    }

    /// Follows each that is opened or closed.
    pub fn track(self) {
        self.opened.track();
    }

    /// The function that answers a query, where a snapshot does.
    pub fn answering(self, query: &Query) -> Option<Function> {
        let fields = query.fields();
        let answers = |opened: &Option<OpenedSnapshot>| {
            opened.as_ref().is_some_and(|opened| opened.fields() == fields)
        };
        self.answer.get_value().filter(|_| self.opened.with_untracked(answers))
    }
}
