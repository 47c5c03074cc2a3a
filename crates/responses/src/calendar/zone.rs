//! Time zones: which local time an instant has, which instant a local time is, and where each day of a span begins. The
//! two days a year that last 23 or 25 hours are days like any other.

use chrono::{DateTime, Datelike as _, LocalResult, NaiveDateTime, NaiveTime, TimeZone as _};
use chrono_tz::{Europe, GapInfo};

use crate::calendar::days::Days;

/// A time zone that is known without asking the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Zone {
    /// The call centre's own, with summer time.
    #[default]
    Oslo,
    /// The same all year.
    Utc,
}

/// The instant of a local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instant {
    /// Microseconds since 1970-01-01T00:00:00Z.
    pub micros: i64,
    /// Whether the clock showed this time twice, as in the hour that autumn repeats; `micros` is
    /// the first of the two.
    pub is_ambiguous: bool,
}

/// 250,000 years either side of 1970: chrono's calendar ends a little later.
const FARTHEST_MICROS: i64 = 250_000 * 365 * DAY_MICROS;
const HOUR_MICROS: i64 = 3600 * 1_000_000;
const DAY_MICROS: i64 = 24 * HOUR_MICROS;

impl Zone {
    /// What the clock shows at an instant, given in microseconds since 1970-01-01T00:00:00Z.
    /// Instants beyond chrono's calendar are drawn in to 250,000 years.
    pub fn local(self, micros: i64) -> NaiveDateTime {
        let micros = micros.clamp(-FARTHEST_MICROS, FARTHEST_MICROS);
        let utc = DateTime::from_timestamp_micros(micros).unwrap_or_default();
        match self {
            Self::Oslo => utc.with_timezone(&Europe::Oslo).naive_local(),
            Self::Utc => utc.naive_utc(),
        }
    }

    /// The instant at which the clock shows `local`. A time that spring leaves out counts as the
    /// moment the clock moved on.
    pub fn instant(self, local: NaiveDateTime) -> Instant {
        let once = |micros| Instant { micros, is_ambiguous: false };
        match self {
            Self::Utc => once(local.and_utc().timestamp_micros()),
            Self::Oslo => match Europe::Oslo.from_local_datetime(&local) {
                LocalResult::Single(it) => once(it.timestamp_micros()),
                LocalResult::Ambiguous(first, _) => {
                    Instant { micros: first.timestamp_micros(), is_ambiguous: true }
                }
                LocalResult::None => once(
                    GapInfo::new(&local, &Europe::Oslo)
                        .and_then(|gap| gap.end)
                        .map_or(local.and_utc().timestamp_micros(), |it| it.timestamp_micros()),
                ),
            },
        }
    }
}

/// The days of a span and the instants at which they begin in some zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    days: Days,
    /// Microseconds since 1970, ascending; one more than there are days, as the last day ends, too.
    starts: Vec<i64>,
}

impl Calendar {
    /// The days as a known zone divides them.
    pub fn new(days: Days, zone: Zone) -> Self {
        let midnights = days.first().iter_days().take(days.count() + 1);
        let starts = midnights.map(|day| zone.instant(day.and_time(NaiveTime::MIN)).micros);
        Self { days, starts: starts.collect() }
    }

    /// The days as another clock divides them, the browser's for example: `starts` are the instants
    /// of their midnights, in microseconds since 1970, and that of the midnight after the last day.
    /// Nothing where there are too few or too many, or where one lies before its predecessor.
    pub fn from_midnights(days: Days, starts: Vec<i64>) -> Option<Self> {
        (starts.len() == days.count() + 1 && starts.is_sorted()).then_some(Self { days, starts })
    }

    /// The span divided.
    pub fn days(&self) -> Days {
        self.days
    }

    /// In which hour of the week an instant of a day falls, counted from Monday, midnight. A clock that is moved is
    /// taken to be moved when Oslo's is: from two to three, or from three to two.
    pub fn hour_of_week(&self, day: usize, micros: i64) -> u8 {
        let (Some(start), Some(end)) = (self.starts.get(day), self.starts.get(day + 1)) else {
            return 0;
        };
        let is_moved_by = if end - start < DAY_MICROS { 2 } else { 3 };
        let since_start = (micros - start).div_euclid(HOUR_MICROS);
        let until_end = (end - 1 - micros).div_euclid(HOUR_MICROS);
        let hour = if since_start < is_moved_by { since_start } else { 23 - until_end };
        let weekday = (i64::from(self.days.first().weekday().num_days_from_monday())
            + i64::try_from(day).unwrap_or_default())
            % 7;
        u8::try_from(weekday * 24 + hour.clamp(0, 23)).unwrap_or_default()
    }

