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
const SECOND_MICROS: i64 = 1_000_000;
const HOUR_MICROS: i64 = 3600 * SECOND_MICROS;
/// Every clock that was ever moved was moved at a multiple of this.
const STEP_MICROS: i64 = 60 * SECOND_MICROS;
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

    /// How many seconds the clock is ahead of UTC at an instant, given in microseconds since 1970.
    pub fn offset_seconds(self, micros: i64) -> i32 {
        let ahead = self.local(micros).signed_duration_since(Self::Utc.local(micros));
        i32::try_from(ahead.num_seconds()).unwrap_or_default()
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

/// Whether a clock shows the local time of an instant twice, because it is put back: then the offset has to be told. The
/// instant is given in microseconds since 1970, the clock by how many seconds it is ahead of UTC at an instant.
pub fn is_shown_twice(micros: i64, offset_seconds: impl Fn(i64) -> i32) -> bool {
    let here = offset_seconds(micros);
    // Clocks are put back by hours, and not twice a day.
    [micros.saturating_sub(DAY_MICROS / 2), micros.saturating_add(DAY_MICROS / 2)].iter().any(
        |it| {
            let other = offset_seconds(*it);
            let twin = micros.saturating_add(i64::from(here - other) * SECOND_MICROS);
            other != here && offset_seconds(twin) == other
        },
    )
}

/// An offset from UTC as it stands behind a time: `+02:00`.
pub fn written_offset(offset_seconds: i32) -> String {
    let sign = if offset_seconds < 0 { '-' } else { '+' };
    let minutes = offset_seconds.unsigned_abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

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

    // Report 23
    #[test]
    fn local_times_that_a_clock_shows_twice_are_known_23() {
        let check = |zone: chrono_tz::Tz, utc: &str, expected: bool| {
            let (_, offset) = of_browser(zone, days("2017-01-01", "2017-01-01"));
            assert_eq!(is_shown_twice(utc_micros(utc), offset), expected, "{zone} {utc}");
        };
        for (utc, expected) in [
            ("2017-10-28T23:59:59.999999Z", false),
            ("2017-10-29T00:00:00Z", true),
            ("2017-10-29T00:30:00Z", true),
            ("2017-10-29T01:30:00Z", true),
            ("2017-10-29T01:59:59.999999Z", true),
            ("2017-10-29T02:00:00Z", false),
            ("2017-03-26T00:30:00Z", false),
            ("2017-03-26T01:30:00Z", false),
            ("2017-07-01T01:30:00Z", false),
        ] {
            check(Europe::Oslo, utc, expected);
        }
        // Put back by half an hour at 15:00 UTC.
        let lord_howe = chrono_tz::Australia::Lord_Howe;
        check(lord_howe, "2017-04-01T14:29:59Z", false);
        check(lord_howe, "2017-04-01T14:30:00Z", true);
        check(lord_howe, "2017-04-01T15:29:59Z", true);
        check(lord_howe, "2017-04-01T15:30:00Z", false);
        check(chrono_tz::UTC, "2017-10-29T00:30:00Z", false);
    }

    #[test]
    fn offsets_are_written_with_their_sign() {
        let written = [3600, 7200, 0, -12_600, 20_700].map(written_offset);
        assert_eq!(written, ["+01:00", "+02:00", "+00:00", "-03:30", "+05:45"]);
    }
}
