//! How long a service asks to wait: the header `Retry-After` (RFC 9110, section 10.2.3) in seconds or as a date, and the
//! number in a sentence.

use chrono::NaiveDate;

/// What the header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RetryAfter {
    /// To wait for so long.
    Millis(i64),
    /// To wait until then, in milliseconds since 1970 by the service's clock.
    Date(i64),
}

impl RetryAfter {
    /// Reads the header; `None` where it is neither form.
    pub fn parse(header: &str) -> Option<Self> {
        let header = header.trim();
        if !header.is_empty() && header.bytes().all(|it| it.is_ascii_digit()) {
            // More seconds than can be counted are a wait all the same, and one whose end is a day of the calendar.
            let seconds = header.parse().unwrap_or(u32::MAX);
            return Some(Self::Millis(i64::from(seconds) * 1000));
        }
        date_millis(header).map(Self::Date)
    }
}

/// Reads a date of HTTP (RFC 9110, section 5.6.7), in milliseconds since 1970: `Wed, 21 Oct 2015 07:28:00 GMT`, and the
/// two obsolete forms that have to be read, `Wednesday, 21-Oct-15 07:28:00 GMT` and `Wed Oct 21 07:28:00 2015`. The name
/// of the weekday is not looked at.
pub(super) fn date_millis(text: &str) -> Option<i64> {
    let parts = text.split([' ', ',', '-', ':']).filter(|it| !it.is_empty());
    let (day, month, year, clock) = match *parts.collect::<Vec<_>>() {
        [_, day, month, year, hour, minute, second, "GMT" | "UTC"] => {
            (day, month, year, [hour, minute, second])
        }
        [_, month, day, hour, minute, second, year] => (day, month, year, [hour, minute, second]),
        _ => return None,
    };
    let month = (1..).zip(MONTHS).find_map(|(number, name)| (name == month).then_some(number))?;
    let year = match (year.len(), year.parse::<i32>().ok()?) {
        // Two digits, which are of the century that is nearest to a service that still writes them.
        (2, year @ ..70) => 2000 + year,
        (2, year) => 1900 + year,
        (_, year) => year,
    };
    let [hour, minute, second] = clock.map(|it| it.parse().ok());
    let day = NaiveDate::from_ymd_opt(year, month, day.parse().ok()?)?;
    // The 60 of a leap second is the second after it.
    let leap = second.filter(|it| *it == 60).map_or(0, |_| 1);
    let time = day.and_hms_opt(hour?, minute?, second? - leap)?;
    Some(time.and_utc().timestamp_millis() + i64::from(leap) * 1000)
}

/// The last number in a text, rounded up.
pub(super) fn last_number(text: &str) -> Option<u32> {
    let end = text.rfind(|it: char| it.is_ascii_digit())? + 1;
    let is_part = |it: char| it.is_ascii_digit() || matches!(it, '.' | ',');
    let start = text[..end]
        .rfind(|it| !is_part(it))
        .map_or(0, |it| it + text[it..].chars().next().map_or(0, char::len_utf8));
    let number = text[start..end].trim_start_matches(['.', ',']);
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let is_more = fraction.bytes().any(|it| matches!(it, b'1'..=b'9'));
    whole.parse::<u32>().ok()?.checked_add(u32::from(is_more))
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_a_wait_and_dates_stand_for_themselves() {
        let parse = RetryAfter::parse;
        assert_eq!(parse("120"), Some(RetryAfter::Millis(120_000)));
        assert_eq!(parse(" 0 "), Some(RetryAfter::Millis(0)));
        let ages = i64::from(u32::MAX) * 1000;
        assert_eq!(parse("99999999999999999999"), Some(RetryAfter::Millis(ages)));
        for date in [
            "Wed, 21 Oct 2015 07:28:00 GMT",
            "Wednesday, 21-Oct-15 07:28:00 GMT",
            "Wed Oct 21 07:28:00 2015",
            "Wed, 21 Oct 2015 07:27:60 GMT",
        ] {
            assert_eq!(parse(date), Some(RetryAfter::Date(1_445_412_480_000)), "{date}");
        }
    }

    #[test]
    fn anything_else_asks_for_no_wait() {
        for header in [
            "",
            "soon",
            "-1",
            "1.5",
            "Wed, 21 Oct 2015",
            "Wed, 32 Oct 2015 07:28:00 GMT",
            "Wed, 21 Oct 2015 07:28:00 CET",
            "Wed, 21 Oct 2015 07:61:00 GMT",
        ] {
            assert_eq!(RetryAfter::parse(header), None, "{header}");
        }
    }

    #[test]
    fn the_last_number_of_a_text_is_rounded_up() {
        for (text, number) in [
            ("Expected available in 42 seconds.", Some(42)),
            ("Expected available in 1 second.", Some(1)),
            ("Expected available in 41.3 seconds.", Some(42)),
            ("Expected available in 42.0 seconds.", Some(42)),
            ("Forventes tilgjengelig om 41,5\u{a0}sekunder.", Some(42)),
            ("100 requests an hour; wait for 7", Some(7)),
            ("Wait for …9", Some(9)),
            ("Request was throttled.", None),
            ("99999999999999999999", None),
            ("", None),
        ] {
            assert_eq!(last_number(text), number, "{text}");
        }
    }
}