    /// On which day an instant falls, counted from 0, or `None` outside the span.
    ///
    /// Days of 24 hours would put it at a guess that summer time moves by one day at most, and a
    /// move across the date line by one more, so this takes the same time for any span.
    pub fn day_index(&self, micros: i64) -> Option<usize> {
        let (first, end) = (*self.starts.first()?, *self.starts.last()?);
        if !(first..end).contains(&micros) {
            return None;
        }
        let guess = usize::try_from((micros - first) / DAY_MICROS).ok()?;
        let mut index = guess.min(self.starts.len() - 2);
        while micros < self.starts[index] {
            index -= 1;
        }
        while micros >= self.starts[index + 1] {
            index += 1;
        }
        Some(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc_micros(text: &str) -> i64 {
        text.parse::<DateTime<chrono::Utc>>().unwrap().timestamp_micros()
    }

    fn days(first: &str, last: &str) -> Days {
        Days::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
    }

    #[track_caller]
    fn check(local: &str, utc: &str, is_ambiguous: bool) {
        let expected = Instant { micros: utc_micros(utc), is_ambiguous };
        assert_eq!(Zone::Oslo.instant(local.parse().unwrap()), expected);
    }

    #[test]
    fn oslo_is_one_hour_ahead_in_winter_and_two_in_summer() {
        check("2017-01-01T12:00:00", "2017-01-01T11:00:00Z", false);
        check("2017-07-01T12:00:00", "2017-07-01T10:00:00Z", false);
    }

    #[test]
    fn the_hour_that_autumn_repeats_is_its_first_and_says_so() {
        check("2017-10-29T01:59:59", "2017-10-28T23:59:59Z", false);
        check("2017-10-29T02:00:00", "2017-10-29T00:00:00Z", true);
        check("2017-10-29T02:59:59", "2017-10-29T00:59:59Z", true);
        check("2017-10-29T03:00:00", "2017-10-29T02:00:00Z", false);
    }

    #[test]
    fn an_hour_that_spring_leaves_out_is_the_moment_after_it() {
        check("2017-03-26T02:00:00", "2017-03-26T01:00:00Z", false);
        check("2017-03-26T02:30:00", "2017-03-26T01:00:00Z", false);
        check("2017-03-26T03:00:00", "2017-03-26T01:00:00Z", false);
    }

    #[test]
    fn days_of_23_and_25_hours_are_days() {
        for (day, hours) in [("2017-03-26", 23), ("2017-03-27", 24), ("2017-10-29", 25)] {
            let calendar = Calendar::new(days(day, day), Zone::Oslo);
            assert_eq!(calendar.starts[1] - calendar.starts[0], hours * 3600 * 1_000_000, "{day}");
        }
    }

    #[test]
    fn hours_are_what_the_clock_shows_on_every_day() {
        // Saturday to Monday around both clock changes, and every hour of them.
        for (first, last) in [("2017-03-25", "2017-03-27"), ("2017-10-28", "2017-10-30")] {
            let calendar = Calendar::new(days(first, last), Zone::Oslo);
            let mut micros = calendar.starts[0];
            while micros < calendar.starts[3] {
                let day = calendar.day_index(micros).unwrap();
                let local = Zone::Oslo.local(micros);
                let weekday = local.weekday().num_days_from_monday() * 24;
                let expected = weekday + chrono::Timelike::hour(&local);
                assert_eq!(u32::from(calendar.hour_of_week(day, micros)), expected, "{local}");
                micros += HOUR_MICROS / 2;
            }
        }
    }

    #[test]
    fn the_last_microsecond_of_a_day_belongs_to_it() {
        let calendar = Calendar::new(days("2017-01-01", "2017-01-31"), Zone::Oslo);
        let index = |utc| calendar.day_index(utc_micros(utc));
        assert_eq!(index("2016-12-31T22:59:59.999999Z"), None);
        assert_eq!(index("2016-12-31T23:00:00Z"), Some(0));
        assert_eq!(index("2017-01-01T22:59:59.999999Z"), Some(0));
        assert_eq!(index("2017-01-01T23:00:00Z"), Some(1));
        assert_eq!(index("2017-01-31T22:59:59.999999Z"), Some(30));
        assert_eq!(index("2017-01-31T23:00:00Z"), None);
    }

    #[test]
    fn a_day_that_the_date_line_swallowed_stays_empty() {
        // Samoa had no 30 December 2011: its midnight is that of the 31st.
        let samoa = ["2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"]
            .into_iter()
            .chain(["2011-12-31T10:00:00Z", "2012-01-01T10:00:00Z"]);
        let starts = samoa.map(utc_micros).collect();
        let calendar = Calendar::from_midnights(days("2011-12-29", "2012-01-01"), starts).unwrap();
        assert_eq!(calendar.day_index(utc_micros("2011-12-30T09:59:59Z")), Some(0));
        assert_eq!(calendar.day_index(utc_micros("2011-12-30T10:00:00Z")), Some(2));
        assert_eq!(calendar.day_index(utc_micros("2012-01-01T09:59:59Z")), Some(3));
    }

    #[test]
    fn midnights_must_be_as_many_as_needed_and_ascend() {
        let two = days("2017-01-01", "2017-01-02");
        assert_eq!(Calendar::from_midnights(two, vec![0, 1]), None);
        assert_eq!(Calendar::from_midnights(two, vec![0, 2, 1]), None);
        assert!(Calendar::from_midnights(two, vec![0, 1, 2]).is_some());
    }
}
