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
    complete: Complete,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Complete {
    #[default]
    No,
    /// All is there, but no table yet that would show it.
    Due,
    Marked,
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
        let marked = self.marked.get_value();
        if !marked.first_rows {
            self.marked.set_value(Marked { first_rows: true, ..marked });
            self.mark(timeline::FIRST_ROWS);
        }
        if marked.complete == Complete::Due {
            self.complete(true);
        }
    }

    /// The run's last row is there and counted. A short list is all there before the table; none has no table at all.
    pub(super) fn complete(self, has_rows: bool) {
        let marked = self.marked.get_value();
        if marked.complete == Complete::Marked {
            return;
        }
        let is_shown = marked.first_rows || !has_rows;
        let complete = if is_shown { Complete::Marked } else { Complete::Due };
        self.marked.set_value(Marked { complete, ..marked });
        if complete == Complete::Marked {
            self.mark(timeline::COMPLETE);
        }
    }

    fn mark(self, name: &'static str) {
        if self.role == Role::Main {
            timeline::mark_after_paint(name);
        }
    }
}
