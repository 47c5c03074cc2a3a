//! Calendar of a span of days: the instant at which each begins in some zone, so on which day and in which hour of the
//! week an instant falls. The two days a year that last 23 or 25 hours are days like any other.

use std::ops::RangeInclusive;

use chrono::{Datelike as _, NaiveTime};

use super::days::Days;
use super::zone::{DAY_MICROS, HOUR_MICROS, SECOND_MICROS, Zone};

/// Every clock that was ever moved was moved at a multiple of this.
const STEP_MICROS: i64 = 60 * SECOND_MICROS;

/// The days of a span and the instants at which they begin in some zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    days: Days,
    /// Microseconds since 1970, ascending; one more than there are days, as the last day ends, too.
    starts: Vec<i64>,
    /// Those days on which the clock is moved, by their places, ascending.
    moves: Vec<Move>,
}

/// A day on which the clock is moved.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Move {
    day: usize,
    /// From when on the clock is so far ahead of UTC, in microseconds, oldest first.
    offsets: Vec<(i64, i64)>,
}

impl Calendar {
    /// The days as a known zone divides them.
    pub fn new(days: Days, zone: Zone) -> Self {
        let midnights = days.first().iter_days().take(days.count() + 1);
        let starts = midnights.map(|day| zone.instant(day.and_time(NaiveTime::MIN)).micros);
        Self::divided(days, starts.collect(), |micros| zone.offset_seconds(micros))
    }

    /// The days as another clock divides them, the browser's for example: `starts` are the instants
    /// of their midnights, in microseconds since 1970, and that of the midnight after the last day;
    /// `offset_seconds` says how far the clock is ahead of UTC at an instant.
    /// Nothing where there are too few or too many, or where one lies before its predecessor.
    pub fn from_midnights(
        days: Days,
        starts: Vec<i64>,
        offset_seconds: impl Fn(i64) -> i32,
    ) -> Option<Self> {
        let is_good = starts.len() == days.count() + 1 && starts.is_sorted();
        is_good.then(|| Self::divided(days, starts, offset_seconds))
    }

    fn divided(days: Days, starts: Vec<i64>, offset_seconds: impl Fn(i64) -> i32) -> Self {
        let offset_micros = |micros| i64::from(offset_seconds(micros)) * SECOND_MICROS;
        let is_uneven = |(_, pair): &(usize, &[i64])| pair[1] - pair[0] != DAY_MICROS;
        let uneven = starts.windows(2).enumerate().filter(is_uneven);
        let moves = uneven
            .map(|(day, pair)| Move { day, offsets: offsets(pair[0], pair[1], offset_micros) });
        Self { days, moves: moves.collect(), starts }
    }

    /// The span divided.
    pub fn days(&self) -> Days {
        self.days
    }

    /// The first and the last instant of the days, in microseconds since 1970.
    pub fn instants(&self) -> Option<RangeInclusive<i64>> {
        Some(*self.starts.first()?..=self.starts.last()?.checked_sub(1)?)
    }

