//! Saved views: those of this browser and those for everyone, which of them opens first, and the last change with its
//! undo. The demo, which invents everything, has views of its own.

use cubeboard_cube::query::Fields;
use cubeboard_responses::saved_views::{NameTaken, SavedView, SavedViews, Undo, kept_name};
use leptos::prelude::*;

use crate::config::Config;
use crate::state::page_address::PageAddress;
use crate::state::settings::Settings;
use crate::state::shelf::Shelf;

/// The saved views.
#[derive(Debug, Clone, Copy)]
pub struct Views {
    address: PageAddress,
    settings: Settings,
    is_demo: Memo<bool>,
    own: Shelf<SavedViews>,
    own_in_demo: Shelf<SavedViews>,
    for_everyone: StoredValue<SavedViews>,
    last_change: RwSignal<Option<Change>>,
}

/// A view in the menu.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Offer {
    /// The view.
    pub view: SavedView,
    /// Whether it is of this browser, where it can be changed.
    pub is_own: bool,
}

/// The last change: what the reader is told of it, and what takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What was done.
    pub kind: ChangeKind,
    /// What takes it back; nothing where that was done.
    undo: Option<Undo>,
}

/// What was done to a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was saved under this name.
    Saved(String),
    /// It was saved in place of another of this name.
    Replaced(String),
    /// It has another name.
    Renamed {
        /// The one before.
        name: String,
        /// The one now.
        new_name: String,
    },
    /// It was deleted.
    Deleted(String),
    /// It opens first.
    OpensFirst(String),
    /// None opens first.
    NoneFirst,
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
pub fn use_views() -> Views {
    expect_context()
}

impl Views {
    /// Those that are kept and those of the configuration. An address that asks for nothing becomes that of the one that
    /// opens first, unless a snapshot opens.
    pub fn new(address: PageAddress, settings: Settings, config: &Config) -> Self {
        let views = Self {
            address,
            settings,
            is_demo: address.is_demo(),
            own: Shelf::new("views"),
            own_in_demo: Shelf::new("views.demo"),
            for_everyone: StoredValue::new(config.views.clone()),
            last_change: RwSignal::new(None),
        };
        let first = untrack(|| views.opening()).filter(|_| config.snapshot.is_none());
        if let Some(view) = first {
            address.begin_with_view(view.address());
        }
        views
    }

    fn shelf(self) -> Shelf<SavedViews> {
        if self.is_demo.get() { self.own_in_demo } else { self.own }
    }

    fn opening(self) -> Option<SavedView> {
        let own = self.shelf().content();
        let own = own.read();
        self.for_everyone
            .with_value(|shared| own.opening(shared).filter(|view| self.is_in_reach(view)).cloned())
    }

    /// Whether the page can show it: the demo has no other campaigns than its own, and a snapshot answers one query.
    fn is_in_reach(self, view: &SavedView) -> bool {
        let address = view.address();
        let is_answered = || {
            let shown = self.settings.snapshot().shown();
            shown.is_none_or(|snapshot| snapshot.fields() == Fields::of(&address))
        };
        self.is_demo.get() == (address.get("demo") == "1") && is_answered()
    }

    /// Looks again at what is kept: another page of this browser may have changed it.
    pub fn renew(self) {
        untrack(|| self.shelf()).renew();
    }

    /// The views whose names match a search, those of this browser first.
    pub fn offers(self, search: &str) -> Vec<Offer> {
        let matches = |view: &&SavedView| view.matches(search) && self.is_in_reach(view);
        let own = self.shelf().content();
        let own = own.read();
        let offer = |view: &SavedView, is_own| Offer { view: view.clone(), is_own };
        let own = own.views().iter().filter(matches).map(|view| offer(view, true));
        self.for_everyone.with_value(|shared| {
            let shared = shared.views().iter().filter(matches).map(|view| offer(view, false));
            own.chain(shared).collect()
        })
    }

    /// Whether a view opens by itself.
    pub fn is_first(self, offer: &Offer) -> bool {
        let own = self.shelf().content();
        let own = own.read();
        let is_shadowed = !offer.is_own && own.find(&offer.view.name).is_some();
        let opening =
            self.for_everyone.with_value(|shared| own.opening(shared) == Some(&offer.view));
        opening && !is_shadowed
    }

    /// Whether the page shows just this view.
    pub fn is_current(self, view: &SavedView) -> bool {
        self.address.view().is_some_and(|address| address.search() == view.address)
    }

    /// Whether there is something to save.
    pub fn can_save(self) -> bool {
        self.address.view().is_some()
    }

    /// Whether the browser keeps them as they are here.
    pub fn are_kept(self) -> bool {
        self.shelf().is_kept()
    }

    /// The last change.
    pub fn last_change(self) -> Option<Change> {
        self.last_change.get()
    }

    /// Opens a view.
    pub fn open(self, view: &SavedView) {
        self.address.open_view(view.address());
    }

    /// Saves what the page shows under a name; whether it has one.
    pub fn save(self, name: &str) -> bool {
        let Some(address) = untrack(|| self.address.view()) else { return false };
        let view = SavedView::new(name, address);
        if view.name.is_empty() {
            return false;
        }
        let name = view.name.clone();
        let (was_there, undo) = self.change(|views| {
            let was_there = views.find(&view.name).is_some();
            (was_there, views.save(view))
        });
        let kind = if was_there { ChangeKind::Replaced(name) } else { ChangeKind::Saved(name) };
        self.tell(kind, undo);
        true
    }

    /// Gives a view of this browser another name, which is not empty; it keeps its own where that is the same.
    ///
    /// # Errors
    /// Where another view has it.
    pub fn rename(self, name: &str, new_name: &str) -> Result<(), NameTaken> {
        let new_name = kept_name(new_name);
        if new_name == name {
            return Ok(());
        }
        if let Some(undo) = self.change(|views| views.rename(name, &new_name))? {
            self.tell(ChangeKind::Renamed { name: name.to_owned(), new_name }, undo);
        }
        Ok(())
    }

    /// Deletes a view of this browser.
    pub fn delete(self, name: &str) {
        if let Some(undo) = self.change(|views| views.delete(name)) {
            self.tell(ChangeKind::Deleted(name.to_owned()), undo);
        }
    }

    /// Has a view open first, or none where it did.
    pub fn toggle_first(self, offer: &Offer) {
        let name = &offer.view.name;
        let (first, kind) = if untrack(|| self.is_first(offer)) {
            ("", ChangeKind::NoneFirst)
        } else {
            (name.as_str(), ChangeKind::OpensFirst(name.clone()))
        };
        let undo = self.change(|views| views.open_first(first));
        self.tell(kind, undo);
    }

    /// Takes the last change back.
    pub fn undo(self) {
        let undo = self.last_change.write().take().and_then(|change| change.undo);
        if let Some(undo) = undo {
            self.change(|views| views.undo(undo));
            self.last_change.set(Some(Change { kind: ChangeKind::Undone, undo: None }));
        }
    }

    /// Says nothing more of the last change.
    pub fn let_go(self) {
        self.last_change.set(None);
    }

    /// Forgets those of this browser, which no longer keeps them.
    pub(super) fn forget(self) {
        self.own.forget();
        self.own_in_demo.forget();
        self.let_go();
    }

    fn change<T>(self, change: impl FnOnce(&mut SavedViews) -> T) -> T {
        untrack(|| self.shelf()).change(change)
    }

    fn tell(self, kind: ChangeKind, undo: Undo) {
        self.last_change.set(Some(Change { kind, undo: Some(undo) }));
    }
}
