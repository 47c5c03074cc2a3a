//! On which of the query's days each row lies, by the reader's clock: worked out once a row.

use std::ops::Range;

use crate::store::Store;
use crate::zone::Calendar;

/// A day, counted from 0; one more than the last is no day at all, or one outside the query's.
pub(super) type Day = u16;

/// The days of the rows so far.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    calendar: Calendar,
    days: Vec<Day>,
}

impl Dated {
    pub(super) fn new(calendar: Calendar) -> Self {
        Self { calendar, days: Vec::new() }
    }

    pub(super) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Goes on to the store's last row.
    pub(super) fn follow(&mut self, store: &Store) {
        let known = u32::try_from(self.days.len()).unwrap_or(u32::MAX);
        let no_day = self.calendar.days().count();
        let day = |row| {
            let index = store.time(row).and_then(|it| self.calendar.day_index(it));
            Day::try_from(index.unwrap_or(no_day)).unwrap_or(Day::MAX)
        };
        let days: Vec<Day> = (known..store.row_count()).map(day).collect();
        self.days.extend(days);
    }

    pub(super) fn of(&self, rows: Range<u32>) -> &[Day] {
        self.days.get(rows.start as usize..rows.end as usize).unwrap_or_default()
    }
}
