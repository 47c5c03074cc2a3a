//! Error classification: which error an HTTP status means, and which errors are transient, so that a retry is worth it.

use super::error_body::{detail, is_object};
use super::{FetchError, Reply};
use crate::wire::DecodeError;

impl Reply {
    /// The body of a reply that can be read on.
    ///
    /// # Errors
    /// What the status means, where it is not 200.
    pub fn into_body(self) -> Result<Vec<u8>, FetchError> {
        if let Some(error) = self.relay_error() {
            return Err(error);
        }
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

    /// What a relay says of its own, which is never Cube's answer; nothing where it passes on Cube's. What may pass by
    /// itself keeps its status, which says so.
    fn relay_error(&self) -> Option<FetchError> {
        match self.answer.as_deref()? {
            "signed-out" => Some(FetchError::SignedOut),
            "proxy" | "cross-site" | "display" => Some(FetchError::KeptOut),
            "campaign" => Some(FetchError::NotForReaders),
            "display-campaign" => Some(FetchError::NotForDisplay),
            "certificate" => Some(FetchError::Certificate),
            "redirect" => Some(FetchError::Redirected),
            _ => None,
        }
    }
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
            | Self::NoService
            | Self::PartMissing
            | Self::TooLarge { .. }
            | Self::Redirected
            | Self::NotSignedIn
            | Self::NotAllowed
            | Self::SignedOut
            | Self::KeptOut
            | Self::NotForReaders
            | Self::NotForDisplay
            | Self::Certificate
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

    // Report 13.
    #[test]
    fn what_a_relay_says_of_its_own_is_never_taken_for_cubes() {
        let error = |status: u16, answer: &str| {
            let reply = Reply { status, answer: Some(answer.to_owned()), ..Reply::default() };
            reply.into_body().unwrap_err()
        };
        assert_eq!(error(401, "signed-out"), FetchError::SignedOut);
        assert_eq!(error(401, "cube"), FetchError::NotSignedIn);
        assert_eq!(error(403, "proxy"), FetchError::KeptOut);
        assert_eq!(error(403, "cross-site"), FetchError::KeptOut);
        assert_eq!(error(403, "campaign"), FetchError::NotForReaders);
        assert_eq!(error(403, "display"), FetchError::KeptOut);
        assert_eq!(error(403, "display-campaign"), FetchError::NotForDisplay);
        assert_eq!(error(403, "cube"), FetchError::NotAllowed);
        assert_eq!(error(502, "certificate"), FetchError::Certificate);
        assert_eq!(error(502, "redirect"), FetchError::Redirected);
        for (status, answer) in
            [(429, "rate-limit"), (429, "locked"), (502, "refused"), (504, "timed-out")]
        {
            assert!(error(status, answer).is_passing(), "{answer}");
        }
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
