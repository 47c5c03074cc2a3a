//! One request and what can become of it, as values: the edges (browser, command) send the one and report the other.

mod retry_after;

use thiserror::Error;

use crate::json::Value;
use crate::wire::DecodeError;

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

/// Path and query of a request, already encoded. It begins with a slash and is made from parsed parts alone, so
/// that whatever endpoint it is joined to stays the one that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target(String);

impl Target {
    /// The list of campaigns.
    pub fn campaigns() -> Self {
        Self("/api/v1/campaigns".to_owned())
    }

    /// From its encoded text, which begins with a slash.
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
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
            Self::Status { status } => matches!(status, 408 | 500 | 502 | 503 | 504),
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
    /// Until when the service asks to wait, in milliseconds since 1970, where it says so.
    pub fn wait_until_millis(&self, now_millis: i64) -> Option<i64> {
        retry_after::until_millis(self.retry_after.as_deref()?, now_millis)
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
            404 if object(&self.body).is_some() => FetchError::NoSuchCampaign,
            404 => FetchError::NotCube,
            429 => FetchError::Throttled,
            status => FetchError::Status { status },
        })
    }
}

/// The texts in an error body, `{"field": ["text"]}` or `{"detail": "text"}`, without their keys; empty where the
/// body is anything else.
fn detail(body: &[u8]) -> String {
    let fields = object(body).unwrap_or_default();
    let items = |value: &'_ Value| value.items().unwrap_or(std::slice::from_ref(value)).to_vec();
    let texts: Vec<_> = fields.iter().flat_map(|it| items(&it.1)).collect();
    texts.iter().filter_map(Value::text).collect::<Vec<_>>().join(" ")
}

/// The fields of a body that is a JSON object, as all errors of the service are that have a body.
fn object(body: &[u8]) -> Option<Vec<(String, Value)>> {
    match Value::parse(&String::from_utf8_lossy(body)) {
        Ok(Value::Object(fields)) => Some(fields),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refusal(body: &str) -> String {
        let reply = Reply { status: 400, body: body.as_bytes().to_vec(), retry_after: None };
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
    }

    #[track_caller]
    fn check(status: u16, body: &str, expected: FetchError) {
        let reply = Reply { status, body: body.as_bytes().to_vec(), retry_after: None };
        assert_eq!(reply.into_body(), Err(expected));
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
