//! The axis of days: which of them are labelled, and how.

use chrono::{Datelike as _, NaiveDate, Weekday};
use cubeboard_core::days::Days;

use crate::chart::LabelKind;

/// Which days get a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rhythm {
    /// The first of each month and every so many days from it.
    Days(u32),
    /// Every so many Mondays.
    Weeks(i32),
    /// The first of every so many months, January among them.
    Months(u32),
    /// New Year's Day of every so many years.
    Years(i32),
    /// The first day alone: where nothing else has room, or begins within the days.
    First,
}

impl Rhythm {
    /// From fine to coarse.
    pub(crate) const ALL: [Self; 12] = [
        Self::Days(1),
        Self::Days(2),
        Self::Days(3),
        Self::Weeks(1),
        Self::Weeks(2),
        Self::Months(1),
        Self::Months(3),
        Self::Months(6),
        Self::Years(1),
        Self::Years(2),
        Self::Years(5),
        Self::First,
    ];

    /// The days to label, oldest first, and how. A month is named once, and so is a year among
    /// months; a year among days is known from the period chosen.
    pub(crate) fn labels(self, days: Days) -> impl Iterator<Item = (NaiveDate, LabelKind)> {
        let has_january = days.iter().any(|day| self.includes(day, days) && day.ordinal() == 1);
        let mut named = None;
        days.iter().filter(move |day| self.includes(*day, days)).map(move |day| {
            let month = (day.year(), day.month());
            let is_first = named.is_none();
            let is_named = named.replace(month) == Some(month);
            let kind = match self {
                Self::Years(_) => LabelKind::Year,
                Self::Months(_) if day.month() == 1 => LabelKind::Year,
                Self::Months(_) if is_first && !has_january => LabelKind::MonthYear,
                Self::Months(_) => LabelKind::Month,
                _ if is_named => LabelKind::Day,
                _ => LabelKind::DayMonth,
            };
            (day, kind)
        })
    }

    fn includes(self, day: NaiveDate, days: Days) -> bool {
        match self {
            Self::Days(step) => {
                // The first of the next month is labelled anyway and needs the same room.
                let left = u32::from(day.num_days_in_month()) - day.day0();
                let is_last_month = (day.year(), day.month()) == year_and_month(days.last());
                day.day0().is_multiple_of(step) && (left >= step || is_last_month)
            }
            Self::Weeks(step) => {
                let week = day.num_days_from_ce().div_euclid(7);
                day.weekday() == Weekday::Mon && week.rem_euclid(step) == 0
            }
            Self::Months(step) => day.day() == 1 && day.month0().is_multiple_of(step),
            Self::Years(step) => day.ordinal() == 1 && day.year().rem_euclid(step) == 0,
            Self::First => day == days.first(),
        }
    }
}

fn year_and_month(day: NaiveDate) -> (i32, u32) {
    (day.year(), day.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rhythm: Rhythm, first: &str, last: &str, expected: &str) {
        let days = Days::new(first.parse().unwrap(), last.parse().unwrap()).unwrap();
        let text = |(day, kind): (NaiveDate, LabelKind)| match kind {
            LabelKind::Day => day.day().to_string(),
            LabelKind::DayMonth => format!("{}/{}", day.day(), day.month()),
            LabelKind::Month => format!("m{}", day.month()),
            LabelKind::MonthYear => format!("m{} {}", day.month(), day.year()),
            LabelKind::Year => day.year().to_string(),
        };
        assert_eq!(rhythm.labels(days).map(text).collect::<Vec<_>>().join(", "), expected);
    }

    #[test]
    fn days_count_from_the_first_of_each_month() {
        let to_march =
            "1/1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 1/2, 4, 7, 10, 13, 16, 19, 22, 25, 1/3";
        check(Rhythm::Days(3), "2017-01-01", "2017-03-01", to_march);
        check(Rhythm::Days(3), "2017-01-24", "2017-01-31", "25/1, 28, 31");
        check(Rhythm::Days(1), "2017-01-31", "2017-02-02", "31/1, 1/2, 2");
    }

    #[test]
    fn weeks_begin_on_monday() {
        check(Rhythm::Weeks(1), "2017-01-20", "2017-02-14", "23/1, 30, 6/2, 13");
        check(Rhythm::Weeks(2), "2017-01-01", "2017-02-14", "2/1, 16, 30, 13/2");
    }

    #[test]
    fn months_name_their_year_once() {
        check(Rhythm::Months(3), "2016-08-15", "2017-08-15", "m10, 2017, m4, m7");
        check(Rhythm::Months(1), "2017-02-01", "2017-04-30", "m2 2017, m3, m4");
    }

    #[test]
    fn years_are_round_ones() {
        check(Rhythm::Years(2), "2013-06-01", "2019-01-01", "2014, 2016, 2018");
    }
}
