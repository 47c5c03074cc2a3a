//! Sorting by a column of texts, by 24 letters at once. What takes the time is to look texts up out of the order
//! in which they lie. So the first two letters of all are read first, which tells in which part of the order each will
//! be; then part by part the texts are read once more, in one go through the store, and sorted.

use std::cmp::Ordering;

use crate::collate::{self, Letters};
use crate::selection::SortKey;
use crate::sort;
use crate::store::{Store, TextColumn};

/// How many rows have their first letters read in one go, and how many a part has, as far as its texts differ in them.
const GO_ROWS: usize = 1 << 17;

/// A sort under way.
#[derive(Debug, Clone)]
pub(super) struct TextSorting {
    key: SortKey,
    rows: Vec<u32>,
    /// By place in `rows`, as far as they are read.
    beginnings: Vec<u16>,
    /// How many rows have each beginning.
    counts: Vec<u32>,
    /// The parts before this beginning are sorted.
    next: usize,
    sorted: Vec<u32>,
    absent: Vec<u32>,
}

/// How many letters of a text are compared at once; few names are longer.
const LETTERS: usize = 24;

/// A row with so many letters of its text.
#[derive(Debug, Clone, Copy)]
struct Lettered {
    letters: [u64; 3],
    row: u32,
    has_doubles: bool,
}

impl TextSorting {
    pub(super) fn new(key: SortKey, rows: Vec<u32>) -> Self {
        Self {
            key,
            beginnings: Vec::with_capacity(rows.len()),
            counts: vec![0; 1 << 16],
            next: 0,
            sorted: Vec::with_capacity(rows.len()),
            absent: Vec::new(),
            rows,
        }
    }

    /// Sorts some more; false once all is sorted.
    pub(super) fn go_on(&mut self, store: &Store) -> bool {
        let texts = Texts { column: store.texts(self.key.column), key: self.key };
        if self.beginnings.len() < self.rows.len() {
            self.read_beginnings(&texts);
        } else {
            self.sort_part(&texts);
        }
        self.next < self.counts.len()
    }

    fn read_beginnings(&mut self, texts: &Texts<'_>) {
        for row in self.rows.iter().skip(self.beginnings.len()).take(GO_ROWS) {
            let beginning = texts.beginning(*row);
            self.counts[usize::from(beginning)] += 1;
            self.beginnings.push(beginning);
        }
    }

    /// Sorts the rows with the next beginnings, as many of them as make a part.
    fn sort_part(&mut self, texts: &Texts<'_>) {
        let first = self.next;
        let mut size = 0;
        while let Some(count) = self.counts.get(self.next)
            && (size == 0 || size + *count as usize <= GO_ROWS)
        {
            size += *count as usize;
            self.next += 1;
        }
        let part = first..self.next;
        let mut items = Vec::with_capacity(size);
        for (row, beginning) in self.rows.iter().zip(&self.beginnings) {
            if part.contains(&usize::from(*beginning)) {
                match texts.lettered(*row, 0) {
                    Some(item) => items.push(item),
                    None => self.absent.push(*row),
                }
            }
        }
        texts.sort(items, 0, &mut self.sorted);
    }

    pub(super) fn into_rows(mut self) -> Vec<u32> {
        self.sorted.append(&mut self.absent);
        self.sorted
    }
}

struct Texts<'a> {
    column: &'a TextColumn,
    key: SortKey,
}

impl Texts<'_> {
    fn text(&self, row: u32) -> &str {
        self.column.get(row as usize).unwrap_or_default()
    }

    /// The first two letters.
    fn beginning(&self, row: u32) -> u16 {
        let mut letters = Letters::of(self.text(row));
        let beginning = u16::from_be_bytes([0; 2].map(|_: u8| letters.next().unwrap_or(0)));
        if self.key.is_descending { !beginning } else { beginning }
    }

    /// Letters after so many; nothing where there is no text.
    fn lettered(&self, row: u32, skipped: usize) -> Option<Lettered> {
        let mut letters = Letters::of(self.column.get(row as usize)?);
        letters.by_ref().take(skipped).for_each(drop);
        let taken = [0; 3].map(|_: u8| letters.take_eight());
        let has_doubles = letters.has_doubles;
        Some(Lettered { letters: taken.map(|it| self.turn(it)), row, has_doubles })
    }

    fn turn(&self, letters: u64) -> u64 {
        if self.key.is_descending { !letters } else { letters }
    }

    /// Adds to `sorted` the rows of items whose texts are alike in the letters before theirs.
    fn sort(&self, mut items: Vec<Lettered>, skipped: usize, sorted: &mut Vec<u32>) {
        let number = |it: &Lettered| (it.letters[0], it.letters[1], it.letters[2]);
        items.sort_by_key(number);
        for run in items.chunk_by(|some, other| some.letters == other.letters) {
            let rows = run.iter().map(|it| it.row);
            if let [_] = run {
                sorted.extend(rows);
            } else if !collate::ends_in(self.turn(run[0].letters[2])) {
                let longer = rows.filter_map(|row| self.lettered(row, skipped + LETTERS));
                self.sort(longer.collect(), skipped + LETTERS, sorted);
            } else if run.iter().any(|it| it.has_doubles) {
                let mut rows: Vec<u32> = rows.collect();
                sort::by(&mut rows, &|some, other| self.compare(some, other));
                sorted.append(&mut rows);
            } else {
                sorted.extend(rows);
            }
        }
    }

    fn compare(&self, some: u32, other: u32) -> Ordering {
        let order = collate::compare(self.text(some), self.text(other));
        if self.key.is_descending { order.reverse() } else { order }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::Column;
    use crate::store::Response;

    /// More rows than one part has, of names that begin alike, are long or absent.
    fn store() -> Store {
        let mut store = Store::default();
        let parts = ["Kjersti Hagen ", "kjersti ", "Åse", "Aase", "Øyvind Bjørnstad-Rasmussen "];
        for number in 0..200_000u32 {
            let scattered = number.wrapping_mul(2_654_435_761) >> 12;
            let name = format!("{}{}", parts[scattered as usize % 5], scattered % 3000);
            let customer = (scattered % 50 != 7).then_some(name.as_str());
            store.push(&Response { customer, ..Response::default() });
        }
        store
    }

    fn check(is_descending: bool) {
        let store = store();
        let key = SortKey { column: Column::Customer, is_descending };
        let mut sorting = TextSorting::new(key, (0..store.row_count()).collect());
        while sorting.go_on(&store) {}
        let rows = sorting.into_rows();
        assert_eq!(rows.len(), 200_000);
        let text = |row: u32| store.texts(Column::Customer).get(row as usize);
        for pair in rows.windows(2) {
            let order = match (text(pair[0]), text(pair[1])) {
                (Some(some), Some(other)) if is_descending => collate::compare(other, some),
                (Some(some), Some(other)) => collate::compare(some, other),
                (some, other) => some.is_none().cmp(&other.is_none()),
            };
            assert!(
                order.then(pair[0].cmp(&pair[1])).is_lt(),
                "{:?} before {:?}",
                text(pair[0]),
                text(pair[1])
            );
        }
    }

    #[test]
    fn rows_of_several_parts_are_sorted_and_equal_ones_stay_as_they_were() {
        check(false);
        check(true);
    }
}
