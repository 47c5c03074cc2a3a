//! Connection test: one small request, made before any query, and what is in the way where it fails.

pub mod token;

use crate::campaigns::listing;
use crate::fetch::target::Target;
use crate::fetch::{FetchError, Reply};

/// Result of the connection test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The service answered as it should.
    Works,
    /// The service is there, but has no list of campaigns; campaigns may be readable all the same.
    NoList,
    /// The list of campaigns is kept from these credentials, or from whoever has none; campaigns may be readable all
    /// the same.
    NotAllowed,
    /// The service is there, but does not let this page read its replies.
    NoCors,
    /// Anything else that went wrong.
    Failed(FetchError),
}

/// The question to ask: the list of campaigns, which costs the service little.
pub fn question() -> Target {
    Target::campaigns()
}

/// Judges the reply. `is_there` tells whether the service answered when it was asked without wanting to read the
/// reply, which a browser allows everywhere.
pub fn judge(reply: Result<Reply, FetchError>, is_there: bool) -> Finding {
    match reply.and_then(Reply::into_body).and_then(|it| check_list(&it)) {
        Ok(()) => Finding::Works,
        Err(FetchError::NoSuchCampaign) => Finding::NoList,
        Err(FetchError::NotAllowed | FetchError::NotForReaders) => Finding::NotAllowed,
        Err(FetchError::Unreachable) if is_there => Finding::NoCors,
        Err(error) => Finding::Failed(error),
    }
}

/// The list of campaigns is an array, or has the envelope of the other lists.
fn check_list(body: &[u8]) -> Result<(), FetchError> {
    Ok(listing::read(body).map(drop)?)
}

/// What support needs to know; no part of it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts<'a> {
    /// Where the page is served from.
    pub page: &'a str,
    /// Where Cube is asked, without credentials.
    pub endpoint: &'a str,
    /// The kind of sign-in, never its content.
    pub sign_in: &'a str,
    /// When, in UTC.
    pub at: &'a str,
    /// How long the reply took.
    pub millis: i64,
    /// The HTTP status, if there was a reply.
    pub status: Option<u16>,
    /// The browser, as it calls itself.
    pub browser: &'a str,
}

/// A text for the service's support, in English whatever the page speaks.
pub fn report(finding: &Finding, facts: &Facts<'_>) -> String {
    let result = match finding {
        Finding::Works => "works".to_owned(),
        Finding::NoList => "reachable, but without a list of campaigns (404)".to_owned(),
        Finding::NotAllowed => {
            "reachable, but the list of campaigns is not allowed (403)".to_owned()
        }
        Finding::NoCors => "reachable, but without CORS headers for this page".to_owned(),
        Finding::Failed(error) => error.to_string(),
    };
    let status = facts.status.map_or("none".to_owned(), |it| it.to_string());
    let Facts { page, endpoint, sign_in, at, millis, browser, .. } = facts;
    let (version, target) = (env!("CARGO_PKG_VERSION"), question());
    [
        format!("Cubeboard {version}, connection test at {at}"),
        format!("Page: {page}"),
        format!("Request: GET {endpoint}{target}"),
        format!("Sign-in: {sign_in}"),
        format!("Status: {status}, after {millis} ms"),
        format!("Result: {result}"),
        format!("Browser: {browser}"),
    ]
    .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::DecodeError;

    #[track_caller]
    fn check(status: u16, body: &str, expected: Finding) {
        let reply = Reply { status, body: body.as_bytes().to_vec(), ..Reply::default() };
        assert_eq!(judge(Ok(reply), false), expected);
    }

    #[test]
    fn every_reason_is_told_apart() {
        check(200, "[]", Finding::Works);
        check(200, r#"[{"campaign__id":926,"campaign__name":"x"}]"#, Finding::Works);
        check(404, r#"{"detail":"Not found."}"#, Finding::NoList);
        check(404, "<html>", Finding::Failed(FetchError::NotCube));
        check(403, "{}", Finding::NotAllowed);
        check(302, "", Finding::Failed(FetchError::Redirected));
        check(401, "{}", Finding::Failed(FetchError::NotSignedIn));
        check(429, "{}", Finding::Failed(FetchError::Throttled));
        check(502, "", Finding::Failed(FetchError::Status { status: 502 }));
        check(200, "<html>", Finding::Failed(DecodeError::WebPage.into()));
        check(200, "", Finding::Failed(DecodeError::Empty.into()));
        check(200, r#"[{"campaign__id":9"#, Finding::Failed(DecodeError::Truncated.into()));
        check(200, r#"{"detail":"x"}"#, Finding::Failed(DecodeError::NotAList.into()));
        let not_json = DecodeError::NotJson { line: 1, column: 1 };
        check(200, "hello", Finding::Failed(not_json.into()));
        let judge_error = |error, is_there| judge(Err(error), is_there);
        assert_eq!(judge_error(FetchError::Unreachable, true), Finding::NoCors);
        let failed = Finding::Failed(FetchError::Unreachable);
        assert_eq!(judge_error(FetchError::Unreachable, false), failed);
        assert_eq!(judge_error(FetchError::Offline, true), Finding::Failed(FetchError::Offline));
    }

    #[test]
    fn the_report_names_what_support_asks_for() {
        let facts = Facts {
            page: "https://sales.example.org",
            endpoint: "https://relay.example.org",
            sign_in: "token",
            at: "2026-11-23 10:00:00 UTC",
            millis: 120,
            status: Some(401),
            browser: "Chromium",
        };
        let report = report(&Finding::Failed(FetchError::NotSignedIn), &facts);
        assert!(report.contains("GET https://relay.example.org/api/v1/campaigns"), "{report}");
        assert!(report.contains("Status: 401, after 120 ms\nResult: not signed in"), "{report}");
    }
}
