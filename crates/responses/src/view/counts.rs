//! Facet counts: how many responses each choice of a filter would show, given what the other filters let through.

use std::ops::Range;

use super::day_index::DayIndex;
use super::row_filter::{AGENT, Codes, DAY, Fails, KIND, SUBTYPE};
use crate::column::Column;
use crate::store::{Code, Store, index_of};

/// Counts by choice. A filter's own choices do not matter for its counts: picking one more of them adds its count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    kinds: Vec<u32>,
    subtypes: Vec<u32>,
    agents: Vec<u32>,
    days: Vec<u32>,
}

impl Counts {
    pub(super) fn make_room(&mut self, store: &Store, day_count: usize) {
        self.kinds.resize(store.kinds().len() + 1, 0);
        self.subtypes.resize(store.subtypes().len() + 1, 0);
        self.agents.resize(store.agents().len() + 1, 0);
        self.days.resize(day_count + 1, 0);
    }

    /// Sets the counts of some filters to 0.
    pub(super) fn clear(&mut self, filters: Fails) {
        let counts = [&mut self.kinds, &mut self.subtypes, &mut self.agents, &mut self.days];
        for (counts, own) in counts.into_iter().zip([KIND, SUBTYPE, AGENT, DAY]) {
            if filters & own != 0 {
                counts.fill(0);
            }
        }
    }

    /// Counts rows that no filter keeps out: column by column, as most rows of a loading come.
    pub(super) fn add_all(&mut self, store: &Store, dated: &DayIndex, rows: Range<u32>) {
        let words = [
            (&mut self.kinds, Column::Kind),
            (&mut self.subtypes, Column::Subtype),
            (&mut self.agents, Column::Agent),
        ];
        for (counts, column) in words {
            let range = rows.start as usize..rows.end as usize;
            for code in store.codes(column).get(range).unwrap_or_default() {
                if let Some(count) = counts.get_mut(index_of(*code)) {
                    *count += 1;
                }
            }
        }
        for day in dated.days(rows) {
            if let Some(count) = self.days.get_mut(usize::from(*day)) {
                *count += 1;
            }
        }
    }

    /// Counts a row for those of some filters that it would be shown by.
    pub(super) fn add(&mut self, codes: Codes, fails: Fails, filters: Fails) {
        self.change(codes, fails, filters, |count| *count += 1);
    }

    pub(super) fn take_back(&mut self, codes: Codes, fails: Fails, filters: Fails) {
        self.change(codes, fails, filters, |count| *count = count.saturating_sub(1));
    }

    fn change(&mut self, codes: Codes, fails: Fails, filters: Fails, change: impl Fn(&mut u32)) {
        let change = |counts: &mut [u32], index: usize, own: Fails| {
            if fails & !own == 0
                && filters & own != 0
                && let Some(count) = counts.get_mut(index)
            {
                change(count);
            }
        };
        change(&mut self.kinds, index_of(codes.kind), KIND);
        change(&mut self.subtypes, index_of(codes.subtype), SUBTYPE);
        change(&mut self.agents, index_of(codes.agent), AGENT);
        change(&mut self.days, usize::from(codes.day), DAY);
    }

    /// By type, subtype or agent, given the word's code.
    pub fn word(&self, column: Column, code: Code) -> u32 {
        let counts = match column {
            Column::Kind => &self.kinds,
            Column::Subtype => &self.subtypes,
            Column::Agent => &self.agents,
            _ => return 0,
        };
        counts.get(index_of(code)).copied().unwrap_or(0)
    }

    /// By day of the query, counted from 0.
    pub fn day(&self, index: usize) -> u32 {
        self.days.get(index).copied().unwrap_or(0)
    }
}
