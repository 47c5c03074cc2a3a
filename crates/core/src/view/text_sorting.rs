//! Sorting by a column of texts. A text's first eight letters make a number; rows are put into buckets by the first two
//! of them and each bucket is sorted by the number. Where that leaves rows equal, the next eight letters go on.

use super::keyed::{self, Digit, Keyed, scatter};
use crate::collate;
use crate::selection::SortKey;
use crate::store::Store;

/// How many rows get their key, or are sorted, in one go.
const GO_ROWS: usize = 1 << 16;

/// The first two letters.
const BUCKETS: Digit = Digit { shift: 48, mask: 0xFFFF };

/// A sort under way.
#[derive(Debug, Clone)]
pub(super) struct TextSorting {
    key: SortKey,
    /// The rows as they came; those before `keyed` have their key.
    rows: Vec<u32>,
    keyed: usize,
    items: Vec<Keyed>,
    absent: Vec<u32>,
    /// Where each bucket ends in `items`, once they are in buckets, and how many of them are sorted.
    buckets: Option<(Vec<u32>, usize)>,
}

impl TextSorting {
    pub(super) fn new(key: SortKey, rows: Vec<u32>) -> Self {
        let items = Vec::with_capacity(rows.len());
        Self { key, rows, keyed: 0, items, absent: Vec::new(), buckets: None }
    }

    /// Sorts some more; false once all is sorted.
    pub(super) fn go_on(&mut self, store: &Store) -> bool {
        if self.keyed < self.rows.len() {
            self.give_keys(store);
            return true;
        }
        let Some((ends, next)) = &mut self.buckets else {
            self.rows = Vec::new();
            let mut sorted = vec![Keyed::default(); self.items.len()];
            let ends = scatter(&self.items, &mut sorted, BUCKETS);
            self.items = sorted;
            self.buckets = Some((ends, 0));
            return true;
        };
        let texts = Texts { store, key: self.key };
        let mut done = 0;
        while let Some(end) = ends.get(*next)
            && done < GO_ROWS
        {
            let start = next.checked_sub(1).and_then(|it| ends.get(it)).copied().unwrap_or(0);
            if let Some(bucket) = self.items.get_mut(start as usize..*end as usize) {
                texts.sort(bucket, 0);
                done += bucket.len();
            }
            *next += 1;
        }
        *next < ends.len()
    }

    fn give_keys(&mut self, store: &Store) {
        let texts = Texts { store, key: self.key };
        let end = self.rows.len().min(self.keyed + GO_ROWS);
        for row in &self.rows[self.keyed..end] {
            match texts.key(*row, 0) {
                Some(key) => self.items.push(Keyed::new(key, *row)),
                None => self.absent.push(*row),
            }
        }
        self.keyed = end;
    }

    pub(super) fn into_rows(self) -> Vec<u32> {
        self.items.iter().map(|it| it.row).chain(self.absent).collect()
    }
}

struct Texts<'a> {
    store: &'a Store,
    key: SortKey,
}

impl Texts<'_> {
    fn text(&self, row: u32) -> Option<&str> {
        self.store.texts(self.key.column).get(row as usize)
    }

    /// Eight letters of a row's text, after eight times `depth` of them.
    fn key(&self, row: u32, depth: usize) -> Option<u64> {
        self.text(row).map(|it| self.turn(collate::letters(it, 8 * depth)))
    }

    fn turn(&self, key: u64) -> u64 {
        if self.key.is_descending { !key } else { key }
    }

    /// Sorts items whose texts are alike in the letters before `depth`; the keys are those at `depth`.
    fn sort(&self, items: &mut [Keyed], depth: usize) {
        if items.len() < 2 {
            return;
        }
        keyed::sort_few(items);
        let mut start = 0;
        while let Some(first) = items.get(start) {
            let key = first.key();
            let length = items[start..].iter().take_while(|it| it.key() == key).count();
            self.sort_alike(&mut items[start..start + length], depth);
            start += length;
        }
    }

    /// Goes on where the keys are equal.
    fn sort_alike(&self, items: &mut [Keyed], depth: usize) {
        let Some((first, others)) = items.split_first() else { return };
        if others.is_empty() || others.iter().all(|it| self.text(it.row) == self.text(first.row)) {
            return;
        }
        if collate::ends_in(self.turn(first.key())) {
            // Only accents can still tell them apart.
            let mut rows: Vec<u32> = items.iter().map(|it| it.row).collect();
            keyed::sort_by(&mut rows, &|some, other| {
                let [some, other] = [some, other].map(|it| self.text(it).unwrap_or_default());
                let order = collate::compare(some, other);
                if self.key.is_descending { order.reverse() } else { order }
            });
            for (item, row) in items.iter_mut().zip(rows) {
                item.row = row;
            }
            return;
        }
        for item in items.iter_mut() {
            *item = Keyed::new(self.key(item.row, depth + 1).unwrap_or_default(), item.row);
        }
        self.sort(items, depth + 1);
    }
}
