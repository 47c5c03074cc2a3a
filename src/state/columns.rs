//! Which columns the table shows, remembered in this browser.

use cubeboard_responses::table::layout::Layout;

use crate::browser::storage;
use crate::live::{Held, effect};

/// The table's columns.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    layout: Held<Layout>,
}

const NAME: &str = "columns";

impl Columns {
    /// As they were left.
    pub fn new() -> Self {
        let layout = Held::new(Layout::parse(&storage::read(NAME).unwrap_or_default()));
        effect(move || {
            let layout = layout.read();
            let text = (*layout != Layout::default()).then(|| layout.write());
            storage::write(NAME, text.as_deref());
        });
        Self { layout }
    }

    /// How they are laid out.
    pub fn layout(self) -> Held<Layout> {
        self.layout
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
