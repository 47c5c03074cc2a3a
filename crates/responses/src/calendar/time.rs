//! Parser of timestamps (ISO 8601) as the service writes them. Written by hand because every row passes here: with and
//! without fraction, `Z`, `+01:00`, `+0100` or no zone at all.

use std::fmt;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};
use serde::{Serialize, Serializer};
use thiserror::Error;

use crate::calendar::zone::Zone;

/// A time as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It names its offset: microseconds since 1970-01-01T00:00:00Z.
    Utc(i64),
    /// It names none; whose clock it is, the caller decides.
    Local(NaiveDateTime),
}

/// A text that is no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a time")]
pub struct NotATime;

/// Reads `2017-01-01T13:55:20.257789Z` and its relatives, as other programs write them: `T`, `t` or white space between
/// day and time; seconds optional, and their fraction behind a point or a comma, digits past the microsecond dropped;
/// the offset as `Z`, `z`, `UTC`, `GMT`, `+01`, `+0100`, `+01:00` or `+01:00:00`, with white space before it or none, and
/// with a hyphen or the sign of minus.
///
/// # Errors
/// Where the text is anything else, a day or hour that does not exist included.
pub fn parse(text: &str) -> Result<Written, NotATime> {
    read(text.as_bytes()).ok_or(NotATime)
}

fn read(text: &[u8]) -> Option<Written> {
    let (date, rest) = text.split_at_checked(10)?;
    let clock = match rest {
        [b'T' | b't', clock @ ..] => clock,
        [b' ', ..] => rest.trim_ascii_start(),
        _ => return None,
    };
    if date[4] != b'-' || date[7] != b'-' {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(
        i32::try_from(number(&date[..4])?).ok()?,
        number(&date[5..7])?,
        number(&date[8..])?,
    )?;
    let (hour_and_minute, rest) = clock.split_at_checked(5)?;
    if hour_and_minute[2] != b':' {
        return None;
    }
    let (second, rest) = seconds(rest)?;
    let (micros, zone) = fraction(rest)?;
    let (hour, minute) = (number(&hour_and_minute[..2])?, number(&hour_and_minute[3..])?);
    let local = day.and_hms_micro_opt(hour, minute, second, micros)?;
    if zone.is_empty() {
        return Some(Written::Local(local));
    }
    let offset_seconds = offset(zone)?;
    Some(Written::Utc(local.and_utc().timestamp_micros() - offset_seconds * 1_000_000))
}

fn seconds(text: &[u8]) -> Option<(u32, &[u8])> {
    match text {
        [b':', tens, ones, rest @ ..] => Some((number(&[*tens, *ones])?, rest)),
        _ => Some((0, text)),
    }
}

fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let [b'.' | b',', rest @ ..] = text else { return Some((0, text)) };
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = rest.split_at(length);
    let micros = (0..6).fold(0, |sum, place| {
        sum * 10 + digits.get(place).map_or(0, |digit| u32::from(digit - b'0'))
    });
    (length > 0).then_some((micros, rest))
}

/// The sign of minus, which ISO 8601 asks for where there is one.
const MINUS: &[u8] = "\u{2212}".as_bytes();

/// Seconds ahead of UTC.
fn offset(zone: &[u8]) -> Option<i64> {
    let zone = match zone.trim_ascii_start() {
        [] => return None,
        trimmed => trimmed,
    };
    let (sign, digits) = match zone {
        b"Z" | b"z" | b"UTC" | b"GMT" => return Some(0),
        [b'+', digits @ ..] => (1, digits),
        [b'-', digits @ ..] => (-1, digits),
        _ => (-1, zone.strip_prefix(MINUS)?),
    };
    let (hours, minutes, seconds) = match digits {
        [h, hh] => ([*h, *hh], [b'0'; 2], [b'0'; 2]),
        [h, hh, m, mm] | [h, hh, b':', m, mm] => ([*h, *hh], [*m, *mm], [b'0'; 2]),
        [h, hh, b':', m, mm, b':', s, ss] => ([*h, *hh], [*m, *mm], [*s, *ss]),
        _ => return None,
    };
    let (hours, minutes, seconds) = (number(&hours)?, number(&minutes)?, number(&seconds)?);
    let is_offset = hours < 24 && minutes < 60 && seconds < 60;
    is_offset.then_some(sign * i64::from(hours * 3600 + minutes * 60 + seconds))
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, digit| {
        digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0'))
    })
}

/// An instant, in microseconds since 1970-01-01T00:00:00Z, displayed and serialized by ISO 8601 in UTC with six digits of
/// a second's fraction, or none where the second is full: `2017-01-01T13:55:20.257789Z`.
///
/// The year is one of four digits in all that was read, but for hours at either end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timestamp(pub i64);

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Vec::with_capacity(27);
        write(Zone::Utc.local(self.0), b'T', &mut text);
        let fraction = self.0.rem_euclid(1_000_000).unsigned_abs();
        if fraction > 0 {
            text.push(b'.');
            write_digits(fraction, 6, &mut text);
        }
        text.push(b'Z');
        f.write_str(&String::from_utf8_lossy(&text))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Adds a time to the second, as `2017-01-31T15:41:08` with `between` for the `T`. Years of more than four digits have
