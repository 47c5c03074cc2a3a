//! What several relays share through a server that speaks Redis' protocol: attempts, pace, sign-outs, a throttle of Cube's
//! and pages of lists. Without one, and while it is away, each relay goes by its own memory, as it does anyway: nothing here
//! is needed, and nothing that stands there makes a list look complete that is not (docs/relay-protocol.md).
//!
//! Names are keyed hashes and values are encrypted (`vault.rs`), each for as long as it is of use. Each question is about
//! one name, so that a cluster can answer it.

pub mod address;
mod server;
mod vault;

use std::sync::Arc;
use std::time::Duration;

use redis::{RedisResult, pipe};

use crate::account::body::Room;
use crate::clock;
use crate::metrics::Metrics;
use crate::relay_key::RelayKey;
use address::SharedUrl;
use server::Server;
use vault::Vault;

/// Longer pages of lists are not worth sending about.
pub const LONGEST_PAGE: usize = 4 << 20;
/// Nor are longer files; a page has some three megabytes.
pub const LONGEST_FILE: usize = 16 << 20;

/// What is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Attempts to sign in, by sender.
    Attempts,
    /// Passwords of strangers that are compared.
    Passwords,
    /// Requests to the relay, by sender.
    Requests,
    /// Sessions that were signed out.
    SignOut,
    /// When Cube is to be asked again, by credentials.
    Throttle,
    /// In which state a list is.
    State,
    /// A page of a list.
    Page,
    /// A file of a build of the page.
    File,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Attempts => "attempts",
            Self::Passwords => "passwords",
            Self::Requests => "requests",
            Self::SignOut => "sign-out",
            Self::Throttle => "throttle",
            Self::State => "state",
            Self::Page => "page",
            Self::File => "file",
        }
    }

    /// No value of it has more bytes as the server holds it.
    fn longest(self) -> usize {
        match self {
            // What is put there, and what stands around it.
            Self::Page => LONGEST_PAGE + (64 << 10),
            Self::File => LONGEST_FILE + (64 << 10),
            _ => 4 << 10,
        }
    }
}

/// What relays share, where they do.
#[derive(Debug, Clone, Default)]
pub struct Shared(Option<Arc<Inner>>);

#[derive(Debug)]
struct Inner {
    server: Server,
    vault: Vault,
}

impl Shared {
    /// What the relays with this key share at an address.
    ///
    /// # Errors
    ///
    /// When the system lacks what secure connections need.
    pub fn new(
        address: &SharedUrl,
        password: Option<&str>,
        key: &RelayKey,
        metrics: Arc<Metrics>,
    ) -> RedisResult<Self> {
        let server = Server::new(address, password, metrics)?;
        Ok(Self(Some(Arc::new(Inner { server, vault: Vault::new(key) }))))
    }

    /// Whether anything is shared.
    pub fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// The value of a name, which is told by its parts.
    pub async fn get(&self, kind: Kind, parts: &[&[u8]]) -> Option<Vec<u8>> {
        self.get_into(kind, parts, &mut ()).await
    }

    /// The same, once there is room for it, sealed and open at once. One that is longer than its kind is not read.
    pub async fn get_into(
        &self,
        kind: Kind,
        parts: &[&[u8]],
        room: &mut impl Room,
    ) -> Option<Vec<u8>> {
        let Inner { server, vault } = &**self.0.as_ref()?;
        for place in vault.places(kind, parts) {
            let (length,): (usize,) = server.ask(pipe().strlen(&place.name)).await?;
            if length == 0 || length > kind.longest() {
                continue;
            }
            room.make(length * 2).await.ok()?;
            // It may have become another one meanwhile, but is read no further than there is room.
            let end = isize::try_from(length).ok()? - 1;
            let (sealed,): (Vec<u8>,) = server.ask(pipe().getrange(&place.name, 0, end)).await?;
            if let Some(value) = place.open(&sealed) {
                return Some(value);
            }
        }
        None
    }

    /// Puts a value there, for so long; whether it is there. While a key is replaced, it is there for relays with either.
    pub async fn put(&self, kind: Kind, parts: &[&[u8]], value: &[u8], lifetime: Duration) -> bool {
        let Some(Inner { server, vault }) = self.0.as_deref() else { return false };
        let millis = u64::try_from(lifetime.as_millis()).unwrap_or(u64::MAX);
        if millis == 0 {
            return false;
        }
        for place in vault.places(kind, parts) {
            let Some(sealed) = place.seal(value) else { return false };
            let question = &mut pipe();
            let question = question.pset_ex(&place.name, sealed, millis).ignore();
            if server.ask::<()>(question).await.is_none() {
                return false;
            }
        }
        true
    }

    /// Counts one more within the window of time that it is now; how many there are with it, and how long the window
    /// still is. While a key is replaced, relays with either count for each other.
    pub async fn count(
        &self,
        kind: Kind,
        parts: &[&[u8]],
        window: Duration,
    ) -> Option<(u64, Duration)> {
        let Inner { server, vault } = &**self.0.as_ref()?;
        let (millis, index, rest) = window_of(window);
        let mut most = 0;
        for place in vault.places(kind, &[parts, &[&index.to_le_bytes()]].concat()) {
            // Its window is part of the name, so it does not matter when exactly it goes.
            let mut question = pipe();
            question.incr(&place.name, 1).pexpire(&place.name, millis).ignore();
            let (count,) = server.ask::<(u64,)>(&question).await?;
            most = most.max(count);
        }
        Some((most, rest))
    }

    /// Forgets what was counted within the window of time that it is now.
    pub async fn forget(&self, kind: Kind, parts: &[&[u8]], window: Duration) {
        let Some(Inner { server, vault }) = self.0.as_deref() else { return };
        let (_, index, _) = window_of(window);
        for place in vault.places(kind, &[parts, &[&index.to_le_bytes()]].concat()) {
            server.ask::<()>(pipe().del(&place.name).ignore()).await;
        }
    }
}

/// A window's length in milliseconds, which one it is now, and how long it still is.
fn window_of(window: Duration) -> (i64, i64, Duration) {
    let millis = i64::try_from(window.as_millis()).unwrap_or(i64::MAX).max(1);
    let now = clock::now_millis();
    let rest = millis - now.rem_euclid(millis);
    (millis, now.div_euclid(millis), Duration::from_millis(rest.unsigned_abs()))
}
