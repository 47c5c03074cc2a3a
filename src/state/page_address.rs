//! Address (URL) of the page as a signal. What belongs in a link lives here first and is read from here.

use cubeboard_cube::query::Fields;
use cubeboard_responses::address::Address;
use cubeboard_responses::selection::Selection;
use leptos::prelude::*;

use crate::browser;
use crate::messages::SnapshotOrigin;
use crate::state::address_mistakes::{AddressMistake, address_mistakes};

/// What the address says.
#[derive(Debug, Clone, Copy)]
pub struct PageAddress {
    address: RwSignal<Address>,
    /// Whether the browser shows it; a board of a wallboard has one of its own.
    is_shown: bool,
}

/// The one that is in context.
pub fn use_page_address() -> PageAddress {
    expect_context()
}

impl PageAddress {
    /// The address as it stands, following the reader's steps back and forth.
    pub fn new() -> Self {
        let read = || Address::parse(&browser::address::search());
        let address = RwSignal::new(read());
        browser::address::on_step(move || {
            address.set(read());
        });
        Self { address, is_shown: true }
    }

    /// An address that the browser does not show: what a board asks, apart from others on the same screen.
    pub fn of_board(address: Address) -> Self {
        Self { address: RwSignal::new(address), is_shown: false }
    }

    /// Whether the browser shows it.
    pub fn is_shown(self) -> bool {
        self.is_shown
    }

    /// Has the browser show it as it is by now.
    fn show(self, step: fn(&str)) {
        if self.is_shown {
            step(&self.address.read_untracked().search());
        }
    }

    /// One parameter, followed on its own; empty where it is absent.
    pub fn parameter(self, key: &'static str) -> Memo<String> {
        Memo::new(move |_| self.address.read().get(key).to_owned())
    }

    /// Sets one parameter; an empty value takes it away.
    pub fn set(self, key: &str, value: &str) {
        self.address.update(|it| *it = std::mem::take(it).with(key, value));
        self.show(browser::address::replace);
    }

    /// The query's texts, where the address asks for one. Followed on their own: a period stays one, whatever day it is.
    pub fn question(self) -> Memo<Option<Fields>> {
        Memo::new(move |_| {
            let address = self.address.read();
            address.asks().then(|| Fields::of(&address))
        })
    }

    /// The query's texts as they stand, complete or not.
    pub fn fields(self) -> Fields {
        Fields::of(&self.address.read_untracked())
    }

    /// Asks for something else, as a step that "back" undoes.
    pub fn ask(self, fields: &Fields) {
        let asked = fields.write(self.address.read_untracked().clone());
        if asked != *self.address.read_untracked() {
            // A day picked out of the days before is seldom one of these.
            self.address.set(asked.with_all("day", &[]));
            self.show(browser::address::push);
        }
    }

    /// What the reader picks out and in what order.
    pub fn selection(self) -> Memo<Selection> {
        Memo::new(move |_| Selection::of(&self.address.read()))
    }

    /// Shows a snapshot in the way that its own address tells: a file of the reader's as a step that "back" undoes, the
    /// page's own in whatever way this address asks for.
    pub fn show_snapshot(self, snapshot_address: Address, origin: SnapshotOrigin) {
        let address = self.address.read_untracked().clone();
        let (address, step): (_, fn(&str)) = match origin {
            SnapshotOrigin::Reader => {
                (address.showing(snapshot_address, false), browser::address::push)
            }
            SnapshotOrigin::Page => {
                (address.showing(snapshot_address, true), browser::address::replace)
            }
        };
        self.address.set(address);
        self.show(step);
    }

    /// Opens a saved view, as a step that "back" undoes; the reader's own language and look stay.
    pub fn open_view(self, view: Address) {
        self.go_to_view(view, browser::address::push);
    }

    /// Opens a saved view in place of an address that asks for nothing.
    pub fn begin_with_view(self, view: Address) {
        if self.address.read_untracked().asks_nothing() {
            self.go_to_view(view, browser::address::replace);
        }
    }

    fn go_to_view(self, view: Address, step: fn(&str)) {
        let address = self.address.read_untracked().clone().showing(view, false);
        if address != *self.address.read_untracked() {
            self.address.set(address);
            self.show(step);
        }
    }

    /// What a view saved now would hold; `None` where nothing is asked for. Follows the address.
    pub fn view(self) -> Option<Address> {
        let address = self.address.read();
        address.asks().then(|| address.clone().for_others())
    }

    /// The same query for a screen in the room, which shows all of its responses. Follows the address.
    pub fn wallboard(self) -> Address {
        let address = Selection::default().write(self.address.get());
        address.with("follow", "").with("view", "wallboard")
    }

    /// The address as somebody else is given it.
    pub fn for_others(self) -> Address {
        self.address.read_untracked().clone().for_others()
    }

    /// Changes what is picked.
    pub fn select(self, change: impl FnOnce(&mut Selection)) {
        self.address.update(|address| {
            let mut selection = Selection::of(address);
            change(&mut selection);
            *address = selection.write(std::mem::take(address));
        });
        self.show(browser::address::replace);
    }

    /// Parameters with values that are passed over.
    pub fn mistakes(self) -> Memo<Vec<AddressMistake>> {
        Memo::new(move |_| address_mistakes(&self.address.read()))
    }

    /// Whether the page runs on invented data.
    pub fn is_demo(self) -> Memo<bool> {
        let demo = self.parameter("demo");
        Memo::new(move |_| *demo.read() == "1")
    }
}

impl Default for PageAddress {
    fn default() -> Self {
        Self::new()
    }
}
