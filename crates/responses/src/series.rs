//! Time series of the chart: counts per day, week or month, stacked by type, subtype or agent.

mod bars;
mod mean;
mod slots;
mod spread;
mod stack;

pub use bars::Per;
pub(crate) use bars::sums;
pub use mean::{MEAN_DAYS, trailing_sums};
pub use slots::{ColourSlots, OTHER_SLOT, SLOT_COUNT};
pub use spread::spread;
pub use stack::{Layers, Stack};

use serde::{Deserialize, Serialize};

use crate::calendar::days::Days;

/// Stacked counts per bar. Serialized, it passes to a part of the page that was loaded by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// The days counted, those without responses included.
    pub days: Days,
    /// What a bar stands for.
    pub per: Per,
    /// The days of each bar, oldest first; the first and the last may be cut by the span.
    pub bars: Vec<Days>,
    /// From the bottom of the stack to its top; only words that occur.
    pub parts: Vec<Part>,
    /// The same bars at another time, where there is a comparison; `None` for a bar without a counterpart.
    pub before: Vec<Option<u32>>,
    /// How many responses each bar is going to have by what was counted, while they are still being read; none, where
    /// nothing was counted.
    pub counted: Vec<u32>,
    /// Successes of each bar, all parts together.
    pub successes: Vec<u32>,
    /// How many successes each bar has to bring, where there is a goal; `None` for a bar without a working day.
    pub goal: Vec<Option<f64>>,
    /// The bar that has not ended; those after it have not begun.
    pub unfinished: Option<usize>,
    /// The bars that the reader picked; none, where all are shown.
    pub picked: Vec<usize>,
    /// The bars on whose days somebody wrote a note, in order.
    pub noted: Vec<usize>,
    /// Responses whose time lies outside the days, where the zone puts them on another day than
    /// the service does.
    pub outside: u32,
    /// Responses without a time.
    pub undated: u32,
}

/// One layer of the stack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What is counted.
    pub name: PartName,
    /// Which of the [`SLOT_COUNT`] colours it wears; see [`ColourSlots`].
    pub slot: usize,
    /// One count per bar, oldest first.
    pub counts: Vec<u32>,
}

/// What a part counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PartName {
    /// Responses with this word.
    Named(String),
    /// Responses that have no word.
    Absent,
    /// All the words too small for a part of their own.
    Other,
    /// All responses, where nothing is stacked.
    All,
}

impl Series {
    /// The same without the parts of these names.
    #[must_use]
    pub fn without(&self, hidden: &[PartName]) -> Self {
        let parts = self.parts.iter().filter(|it| !hidden.contains(&it.name));
        Self { parts: parts.cloned().collect(), ..self.clone() }
    }

    /// The bars of successes alone, without what they are compared with, and without marks of notes.
    #[must_use]
    pub fn of_successes(&self) -> Self {
        let counts = self.successes.clone();
        let parts = vec![Part { name: PartName::All, slot: 0, counts }];
        let (before, counted, picked, noted) = Default::default();
        Self { parts, before, counted, picked, noted, ..self.clone() }
    }

    /// Responses in a bar.
    pub fn bar_total(&self, index: usize) -> u32 {
        self.parts.iter().filter_map(|part| part.counts.get(index)).sum()
    }

    /// Responses in all bars. Those outside and undated are not among them.
    pub fn total(&self) -> u32 {
        self.parts.iter().map(Part::total).sum()
    }

    /// Whether the 7-day mean has a line to draw: there are at least two days that have ended and have six before them.
    /// Weeks and months have no weekends to take out, and of days that are still to be read there is none.
    pub fn has_mean(&self) -> bool {
        let is_read = self.counted.is_empty();
        is_read && self.per == Per::Day && self.ended_bar_count() > usize::from(MEAN_DAYS)
    }

    /// How many bars have ended: all of them, or those before the unfinished one.
    pub fn ended_bar_count(&self) -> usize {
        self.unfinished.unwrap_or(self.bars.len())
    }

    /// The bars in which these days stand, each once and in order.
    pub fn bars_of(&self, days: impl Iterator<Item = chrono::NaiveDate>) -> Vec<usize> {
        let mut bars: Vec<_> = days.filter_map(|day| self.bar_of(day)).collect();
        bars.sort_unstable();
        bars.dedup();
        bars
    }

    /// The bar in which a day stands.
    pub fn bar_of(&self, day: chrono::NaiveDate) -> Option<usize> {
        let bar = self.bars.partition_point(|it| it.last() < day);
        self.bars.get(bar).filter(|it| it.contains(day)).map(|_| bar)
    }
}

impl Part {
    /// Responses in all bars.
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }
}

#[cfg(test)]
mod tests;
