//! The relay: takes the page's questions to Cube, or answers them as Cube's demo, and lets nothing
//! else through.
//!
//! 1. `rate_limit.rs` turns a sender away who asks too often. `question.rs` takes path and query apart into one of four
//!    known addresses, three documented parameters and a page, and `upstream.rs` builds all of it anew for the one
//!    upstream. It follows no redirect.
//! 2. `reply.rs` reads a reply to its end, 32 MiB at most, and keeps status, body, `Content-Type` and `Retry-After`.
//!    So a reply that is too large or breaks off is a 502, and never half a list with status 200; what it costs is
//!    that no byte goes out before the last has come.
//! 3. `links.rs` puts links to the relay into a page of responses, in the place of `next` and `previous`; every other
//!    byte stays. It does not read what Cube wrote there, since the pages beside page N are N + 1 and N - 1. They are
//!    absolute, as clients expect that follow them: below `--public-url`, or else the address that the request itself
//!    names. That can be any, so it is part of what a reply is remembered by, and whoever invents one gets to see it
//!    alone.
//! 4. `cache.rs` asks for the same once at a time, and keeps whole lists for a short while, in as much memory as it
//!    is given; anything else is passed on to those who wait for it and forgotten. What a reply is kept by is a hash
//!    of credentials, address, path and query.
//!
//! Nothing that is kept may make a list look as if it stood still. So the page asks for page one with
//! `Cache-Control: no-cache`, before all others and once more after them, and so it does for whatever it reads a second time
//! (`Walk::wants_anew`); such a request is answered by Cube itself and joins none that is under way already. And
//! pages are kept by the state in which their list was when they were asked for (`cache/lists.rs`): another page
//! one, or another page that says otherwise when it is asked for anew, is another state, out of which none before can
//! be reached. So a page from the cache was asked for at a time between two readings of page one that say the same, as
//! in a run without a relay; only the time between the two is longer, by minutes. Whoever asks for the same once more
//! gets all of it anew. `crates/cli/tests/cache_proof.rs` loads changing lists through it.
//!
//! A reply goes to the browser with `no-store` all the same: what is kept there lies on the reader's disk, and can be
//! neither proven nor forgotten.

pub mod arguments;
pub mod bounds;
pub mod cors;
pub mod cube;
pub mod demo;
pub mod display_reading;
pub mod error;
pub mod faults;
mod links;
pub mod list_tag;
pub mod cache;
pub mod rate_limit;
pub mod readable_campaigns;
pub mod question;
mod reply;
mod throttle;
mod upstream;

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::response::Response;
use axum::routing::any;
use axum::{Extension, Router};

use crate::answer::{CUBE, marked};
use crate::forwarding::ClientInfo;
use cors::Origin;
use cube::Cube;
use demo::InventedCube;
use error::RelayError;
use faults::plan::Faults;
use question::Question;
use rate_limit::RateLimiter;
use readable_campaigns::ReadableCampaigns;

/// Who answers for Cube.
#[derive(Debug, Clone)]
pub enum Relay {
    /// Invented data.
    Demo(InventedCube),
    /// A Cube account.
    Cube(Arc<Cube>),
}

impl Relay {
    /// A relay that invents its answers.
    pub fn demo() -> Self {
        Self::Demo(InventedCube::default())
    }

    /// The same, with faults.
    pub fn demo_with(faults: Faults) -> Self {
        Self::Demo(InventedCube::new(faults))
    }

    /// Whether Cube will want credentials that only the reader has.
    pub fn needs_sign_in(&self) -> bool {
        matches!(self, Self::Cube(cube) if !cube.has_credentials())
    }
}

/// Who answers, and what is looked at before.
#[derive(Debug, Clone)]
struct Desk {
    relay: Relay,
    readable: ReadableCampaigns,
    limiter: Option<Arc<RateLimiter>>,
}

/// The relay at its addresses, for the page itself and for pages of the allowed origins.
pub fn routes(
    relay: Relay,
    readable: ReadableCampaigns,
    allowed_origins: Vec<Origin>,
    limiter: Option<RateLimiter>,
) -> Router {
    let desk = Desk { relay, readable, limiter: limiter.map(Arc::new) };
    Router::new()
        .route("/api/{*path}", any(answer))
        .layer(cors::layer(allowed_origins))
        .with_state(desk)
}

/// Answers one question. The path is read as it came: a decoded one would let `%2F` pass for a
/// slash.
async fn answer(
    State(desk): State<Desk>,
    Extension(client): Extension<ClientInfo>,
    request: Request,
) -> Result<Response, RelayError> {
    if let Some(limiter) = &desk.limiter {
        limiter.take(client.address).await.map_err(RelayError::TooMany)?;
    }
    if request.method() != Method::GET {
        return Err(RelayError::Method);
    }
    let (path, raw_query) = (request.uri().path(), request.uri().query().unwrap_or_default());
    desk.readable.check(path)?;
    let reply = match &desk.relay {
        Relay::Demo(cube) => {
            Question::parameters(raw_query)?;
            cube.answer(path, raw_query, request.headers()).await?
        }
        Relay::Cube(cube) => cube.answer(path, raw_query, request.headers(), &client).await?,
    };
    let mut reply = desk.readable.filter(path, reply).await?;
    // Names and comments of customers have no place on the disk of whoever reads them, or in a cache on the way.
    reply.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A failure that was told to several at once says whose it is by itself.
    Ok(marked(reply, CUBE))
}
