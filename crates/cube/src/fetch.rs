//! HTTP request, reply and error as values, without input or output: the edges (browser, command) send the one
//! and report the other.

pub mod target;
mod error_body;
mod classification;
mod retry_after;
mod cooldown;

use thiserror::Error;

use crate::wire::DecodeError;
use target::Target;

/// One page to fetch. It names no host: the edge joins it to the configured endpoint, so credentials cannot go
/// anywhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What to ask for.
    pub target: Target,
    /// Which page of the run the reply will be.
    pub page: PageKey,
    /// Which replies will do.
    pub freshness: Freshness,
}

/// Which replies that somebody kept on the way will do for a request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Freshness {
    /// None of them: only the service's own answer, to a request that is sent from now on.
    pub is_anew: bool,
    /// Those that a relay read beside this page one of the list, by the tag that it came with.
    pub list_tag: Option<String>,
}

impl Freshness {
    /// The service's own answer.
    pub fn anew() -> Self {
        Self { is_anew: true, list_tag: None }
    }
}

/// A page's place in a run. The lists of a run are its walks, and behind them the parts that are only counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageKey {
    /// Which list of the run, from 0.
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
    /// The header `Cubeboard-Answer` as received, by which a relay says whose answer it is: `cube`, or why it gave one of
    /// its own.
    pub answer: Option<String>,
    /// The header `Cubeboard-List` as received, by which a relay tells in which state a list is.
    pub list_tag: Option<String>,
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
    /// There is no service to ask: the page came alone.
    #[error("a page without a service")]
    NoService,
    /// What answers is a program that the page loads, and it could not be loaded.
    #[error("a program of the page is missing")]
    PartMissing,
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
    /// The relay no longer knows the reader, who has to sign in to it again.
    #[error("signed out of the relay")]
    SignedOut,
    /// The relay, or what stands before it, does not let the request through.
    #[error("kept out by the relay")]
    KeptOut,
    /// The relay does not let its readers have this campaign.
    #[error("a campaign that the relay keeps to itself")]
    NotForReaders,
    /// The relay knows a display by its key, which does not name this campaign.
    #[error("a campaign that this display's key does not name")]
    NotForDisplay,
    /// The relay does not believe Cube's certificate.
    #[error("a certificate that is not believed")]
    Certificate,
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
