//! Merge of rows that came later into those that are sorted.

use std::cmp::Ordering;
use std::ops::Range;

use super::compare::Comparison;
use super::radix_sort::{self, Keyed};
use super::sorting::Sorting;
use crate::selection::SortKey;
use crate::store::Store;

/// From a row to its place in the service's order.
pub(super) struct Places {
    /// For each stretch of the store, its first row and that row's place, by row.
    stretches: Vec<Keyed>,
}

impl Places {
    pub(super) fn new(segments: impl Iterator<Item = Range<u32>>) -> Self {
        let mut place = 0;
        let mut stretches = Vec::new();
        for rows in segments.filter(|it| !it.is_empty()) {
            stretches.push(Keyed::new(rows.start.into(), place));
            place += rows.end - rows.start;
        }
        radix_sort::sort(&mut stretches);
        Self { stretches }
    }

    pub(super) fn of(&self, row: u32) -> u64 {
        let row = u64::from(row);
        let after = self.stretches.partition_point(|it| it.key() <= row);
        let stretch = after.checked_sub(1).and_then(|it| self.stretches.get(it));
        stretch.map_or(0, |it| row - it.key() + u64::from(it.row))
    }
}

/// Merges rows of any order into sorted ones. It looks at few of those: a place is searched for in growing steps from
/// the one found before.
pub(super) fn merge(
    rows: &mut Vec<u32>,
    fresh: Vec<u32>,
    store: &Store,
    sort: &[SortKey],
    places: &Places,
) {
    let mut keyed_rows: Vec<_> =
        fresh.iter().map(|row| Keyed::new(places.of(*row), *row)).collect();
    radix_sort::sort(&mut keyed_rows);
    let mut sorting = Sorting::new(sort, keyed_rows.iter().map(|it| it.row).collect());
    while sorting.advance(store) {}
    let fresh = sorting.into_rows();

    let comparison = Comparison::new(store, sort);
    let comes_after =
        |row: u32, other: u32| comparison.of(row, other, |it| places.of(it)) == Ordering::Greater;
    let mut end = rows.len();
    rows.resize(end + fresh.len(), 0);
    for (before, row) in fresh.iter().enumerate().rev() {
        let place = place_below(end, |place| comes_after(rows[place], *row));
        rows.copy_within(place..end, place + before + 1);
        rows[place + before] = *row;
        end = place;
    }
}

/// The first place below `end` for which it holds, where it holds for all places after one for which it does. It is
/// searched for downwards in steps that double.
fn place_below(end: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut step, mut known) = (1, end);
    while known > 0 {
        let place = known.saturating_sub(step);
        if !holds(place) {
            return partition(place + 1, known, holds);
        }
        known = place;
        step *= 2;
    }
    known
}

/// The first place from `low` to `high` for which it holds, where it holds for all places after one for which it does.
fn partition(mut low: usize, mut high: usize, holds: impl Fn(usize) -> bool) -> usize {
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
