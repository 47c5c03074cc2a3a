//! HTTP request, reply and error as values, without input or output: the edges (browser, command) send the one
//! and report the other.

mod error_body;
mod retry_after;
pub mod target;

use thiserror::Error;

use crate::utf8;
use crate::wire::DecodeError;
use error_body::{ErrorBody, detail, is_object};
use retry_after::RetryAfter;
use target::Target;

/// One page to fetch. It names no host: the edge joins it to the configured endpoint, so credentials cannot go
/// anywhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What to ask for.
    pub target: Target,
    /// Which page of the run the reply will be.
    pub page: PageKey,
    /// Whether only the service's own answer to this very request will do, and none that anybody kept on the way.
    pub is_anew: bool,
}

/// A page's place in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageKey {
    /// Which walk of the run, from 0.
    pub walk: usize,
    /// Page number as the service counts, from 1.
    pub number: u32,
}

/// What came back, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The body as received.
    pub body: Vec<u8>,
    /// The header `Retry-After` as received: seconds, or a date.
    pub retry_after: Option<String>,
    /// The header `Date` as received: the time by the service's own clock.
    pub date: Option<String>,
}

/// Why a page could not be had, in developer's words; the reader's are chosen by the page.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FetchError {
    /// The browser knows that it has no network.
    #[error("offline")]
    Offline,
    /// An https page cannot ask an http endpoint; browsers forbid it.
    #[error("an http endpoint from an https page")]
    Insecure,
    /// The page's own Content-Security-Policy does not let it ask there.
    #[error("forbidden by the page's own policy")]
    Forbidden,
    /// No reply that may be read: not reachable, or no CORS headers; a browser tells no more.
    #[error("no reply")]
    Unreachable,
    /// No reply in time.
    #[error("no reply within {seconds} s")]
    TimedOut {
        /// How long was waited.
        seconds: u32,
    },
    /// A body past the limit.
    #[error("a reply of more than {limit_bytes} bytes")]
    TooLarge {
        /// The limit.
        limit_bytes: u32,
    },
    /// A redirect, which is not followed.
    #[error("a redirect to another address")]
    Redirected,
    /// 401.
    #[error("not signed in (401)")]
    NotSignedIn,
    /// 403.
    #[error("not allowed (403)")]
    NotAllowed,
    /// 404 on a first page, in the service's own words.
    #[error("no such campaign (404)")]
    NoSuchCampaign,
    /// 404 from something that does not speak as the service does, such as a server of files.
    #[error("nothing of Cube's (404)")]
    NotCube,
    /// 400: the service did not accept the question.
    #[error("refused (400): {detail}")]
    Refused {
        /// The service's own words, in its own language.
        detail: String,
    },
    /// 429.
    #[error("throttled (429)")]
    Throttled,
    /// Any other status.
    #[error("status {status}")]
    Status {
        /// The status.
        status: u16,
    },
    /// A reply of status 200 that is no page of responses.
    #[error(transparent)]
    Decode(#[from] DecodeError),
}

