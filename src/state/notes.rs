//! Notes on days: those for everyone, of the configuration or of the snapshot that is shown, and the reader's own, which
//! stay in this browser and leave it on paper and in files only where the reader says so.

use cubeboard_cube::query::CampaignId;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::notes::{Note, Notes, ShownNote, Undo};
use leptos::prelude::*;

use crate::config::Config;
use crate::state::dataset::Dataset;
use crate::state::page_address::PageAddress;
use crate::state::preferences::Preferences;
use crate::state::settings::Settings;
use crate::state::shelf::Shelf;
use crate::state::snapshot::OpenedSnapshot;

/// The notes.
#[derive(Debug, Clone, Copy)]
pub struct DayNotes {
    is_demo: Memo<bool>,
    own: Shelf<Notes>,
    own_in_demo: Shelf<Notes>,
    /// Numbers of the campaigns that are shown.
    campaigns: Memo<Vec<u64>>,
    /// Those on the chart, in order.
    shown: Memo<Vec<ShownNote>>,
    /// Whether the reader's own are on paper and in files.
    takes_own: RwSignal<bool>,
    last_change: RwSignal<Option<Change>>,
}

/// The last change: what was done, to which note, and what takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What was done.
    pub kind: ChangeKind,
    /// The note.
    pub note: Note,
    undo: Option<Undo>,
}

/// What was done to a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was written.
    Added,
    /// Its day, its words or its campaigns were changed.
    Changed,
    /// It was deleted.
    Deleted,
    /// The change before was taken back.
    Undone,
}

impl Change {
    /// Whether it can be taken back.
    pub fn can_be_undone(&self) -> bool {
        self.undo.is_some()
    }
}

/// The ones in context.
pub fn use_notes() -> DayNotes {
    expect_context()
}

impl DayNotes {
    /// Those that are kept and those of the configuration, as far as they are about the campaigns that are shown.
    pub fn new(
        address: PageAddress,
        dataset: Dataset,
        settings: Settings,
        preferences: Preferences,
        config: &Config,
    ) -> Self {
        let is_demo = address.is_demo();
        let (own, own_in_demo) = (Shelf::<Notes>::new("notes"), Shelf::new("notes.demo"));
        let configured = StoredValue::new(config.notes.clone());
        let campaigns = Memo::new(move |_| {
            let ids = |campaigns: &[_]| {
                campaigns.iter().map(|id: &CampaignId| id.0).collect::<Vec<u64>>()
            };
            dataset.with_shown(|rows| ids(&rows.query().campaigns)).unwrap_or_default()
        });
        let takes_own = RwSignal::new(false);
        let shown = Memo::new(move |_| {
            let campaigns = campaigns.read();
            let is_about = |note: &&Note| note.is_about(&campaigns);
            let shelf = if is_demo.get() { own_in_demo } else { own };
            let shelf = shelf.content();
            let own = shelf.read();
            let takes_own = !preferences.is_printing() || takes_own.get();
            let own = own.all().iter().filter(|_| takes_own).filter(is_about);
            let shared = settings.snapshot().shown().as_ref().map(OpenedSnapshot::notes);
            let shared = shared.unwrap_or_else(|| configured.get_value());
            let shared = shared.all().iter().filter(is_about);
            let all = own.map(|note| (note, true)).chain(shared.map(|note| (note, false)));
            let mut shown: Vec<_> =
                all.map(|(note, is_own)| ShownNote { note: note.clone(), is_own }).collect();
            shown.sort_unstable();
            shown
        });
        let last_change = RwSignal::new(None);
        Self { is_demo, own, own_in_demo, campaigns, shown, takes_own, last_change }
    }

    fn shelf(self) -> Shelf<Notes> {
        if self.is_demo.get() { self.own_in_demo } else { self.own }
    }

    /// Those about the campaigns that are shown, by day; on paper without the reader's own, unless the reader wants these
    /// there.
    pub fn shown(self) -> Memo<Vec<ShownNote>> {
        self.shown
    }

    /// Numbers of the campaigns that are shown.
    pub fn campaigns(self) -> Vec<u64> {
        self.campaigns.get()
    }

    /// Those that leave with a file, of these days.
    pub fn leaving(self, days: Days) -> Vec<Note> {
        let takes_own = self.takes_own.get_untracked();
        let shown = self.shown.read_untracked();
        let leaving = shown.iter().filter(|it| days.contains(it.note.day));
        leaving.filter(|it| takes_own || !it.is_own).map(|it| it.note.clone()).collect()
    }

    /// How many of the reader's own there are on these days.
    pub fn own_count(self, days: Days) -> usize {
        let shown = self.shown.read_untracked();
        shown.iter().filter(|it| it.is_own && days.contains(it.note.day)).count()
    }

    /// Whether the reader's own are on paper and in files; follows it.
    pub fn takes_own(self) -> bool {
        self.takes_own.get()
    }

    /// Says whether the reader's own are on paper and in files.
    pub fn take_own(self, takes_own: bool) {
        self.takes_own.set(takes_own);
    }

    /// Whether the browser keeps the reader's own as they are here.
    pub fn are_kept(self) -> bool {
        self.shelf().is_kept()
    }

    /// Looks again at what is kept: another page of this browser may have changed it.
    pub fn renew(self) {
        untrack(|| self.shelf()).renew();
    }

    /// The last change.
    pub fn last_change(self) -> Option<Change> {
        self.last_change.get()
    }

    /// Writes a note, in place of another where there is one.
    pub fn put(self, note: Note, before: Option<&Note>) {
        let undo = self.change(|notes| notes.put(note.clone(), before));
        let kind = if before.is_some() { ChangeKind::Changed } else { ChangeKind::Added };
        self.last_change.set(Some(Change { kind, note, undo: Some(undo) }));
    }

    /// Deletes a note of the reader's own.
    pub fn delete(self, note: &Note) {
        if let Some(undo) = self.change(|notes| notes.delete(note)) {
            let (kind, note) = (ChangeKind::Deleted, note.clone());
            self.last_change.set(Some(Change { kind, note, undo: Some(undo) }));
        }
    }

    /// Takes the last change back.
    pub fn undo(self) {
        let change = self.last_change.write().take();
        if let Some(Change { note, undo: Some(undo), .. }) = change {
            self.change(|notes| notes.undo(undo));
            self.last_change.set(Some(Change { kind: ChangeKind::Undone, note, undo: None }));
        }
    }

    /// Forgets those of this browser, which no longer keeps them.
    pub(super) fn forget(self) {
        self.own.forget();
        self.own_in_demo.forget();
        self.last_change.set(None);
    }

    fn change<T>(self, change: impl FnOnce(&mut Notes) -> T) -> T {
        untrack(|| self.shelf()).change(change)
    }
}
