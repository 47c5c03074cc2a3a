//! What a chart draws: counts per day, stacked by word (type, subtype or agent), and how they are
//! counted page by page as responses arrive.

mod slots;
mod tally;

pub use slots::{ColourSlots, OTHER_SLOT, SLOT_COUNT};
pub use tally::Tally;

use crate::days::Days;

/// Stacked counts per day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The days counted, those without responses included.
    pub days: Days,
    /// From the bottom of the stack to its top; only words that occur.
    pub parts: Vec<Part>,
    /// Responses whose time lies outside the days, where the zone puts them on another day than
    /// the service does.
    pub outside: u32,
    /// Responses without a time.
    pub undated: u32,
}

/// One layer of the stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What is counted.
    pub name: PartName,
    /// Which of the [`SLOT_COUNT`] colours it wears; see [`ColourSlots`].
    pub slot: usize,
    /// One count per day, oldest first.
    pub counts: Vec<u32>,
}

/// What a part counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartName {
    /// Responses with this word.
    Named(String),
    /// Responses that have no word.
    Absent,
    /// All the words too small for a part of their own.
    Other,
}

impl Series {
    /// Responses on the day `index` days after the first.
    pub fn day_total(&self, index: usize) -> u32 {
        self.parts.iter().filter_map(|part| part.counts.get(index)).sum()
    }

    /// Responses on all days. Those outside and undated are not among them.
    pub fn total(&self) -> u32 {
        self.parts.iter().map(Part::total).sum()
    }

    /// Responses on the day that has most; 0 where no day has any.
    pub fn max_day_total(&self) -> u32 {
        (0..self.days.count()).map(|index| self.day_total(index)).max().unwrap_or(0)
    }
}

impl Part {
    /// Responses on all days.
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }
}
