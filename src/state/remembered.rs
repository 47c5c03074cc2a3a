//! Remembered choices: everything that this browser remembers between visits, to be forgotten at once.

use cubeboard_responses::table::layout::Layout;
use leptos::prelude::*;

use crate::browser::storage;
use crate::state::columns::Columns;
use crate::state::connection::Connection;
use crate::state::definitions::Definitions;
use crate::state::goals::Goals;
use crate::state::notes::DayNotes;
use crate::state::preferences::Preferences;
use crate::state::shortcuts::Shortcuts;
use crate::state::views::Views;

/// The parts of the state that outlive a visit.
#[derive(Debug, Clone, Copy)]
pub struct Remembered {
    pub(super) columns: Columns,
    pub(super) preferences: Preferences,
    pub(super) shortcuts: Shortcuts,
    pub(super) connection: Connection,
    pub(super) definitions: Definitions,
    pub(super) goals: Goals,
    pub(super) views: Views,
    pub(super) notes: DayNotes,
}

/// The one that is in context.
pub fn use_remembered() -> Remembered {
    expect_context()
}

impl Remembered {
    /// Forgets all of it; what the address says goes on.
    pub fn forget(self) {
        self.columns.change(|layout| *layout = Layout::default());
        self.preferences.forget();
        self.shortcuts.forget();
        self.connection.forget_kept();
        storage::forget();
        self.definitions.renew();
        self.goals.renew();
        self.views.forget();
        self.notes.forget();
    }
}
