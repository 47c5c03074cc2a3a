//! Call volume of the demo's call centre by day and hour, Norwegian holidays, and Oslo's offset from UTC.

use chrono::{
    DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _,
    Utc, Weekday,
};
use chrono_tz::Europe::Oslo;

/// How busy each hour is, from midnight. The few late calls fall after midnight too, on another day
/// in UTC, which tells a day that is cut in Oslo from one that is not. They stay off Saturdays and
/// Sundays, where the clocks change.
const WORKDAY: [u32; 24] =
    [2, 0, 0, 0, 0, 0, 0, 0, 0, 70, 105, 45, 85, 100, 95, 80, 55, 80, 110, 65, 6, 0, 1, 1];
const FRIDAY: [u32; 24] =
    [2, 0, 0, 0, 0, 0, 0, 0, 0, 85, 110, 50, 90, 85, 60, 35, 15, 8, 0, 0, 0, 0, 0, 0];
const WEEKEND: [u32; 24] =
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 60, 80, 70, 65, 40, 10, 0, 0, 0, 0, 0, 0, 0, 0];

/// How likely a call at each hour ends well, in percent of the usual: people decide in the evening.
pub(super) const LUCK: [u32; 24] = [
    100, 100, 100, 100, 100, 100, 100, 100, 100, 80, 90, 75, 90, 95, 95, 100, 110, 120, 130, 125,
    115, 100, 100, 100,
];

/// How busy the day is; an ordinary Monday has 100.
pub(super) fn weight(day: NaiveDate) -> u32 {
    if is_holiday(day) {
        return 2;
    }
    let weekday = match day.weekday() {
        Weekday::Mon => 100,
        Weekday::Tue => 112,
        Weekday::Wed => 108,
        Weekday::Thu => 104,
        Weekday::Fri => 80,
        Weekday::Sat => 20,
        Weekday::Sun => 2,
    };
    match (day.month(), day.day()) {
        (12, 24 | 31) => weekday / 4,
        (7, _) => weekday * 6 / 10, // the month in which Norway is away
        _ => weekday,
    }
}

/// How busy each hour of the day is, in Oslo's time.
pub(super) fn hours(day: NaiveDate) -> &'static [u32; 24] {
    match day.weekday() {
        Weekday::Sat | Weekday::Sun => &WEEKEND,
        Weekday::Fri => &FRIDAY,
        _ => &WORKDAY,
    }
}

/// Norway's public holidays.
fn is_holiday(day: NaiveDate) -> bool {
    let from_easter = (day - easter(day.year())).num_days();
    matches!((day.month(), day.day()), (1 | 5, 1) | (5, 17) | (12, 25 | 26))
        || matches!(from_easter, -3 | -2 | 0 | 1 | 39 | 49 | 50)
}

/// Easter Sunday, by the anonymous Gregorian rule (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i32) -> NaiveDate {
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let epact = (19 * golden + century - century / 4 - (8 * century + 13) / 25 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let from_march = u64::try_from(epact + weekday - 7 * late + 21).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, 3, 1)
        .and_then(|march| march.checked_add_days(Days::new(from_march)))
        .unwrap_or_default()
}

/// The day it is in Oslo.
pub(super) fn day_of(instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&Oslo).date_naive()
}

/// When the day begins in Oslo, in microseconds of UTC since 1970.
pub(super) fn midnight(day: NaiveDate) -> i64 {
    instant(day.and_time(NaiveTime::MIN))
}

/// What to add to a wall clock's time of that day, as microseconds since 1970, to come to UTC.
/// Holds for all of a day but the small hours of the two Sundays on which the clocks change.
pub(super) fn to_utc(day: NaiveDate) -> i64 {
    let noon = day.and_time(NaiveTime::MIN) + TimeDelta::hours(12);
    instant(noon) - noon.and_utc().timestamp_micros()
}

/// Oslo's clocks change after two in the night: each midnight and each noon is one instant.
fn instant(local: NaiveDateTime) -> i64 {
    let utc = Oslo.from_local_datetime(&local).earliest();
    utc.map_or_else(|| local.and_utc().timestamp_micros(), |it| it.timestamp_micros())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        for text in ["2016-03-27", "2017-04-16", "2019-04-21", "2024-03-31", "2025-04-20"] {
            assert_eq!(easter(day(text).year()), day(text));
        }
    }

    #[test]
    fn holidays_are_as_quiet_as_sundays() {
        for text in ["2017-01-01", "2025-04-17", "2025-05-01", "2025-05-29", "2025-06-09"] {
            assert_eq!(weight(day(text)), 2, "{text}");
        }
        assert_eq!(weight(day("2017-01-02")), 100);
    }

    #[test]
    fn a_day_begins_at_midnight_in_oslo() {
        let hour = 3_600_000_000;
        assert_eq!(midnight(day("1970-01-02")), 23 * hour);
        // The day on which the clocks go forward has 23 hours.
        assert_eq!(midnight(day("2025-03-31")) - midnight(day("2025-03-30")), 23 * hour);
        assert_eq!(to_utc(day("2025-03-30")), -2 * hour);
        assert_eq!(to_utc(day("2025-03-29")), -hour);
    }
}