/// as many as they need, and there are none before 0.
pub fn write(local: NaiveDateTime, between: u8, out: &mut Vec<u8>) {
    let parts = [
        (local.year().unsigned_abs(), 4, b'-'),
        (local.month(), 2, b'-'),
        (local.day(), 2, between),
        (local.hour(), 2, b':'),
        (local.minute(), 2, b':'),
        (local.second(), 2, b'\0'),
    ];
    for (number, width, after) in parts {
        write_digits(number.into(), width, out);
        out.push(after);
    }
    out.pop();
}

/// Adds a number, with zeros before it up to `width` digits.
fn write_digits(number: u64, width: u32, out: &mut Vec<u8>) {
    let length = number.checked_ilog10().map_or(1, |it| it + 1).max(width);
    let digits = (0..length).rev().map(|place| number / 10_u64.saturating_pow(place) % 10);
    out.extend(digits.map(|digit| b"0123456789"[usize::try_from(digit).unwrap_or_default()]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let expected: chrono::DateTime<chrono::Utc> = expected.parse().unwrap();
        assert_eq!(parse(text), Ok(Written::Utc(expected.timestamp_micros())), "{text}");
    }

    #[test]
    fn every_form_with_an_offset_is_an_instant() {
        check("2017-01-01T13:55:20.257789Z", "2017-01-01T13:55:20.257789Z");
        check("2017-01-01T13:55:16Z", "2017-01-01T13:55:16Z");
        check("2017-01-01T13:55:16.5Z", "2017-01-01T13:55:16.500000Z");
        check("2020-02-12T10:27:06.477+0100", "2020-02-12T09:27:06.477Z");
        check("2020-02-12 00:27:06+01:00", "2020-02-11T23:27:06Z");
        check("2020-02-12T10:27:06.1234569-0330", "2020-02-12T13:57:06.123456Z");
        check("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z");
    }

    // Report 19
    #[test]
    fn offsets_and_fractions_are_read_as_other_programs_write_them_19() {
        let noon = "2017-01-05T12:00:00Z";
        for text in [
            "2017-01-05 13:00:00+01",
            "2017-01-05 13:00:00 +01",
            "2017-01-05 13:00:00 +0100",
            "2017-01-05T13:00:00 +01:00",
            "2017-01-05T13:00+01",
            "2017-01-05T12:00Z",
            "2017-01-05t12:00:00z",
            "2017-01-05  12:00:00 UTC",
            "2017-01-05 12:00:00GMT",
            "2017-01-05T12:00:00-00",
            "2017-01-05T08:30:00-03:30",
            "2017-01-05T08:30:00\u{2212}03:30",
            "2017-01-05 12:43:00+00:43:00",
            "2017-01-05 12:00:00,000 Z",
        ] {
            check(text, noon);
        }
        check("2017-01-05 14:00:00.5+01", "2017-01-05T13:00:00.5Z");
        check("2017-01-05T13:00:00,25Z", "2017-01-05T13:00:00.25Z");
        check("2017-01-05 14:00:00,1234567+0100", "2017-01-05T13:00:00.123456Z");
        for text in [
            "2017-01-05 13:00:00+1",
            "2017-01-05 13:00:00+010",
            "2017-01-05 13:00:00+01:60",
            "2017-01-05 13:00:00+01:00:60",
            "2017-01-05 13:00:00+",
            "2017-01-05 13:00:00 CET",
            "2017-01-05 13:00:00,",
            "2017-01-05 13:00:00 ",
            "2017-01-05 ",
        ] {
            assert_eq!(parse(text), Err(NotATime), "{text}");
        }
    }

    #[track_caller]
    fn check_displayed(micros: i64, expected: &str) {
        assert_eq!(Timestamp(micros).to_string(), expected);
    }

    #[test]
    fn instants_are_displayed_as_the_service_writes_them() {
        check_displayed(1_483_278_920_257_789, "2017-01-01T13:55:20.257789Z");
        check_displayed(1_483_278_916_450_000, "2017-01-01T13:55:16.450000Z");
        check_displayed(1_483_278_916_000_000, "2017-01-01T13:55:16Z");
        check_displayed(1_000, "1970-01-01T00:00:00.001000Z");
        check_displayed(-1, "1969-12-31T23:59:59.999999Z");
        check_displayed(-62_167_219_200_000_000, "0000-01-01T00:00:00Z");
    }

    #[test]
    fn a_time_without_zone_stays_local() {
        let local = NaiveDate::from_ymd_opt(2020, 2, 12).unwrap().and_hms_opt(10, 27, 0).unwrap();
        assert_eq!(parse("2020-02-12 10:27"), Ok(Written::Local(local)));
        assert_eq!(parse("2020-02-12T10:27:00.0"), Ok(Written::Local(local)));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "2017",
            "2017-01-01",
            "2017-02-30T10:00:00Z",
            "2017-01-01T24:00:00Z",
            "2017-01-01T10:00:60Z",
            "2017-01-01T10:00:00.Z",
            "2017-01-01T10:00:00X",
            "2017-01-01T10:00:00+25:00",
            "2017-01-01T10:00:0Z",
            "2017/01/01T10:00:00Z",
            "2017-01-01T10:00:00Z ",
            "２０１７-01-01T10:00Z",
        ] {
            assert_eq!(parse(text), Err(NotATime), "{text}");
        }
    }
}
