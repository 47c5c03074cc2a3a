//! Interval of a bar: a day, a week as ISO 8601 has it, or a month.

use chrono::{Datelike as _, Months, NaiveDate};

use serde::{Deserialize, Serialize};

use crate::calendar::days::Days;

/// How many days a bar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Per {
    /// One.
    #[default]
    Day,
    /// Monday to Sunday.
    Week,
    /// The first to the last of a month.
    Month,
}

impl Per {
    /// All of them, from fine to coarse.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// Its name in links.
    pub fn key(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The one that a link names; days, where it names none.
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.key() == key).unwrap_or_default()
    }

    /// The bars of a span, oldest first. Weeks and months that the span cuts are cut.
    pub fn bars(self, days: Days) -> Vec<Days> {
        let mut bars = Vec::new();
        let mut first = Some(days.first());
        while let Some(start) = first.filter(|it| *it <= days.last()) {
            let next = self.next_start(start);
            let last = next.and_then(|it| it.pred_opt()).unwrap_or(days.last());
            bars.extend(Days::new(start, last.min(days.last())));
            first = next;
        }
        bars
    }

    /// All of the day, week or month that a day is in.
    pub fn whole(self, day: NaiveDate) -> Days {
        let back = match self {
            Self::Day => 0,
            Self::Week => u64::from(day.weekday().num_days_from_monday()),
            Self::Month => u64::from(day.day0()),
        };
        let first = day.checked_sub_days(chrono::Days::new(back)).unwrap_or(day);
        let last = self.next_start(day).and_then(|next| next.pred_opt()).unwrap_or(day);
        Days::new(first, last).unwrap_or(Days::one(day))
    }

    /// The first day of the bar after the one with this day.
    fn next_start(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => day.succ_opt(),
            Self::Week => {
                let left = 7 - u64::from(day.weekday().num_days_from_monday());
                day.checked_add_days(chrono::Days::new(left))
            }
            Self::Month => day.with_day(1)?.checked_add_months(Months::new(1)),
        }
    }
}

/// Counts per day as counts per bar.
pub(crate) fn sums(by_day: &[u32], bars: &[Days]) -> Vec<u32> {
    let mut rest = by_day;
    let sum = |bar: &Days| {
        let (here, later) = rest.split_at(bar.count().min(rest.len()));
        rest = later;
        here.iter().sum()
    };
    bars.iter().map(sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(per: Per, first: &str, last: &str, expected: &[(&str, &str)]) {
        let day = |text: &str| text.parse().unwrap();
        let bars = per.bars(Days::new(day(first), day(last)).unwrap());
        let expected: Vec<_> = expected
            .iter()
            .map(|(first, last)| Days::new(day(first), day(last)).unwrap())
            .collect();
        assert_eq!(bars, expected);
    }

    #[test]
    fn weeks_begin_on_monday_whatever_the_year() {
        // 2 January 2017 begins week 1; the Sunday before belongs to week 52 of 2016.
        let weeks = [
            ("2016-12-30", "2017-01-01"),
            ("2017-01-02", "2017-01-08"),
            ("2017-01-09", "2017-01-09"),
        ];
        check(Per::Week, "2016-12-30", "2017-01-09", &weeks);
        // 2020 had 53 weeks: the last goes on until 3 January.
        check(
            Per::Week,
            "2020-12-28",
            "2021-01-04",
            &[("2020-12-28", "2021-01-03"), ("2021-01-04", "2021-01-04")],
        );
    }

    #[test]
    fn months_are_as_long_as_they_are() {
        let months = [
            ("2016-01-31", "2016-01-31"),
            ("2016-02-01", "2016-02-29"),
            ("2016-03-01", "2016-03-02"),
        ];
        check(Per::Month, "2016-01-31", "2016-03-02", &months);
    }

    #[test]
    fn a_day_is_in_the_whole_of_its_bar() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let whole = |per: Per, text| per.whole(day(text));
        let days = |first, last| Days::new(day(first), day(last)).unwrap();
        assert_eq!(whole(Per::Day, "2017-01-01"), Days::one(day("2017-01-01")));
        assert_eq!(whole(Per::Week, "2017-01-01"), days("2016-12-26", "2017-01-01"));
        assert_eq!(whole(Per::Month, "2016-02-29"), days("2016-02-01", "2016-02-29"));
    }

    #[test]
    fn every_day_is_counted_in_one_bar() {
        let days = Days::new("2010-01-05".parse().unwrap(), "2019-11-30".parse().unwrap()).unwrap();
        let by_day = vec![1; days.count()];
        for per in Per::ALL {
            let bars = per.bars(days);
            let counts: Vec<_> = bars.iter().map(|it| u32::try_from(it.count()).unwrap()).collect();
            assert_eq!(sums(&by_day, &bars), counts);
            assert_eq!(counts.iter().sum::<u32>() as usize, days.count());
        }
        assert_eq!(Per::Day.bars(days).len(), days.count());
    }
}
