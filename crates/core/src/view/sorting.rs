//! Sorting all rows, in goes of some milliseconds: column by column from the last one sorted by to the first, each
//! leaving equal rows as they are.

use super::compare::{compare_ids, ranks};
use super::keyed::{self, Keyed};
use super::text_sorting::TextSorting;
use crate::column::Column;
use crate::selection::SortKey;
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
            if matches!(key.column, Column::Customer | Column::Comment) {
                self.texts = Some(TextSorting::new(key, rows));
            } else {
                self.rows = sort_by_number(store, key, rows);
            }
        }
        self.texts.is_some() || !self.keys.is_empty()
    }

    pub(super) fn into_rows(self) -> Vec<u32> {
        self.rows
    }
}

/// Sorts by a column whose values fit a number; an id that does not, by the text it is.
fn sort_by_number(store: &Store, key: SortKey, rows: Vec<u32>) -> Vec<u32> {
    let number = numbers(store, key.column);
    let turn = |number: u64| if key.is_descending { !number } else { number };
    let (mut present, mut absent) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        match number(row) {
            Some(number) => present.push(Keyed::new(turn(number), row)),
            None => absent.push(row),
        }
    }
    keyed::sort(&mut present);
    let mut sorted: Vec<u32> = present.iter().map(|it| it.row).collect();
    if matches!(key.column, Column::CrmId | Column::ExternalId) {
        let is_text = |it: &Keyed| turn(it.key()) == TEXT_ID;
        let start = present.iter().position(is_text).unwrap_or(present.len());
        let end = present.iter().rposition(is_text).map_or(start, |last| last + 1);
        let ids = store.ids(key.column);
        keyed::sort_by(&mut sorted[start..end], &|some, other| {
            let [some, other] =
                [some, other].map(|it| ids.get(it as usize).unwrap_or(Id::Number(0)));
            let order = compare_ids(some, other);
            if key.is_descending { order.reverse() } else { order }
        });
    }
    sorted.append(&mut absent);
    sorted
}

/// All texts among ids share the largest key.
const TEXT_ID: u64 = u64::MAX;

type Number<'a> = Box<dyn Fn(u32) -> Option<u64> + 'a>;

/// A number for each row that is in the order of the column's values.
fn numbers(store: &Store, column: Column) -> Number<'_> {
    match column {
        Column::Submitted => Box::new(|row| store.time(row).map(|it| it.cast_unsigned() ^ 1 << 63)),
        Column::CrmId | Column::ExternalId => {
            let ids = store.ids(column);
            Box::new(|row| {
                ids.get(row as usize).map(|it| match it {
                    Id::Number(number) => number,
                    Id::Text(_) => TEXT_ID,
                })
            })
        }
        _ => {
            let codes = store.codes(column);
            let ranks = store.dictionary(column).map(ranks).unwrap_or_default();
            Box::new(move |row| {
                let code = *codes.get(row as usize)?;
                ranks.get(code as usize).map(|it| u64::from(*it))
            })
        }
    }
}