    /// In which hour of the week an instant of a day falls, counted from Monday, midnight: the hour that the clock
    /// shows, also on days on which it is moved.
    pub fn hour_of_week(&self, day: usize, micros: i64) -> u8 {
        let Some(start) = self.starts.get(day) else { return 0 };
        let weekday = i64::from(self.days.first().weekday().num_days_from_monday())
            + i64::try_from(day).unwrap_or_default();
        let moved = self.moves.binary_search_by_key(&day, |it| it.day).ok();
        let hours = match moved.and_then(|it| self.moves.get(it)) {
            Some(moved) => moved.hour_of_epoch(micros) + EPOCH_WEEKDAY * 24,
            None => weekday * 24 + (micros - start).div_euclid(HOUR_MICROS).clamp(0, 23),
        };
        u8::try_from(hours.rem_euclid(7 * 24)).unwrap_or_default()
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

/// 1970-01-01 was a Thursday, counted from Monday.
const EPOCH_WEEKDAY: i64 = 3;

impl Move {
    /// How many hours the clock shows at an instant, counted from its own 1970-01-01, midnight.
    fn hour_of_epoch(&self, micros: i64) -> i64 {
        let since = self.offsets.partition_point(|(from, _)| *from <= micros);
        let offset = self.offsets.get(since.saturating_sub(1)).map_or(0, |(_, offset)| *offset);
        (micros + offset).div_euclid(HOUR_MICROS)
    }
}

/// From when on the clock has which offset within a stretch, oldest first. All in microseconds.
fn offsets(start: i64, end: i64, offset_micros: impl Fn(i64) -> i64) -> Vec<(i64, i64)> {
    let mut offsets = vec![(start, offset_micros(start))];
    let mut from = start;
    while from < end {
        let until = from.saturating_add(HOUR_MICROS).min(end);
        let known = offset_micros(from);
        if offset_micros(until) != known {
            // The first step with the other offset.
            let (mut before, mut after) = (0, (until - from + STEP_MICROS - 1) / STEP_MICROS);
            while after - before > 1 {
                let middle = i64::midpoint(before, after);
                if offset_micros(from + middle * STEP_MICROS) == known {
                    before = middle;
                } else {
                    after = middle;
                }
            }
            let moved = from + after * STEP_MICROS;
            offsets.push((moved, offset_micros(moved)));
        }
        from = until;
    }
    offsets
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeZone as _};
    use chrono_tz::{Europe, GapInfo};

    use super::*;

    fn utc_micros(text: &str) -> i64 {
        text.parse::<DateTime<chrono::Utc>>().unwrap().timestamp_micros()
    }

    fn days(first: &str, last: &str) -> Days {
        Days::new(first.parse().unwrap(), last.parse().unwrap()).unwrap()
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
        let days = days("2011-12-29", "2012-01-01");
        let offset =
            |micros| if micros < utc_micros("2011-12-30T10:00:00Z") { -36_000 } else { 50_400 };
        let calendar = Calendar::from_midnights(days, starts, offset).unwrap();
        assert_eq!(calendar.day_index(utc_micros("2011-12-30T09:59:59Z")), Some(0));
        assert_eq!(calendar.day_index(utc_micros("2011-12-30T10:00:00Z")), Some(2));
        assert_eq!(calendar.day_index(utc_micros("2012-01-01T09:59:59Z")), Some(3));
    }

    #[test]
    fn midnights_must_be_as_many_as_needed_and_ascend() {
        let two = days("2017-01-01", "2017-01-02");
        assert_eq!(Calendar::from_midnights(two, vec![0, 1], |_| 0), None);
        assert_eq!(Calendar::from_midnights(two, vec![0, 2, 1], |_| 0), None);
        assert!(Calendar::from_midnights(two, vec![0, 1, 2], |_| 0).is_some());
    }

    /// A zone's calendar as a browser would give it, and the zone.
    fn of_browser(zone: chrono_tz::Tz, days: Days) -> (Calendar, impl Fn(i64) -> i32) {
        let offset = move |micros| {
            use chrono::Offset as _;
            let utc = DateTime::from_timestamp_micros(micros).unwrap_or_default().naive_utc();
            zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
        };
        let midnight = |day: chrono::NaiveDate| {
            let local = day.and_time(NaiveTime::MIN);
            let gap = || GapInfo::new(&local, &zone).and_then(|it| it.end);
            zone.from_local_datetime(&local).earliest().or_else(gap).unwrap().timestamp_micros()
        };
        let starts = days.first().iter_days().take(days.count() + 1).map(midnight).collect();
        (Calendar::from_midnights(days, starts, offset).unwrap(), offset)
    }

    // Report 24
    #[test]
    fn hours_are_what_the_clock_shows_in_every_zone_on_every_day_24() {
        use chrono_tz::{America, Asia, Atlantic, Australia};
        for (zone, first, last) in [
            (Europe::London, "2017-03-25", "2017-03-27"),
            (Europe::London, "2017-10-28", "2017-10-30"),
            (Europe::Oslo, "2017-10-28", "2017-10-30"),
            (America::New_York, "2017-03-11", "2017-03-13"),
            (America::New_York, "2017-11-04", "2017-11-06"),
            // At midnight.
            (America::Sao_Paulo, "2017-10-14", "2017-10-16"),
            (America::Sao_Paulo, "2017-02-18", "2017-02-20"),
            (America::Havana, "2017-03-11", "2017-03-13"),
            (America::Havana, "2017-11-04", "2017-11-06"),
            (Asia::Beirut, "2017-03-25", "2017-03-27"),
            (Atlantic::Azores, "2017-03-25", "2017-03-27"),
            (Atlantic::Azores, "2017-10-28", "2017-10-30"),
            // By half an hour.
            (Australia::Lord_Howe, "2017-03-31", "2017-04-03"),
            (Australia::Lord_Howe, "2017-09-30", "2017-10-02"),
            // Half an hour, and a quarter, off.
            (Asia::Kolkata, "2017-03-25", "2017-03-27"),
            (Asia::Kathmandu, "2017-03-25", "2017-03-27"),
        ] {
            let (calendar, offset) = of_browser(zone, days(first, last));
            let mut micros = calendar.starts[0];
            while micros < *calendar.starts.last().unwrap() {
                let day = calendar.day_index(micros).unwrap();
                let local = micros + i64::from(offset(micros)) * SECOND_MICROS;
                let local = DateTime::from_timestamp_micros(local).unwrap().naive_utc();
                let weekday = local.weekday().num_days_from_monday() * 24;
                let expected = weekday + chrono::Timelike::hour(&local);
                assert_eq!(
                    u32::from(calendar.hour_of_week(day, micros)),
                    expected,
                    "{zone} {local}"
                );
                assert_eq!(calendar.days().nth(day), Some(local.date()), "{zone} {local}");
                micros += HOUR_MICROS / 4;
            }
        }
    }

    // Report 24
    #[test]
    fn half_past_one_in_utc_is_half_past_two_in_london_when_summer_begins_24() {
        let (calendar, _) = of_browser(Europe::London, days("2017-03-26", "2017-03-26"));
        let hour = calendar.hour_of_week(0, utc_micros("2017-03-26T01:30:00Z"));
        assert_eq!(hour, 6 * 24 + 2);
    }
}
