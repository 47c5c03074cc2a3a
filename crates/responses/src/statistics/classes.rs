//! Counts of responses by class: successes, failures, and what is not decided.

use crate::statistics::definition::Class;
use crate::statistics::rate::Rate;

/// Counts by [`Class`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes {
    /// What the campaign is for.
    pub successes: u32,
    /// Decided otherwise.
    pub failures: u32,
    /// Not decided.
    pub others: u32,
}

impl Classes {
    /// All responses.
    pub fn responses(self) -> u32 {
        self.successes + self.failures + self.others
    }

    /// Successes among what was decided.
    pub fn rate(self) -> Rate {
        Rate { successes: self.successes, decided: self.successes + self.failures }
    }

    /// One response more.
    pub fn add(&mut self, class: Class) {
        self.change(class, Delta::Up);
    }

    pub(super) fn change(&mut self, class: Class, delta: Delta) {
        delta.apply(match class {
            Class::Success => &mut self.successes,
            Class::Failure => &mut self.failures,
            Class::Neither => &mut self.others,
        });
    }
}

/// One more or one less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delta {
    Up,
    Down,
}

impl Delta {
    pub(super) fn apply(self, count: &mut u32) {
        *count = match self {
            Self::Up => *count + 1,
            Self::Down => count.saturating_sub(1),
        };
    }
}
