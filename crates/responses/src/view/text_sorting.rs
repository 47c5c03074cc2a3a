//! Sorting by a column of texts, by 24 letters at once. What takes the time is to look texts up out of the order
//! in which they lie. So the first two letters of all are read first, which divides the rows into groups; then group by
//! group the texts are read once more, in one go through the store, and sorted. Rows alike in 24 letters are a group of
//! their own, for the letters after those, and groups of too many rows are divided again.

mod division;
mod spelling;

use std::ops::Range;

use crate::selection::SortKey;
use crate::store::Store;
use division::Division;
use spelling::{LETTERS, Spelling, Texts};

/// How many looks at texts one go takes, each at as many letters as are read at once: some milliseconds.
const CHUNK_LOOKS: usize = 1 << 17;

/// A sort under way.
#[derive(Debug, Clone)]
pub(super) struct TextSorting {
    key: SortKey,
    chunk_looks: usize,
    /// In their places as far as is known.
    rows: Vec<u32>,
    /// How many of the rows have been looked at for whether they have a text at all.
    looked_at: usize,
    /// Those that have, as far as is known, come first.
    present: usize,
    absent: Vec<u32>,
    /// What is to be told apart yet, in no order.
    groups: Vec<Group>,
    division: Option<Division>,
}

/// Rows, given by their places, whose texts share their first letters.
#[derive(Debug, Clone)]
struct Group {
    places: Range<usize>,
    /// How many letters that is, at least.
    alike: usize,
    by: Spelling,
}

impl TextSorting {
    pub(super) fn new(key: SortKey, rows: Vec<u32>) -> Self {
        Self {
            key,
            chunk_looks: CHUNK_LOOKS,
            rows,
            looked_at: 0,
            present: 0,
            absent: Vec::new(),
            groups: Vec::new(),
            division: None,
        }
    }

    /// Adds one more row before it begins.
    pub(super) fn push(&mut self, row: u32) {
        self.rows.push(row);
    }

    /// Sorts some more; false once all is sorted.
    pub(super) fn advance(&mut self, store: &Store) -> bool {
        self.go(store);
        self.has_more()
    }

    /// Makes one go and says how many looks it took: no more than a go may, but for what a single text takes.
    fn go(&mut self, store: &Store) -> usize {
        let texts = Texts::new(store, self.key);
        let mut taken = 0;
        while taken < self.chunk_looks
            && self.has_more()
            && let Some(more) = self.step(&texts, self.chunk_looks - taken)
        {
            taken += more;
        }
        taken
    }

    fn has_more(&self) -> bool {
        self.looked_at < self.rows.len() || self.division.is_some() || !self.groups.is_empty()
    }

    /// Does what is next and says how many looks it took; nothing where that would take more than are left.
    fn step(&mut self, texts: &Texts<'_>, looks: usize) -> Option<usize> {
        if self.looked_at < self.rows.len() {
            return Some(self.set_absent_apart(texts, looks));
        }
        if let Some(mut division) = self.division.take() {
            let (taken, has_more) = division.advance(&self.rows, texts, looks);
            if has_more {
                self.division = Some(division);
            } else {
                division.finish(&mut self.rows, texts, self.chunk_looks, &mut self.groups);
            }
            return Some(taken);
        }
        let group = self.groups.pop()?;
        let needed = group.looks();
        if needed > self.chunk_looks {
            self.division = Some(Division::new(group));
            return Some(0);
        }
        if needed > looks {
            self.groups.push(group);
            return None;
        }
        self.sort(&group, texts);
        Some(needed)
    }

    fn set_absent_apart(&mut self, texts: &Texts<'_>, looks: usize) -> usize {
        let end = self.rows.len().min(self.looked_at + looks);
        let taken = end - self.looked_at;
        for place in self.looked_at..end {
            let row = self.rows[place];
            if texts.get(row).is_some() {
                self.rows[self.present] = row;
                self.present += 1;
            } else {
                self.absent.push(row);
            }
        }
        self.looked_at = end;
        if end == self.rows.len() {
            self.rows.truncate(self.present);
            self.looked_at = self.present;
            self.groups.push(Group { places: 0..self.present, alike: 0, by: Spelling::Letters });
        }
        taken
    }

    /// Sorts a group by the letters after those that its texts share.
    fn sort(&mut self, group: &Group, texts: &Texts<'_>) {
        let Some(rows) = self.rows.get_mut(group.places.clone()) else { return };
        if group.may_be_same() && texts.are_same(rows) {
            return;
        }
        let lettered = |row: &u32| texts.lettered(*row, group.alike, group.by);
        let mut items: Vec<_> = rows.iter().map(lettered).collect();
        items.sort_by_key(|it| (it.letters[0], it.letters[1], it.letters[2]));
        for (row, item) in rows.iter_mut().zip(&items) {
            *row = item.row;
        }
        let mut start = group.places.start;
        for run in items.chunk_by(|some, other| some.letters == other.letters) {
            let places = start..start + run.len();
            start = places.end;
            let run_group = Group { places, ..group.clone() };
            if let [_] = run {
                continue;
            }
            if !texts.end_in(run[0].letters) {
                self.groups.push(Group { alike: group.alike + LETTERS, ..run_group });
            } else if run.iter().any(|it| it.has_doubles) {
                self.groups.extend(run_group.by_characters());
            }
        }
    }

