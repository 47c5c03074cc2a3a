//! Named periods, such as today, last 30 days and this month, with their names in addresses, and the steps back and forth
//! between spans.

use chrono::{Datelike as _, Months, NaiveDate, TimeDelta, Weekday};

use crate::calendar::days::Days;

/// A span named by its relation to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Preset {
    /// The day itself.
    Today,
    /// The day before.
    Yesterday,
    /// Seven days, today the last of them.
    Last7Days,
    /// Thirty days, today the last of them.
    Last30Days,
    /// The whole week that today is in, from Monday.
    ThisWeek,
    /// The whole calendar month that today is in, so that one step back is last month.
    ThisMonth,
    /// The whole calendar month before.
    LastMonth,
    /// The whole calendar year that today is in.
    ThisYear,
}

impl Preset {
    /// Every shortcut, in the order the page shows them.
    pub const ALL: [Self; 8] = [
        Self::Today,
        Self::Yesterday,
        Self::Last7Days,
        Self::Last30Days,
        Self::ThisWeek,
        Self::ThisMonth,
        Self::LastMonth,
        Self::ThisYear,
    ];

    /// Its name in an address: `period=last-7-days`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Yesterday => "yesterday",
            Self::Last7Days => "last-7-days",
            Self::Last30Days => "last-30-days",
            Self::ThisWeek => "this-week",
            Self::ThisMonth => "this-month",
            Self::LastMonth => "last-month",
            Self::ThisYear => "this-year",
        }
    }

    /// The one of this name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }

    /// The days it stands for. Whose `today` it is, the caller's zone decides.
    pub fn days(self, today: NaiveDate) -> Days {
        let ago = |days| today.checked_sub_signed(TimeDelta::days(days)).unwrap_or(today);
        let since = |first| Days::new(first, today).unwrap_or(Days::one(today));
        match self {
            Self::Today => Days::one(today),
            Self::Yesterday => Days::one(ago(1)),
            Self::Last7Days => since(ago(6)),
            Self::Last30Days => since(ago(29)),
            Self::ThisWeek => week(today),
            Self::ThisMonth => months(today, 1),
            Self::LastMonth => previous(months(today, 1)),
            Self::ThisYear => months(today.with_month(1).unwrap_or(today), 12),
        }
    }
}

/// The span before: as many whole months earlier where `days` are whole calendar months (a year is
/// twelve), else as many days earlier. At the beginning of chrono's calendar, the same span.
pub fn previous(days: Days) -> Days {
    step(days, -1)
}

/// The span after, by the rule of [`previous`].
pub fn next(days: Days) -> Days {
    step(days, 1)
}

fn step(days: Days, direction: i32) -> Days {
    by_months(days, direction).or_else(|| by_length(days, direction)).unwrap_or(days)
}

fn by_months(days: Days, direction: i32) -> Option<Days> {
    let count = whole_months(days)?;
    let first = add_months(days.first(), direction * count)?;
    Some(months(first, u32::try_from(count).ok()?))
}

fn by_length(days: Days, direction: i32) -> Option<Days> {
    let length = days.last() - days.first() + TimeDelta::days(1);
    let moved = |day: NaiveDate| day.checked_add_signed(length * direction);
    Days::new(moved(days.first())?, moved(days.last())?)
}

/// How many calendar months the span is made of, where it begins and ends with one.
fn whole_months(days: Days) -> Option<i32> {
    let end = days.last().succ_opt()?;
    let month = |day: NaiveDate| day.year() * 12 + day.month0().cast_signed();
    (days.first().day() == 1 && end.day() == 1).then(|| month(end) - month(days.first()))
}

/// Monday to Sunday (ISO 8601).
fn week(day: NaiveDate) -> Days {
    let week = day.week(Weekday::Mon);
    let days = week.checked_first_day().zip(week.checked_last_day());
    days.and_then(|(first, last)| Days::new(first, last)).unwrap_or(Days::one(day))
}

/// As many whole calendar months, beginning with the one that `day` is in.
fn months(day: NaiveDate, count: u32) -> Days {
    let first = day.with_day(1).unwrap_or(day);
    let end = first.checked_add_months(Months::new(count));
    let last = end.and_then(|it| it.pred_opt()).unwrap_or(first);
    Days::new(first, last).unwrap_or(Days::one(first))
}

fn add_months(day: NaiveDate, count: i32) -> Option<NaiveDate> {
    let months = Months::new(count.unsigned_abs());
    if count < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: &str, last: &str) -> Days {
        Days::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
    }

    #[track_caller]
    fn check_preset(preset: Preset, first: &str, last: &str) {
        assert_eq!(preset.days("2017-03-15".parse().unwrap()), days(first, last));
    }

    #[test]
    fn shortcuts_end_today_or_are_whole_months_and_years() {
        check_preset(Preset::Today, "2017-03-15", "2017-03-15");
        check_preset(Preset::Yesterday, "2017-03-14", "2017-03-14");
        check_preset(Preset::Last7Days, "2017-03-09", "2017-03-15");
        check_preset(Preset::Last30Days, "2017-02-14", "2017-03-15");
        check_preset(Preset::ThisWeek, "2017-03-13", "2017-03-19");
        check_preset(Preset::ThisMonth, "2017-03-01", "2017-03-31");
        check_preset(Preset::LastMonth, "2017-02-01", "2017-02-28");
        check_preset(Preset::ThisYear, "2017-01-01", "2017-12-31");
    }

    #[test]
    fn each_has_a_name_of_its_own_that_leads_back_to_it() {
        for preset in Preset::ALL {
            assert_eq!(Preset::named(preset.name()), Some(preset));
        }
        for name in ["", "Today", "this_month", "next-month"] {
            assert_eq!(Preset::named(name), None, "{name}");
        }
    }

    #[track_caller]
    fn check_steps(before: (&str, &str), after: (&str, &str)) {
        let (before, after) = (days(before.0, before.1), days(after.0, after.1));
        assert_eq!(next(before), after);
        assert_eq!(previous(after), before);
    }

    #[test]
    fn whole_months_step_by_months() {
        check_steps(("2016-12-01", "2016-12-31"), ("2017-01-01", "2017-01-31"));
        check_steps(("2016-02-01", "2016-02-29"), ("2016-03-01", "2016-03-31"));
        check_steps(("2016-11-01", "2017-01-31"), ("2017-02-01", "2017-04-30"));
    }

    #[test]
    fn whole_years_step_by_years() {
        check_steps(("2016-01-01", "2016-12-31"), ("2017-01-01", "2017-12-31"));
        check_steps(("2015-01-01", "2016-12-31"), ("2017-01-01", "2018-12-31"));
    }

    #[test]
    fn other_spans_step_by_their_length() {
        check_steps(("2017-01-31", "2017-01-31"), ("2017-02-01", "2017-02-01"));
        check_steps(("2017-03-20", "2017-03-26"), ("2017-03-27", "2017-04-02"));
        check_steps(("2017-01-01", "2017-01-30"), ("2017-01-31", "2017-03-01"));
    }

    #[test]
    fn the_last_month_of_the_calendar_has_no_next() {
        let end = Days::one(NaiveDate::MAX);
        assert_eq!(next(end), end);
    }
}
