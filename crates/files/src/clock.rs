//! Time zone of a file: the clock by which it tells times, with its name and its offset from UTC.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDateTime, TimeDelta};
use cubeboard_i18n::Catalogue;
use cubeboard_responses::calendar::zone::{Zone, is_shown_twice, written_offset};

/// Clock by which times are written.
pub enum Clock {
    /// A known one.
    Zone(Zone),
    /// The reader's own: how many seconds it is ahead of UTC at an instant, given in microseconds since 1970.
    Local(Box<dyn Fn(i64) -> i32>),
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zone(zone) => zone.fmt(f),
            Self::Local(_) => f.write_str("Local"),
        }
    }
}

const DAY_MICROS: i64 = 24 * 3600 * 1_000_000;

/// Looking at more days than these takes long; only wrong times span as many.
const MOST_SAMPLES: i64 = 20_000;

impl Clock {
    /// What it shows at an instant, given in microseconds since 1970.
    pub fn local(&self, micros: i64) -> NaiveDateTime {
        match self {
            Self::Zone(zone) => zone.local(micros),
            Self::Local(offset_seconds) => {
                let utc = DateTime::from_timestamp_micros(micros).unwrap_or_default().naive_utc();
                let offset = TimeDelta::seconds(offset_seconds(micros).into());
                utc.checked_add_signed(offset).unwrap_or(utc)
            }
        }
    }

    /// The offset from UTC that has to stand behind the local time of an instant, because the clock shows that time twice:
    /// `+02:00`.
    pub fn telling_offset(&self, micros: i64) -> Option<String> {
        let offset_seconds = |micros| self.offset_seconds(micros);
        is_shown_twice(micros, offset_seconds).then(|| written_offset(self.offset_seconds(micros)))
    }

    fn offset_seconds(&self, micros: i64) -> i32 {
        match self {
            Self::Zone(zone) => zone.offset_seconds(micros),
            Self::Local(offset_seconds) => offset_seconds(micros),
        }
    }

    /// Its name with every offset that it has between two instants, `Oslo time, UTC+01:00/+02:00`; that of UTC is the
    /// name alone, and so is any other where there are no instants.
    pub fn named(&self, instants: Option<RangeInclusive<i64>>, text: &Catalogue) -> String {
        let name = match self {
            Self::Zone(Zone::Utc) => return text.state.zone_utc.to_owned(),
            Self::Zone(Zone::Oslo) => text.state.zone_oslo,
            Self::Local(_) => text.state.zone_local,
        };
        let instants = instants.into_iter().flat_map(|it| samples(*it.start(), *it.end()));
        let offsets: BTreeSet<i32> = instants.map(|it| self.offset_seconds(it)).collect();
        let offsets: Vec<String> = offsets.into_iter().map(written_offset).collect();
        if offsets.is_empty() {
            name.to_owned()
        } else {
            format!("{name}, UTC{}", offsets.join("/"))
        }
    }
}

/// An instant of every day between two, and both: a clock that is moved stays so for longer.
fn samples(first: i64, last: i64) -> impl Iterator<Item = i64> {
    let span = last.saturating_sub(first).max(0);
    let count = (span / DAY_MICROS).clamp(1, MOST_SAMPLES);
    (0..count).map(move |it| first.saturating_add(span / count * it)).chain([last])
}

#[cfg(test)]
mod tests {
    use cubeboard_i18n::Language;

    use super::*;

    fn micros(text: &str) -> i64 {
        text.parse::<DateTime<chrono::Utc>>().unwrap().timestamp_micros()
    }

    #[track_caller]
    fn check(clock: &Clock, first: &str, last: &str, expected: &str) {
        let named = clock.named(Some(micros(first)..=micros(last)), Language::English.text());
        assert_eq!(named, expected);
    }

    #[test]
    fn an_offset_is_named_where_it_occurs() {
        let oslo = Clock::Zone(Zone::Oslo);
        check(&oslo, "2017-01-01T00:00:00Z", "2017-01-31T22:59:59Z", "Oslo time, UTC+01:00");
        check(&oslo, "2017-07-01T00:00:00Z", "2017-07-01T00:00:00Z", "Oslo time, UTC+02:00");
        let both = "Oslo time, UTC+01:00/+02:00";
        check(&oslo, "2017-03-20T12:00:00Z", "2017-03-26T01:00:00Z", both);
        check(&oslo, "2008-01-01T00:00:00Z", "2017-12-31T00:00:00Z", both);
        check(&oslo, "2017-03-20T12:00:00Z", "2017-03-26T00:59:59Z", "Oslo time, UTC+01:00");
        check(&Clock::Zone(Zone::Utc), "2017-01-01T00:00:00Z", "2017-12-31T00:00:00Z", "UTC");
        let newfoundland = Clock::Local(Box::new(|_| -12_600));
        let instant = "2017-01-01T00:00:00Z";
        check(&newfoundland, instant, instant, "this browser's time, UTC-03:30");
        assert_eq!(newfoundland.local(micros(instant)).to_string(), "2016-12-31 20:30:00");
    }

    #[test]
    fn without_rows_it_has_a_name_alone() {
        let named = |zone, language: Language| Clock::Zone(zone).named(None, language.text());
        assert_eq!(named(Zone::Oslo, Language::Bokmal), "norsk tid");
        assert_eq!(named(Zone::Utc, Language::English), "UTC");
    }
}
