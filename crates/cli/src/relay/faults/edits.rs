//! Edits of a list: how it differs from the one that was invented, by positions alone: neither rows nor times.

use crate::relay::faults::fault::Change;

/// What came and went, from the top, which has the newest row.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Edits {
    /// The numbers of the rows that came at the top and are still there, the topmost last. A number
    /// is never used again.
    above: Vec<u32>,
    /// How many came at the top in all.
    ever_above: u32,
    /// How many of the rest went at the top.
    gone: usize,
    /// How many came at the bottom.
    below: usize,
}

/// Where a row of the list is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The one of this number that came at the top.
    Above(u32),
    /// The invented list, at this position.
    Invented(usize),
    /// The one of this number that came at the bottom.
    Below(usize),
}

impl Edits {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub fn apply(&mut self, change: Change) {
        match change {
            Change::Grow(rows) => {
                let end = self.ever_above.saturating_add(rows.into());
                self.above.extend(self.ever_above..end);
                self.ever_above = end;
            }
            Change::Shrink(rows) => self.shrink(rows.into()),
            Change::Swap(rows) => {
                self.shrink(rows.into());
                self.below = self.below.saturating_add(rows.into());
            }
        }
    }

    fn shrink(&mut self, rows: usize) {
        let kept = self.above.len().saturating_sub(rows);
        self.gone = self.gone.saturating_add(rows - (self.above.len() - kept));
        self.above.truncate(kept);
    }

    /// How many rows the list has, where so many were invented. New rows are copies, so that an
    /// empty list stays empty.
    pub fn row_count(&self, invented: usize) -> usize {
        if invented == 0 { 0 } else { self.above.len() + self.rest(invented) }
    }

    /// What is at a position below `row_count`, from 0.
    pub fn source(&self, position: usize, invented: usize) -> Source {
        match self.above.iter().rev().nth(position) {
            Some(number) => Source::Above(*number),
            None => match position - self.above.len() + self.gone {
                position if position < invented => Source::Invented(position),
                position => Source::Below(position - invented),
            },
        }
    }

    fn rest(&self, invented: usize) -> usize {
        invented.saturating_add(self.below).saturating_sub(self.gone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Source::{Above, Below, Invented};

    /// Three invented rows after some changes.
    #[track_caller]
    fn check(changes: &[Change], expected: &[Source]) {
        let mut edits = Edits::default();
        for change in changes {
            edits.apply(*change);
        }
        let rows: Vec<_> = (0..edits.row_count(3)).map(|it| edits.source(it, 3)).collect();
        assert_eq!(rows, expected, "{changes:?}");
    }

    #[test]
    fn rows_come_and_go_at_the_top() {
        check(&[], &[Invented(0), Invented(1), Invented(2)]);
        check(&[Change::Grow(2)], &[Above(1), Above(0), Invented(0), Invented(1), Invented(2)]);
        check(&[Change::Shrink(2)], &[Invented(2)]);
        check(&[Change::Shrink(4)], &[]);
    }

    #[test]
    fn what_came_first_goes_last_and_never_comes_back() {
        let come_and_go = [Change::Grow(2), Change::Shrink(1), Change::Grow(1)];
        check(&come_and_go, &[Above(2), Above(0), Invented(0), Invented(1), Invented(2)]);
        check(&[Change::Grow(1), Change::Shrink(3)], &[Invented(2)]);
    }

    #[test]
    fn a_swap_keeps_the_count() {
        check(&[Change::Swap(1)], &[Invented(1), Invented(2), Below(0)]);
        check(&[Change::Swap(4)], &[Below(1), Below(2), Below(3)]);
    }

    #[test]
    fn an_empty_list_stays_empty() {
        let mut edits = Edits::default();
        edits.apply(Change::Grow(5));
        edits.apply(Change::Swap(5));
        assert_eq!(edits.row_count(0), 0);
    }
}
