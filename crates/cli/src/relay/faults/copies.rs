//! Duplicated rows: copies of invented rows, with another time.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta};
use cubeboard_responses::calendar::time::{self, Written};
use cubeboard_responses::calendar::zone::Zone;
use serde_json::value::RawValue;

use crate::relay::faults::asked::Asked;

/// The days that a list was asked for, in microseconds since 1970.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// When the first day begins.
    start: i64,
    /// When people begin to work on the last day.
    last_morning: i64,
    /// When the last day is over.
    end: i64,
}

impl Period {
    /// Nothing where a day cannot be read; then the service refuses the question.
    pub fn asked_for(asked: &Asked<'_>) -> Option<Self> {
        let day = |name| NaiveDate::parse_from_str(&asked.value(name)?, "%Y%m%d").ok();
        let (first, last) = (day("from_date")?, day("to_date")?);
        let at = |day: NaiveDate, hours| {
            Zone::Oslo.instant(day.and_time(NaiveTime::MIN) + TimeDelta::hours(hours)).micros
        };
        Some(Self { start: at(first, 0), last_morning: at(last, 9), end: at(last.succ_opt()?, 0) })
    }
}

/// The row of this number above the newest ones. Each is later than the one before it, and all are
/// of the period's last day.
pub(super) fn above(
    newest: &[Box<RawValue>],
    number: u32,
    period: &Period,
) -> Option<Box<RawValue>> {
    let after = instant_of(newest.first()?)?.max(period.last_morning);
    let row = newest.get(usize::try_from(number).ok()? % newest.len())?;
    at_instant(row, after + share(period.end - after, number.into()))
}

/// The row of this number below the oldest ones. Each is earlier than the one before it, and none
/// is earlier than the period.
pub(super) fn below(
    oldest: &[Box<RawValue>],
    number: usize,
    period: &Period,
) -> Option<Box<RawValue>> {
    let before = instant_of(oldest.last()?)?;
    let row = oldest.get(number % oldest.len())?;
    at_instant(row, before - share(before - period.start, i64::try_from(number).ok()?))
}

/// How far the row of this number goes into a span: ever farther, a minute or less at first, and
/// never to its end.
fn share(span: i64, number: i64) -> i64 {
    let step = i128::from(number) + 1;
    i64::try_from(i128::from(span) * step / (step + 1_000)).unwrap_or_default()
}

/// Writes an instant, in microseconds since 1970.
type Write = fn(i64) -> String;

/// What stands before a row's time, in each shape, and how the time is written there.
const TIMES: [(&str, Write); 3] = [
    ("\"submitted_when\":\"", utc),
    ("\"call_outcome__report_as__submitted_when_timestamp\":\"", oslo_with_offset),
    ("\"call_outcome__report_as__submitted_when\":\"", oslo_to_the_minute),
];

/// A row's own instant, in microseconds since 1970.
fn instant_of(row: &RawValue) -> Option<i64> {
    let written = TIMES.iter().find_map(|(key, _)| value(row.get(), key))?;
    match time::parse(written).ok()? {
        Written::Utc(micros) => Some(micros),
        Written::Local(local) => Some(Zone::Oslo.instant(local).micros),
    }
}

/// The row with another time, and otherwise with every byte as it was.
fn at_instant(row: &RawValue, micros: i64) -> Option<Box<RawValue>> {
    let mut text = row.get().to_owned();
    for (key, write) in TIMES {
        if let Some(old) = value(&text, key) {
            text = text.replace(&format!("{key}{old}\""), &format!("{key}{}\"", write(micros)));
        }
    }
    RawValue::from_string(text).ok()
}

/// The text behind a key. A comment cannot look like one: its quotation marks are escaped.
fn value<'a>(row: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = row.split_once(key)?;
    rest.split_once('"').map(|(value, _)| value)
}

/// As the document has it: without a fraction where that is zero.
fn utc(micros: i64) -> String {
    let format = if micros % 1_000_000 == 0 { "%FT%TZ" } else { "%FT%T%.6fZ" };
    DateTime::from_timestamp_micros(micros).unwrap_or_default().format(format).to_string()
}

fn oslo_with_offset(micros: i64) -> String {
    let local = Zone::Oslo.local(micros);
    let minutes = (local.and_utc().timestamp_micros() - micros) / 60_000_000;
    format!("{}+{:02}{:02}", local.format("%FT%T%.3f"), minutes / 60, minutes % 60)
}

fn oslo_to_the_minute(micros: i64) -> String {
    Zone::Oslo.local(micros).format("%F %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_581_505_200_000_000; // 2020-02-12T11:00:00Z

    fn raw(text: &str) -> Box<RawValue> {
        RawValue::from_string(text.to_owned()).unwrap()
    }

    #[test]
    fn a_copy_differs_in_its_time_alone() {
        let row = raw(r#"{"b":1,"submitted_when":"2017-01-01T13:55:20.257789Z","a":"\"x\""}"#);
        let copy = at_instant(&row, NOON + 5).unwrap();
        assert_eq!(
            copy.get(),
            r#"{"b":1,"submitted_when":"2020-02-12T11:00:00.000005Z","a":"\"x\""}"#
        );
        assert_eq!(instant_of(&copy), Some(NOON + 5));
        assert_eq!(utc(NOON), "2020-02-12T11:00:00Z");
    }

    #[test]
    fn the_later_shape_has_its_time_twice() {
        let row = raw(r#"{"call_outcome__report_as__submitted_when":"2017-01-01 14:55",
                "call_outcome__report_as__submitted_when_timestamp":"2017-01-01T14:55:20.257+0100"}"#);
        let copy = at_instant(&row, NOON + 477_000).unwrap();
        assert!(copy.get().contains(r#":"2020-02-12 12:00""#), "{copy}");
        assert!(copy.get().contains(r#":"2020-02-12T12:00:00.477+0100""#), "{copy}");
        assert_eq!(instant_of(&copy), Some(NOON + 477_000));
    }

    #[test]
    fn a_comment_is_not_taken_for_a_time() {
        let row = raw(
            r#"{"comment":"\"submitted_when\":\"x\"","submitted_when":"2020-02-12T11:00:00Z"}"#,
        );
        assert_eq!(instant_of(&row), Some(NOON));
    }

    #[test]
    fn shares_grow_and_stay_within_the_span() {
        let day = 86_400_000_000;
        assert!(share(day, 0) > 0 && share(day, 0) < day / 1_000);
        assert!((0..100_000).is_sorted_by(|a, b| share(day, *a) < share(day, *b)));
        assert!(share(day, i64::from(u32::MAX)) < day);
    }
}
