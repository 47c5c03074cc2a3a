//! Contact history of a customer, response by response: which contact a response was, and how long it took.

use std::ops::Range;

use crate::calendar::midnights::Calendar;
use crate::sort;
use crate::store::Store;

/// A customer's responses among those read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// Rows of the store, earliest first; those without a time come last.
    pub rows: Vec<u32>,
    /// Which of them is looked at, counted from 0.
    pub place: usize,
    /// On how many days after the first contact that one is, by the calendar's clock; `None` where a time is missing or
    /// outside the calendar.
    pub days_since_first: Option<usize>,
}

impl History {
    /// The history of a row's customer, by Cube's id; nothing where the row has none. Looks at every row once.
    pub fn of(
        row: u32,
        store: &Store,
        segments: impl Iterator<Item = Range<u32>>,
        calendar: &Calendar,
    ) -> Option<Self> {
        let customer = store.crm_id(row)?;
        let is_customers = |it: &u32| store.crm_id(*it) == Some(customer);
        let mut rows: Vec<u32> = segments.flatten().filter(is_customers).collect();
        // The service lists the newest first; equal times then come in the order in which they happened.
        rows.reverse();
        let time = |row: u32| (store.time(row).is_none(), store.time(row));
        sort::by(&mut rows, &|some, other| time(some).cmp(&time(other)));
        let place = rows.iter().position(|it| *it == row)?;
        let day = |row: u32| calendar.day_index(store.time(row)?);
        let first = rows.first().and_then(|it| day(*it));
        let days_since_first = day(row).zip(first).map(|(day, first)| day.saturating_sub(first));
        Some(Self { rows, place, days_since_first })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::days::Days;
    use crate::calendar::zone::Zone;
    use crate::store::{Id, Response};

    #[test]
    fn contacts_are_counted_from_the_earliest_by_local_days() {
        let day = |text: &str| text.parse().unwrap();
        let days = Days::new(day("2017-01-01"), day("2017-01-31")).unwrap();
        let calendar = Calendar::new(days, Zone::Oslo);
        let mut store = Store::default();
        // In Oslo, 23:30 UTC is the next day already.
        for (customer, time) in [
            (7, Some("2017-01-09T08:00:00Z")),
            (8, Some("2017-01-09T07:00:00Z")),
            (7, None),
            (7, Some("2017-01-02T23:30:00Z")),
        ] {
            let time = time.map(|it| it.parse::<chrono::DateTime<chrono::Utc>>().unwrap());
            let submitted_micros = time.map(|it| it.timestamp_micros());
            let crm_id = Some(Id::Number(customer));
            store.push(&Response { submitted_micros, crm_id, ..Response::default() });
        }
        let all = || std::iter::once(0..4);
        let history = History::of(0, &store, all(), &calendar).unwrap();
        assert_eq!(history, History { rows: vec![3, 0, 2], place: 1, days_since_first: Some(6) });
        assert_eq!(History::of(2, &store, all(), &calendar).unwrap().days_since_first, None);
    }
}
