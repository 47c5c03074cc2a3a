//! Sorting all rows, in goes of some milliseconds: column by column from the last one sorted by to the first, each
//! leaving equal rows as they are.

use super::compare::{compare_ids, ranks};
use super::keyed::{self, Keyed};
use super::text_sorting::TextSorting;
use crate::column::Column;
use crate::selection::SortKey;
use crate::sort;
use crate::store::{Id, Store};

/// A sort under way.
#[derive(Debug, Clone)]
pub(super) struct Sorting {
    /// The columns still to come; the last is next.
    keys: Vec<SortKey>,
    rows: Vec<u32>,
    texts: Option<TextSorting>,
}

impl Sorting {
    /// Begins with rows in the service's order.
    pub(super) fn new(keys: &[SortKey], rows: Vec<u32>) -> Self {
        Self { keys: keys.to_vec(), rows, texts: None }
    }

    /// Sorts some more; false once all is sorted.
    pub(super) fn go_on(&mut self, store: &Store) -> bool {
        if let Some(texts) = &mut self.texts {
            if texts.go_on(store) {
                return true;
            }
            self.rows = self.texts.take().map(TextSorting::into_rows).unwrap_or_default();
        } else if let Some(key) = self.keys.pop() {
            let rows = std::mem::take(&mut self.rows);
            match key.column {
                Column::Customer | Column::Comment => {
                    self.texts = Some(TextSorting::new(key, rows));
                }
                Column::Submitted => self.rows = sort_by_time(store, key.is_descending, rows),
                Column::CrmId | Column::ExternalId => self.rows = sort_by_id(store, key, rows),
                Column::Kind | Column::Subtype | Column::Agent => {
                    self.rows = sort_by_word(store, key, &rows);
                }
            }
        }
        self.texts.is_some() || !self.keys.is_empty()
    }

    pub(super) fn into_rows(self) -> Vec<u32> {
        self.rows
    }
}

/// The service lists responses by time, so most of the time there is nothing to sort, or only to turn around.
fn sort_by_time(store: &Store, is_descending: bool, mut rows: Vec<u32>) -> Vec<u32> {
    let time = |row: &u32| store.time(*row);
    let (mut ascends, mut descends, mut before) = (true, true, None);
    for row in &rows {
        let time = time(row);
        ascends &= before <= time && time.is_some();
        descends &= (before.is_none() || before >= time) && time.is_some();
        before = time;
        if !ascends && !descends {
            // Shifted, so that the earliest time is the smallest number.
            let number = |row| store.time(row).map(|it| it.cast_unsigned() ^ 1 << 63);
            return sort_by_number(rows, is_descending, &number).1;
        }
    }
    let is_sorted = if is_descending { descends } else { ascends };
    if !is_sorted {
        rows.reverse();
        for alike in rows.chunk_by_mut(|some, other| time(some) == time(other)) {
            alike.reverse();
        }
    }
    rows
}

fn sort_by_id(store: &Store, key: SortKey, rows: Vec<u32>) -> Vec<u32> {
    let ids = store.ids(key.column);
    let number = |row: u32| {
        ids.get(row as usize).map(|it| match it {
            Id::Number(number) => number,
            Id::Text(_) => TEXT_ID,
        })
    };
    let (keyed, mut sorted) = sort_by_number(rows, key.is_descending, &number);
    let is_text = |it: &Keyed| it.key() == turn(TEXT_ID, key.is_descending);
    let start = keyed.iter().position(is_text).unwrap_or(keyed.len());
    let end = keyed.iter().rposition(is_text).map_or(start, |last| last + 1);
    if let Some(texts) = sorted.get_mut(start..end) {
        sort::by(texts, &|some, other| {
            let id = |row: u32| ids.get(row as usize).unwrap_or(Id::Number(0));
            let order = compare_ids(id(some), id(other));
            if key.is_descending { order.reverse() } else { order }
        });
    }
    sorted
}

/// All texts among ids share the largest number.
const TEXT_ID: u64 = u64::MAX;

fn turn(number: u64, is_descending: bool) -> u64 {
    if is_descending { !number } else { number }
}

/// Sorts by a number; returns the numbers too, of those rows that have one. Rows without come last.
fn sort_by_number(
    rows: Vec<u32>,
    is_descending: bool,
    number: &dyn Fn(u32) -> Option<u64>,
) -> (Vec<Keyed>, Vec<u32>) {
    let mut keyed = Vec::with_capacity(rows.len());
    let mut absent = Vec::new();
    for row in rows {
        match number(row) {
            Some(number) => keyed.push(Keyed::new(turn(number, is_descending), row)),
            None => absent.push(row),
        }
    }
    keyed::sort(&mut keyed);
    let sorted = keyed.iter().map(|it| it.row).chain(absent).collect();
    (keyed, sorted)
}

/// Sorts by a word of a dictionary: as words are few, it is enough to count them.
fn sort_by_word(store: &Store, key: SortKey, rows: &[u32]) -> Vec<u32> {
    let ranks = store.dictionary(key.column).map(ranks).unwrap_or_default();
    let last = ranks.len();
    let codes = store.codes(key.column);
    let slot = |row: u32| {
        let rank = codes.get(row as usize).and_then(|code| ranks.get(*code as usize));
        rank.map_or(
            last,
            |it| if key.is_descending { last - 1 - *it as usize } else { *it as usize },
        )
    };
    let mut places = vec![0; last + 1];
    for row in rows {
        places[slot(*row)] += 1;
    }
    let mut start = 0;
    for place in &mut places {
        start += std::mem::replace(place, start);
    }
    let mut sorted = vec![0; rows.len()];
    for row in rows {
        let place: &mut usize = &mut places[slot(*row)];
        sorted[*place] = *row;
        *place += 1;
    }
    sorted
}
