//! Taking over what a refresh has read: the rows that are still there keep their numbers in the store, those that are gone
//! are withdrawn, and only new ones are added, each in its place.

use std::ops::Range;

use super::Reading;
use crate::loader::follow::{Glance, Source, Stage, align, is_same_list};
use crate::loader::walk::Walk;
use cubeboard_responses::rows::Change;
use cubeboard_responses::store::Store;

/// So many rows that count no more are borne beside each row that does, and these beside none.
const FEW_DEAD_ROWS: u64 = 1000;

impl Reading {
    /// Takes over the lists of a refresh; the rows that are new, in the store's order.
    pub(in crate::loader) fn take_over(
        &mut self,
        refresh: Reading,
        stages: &[Stage],
    ) -> Vec<Range<u32>> {
        let Reading { walks, store, .. } = refresh;
        let mut fresh = Vec::new();
        for (walk, stage) in walks.into_iter().zip(stages) {
            let place = self.walks.iter().position(|held| is_same_list(held, &walk));
            if let Some(place) = place {
                fresh.extend(self.take_over_walk(place, walk, &store, *stage));
                self.put_in_order(place);
            }
        }
        fresh
    }

    fn take_over_walk(
        &mut self,
        place: usize,
        mut walk: Walk,
        store: &Store,
        stage: Stage,
    ) -> Vec<Range<u32>> {
        let held: Vec<u32> = self.walks[place].segments().flatten().collect();
        let kept = held.iter().copied().map(Source::Held);
        let sources = match stage {
            Stage::Whole => {
                let rows: Vec<u32> = walk.segments().flatten().collect();
                align((&self.store, &held), (store, &rows))
            }
            Stage::Explained(glance) => {
                let added = glance.added_rows(&walk).into_iter().map(Source::Fresh);
                match glance {
                    Glance::Bottom(_) => kept.chain(added).collect(),
                    Glance::Top(_) | Glance::NoSign => added.chain(kept).collect(),
                }
            }
            Stage::First | Stage::Further(_) => return Vec::new(),
        };
        let count = walk.expected();
        let first_fresh = self.store.row_count();
        let rows: Vec<u32> = sources.into_iter().map(|source| self.row_of(source, store)).collect();
        let fresh = first_fresh..self.store.row_count();
        let (mut stays, mut gone) = (rows.clone(), held);
        stays.sort_unstable();
        gone.retain(|row| stays.binary_search(row).is_err());
        gone.sort_unstable();
        self.changes.extend(stretches(gone).into_iter().map(Change::Withdrawn));
        if !fresh.is_empty() {
            self.changes.push(Change::Added(fresh.clone()));
        }
        // A list that was read whole says anew what could not be read in it.
        let segments = stretches(rows);
        if stage == Stage::Whole {
            walk.place(segments, count);
            self.walks[place] = walk;
        } else {
            self.walks[place].place(segments, count);
        }
        Some(fresh).filter(|fresh| !fresh.is_empty()).into_iter().collect()
    }

    /// The row in the store, where it is copied to if it is new.
    fn row_of(&mut self, source: Source, store: &Store) -> u32 {
        match source {
            Source::Held(row) => row,
            Source::Fresh(row) => {
                self.store.push(&store.row(row).unwrap_or_default());
                self.store.row_count().saturating_sub(1)
            }
        }
    }

    /// Whether most of the store are rows that count no more.
    pub(in crate::loader) fn is_mostly_dead(&self) -> bool {
        u64::from(self.store.row_count()) > 2 * self.row_count() + FEW_DEAD_ROWS
    }

    /// Numbers the rows that count anew, and forgets the others.
    pub(in crate::loader) fn compact(&mut self, serial: u32) {
        let mut store = Store::default();
        self.changes.clear();
        for walk in &mut self.walks {
            let start = store.row_count();
            for row in walk.segments().flatten() {
                store.push(&self.store.row(row).unwrap_or_default());
            }
            let rows = start..store.row_count();
            self.changes.push(Change::Added(rows.clone()));
            walk.place(vec![rows], walk.expected());
        }
        (self.store, self.serial) = (store, serial);
    }
}

/// Rows as stretches of those that follow one another.
fn stretches(rows: Vec<u32>) -> Vec<Range<u32>> {
    let mut stretches: Vec<Range<u32>> = Vec::new();
    for row in rows {
        match stretches.last_mut().filter(|last| last.end == row) {
            Some(last) => last.end = row + 1,
            None => stretches.push(row..row + 1),
        }
    }
    stretches
}
