//! Marks of a run in the browser's timeline: first rows painted, and complete.

use leptos::prelude::*;

use super::role::Role;
use crate::browser::timeline;

/// Which marks of the run are set already. Only the main dataset's stand in the timeline.
#[derive(Debug, Clone, Copy)]
pub(super) struct RunMarks {
    role: Role,
    marked: StoredValue<Marked>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Marked {
    first_rows: bool,
    complete: bool,
}

impl RunMarks {
    pub(super) fn new(role: Role) -> Self {
        Self { role, marked: StoredValue::default() }
    }

    /// Takes away those of an earlier run.
    pub(super) fn clear(self) {
        self.marked.set_value(Marked::default());
        if self.role == Role::Main {
            timeline::clear_run();
        }
    }

    /// The run's first rows are shown.
    pub(super) fn first_rows(self) {
        self.mark(|marked| &mut marked.first_rows, timeline::FIRST_ROWS);
    }

    /// The run's last row is shown and counted.
    pub(super) fn complete(self) {
        self.mark(|marked| &mut marked.complete, timeline::COMPLETE);
    }

    fn mark(self, flag: fn(&mut Marked) -> &mut bool, name: &'static str) {
        let set = |marked: &mut Marked| std::mem::replace(flag(marked), true);
        let was_set = self.marked.try_update_value(set);
        if was_set == Some(false) && self.role == Role::Main {
            timeline::mark_after_paint(name);
        }
    }
}
