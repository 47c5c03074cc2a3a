//! Sorting by a column of numbers: times, and ids, of which some may be texts.

use super::radix_sort::{KeySorting, Keyed};
use super::text_sorting::TextSorting;
use crate::column::Column;
use crate::selection::SortKey;
use crate::store::{Id, Store};

/// How many rows have their numbers read in one go.
const CHUNK_ROWS: usize = 1 << 17;

/// A sort under way.
#[derive(Debug, Clone)]
pub(super) struct NumberSorting {
    key: SortKey,
    rows: Vec<u32>,
    /// How many of them have been read.
    read: usize,
    numbers: KeySorting,
    /// Ids that are no numbers.
    texts: TextSorting,
    absent: Vec<u32>,
}

impl NumberSorting {
    pub(super) fn new(key: SortKey, rows: Vec<u32>) -> Self {
        let numbers = KeySorting::default();
        let texts = TextSorting::new(key, Vec::new());
        Self { key, rows, read: 0, numbers, texts, absent: Vec::new() }
    }

    /// Sorts some more; false once all is sorted.
    pub(super) fn advance(&mut self, store: &Store) -> bool {
        if self.read < self.rows.len() {
            self.read(store);
            return true;
        }
        self.numbers.advance() || self.texts.advance(store)
    }

    fn read(&mut self, store: &Store) {
        let (column, turned) = (self.key.column, self.key.is_descending);
        let id = |row: u32| match column {
            // Shifted, so that the earliest time is the smallest number.
            Column::Submitted => store.time(row).map(|it| Id::Number(it.cast_unsigned() ^ 1 << 63)),
            _ => store.ids(column).get(row as usize),
        };
        for row in self.rows.iter().skip(self.read).take(CHUNK_ROWS).copied() {
            match id(row) {
                Some(Id::Number(it)) => {
                    self.numbers.push(Keyed::new(if turned { !it } else { it }, row));
                }
                Some(Id::Text(_)) => self.texts.push(row),
                None => self.absent.push(row),
            }
        }
        self.read = self.rows.len().min(self.read + CHUNK_ROWS);
    }

    /// Numbers by size, then texts, or the other way round; rows without come last.
    pub(super) fn into_rows(self) -> Vec<u32> {
        let mut rows = self.rows;
        rows.clear();
        let numbers = self.numbers.into_items().into_iter().map(|it| it.row);
        let texts = self.texts.into_rows();
        if self.key.is_descending {
            rows.extend(texts.into_iter().chain(numbers));
        } else {
            rows.extend(numbers.chain(texts));
        }
        rows.extend(self.absent);
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Response;
    use crate::view::compare::compare_ids;

    #[test]
    fn numbers_texts_and_rows_without_an_id_are_sorted_in_several_goes() {
        let mut store = Store::default();
        for number in 0..300_000_u32 {
            let scattered = number.wrapping_mul(2_654_435_761) >> 14;
            let id = match scattered % 9 {
                0 => None,
                1 => Some(format!("A-{scattered}")),
                2 => Some(u64::MAX.to_string()),
                _ => Some(scattered.to_string()),
            };
            let crm_id = id.as_deref().map(Id::from_text);
            store.push(&Response { crm_id, ..Response::default() });
        }
        for is_descending in [false, true] {
            let key = SortKey { column: Column::CrmId, is_descending };
            let mut sorting = NumberSorting::new(key, (0..300_000).collect());
            let mut goes = 1;
            while sorting.advance(&store) {
                goes += 1;
            }
            assert!(goes > 5, "{goes} goes");
            let mut expected: Vec<u32> = (0..300_000).collect();
            expected.sort_by(|some, other| match (store.crm_id(*some), store.crm_id(*other)) {
                (Some(some), Some(other)) if is_descending => compare_ids(other, some),
                (Some(some), Some(other)) => compare_ids(some, other),
                (some, other) => some.is_none().cmp(&other.is_none()),
            });
            assert_eq!(sorting.into_rows(), expected);
        }
    }
}
