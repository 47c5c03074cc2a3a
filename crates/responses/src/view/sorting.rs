//! Sorting all rows, in goes of some milliseconds: column by column from the last one sorted by to the first, each
//! leaving equal rows as they are.

use std::ops::Range;

use super::compare::ranks;
use super::number_sorting::NumberSorting;
use super::text_sorting::TextSorting;
use crate::column::Column;
use crate::selection::SortKey;
use crate::store::Store;

/// A sort under way.
#[derive(Debug, Clone)]
pub(super) struct Sorting {
    /// The columns still to come; the last is next.
    keys: Vec<SortKey>,
    rows: Vec<u32>,
    /// The one that takes several goes.
    current: Option<Current>,
}

#[derive(Debug, Clone)]
enum Current {
    Numbers(NumberSorting),
    Texts(TextSorting),
}

impl Sorting {
    /// Begins with rows in the service's order.
    pub(super) fn new(keys: &[SortKey], rows: Vec<u32>) -> Self {
        Self { keys: keys.to_vec(), rows, current: None }
    }

    /// Sorts some more; false once all is sorted.
    pub(super) fn advance(&mut self, store: &Store) -> bool {
        if let Some(current) = &mut self.current {
            let has_more = match current {
                Current::Numbers(numbers) => numbers.advance(store),
                Current::Texts(texts) => texts.advance(store),
            };
            if has_more {
                return true;
            }
            self.rows = match self.current.take() {
                Some(Current::Numbers(numbers)) => numbers.into_rows(),
                Some(Current::Texts(texts)) => texts.into_rows(),
                None => Vec::new(),
            };
        } else if let Some(key) = self.keys.pop() {
            let rows = std::mem::take(&mut self.rows);
            let numbers = |rows| Some(Current::Numbers(NumberSorting::new(key, rows)));
            match key.column {
                Column::Customer | Column::Comment => {
                    self.current = Some(Current::Texts(TextSorting::new(key, rows)));
                }
                Column::CrmId | Column::ExternalId => self.current = numbers(rows),
                Column::Submitted => match turn_by_time(store, key.is_descending, rows) {
                    Ok(sorted) => self.rows = sorted,
                    Err(rows) => self.current = numbers(rows),
                },
                Column::Kind | Column::Subtype | Column::Agent => {
                    self.rows = sort_by_word(store, key, &rows);
                }
            }
        }
        self.current.is_some() || !self.keys.is_empty()
    }

    pub(super) fn into_rows(self) -> Vec<u32> {
        self.rows
    }
}

/// The service lists responses by time, so most of the time there is nothing to sort, or only to turn around. Gives
/// back the rows where it takes more than that.
fn turn_by_time(
    store: &Store,
    is_descending: bool,
    mut rows: Vec<u32>,
) -> Result<Vec<u32>, Vec<u32>> {
    let (mut ascends, mut descends, mut before) = (true, true, None);
    // Neighbours of one time, which stay as they are among themselves.
    let mut ties: Vec<Range<usize>> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let time = store.time(*row);
        ascends &= before <= time && time.is_some();
        descends &= (before.is_none() || before >= time) && time.is_some();
        if before == time && place > 0 {
            match ties.last_mut() {
                Some(last) if last.end == place => last.end += 1,
                _ => ties.push(place - 1..place + 1),
            }
        }
        before = time;
        if !ascends && !descends {
            return Err(rows);
        }
    }
    let is_sorted = if is_descending { descends } else { ascends };
    if !is_sorted {
        rows.reverse();
        let count = rows.len();
        for tie in ties {
            if let Some(alike) = rows.get_mut(count - tie.end..count - tie.start) {
                alike.reverse();
            }
        }
    }
    Ok(rows)
}

/// Sorts by a word of a dictionary: as words are few, it is enough to count them.
fn sort_by_word(store: &Store, key: SortKey, rows: &[u32]) -> Vec<u32> {
    let ranks = store.dictionary(key.column).map(ranks).unwrap_or_default();
    let last = ranks.len();
    let codes = store.codes(key.column);
    let rank_of = |row: u32| {
        let rank = codes.get(row as usize).and_then(|code| ranks.get(*code as usize));
        rank.map_or(
            last,
            |it| if key.is_descending { last - 1 - *it as usize } else { *it as usize },
        )
    };
    let mut places = vec![0; last + 1];
    for row in rows {
        places[rank_of(*row)] += 1;
    }
    let mut start = 0;
    for place in &mut places {
        start += std::mem::replace(place, start);
    }
    let mut sorted = vec![0; rows.len()];
    for row in rows {
        let place: &mut usize = &mut places[rank_of(*row)];
        sorted[*place] = *row;
        *place += 1;
    }
    sorted
}
