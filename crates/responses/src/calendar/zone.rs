//! Time zones: which local time an instant has, and which instant a local time is.

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeZone as _};
use chrono_tz::{Europe, GapInfo};

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
pub(super) const SECOND_MICROS: i64 = 1_000_000;
pub(super) const HOUR_MICROS: i64 = 3600 * SECOND_MICROS;
pub(super) const DAY_MICROS: i64 = 24 * HOUR_MICROS;

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

#[cfg(test)]
mod tests {
    use chrono::Offset as _;

    use super::*;

    fn utc_micros(text: &str) -> i64 {
        text.parse::<DateTime<chrono::Utc>>().unwrap().timestamp_micros()
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

    // Report 23
    #[test]
    fn local_times_that_a_clock_shows_twice_are_known_23() {
        let check = |zone: chrono_tz::Tz, utc: &str, expected: bool| {
            let offset = |micros| {
                let utc = DateTime::from_timestamp_micros(micros).unwrap().naive_utc();
                zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
            };
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
