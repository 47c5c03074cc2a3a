//! Cooldown that a reply asks for: until when to send no request, by the header `Retry-After` or in the words of a
//! throttle.

use super::Reply;
use super::error_body::ErrorBody;
use super::retry_after::{self, RetryAfter};
use crate::utf8;

impl Reply {
    /// Until when the service asks to wait, in milliseconds since 1970, where it says so: by its header, whose date is
    /// held against its own clock, or else in the words of a throttle. With a date and no clock to hold it against, the
    /// words are safer, and the date counts only where there are none.
    pub fn wait_until_millis(&self, now_millis: i64) -> Option<i64> {
        let header = self.retry_after.as_deref().and_then(RetryAfter::parse);
        let sent_millis = self.date.as_deref().and_then(retry_after::date_millis);
        let told = || (self.status == 429).then(|| self.told_wait_millis()).flatten();
        let wait_millis = match (header, sent_millis) {
            (Some(RetryAfter::Millis(millis)), _) => Some(millis),
            (Some(RetryAfter::Date(millis)), Some(sent)) => Some(millis.saturating_sub(sent)),
            (Some(RetryAfter::Date(millis)), None) => {
                told().or(Some(millis.saturating_sub(now_millis)))
            }
            (None, _) => told(),
        }?;
        Some(now_millis.saturating_add(wait_millis.max(0)))
    }

    /// How long a throttle says in words that it lasts, as Django REST framework's do (`Throttled` in its
    /// `exceptions.py`): `{"detail":"Request was throttled. Expected available in 42 seconds."}`, in any language.
    fn told_wait_millis(&self) -> Option<i64> {
        let ErrorBody { detail } = serde_json::from_str(&utf8::decode(&self.body)).ok()?;
        Some(i64::from(retry_after::last_number(&detail)?) * 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 12:00:00 on 5 January 2017.
    const NOW: i64 = 1_483_617_600_000;

    /// For how many seconds a throttle with these headers asks to wait.
    fn asked_seconds(retry_after: &str, date: &str, detail: &str) -> Option<i64> {
        let header = |text: &str| Some(text.to_owned()).filter(|it| !it.is_empty());
        let body = format!(r#"{{"detail":"{detail}"}}"#).into_bytes();
        let (retry_after, date) = (header(retry_after), header(date));
        let reply = Reply { status: 429, body, retry_after, date, ..Reply::default() };
        Some((reply.wait_until_millis(NOW)? - NOW) / 1000)
    }

    #[test]
    fn report_6_a_throttle_without_a_header_is_obeyed_by_its_words() {
        for (detail, seconds) in [
            ("Request was throttled. Expected available in 42 seconds.", Some(42)),
            ("Request was throttled. Expected available in 1 second.", Some(1)),
            ("Request was throttled. Expected available in 41.2 seconds.", Some(42)),
            ("Forespørselen ble strupet. Forventes tilgjengelig om 42 sekunder.", Some(42)),
            ("Request was throttled.", None),
        ] {
            assert_eq!(asked_seconds("", "", detail), seconds, "{detail}");
        }
        let words = r#"{"detail":"Expected available in 42 seconds."}"#;
        let refusal = Reply { status: 403, body: words.into(), ..Reply::default() };
        assert_eq!(refusal.wait_until_millis(NOW), None, "a refusal is no throttle");
        for body in ["", "<h1>42</h1>", "[42]", r#"{"detail":42}"#, r#"{"wait":"42"}"#] {
            let reply = Reply { status: 429, body: body.into(), ..Reply::default() };
            assert_eq!(reply.wait_until_millis(NOW), None, "{body}");
        }
    }

    #[test]
    fn report_39_a_date_to_wait_until_is_held_against_the_replys_own_clock() {
        let words = "Expected available in 7 seconds.";
        for (retry_after, date, detail, seconds) in [
            // An hour ahead, an hour behind, and two forms of a date in one reply.
            ("Thu, 05 Jan 2017 13:00:05 GMT", "Thu, 05 Jan 2017 13:00:00 GMT", "", 5),
            ("Thu, 05 Jan 2017 11:00:05 GMT", "Thu, 05 Jan 2017 11:00:00 GMT", "", 5),
            ("Thu Jan  5 13:00:05 2017", "Thursday, 05-Jan-17 13:00:00 GMT", "", 5),
            ("Thu, 05 Jan 2017 12:59:00 GMT", "Thu, 05 Jan 2017 13:00:00 GMT", "", 0),
            // Without a clock of the service's that can be read, the words, or else this one.
            ("Thu, 05 Jan 2017 12:00:05 GMT", "", "", 5),
            ("Thu, 05 Jan 2017 12:00:05 GMT", "today", "", 5),
            ("Thu, 05 Jan 2017 13:00:05 GMT", "", words, 7),
            // Seconds need no clock.
            ("5", "Thu, 05 Jan 2017 13:00:00 GMT", words, 5),
        ] {
            let asked = asked_seconds(retry_after, date, detail);
            assert_eq!(asked, Some(seconds), "{retry_after} at {date}");
        }
    }
}
