//! Day index: on which of the query's days each row lies, and in which hour of the week, by the reader's clock. Worked
//! out once a row.

use std::ops::Range;

use crate::calendar::midnights::Calendar;
use crate::store::Store;

/// A day, counted from 0; one more than the last is no day at all, or one outside the query's.
pub(super) type Day = u16;

/// Stands for the hour of a row that lies on no day.
pub(super) const NO_HOUR: u8 = 255;

/// The days and hours of the rows so far.
#[derive(Debug, Clone)]
pub(super) struct DayIndex {
    calendar: Calendar,
    days: Vec<Day>,
    hours: Vec<u8>,
}

impl DayIndex {
    pub(super) fn new(calendar: Calendar) -> Self {
        Self { calendar, days: Vec::new(), hours: Vec::new() }
    }

    pub(super) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Goes on to the store's last row.
    pub(super) fn follow(&mut self, store: &Store) {
        let row_count = store.row_count();
        let known = u32::try_from(self.days.len()).unwrap_or(u32::MAX);
        let no_day = Day::try_from(self.calendar.days().count()).unwrap_or(Day::MAX);
        for row in known..row_count {
            let place = store.time(row).and_then(|it| {
                let day = self.calendar.day_index(it)?;
                Some((Day::try_from(day).ok()?, self.calendar.hour_of_week(day, it)))
            });
            let (day, hour) = place.unwrap_or((no_day, NO_HOUR));
            self.days.push(day);
            self.hours.push(hour);
        }
    }

    /// The day of a row, where it lies on one.
    pub(super) fn day(&self, row: u32) -> Option<Day> {
        let day = self.days.get(row as usize).copied()?;
        (usize::from(day) < self.calendar.days().count()).then_some(day)
    }

    pub(super) fn days(&self, rows: Range<u32>) -> &[Day] {
        self.days.get(rows.start as usize..rows.end as usize).unwrap_or_default()
    }

    /// Hours from Monday, midnight, on.
    pub(super) fn hours(&self, rows: Range<u32>) -> &[u8] {
        self.hours.get(rows.start as usize..rows.end as usize).unwrap_or_default()
    }
}
