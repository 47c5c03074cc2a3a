//! Search result: which rows hold every word of a search, in whichever of its five columns.

use std::ops::Range;

use super::bitset::Bitset;
use crate::column::Column;
use crate::store::{Id, Store};
use crate::text::search::Needle;

/// How many rows are looked through in one go, at least: few enough for some milliseconds.
const CHUNK_ROWS: u32 = 1 << 17;

/// One row of so many is few.
const FEW_SHARE: u32 = 8;

/// The rows found so far.
#[derive(Debug, Clone)]
pub(super) struct SearchResult {
    needles: Vec<Needle>,
    rows: Bitset,
    /// Rows below this have been looked at.
    end: u32,
    /// How many of those have been found.
    count: u32,
    /// What an earlier search found, which can only become less.
    among: Option<Box<(Bitset, u32)>>,
}

impl SearchResult {
    /// Begins a search. Where each word of the one before is the beginning of a word of this one, as when the reader
    /// types on, only what that one found is looked at, unless that is much: a row at a time takes longer than all
    /// texts in one go.
    pub(super) fn new(needles: Vec<Needle>, before: Option<Self>) -> Self {
        let narrows = |before: &Self| {
            let is_worth_it = before.count < before.end / FEW_SHARE;
            is_worth_it
                && before.needles.iter().all(|old| needles.iter().any(|new| new.extends(old)))
        };
        let among = before.filter(narrows).map(|it| Box::new((it.rows, it.end)));
        Self { needles, rows: Bitset::default(), end: 0, count: 0, among }
    }

    pub(super) fn rows(&self) -> &Bitset {
        &self.rows
    }

    pub(super) fn needles(&self) -> &[Needle] {
        &self.needles
    }

    /// Looks at some more rows; false once the store's last has been looked at.
    pub(super) fn advance(&mut self, store: &Store) -> bool {
        let rows = self.end..store.row_count().min(self.end.saturating_add(CHUNK_ROWS));
        self.end = rows.end;
        match self.among.take() {
            Some(among) if rows.end <= among.1 => {
                self.look_at(store, rows.filter(|row| among.0.contains(*row)));
                self.among = Some(among);
            }
            _ => self.look_through(store, rows),
        }
        self.end < store.row_count()
    }

    /// One row after the other.
    fn look_at(&mut self, store: &Store, rows: impl Iterator<Item = u32>) {
        for row in rows {
            if self.needles.iter().all(|it| holds(store, row, it)) {
                self.rows.insert(row);
                self.count += 1;
            }
        }
    }

    /// One column after the other, each word through all of it in one go.
    fn look_through(&mut self, store: &Store, rows: Range<u32>) {
        let holding = |needle: &Needle| {
            let mut found = Bitset::with_rows(rows.end);
            store.agents().codes_holding(needle, store.codes(Column::Agent), rows.clone(), |row| {
                found.insert(row);
            });
            for column in [Column::Customer, Column::Comment] {
                store.texts(column).rows_holding(needle, rows.clone(), |row| found.insert(row));
            }
            for column in [Column::CrmId, Column::ExternalId] {
                store.ids(column).rows_holding(needle, rows.clone(), |row| found.insert(row));
            }
            found
        };
        let mut needles = self.needles.iter();
        let Some(mut found) = needles.next().map(holding) else { return };
        for needle in needles {
            found.intersect(&holding(needle));
        }
        for row in rows.filter(|row| found.contains(*row)) {
            self.rows.insert(row);
            self.count += 1;
        }
    }
}

fn holds(store: &Store, row: u32, needle: &Needle) -> bool {
    let is_in = |text: Option<&str>| text.is_some_and(|it| needle.is_in(it));
    let is_in_id = |id: Option<Id<'_>>| match id {
        Some(Id::Number(number)) => needle.is_in_number(number),
        Some(Id::Text(text)) => needle.is_in(text),
        None => false,
    };
    let Some(it) = store.row(row) else { return false };
    is_in(it.customer)
        || is_in(it.agent)
        || is_in(it.comment)
        || is_in_id(it.crm_id)
        || is_in_id(it.external_id)
}
