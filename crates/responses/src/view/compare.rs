//! Comparison of two rows by the columns sorted by: the plain definition of an order, for the few rows that come later.

use std::cmp::Ordering;

use crate::column::Column;
use crate::selection::SortKey;
use crate::sort;
use crate::store::{ABSENT, Code, Dictionary, Id, Store};
use crate::text::collate;

/// An order of rows, with the ranks of words worked out: those of one moment, as words become known with the rows.
pub(super) struct Comparison<'a> {
    store: &'a Store,
    keys: Vec<(SortKey, Vec<u32>)>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(store: &'a Store, sort: &[SortKey]) -> Self {
        let ranked =
            |key: &SortKey| (*key, store.dictionary(key.column).map(ranks).unwrap_or_default());
        Self { store, keys: sort.iter().map(ranked).collect() }
    }

    /// Rows that are equal in every column sorted by come in the service's order.
    pub(super) fn of(&self, some: u32, other: u32, place: impl Fn(u32) -> u64) -> Ordering {
        let by_keys = self.keys.iter().map(|(key, ranks)| self.by(*key, ranks, some, other));
        let decided = by_keys.into_iter().find(|it| it.is_ne());
        decided.unwrap_or_else(|| place(some).cmp(&place(other)))
    }

    fn by(&self, key: SortKey, ranks: &[u32], some: u32, other: u32) -> Ordering {
        let store = self.store;
        let turn = |order: Ordering| if key.is_descending { order.reverse() } else { order };
        match key.column {
            Column::Submitted => last(store.time(some), store.time(other), |a, b| turn(a.cmp(b))),
            Column::Kind | Column::Subtype | Column::Agent => {
                let codes = store.codes(key.column);
                let rank = |row: u32| {
                    let code = codes.get(row as usize).copied().unwrap_or(ABSENT);
                    ranks.get(code as usize)
                };
                last(rank(some), rank(other), |a, b| turn(a.cmp(b)))
            }
            Column::Customer | Column::Comment => {
                let texts = store.texts(key.column);
                let text = |row: u32| texts.get(row as usize);
                last(text(some), text(other), |a, b| turn(compare_texts(a, b)))
            }
            Column::CrmId | Column::ExternalId => {
                let ids = store.ids(key.column);
                let id = |row: u32| ids.get(row as usize);
                last(id(some), id(other), |a, b| turn(compare_ids(*a, *b)))
            }
        }
    }
}

/// What is absent comes last, whichever way the rest is sorted.
fn last<T>(some: Option<T>, other: Option<T>, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (&some, &other) {
        (Some(some), Some(other)) => compare(some, other),
        (some, other) => some.is_none().cmp(&other.is_none()),
    }
}

fn compare_texts(some: &str, other: &str) -> Ordering {
    // Remarks are made again and again.
    if some == other {
        return Ordering::Equal;
    }
    collate::prefix(some).cmp(&collate::prefix(other)).then_with(|| collate::compare(some, other))
}

/// Numbers by size, then texts.
pub(super) fn compare_ids(some: Id<'_>, other: Id<'_>) -> Ordering {
    match (some, other) {
        (Id::Number(some), Id::Number(other)) => some.cmp(&other),
        (Id::Number(_), Id::Text(_)) => Ordering::Less,
        (Id::Text(_), Id::Number(_)) => Ordering::Greater,
        (Id::Text(some), Id::Text(other)) => collate::compare(some, other),
    }
}

/// The alphabetical place of each word, by code; words that differ in case alone share one.
pub(super) fn ranks(words: &Dictionary) -> Vec<u32> {
    let word = |code: Code| words.word(code).unwrap_or_default();
    let count = Code::try_from(words.len()).unwrap_or(ABSENT);
    let mut sorted: Vec<Code> = (0..count).collect();
    sort::by(&mut sorted, &|a, b| collate::compare(word(a), word(b)));
    let mut ranks = vec![0; words.len()];
    let mut rank = 0;
    for pair in sorted.windows(2) {
        rank += u32::from(collate::compare(word(pair[0]), word(pair[1])).is_ne());
        ranks[pair[1] as usize] = rank;
    }
    ranks
}
