//! A snapshot in place of Cube: what it says of itself, and the function that answers for it.

use cubeboard_cube::query::{Fields, Query};
use cubeboard_i18n::Language;
use cubeboard_responses::address::Address;
use js_sys::Function;
use leptos::prelude::*;

use crate::state::page_address::PageAddress;

/// The snapshot that was opened last, and why another one could not be.
#[derive(Debug, Clone, Copy)]
pub struct Snapshot {
    told: RwSignal<Option<Told>>,
    answer: StoredValue<Option<Function>, LocalStorage>,
    refusal: RwSignal<Option<Vec<String>>>,
    is_shown: Memo<bool>,
}

/// What a snapshot says of itself; texts are there in each language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its address, when it was read in microseconds since 1970, how sure it is, that in words, what became of personal
    /// data, and the campaigns as config.json has them.
    lines: Vec<String>,
    fields: Fields,
    /// Whether it is a file of the reader's own, and not the page's.
    pub is_file: bool,
}

impl Told {
    fn line(&self, number: usize) -> &str {
        self.lines.get(number).map_or("", String::as_str)
    }

    /// When the last of its rows was read, in microseconds since 1970.
    pub fn read_micros(&self) -> i64 {
        self.line(1).parse().unwrap_or_default()
    }

    /// `0` where some rows are missing, `1` where none is, and anything else where that cannot be told.
    pub fn completeness(&self) -> &str {
        self.line(2)
    }

    /// How sure it is that all rows are here.
    pub fn standing(&self, language: Language) -> String {
        self.line(3 + language as usize).to_owned()
    }

    /// What became of personal data.
    pub fn privacy(&self, language: Language) -> String {
        self.line(5 + language as usize).to_owned()
    }
}

impl Snapshot {
    /// None yet. One is shown as long as the address asks what it answers.
    pub fn new(address: PageAddress) -> Self {
        let told = RwSignal::new(None::<Told>);
        let question = address.question();
        let is_shown = Memo::new(move |_| {
            told.read().as_ref().is_some_and(|it| question.read().as_ref() == Some(&it.fields))
        });
        let answer = StoredValue::new_local(None);
        Self { told, answer, refusal: RwSignal::new(None), is_shown }
    }

    /// Takes one that can be shown, as it tells of itself; its address and its campaigns.
    pub fn take(self, answer: Function, text: &str, is_file: bool) -> (Address, String) {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let line = |number| lines.get(number).cloned().unwrap_or_default();
        let (address, campaigns) = (Address::parse(&line(0)), line(7));
        let fields = Fields::of(&address);
        self.answer.set_value(Some(answer));
        self.refusal.set(None);
        self.told.set(Some(Told { lines, fields, is_file }));
        (address, campaigns)
    }

    /// Says why one cannot be shown: title and remedy, in each language.
    pub fn refuse(self, text: &str) {
        self.refusal.set(Some(text.lines().map(str::to_owned).collect()));
    }

    /// Why the last one could not be shown: title and remedy.
    pub fn refusal(self, language: Language) -> Option<[String; 2]> {
        let refusal = self.refusal.read();
        let lines = refusal.as_ref()?;
        Some([0, 1].map(|it| lines.get(it + 2 * language as usize).cloned().unwrap_or_default()))
    }

    /// Goes back to Cube.
    pub fn close(self) {
        self.told.set(None);
    }

    /// Whether what is asked for is answered by a snapshot.
    pub fn is_shown(self) -> bool {
        self.is_shown.get()
    }

    /// The one that is shown.
    pub fn shown(self) -> Option<Told> {
        self.told.get().filter(|_| self.is_shown())
    }

    /// Whether it is known if there is one.
    pub fn is_known(self) -> bool {
        self.told.read().is_some() || self.refusal.read().is_some()
    }

    /// Hears of each that is opened or closed.
    pub fn track(self) {
        self.told.track();
    }

    /// What answers this, where a snapshot does.
    pub fn answering(self, query: &Query) -> Option<Function> {
        let is_its = |it: &Option<Told>| it.as_ref().is_some_and(|it| it.fields == query.fields());
        self.answer.get_value().filter(|_| self.told.with_untracked(is_its))
    }
}
