//! Contact numbers: which contact with its customer each response was, and how long after the first one. Worked out
//! once a list is whole: the service lists the newest first, so until then every number would be too small.

use super::day_index::DayIndex;
use super::sorting::Sorting;
use crate::column::Column;
use crate::rows::Rows;
use crate::selection::{MOST_CONTACTS, SortKey, WAITS};
use crate::store::{Id, Store};

/// Which contact a row was in the lower half, counted from 1, and in the upper half after which of the [`WAITS`]. The
/// lower half is 0 where it is not known whose contact it was, or not known yet.
pub(crate) type Mark = u8;

/// The upper half of a mark without a day to count from, or to.
const NO_WAIT: u8 = 15;

/// Which contact it was, counted from 1 up to [`MOST_CONTACTS`].
pub(crate) fn contact(mark: Mark) -> u8 {
    mark & 15
}

/// After which of the [`WAITS`] it came.
pub(crate) fn wait(mark: Mark) -> Option<u8> {
    let wait = mark >> 4;
    (contact(mark) > 0 && wait != NO_WAIT).then_some(wait)
}

/// The marks of all rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Contacts {
    marks: Vec<Mark>,
    /// Told anew each time that the marks are those of a whole list.
    version: u32,
    is_known: bool,
    work: Option<Work>,
}

/// Customers fall into groups by their ids; one group after the other is looked at.
#[derive(Debug, Clone)]
struct Work {
    marks: Vec<Mark>,
    group: u64,
    groups: u64,
}

/// How many rows a group has, more or less: some milliseconds of work.
const GROUP_ROWS: u64 = 100_000;

impl Contacts {
    /// The rows are others now. What is known of the earlier ones stays until all is known again.
    pub fn forget(&mut self, row_count: u32) {
        self.marks.resize(row_count as usize, 0);
        self.is_known = false;
        self.work = None;
    }

    /// Tells one state of knowledge from every other; nothing while it is not whole.
    pub fn version(&self) -> Option<u32> {
        self.is_known.then_some(self.version)
    }

    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Looks at one more group of customers; whether there is more to do.
    pub fn advance(&mut self, reading: &dyn Rows, dated: &DayIndex) -> bool {
        if self.is_known || reading.is_growing() {
            return false;
        }
        let store = reading.store();
        let groups = u64::from(store.row_count()) / GROUP_ROWS + 1;
        let work = self.work.get_or_insert_with(|| Work::new(store, groups));
        work.mark_group(store, reading.segments().flatten(), dated);
        if work.group < work.groups {
            return true;
        }
        if let Some(work) = self.work.take() {
            self.marks = work.marks;
            self.version = self.version.wrapping_add(1);
            self.is_known = true;
        }
        false
    }
}

impl Work {
    fn new(store: &Store, groups: u64) -> Self {
        Self { marks: vec![0; store.row_count() as usize], group: 0, groups }
    }

    /// Marks the next group's rows among all, which are given in the service's order.
    fn mark_group(&mut self, store: &Store, rows: impl Iterator<Item = u32>, dated: &DayIndex) {
        let is_in_it =
            |row: &u32| store.crm_id(*row).is_some_and(|it| hash(it) % self.groups == self.group);
        let mut rows: Vec<u32> = rows.filter(is_in_it).collect();
        // Of equal times the one that the service lists last came first.
        rows.reverse();
        let keys = [Column::CrmId, Column::Submitted];
        let keys = keys.map(|column| SortKey { column, is_descending: false });
        let mut sorting = Sorting::new(&keys, rows);
        while sorting.advance(store) {}
        let rows = sorting.into_rows();
        for rows in rows.chunk_by(|some, other| store.crm_id(*some) == store.crm_id(*other)) {
            self.mark_customer(rows, store, dated);
        }
        self.group += 1;
    }

    /// Marks one customer's rows, earliest first.
    fn mark_customer(&mut self, rows: &[u32], store: &Store, dated: &DayIndex) {
        let day = |row: u32| store.time(row).and_then(|_| dated.day(row));
        let first = rows.first().and_then(|it| day(*it));
        for (place, row) in rows.iter().enumerate() {
            let contact = u8::try_from(place + 1).unwrap_or(u8::MAX).min(MOST_CONTACTS);
            let days = day(*row).zip(first).map(|(day, first)| day.saturating_sub(first));
            let wait = days.map_or(NO_WAIT, wait_of);
            if let Some(mark) = self.marks.get_mut(*row as usize) {
                *mark = wait << 4 | contact;
            }
        }
    }
}

/// The last of the [`WAITS`] that is not longer.
fn wait_of(days: u16) -> u8 {
    let place = WAITS.partition_point(|it| *it <= days).saturating_sub(1);
    u8::try_from(place).unwrap_or(NO_WAIT)
}

fn hash(id: Id<'_>) -> u64 {
    match id {
        Id::Number(number) => number,
        Id::Text(text) => text.bytes().fold(0, |hash, it| hash << 5 ^ hash >> 7 ^ u64::from(it)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::days::Days;
    use crate::calendar::midnights::Calendar;
    use crate::calendar::zone::Zone;
    use crate::store::Response;

    #[test]
    fn however_many_groups_there_are_each_customer_is_counted_whole() {
        let day = |text: &str| text.parse().unwrap();
        let days = Days::new(day("2017-01-01"), day("2017-01-31")).unwrap();
        let mut dated = DayIndex::new(Calendar::new(days, Zone::Oslo));
        let mut store = Store::default();
        // Newest first: on every day from the last to the first one response of each of five customers.
        let start = 1_483_268_400_000_000_i64;
        for day in (0..9).rev() {
            for id in [Id::Number(7), Id::Number(4_000_000_007), Id::Text("A"), Id::Text("B")] {
                let submitted_micros = Some(start + day * 86_400_000_000);
                store.push(&Response { crm_id: Some(id), submitted_micros, ..Response::default() });
            }
            store.push(&Response { submitted_micros: Some(start), ..Response::default() });
        }
        dated.follow(&store);
        for groups in [1, 2, 7] {
            let mut work = Work::new(&store, groups);
            for _ in 0..groups {
                work.mark_group(&store, 0..store.row_count(), &dated);
            }
            let told: Vec<_> = work.marks.iter().map(|it| (contact(*it), wait(*it))).collect();
            let waits = [0, 1, 2, 2, 3, 3, 3, 3, 4];
            let days = (0..9u8).rev().zip(waits.into_iter().rev());
            let expected = days.flat_map(|(day, days)| {
                let known = ((day + 1).min(MOST_CONTACTS), Some(days));
                [known, known, known, known, (0, None)]
            });
            assert_eq!(told, expected.collect::<Vec<_>>(), "{groups} groups");
        }
    }
}
