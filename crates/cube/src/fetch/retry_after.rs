//! The header `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date in the one form that is still written.

use chrono::NaiveDate;

/// Until when to wait, in milliseconds since 1970; `None` where the header is neither form.
pub(super) fn until_millis(header: &str, now_millis: i64) -> Option<i64> {
    let header = header.trim();
    match header.parse::<u32>() {
        Ok(seconds) => Some(now_millis + i64::from(seconds) * 1000),
        Err(_) => date_millis(header),
    }
}

/// Reads `Wed, 21 Oct 2015 07:28:00 GMT`; the name of the weekday is not looked at.
fn date_millis(header: &str) -> Option<i64> {
    let (_, date) = header.strip_suffix(" GMT")?.split_once(", ")?;
    let mut parts = date.split(' ');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let mut clock = parts.next()?.split(':').map(|it| it.parse().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let month = (1..).zip(MONTHS).find_map(|(number, name)| (name == month).then_some(number))?;
    let day = NaiveDate::from_ymd_opt(year.parse().ok()?, month, day.parse().ok()?)?;
    Some(day.and_hms_opt(hour, minute, second)?.and_utc().timestamp_millis())
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_count_from_now_and_dates_stand_for_themselves() {
        assert_eq!(until_millis("120", 1_000), Some(121_000));
        assert_eq!(until_millis(" 0 ", 1_000), Some(1_000));
        assert_eq!(until_millis("Wed, 21 Oct 2015 07:28:00 GMT", 0), Some(1_445_412_480_000));
    }

    #[test]
    fn anything_else_asks_for_no_wait() {
        for header in ["", "soon", "-1", "1.5", "Wed, 21 Oct 2015", "Wed, 32 Oct 2015 07:28:00 GMT"]
        {
            assert_eq!(until_millis(header, 0), None, "{header}");
        }
    }
}
