//! Date axis: which bars are labelled, and how much of its date each label says.

use chrono::{Datelike as _, NaiveDate, Weekday};
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::series::Per;

use crate::chart::LabelKind;

/// By which day a bar is known: a week by its Monday, a month by its first, whatever the span cuts off.
fn anchor(bar: Days, per: Per) -> NaiveDate {
    let day = bar.first();
    match per {
        Per::Day => Some(day),
        Per::Week => {
            day.checked_sub_days(chrono::Days::new(day.weekday().num_days_from_monday().into()))
        }
        Per::Month => day.with_day(1),
    }
    .unwrap_or(day)
}

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

    /// The bars to label, oldest first, by the number of each, and how their day is told. A month is named once, and so
    /// is a year among months; a year among days is known from the period chosen.
    pub(crate) fn labels(
        self,
        bars: &[Days],
        per: Per,
    ) -> impl Iterator<Item = (usize, NaiveDate, LabelKind)> {
        let anchors = move |bar: &Days| anchor(*bar, per);
        let is_in_january = |day: NaiveDate| day.month() == 1;
        let has_january =
            bars.iter().map(anchors).any(|it| is_in_january(it) && self.includes(it, bars, per));
        let mut named = None;
        let days = bars.iter().map(anchors).enumerate();
        days.filter(move |(_, day)| self.includes(*day, bars, per)).map(move |(bar, day)| {
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
            (bar, day, kind)
        })
    }

    fn includes(self, day: NaiveDate, bars: &[Days], per: Per) -> bool {
        // Of a month, the week that begins first in it.
        let first_days = if per == Per::Week { 7 } else { 1 };
        match self {
            Self::Days(step) => {
                // The first of the next month is labelled anyway and needs the same room.
                let left = u32::from(day.num_days_in_month()) - day.day0();
                let last = bars.last().map(|it| it.last());
                let is_last_month = last.map(year_and_month) == Some(year_and_month(day));
                per == Per::Day
                    && day.day0().is_multiple_of(step)
                    && (left >= step || is_last_month)
            }
            Self::Weeks(step) => {
                let week = day.num_days_from_ce().div_euclid(7);
                per != Per::Month && day.weekday() == Weekday::Mon && week.rem_euclid(step) == 0
            }
            Self::Months(step) => day.day() <= first_days && day.month0().is_multiple_of(step),
            Self::Years(step) => day.ordinal() <= first_days && day.year().rem_euclid(step) == 0,
            Self::First => bars.first().is_some_and(|it| anchor(*it, per) == day),
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
        check_per(Per::Day, rhythm, first, last, expected);
    }

    #[track_caller]
    fn check_per(per: Per, rhythm: Rhythm, first: &str, last: &str, expected: &str) {
        let days = Days::new(first.parse().unwrap(), last.parse().unwrap()).unwrap();
        let text = |(_, day, kind): (usize, NaiveDate, LabelKind)| match kind {
            LabelKind::Day => day.day().to_string(),
            LabelKind::DayMonth => format!("{}/{}", day.day(), day.month()),
            LabelKind::Month => format!("m{}", day.month()),
            LabelKind::MonthYear => format!("m{} {}", day.month(), day.year()),
            LabelKind::Year => day.year().to_string(),
        };
        assert_eq!(
            rhythm.labels(&per.bars(days), per).map(text).collect::<Vec<_>>().join(", "),
            expected
        );
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

    #[test]
    fn weeks_and_months_are_labelled_by_where_they_begin() {
        let weeks = "2/1, 16, 30, 13/2";
        check_per(Per::Week, Rhythm::Weeks(2), "2016-12-28", "2017-02-14", weeks);
        check_per(Per::Week, Rhythm::Months(1), "2016-12-28", "2017-02-14", "2017, m2");
        check_per(Per::Month, Rhythm::Months(1), "2016-11-15", "2017-02-14", "m11, m12, 2017, m2");
        check_per(Per::Month, Rhythm::Days(1), "2016-11-15", "2017-02-14", "");
    }
}