impl FetchError {
    /// Whether it may pass by itself, so that asking again is worth it.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Offline | Self::Unreachable | Self::TimedOut { .. } | Self::Throttled => true,
            // 501 and 505 say that the service will never do it; the others of their kind, proxies' own such as 522
            // among them, speak of this moment.
            Self::Status { status } => {
                matches!(status, 408 | 425 | 500..=599) && !matches!(status, 501 | 505)
            }
            Self::Decode(error) => matches!(error, DecodeError::Truncated | DecodeError::Empty),
            Self::Insecure
            | Self::Forbidden
            | Self::TooLarge { .. }
            | Self::Redirected
            | Self::NotSignedIn
            | Self::NotAllowed
            | Self::NoSuchCampaign
            | Self::NotCube
            | Self::Refused { .. } => false,
        }
    }

    /// Whether it says that there is nothing of that address.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::NoSuchCampaign | Self::NotCube)
    }
}

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

    /// The body of a reply that can be read on.
    ///
    /// # Errors
    /// What the status means, where it is not 200.
    pub fn into_body(self) -> Result<Vec<u8>, FetchError> {
        Err(match self.status {
            200 => return Ok(self.body),
            301 | 302 | 303 | 307 | 308 => FetchError::Redirected,
            400 => FetchError::Refused { detail: detail(&self.body) },
            401 => FetchError::NotSignedIn,
            403 => FetchError::NotAllowed,
            404 if is_object(&self.body) => FetchError::NoSuchCampaign,
            404 => FetchError::NotCube,
            429 => FetchError::Throttled,
            status => FetchError::Status { status },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refusal(body: &str) -> String {
        let reply = Reply { status: 400, body: body.as_bytes().to_vec(), ..Reply::default() };
        match reply.into_body() {
            Err(FetchError::Refused { detail }) => detail,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_refusal_carries_the_services_own_words() {
        assert_eq!(
            refusal(r#"{"from_date":["Ugyldig dato.","Mangler."]}"#),
            "Ugyldig dato. Mangler."
        );
        assert_eq!(refusal(r#"{"detail":"Nei."}"#), "Nei.");
        assert_eq!(refusal("<h1>Bad Request</h1>"), "");
        assert_eq!(refusal(r#"{"code":1e999,"to_date":"Nei.","a":["\ud83d"],"b":{}}"#), "Nei.");
    }

    #[test]
    fn a_refusal_may_begin_with_a_byte_order_mark_14() {
        assert_eq!(refusal("\u{feff}{\"detail\":\"Nei.\"}"), "Nei.");
    }

    #[track_caller]
    fn check(status: u16, body: &str, expected: FetchError) {
        let reply = Reply { status, body: body.as_bytes().to_vec(), ..Reply::default() };
        assert_eq!(reply.into_body(), Err(expected));
    }

    /// 12:00:00 on 5 January 2017.
    const NOW: i64 = 1_483_617_600_000;

    /// For how many seconds a throttle with these headers asks to wait.
    fn asked_seconds(retry_after: &str, date: &str, detail: &str) -> Option<i64> {
        let header = |text: &str| Some(text.to_owned()).filter(|it| !it.is_empty());
        let body = format!(r#"{{"detail":"{detail}"}}"#).into_bytes();
        let (retry_after, date) = (header(retry_after), header(date));
        let reply = Reply { status: 429, body, retry_after, date };
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

    #[test]
    fn report_8_every_failure_of_a_server_may_pass_but_two() {
        let passing = [408, 425, 429, 500, 502, 503, 504, 507, 511, 520, 522, 524, 529, 530, 599];
        let final_ = [302, 400, 401, 403, 404, 410, 418, 499, 501, 505, 600];
        for (statuses, is_passing) in [(&passing[..], true), (&final_, false)] {
            for status in statuses {
                let body = b"<!DOCTYPE html><title>522: Connection timed out</title>".to_vec();
                let reply = Reply { status: *status, body, ..Reply::default() };
                assert_eq!(reply.into_body().unwrap_err().is_passing(), is_passing, "{status}");
            }
        }
    }

    #[test]
    fn only_the_service_itself_says_that_there_is_no_such_campaign() {
        check(404, r#"{"detail":"Not found."}"#, FetchError::NoSuchCampaign);
        check(404, "<!DOCTYPE html><h1>Not Found</h1>", FetchError::NotCube);
        check(404, "", FetchError::NotCube);
    }

    #[test]
    fn statuses_are_told_apart() {
        check(302, "", FetchError::Redirected);
        check(401, "{}", FetchError::NotSignedIn);
        check(403, "{}", FetchError::NotAllowed);
        check(429, "{}", FetchError::Throttled);
        check(503, "{}", FetchError::Status { status: 503 });
    }
}