    pub(super) fn into_rows(mut self) -> Vec<u32> {
        self.rows.append(&mut self.absent);
        self.rows
    }
}

impl Group {
    /// How many looks it takes to sort it.
    fn looks(&self) -> usize {
        let looks_each = 1 + usize::from(self.may_be_same()) + self.alike / LETTERS;
        self.places.len() * looks_each
    }

    /// Whether it is worth a look if all have the very same text, as remarks do that are made again and again.
    fn may_be_same(&self) -> bool {
        self.alike > 0 || self.by == Spelling::Characters
    }

    /// The same to be told apart by characters, where all letters are alike; nothing where those are, too.
    fn by_characters(self) -> Option<Self> {
        let by = Spelling::Characters;
        (self.by != by).then_some(Self { alike: 0, by, ..self })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::column::Column;
    use crate::store::{Id, Response};
    use crate::text::collate;

    fn store<T: AsRef<str>>(texts: impl IntoIterator<Item = Option<T>>) -> Store {
        let mut store = Store::default();
        for text in texts {
            let customer = text.as_ref().map(AsRef::as_ref);
            let external_id = customer.map(Id::from_text);
            store.push(&Response { customer, external_id, ..Response::default() });
        }
        store
    }

    /// Sorts in goes of so many looks, and holds the order against the alphabet and each go against its limit.
    #[track_caller]
    fn check(store: &Store, column: Column, is_descending: bool, chunk_looks: usize) {
        let key = SortKey { column, is_descending };
        let text = |row: u32| Texts::new(store, key).get(row);
        let longest = (0..store.row_count()).filter_map(text).map(str::len).max().unwrap_or(0);
        let rows = (0..store.row_count()).collect();
        let mut sorting = TextSorting { chunk_looks, ..TextSorting::new(key, rows) };
        while sorting.has_more() {
            let taken = sorting.go(store);
            assert!(
                taken <= chunk_looks + longest / LETTERS,
                "{taken} looks in a go of {chunk_looks}"
            );
        }
        let rows = sorting.into_rows();
        assert_eq!(rows.len(), store.row_count() as usize);
        for pair in rows.windows(2) {
            let order = match (text(pair[0]), text(pair[1])) {
                (Some(some), Some(other)) if is_descending => collate::compare(other, some),
                (Some(some), Some(other)) => collate::compare(some, other),
                (some, other) => some.is_none().cmp(&other.is_none()),
            };
            let is_before = order.then(pair[0].cmp(&pair[1])).is_lt();
            assert!(is_before, "{:?} before {:?}", text(pair[0]), text(pair[1]));
        }
    }

    /// Numbers below so many in no order.
    fn scattered(number: u32, below: u32) -> u32 {
        (number.wrapping_mul(2_654_435_761) >> 12) % below
    }

    #[test]
    fn names_that_begin_alike_are_long_or_absent_are_sorted_and_equal_ones_stay_as_they_were() {
        let parts = ["Kjersti Hagen ", "kjersti ", "Åse", "Aase", "Øyvind Bjørnstad-Rasmussen "];
        let name = |number: u32| {
            let number = scattered(number, 1 << 20);
            let name = format!("{}{}", parts[number as usize % 5], number % 3000);
            (number % 50 != 7).then_some(name)
        };
        let store = store((0..200_000).map(name));
        check(&store, Column::Customer, false, CHUNK_LOOKS);
        check(&store, Column::Customer, true, CHUNK_LOOKS);
    }

    #[test]
    fn no_go_takes_long_where_all_texts_begin_alike() {
        let number = |it: u32| Some(format!("Customer {:06}", scattered(it, 90_000)));
        check(&store((0..200_000).map(number)), Column::Customer, false, CHUNK_LOOKS);
        let long =
            "A remark that is made of many customers, and that goes on for longer than that. ";
        let remark = |it: u32| Some(format!("{long}{}", if it.is_multiple_of(9) { it } else { 0 }));
        check(&store((0..100_000).map(remark)), Column::Customer, false, CHUNK_LOOKS);
        let spelling = |it: u32| Some(["José", "Jose", "JOSÉ"][it as usize % 3]);
        check(&store((0..200_000).map(spelling)), Column::Customer, false, CHUNK_LOOKS);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_texts_are_sorted_in_goes_of_any_length(
            texts in prop::collection::vec(
                prop_oneof![
                    1 => Just(None),
                    9 => prop::collection::vec(select(PARTS), 0..4).prop_map(|it| Some(it.concat())),
                ],
                0..60,
            ),
            column in select(&[Column::Customer, Column::ExternalId][..]),
            is_descending in any::<bool>(),
            chunk_looks in prop_oneof![1..20_usize, Just(CHUNK_LOOKS)],
        ) {
            // Ids that are numbers are no texts, and none of this sort's business.
            check(&store(texts), column, is_descending, chunk_looks);
        }
    }

    const PARTS: &[&str] = &[
        "Customer 00",
        "0",
        "1",
        "customer 00",
        "José",
        "jose",
        "Jo",
        "aa",
        "å",
        " ",
        "\t",
        "\0",
        "A remark that is longer than what is read at once. ",
        "日本",
    ];
}
