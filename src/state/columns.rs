//! Columns that the table shows, with order and widths, remembered in this browser.

use cubeboard_responses::table::layout::Layout;
use leptos::prelude::*;

use crate::browser::storage;

/// The table's columns.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    layout: RwSignal<Layout>,
    /// The same to be read. Made once: it is asked for with each row that is written.
    read_layout: Signal<Layout>,
}

/// The one that is in context.
pub fn use_columns() -> Columns {
    expect_context()
}

const NAME: &str = "columns";

impl Columns {
    /// As they were left.
    pub fn new() -> Self {
        let layout = RwSignal::new(Layout::parse(&storage::read(NAME).unwrap_or_default()));
        Effect::new(move |_| {
            let layout = layout.read();
            let text = (*layout != Layout::default()).then(|| layout.write());
            storage::write(NAME, text.as_deref());
        });
        Self { layout, read_layout: layout.into() }
    }

    /// How they are laid out.
    pub fn layout(self) -> Signal<Layout> {
        self.read_layout
    }

    /// Lays them out differently.
    pub fn change(self, change: impl FnOnce(&mut Layout)) {
        self.layout.update(change);
    }
}

impl Default for Columns {
    fn default() -> Self {
        Self::new()
    }
}
