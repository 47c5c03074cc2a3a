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

use crate::clock;
use crate::metrics::Metrics;
use crate::relay_key::RelayKey;
use address::SharedUrl;
use server::Server;
use vault::Vault;

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
        let Inner { server, vault } = &**self.0.as_ref()?;
        for place in vault.places(kind, parts) {
            let (sealed,): (Option<Vec<u8>>,) = server.ask(pipe().get(&place.name)).await?;
            if let Some(value) = sealed.and_then(|it| place.open(&it)) {
                return Some(value);
            }
        }
        None
    }

    /// Puts a value there, for so long; whether it is there.
    pub async fn put(&self, kind: Kind, parts: &[&[u8]], value: &[u8], lifetime: Duration) -> bool {
        let Some(Inner { server, vault }) = self.0.as_deref() else { return false };
        let millis = u64::try_from(lifetime.as_millis()).unwrap_or(u64::MAX);
        let Some(place) = vault.place(kind, parts).filter(|_| millis > 0) else { return false };
        let Some(sealed) = place.seal(value) else { return false };
        server.ask::<()>(pipe().pset_ex(&place.name, sealed, millis).ignore()).await.is_some()
    }

    /// Counts one more within the window of time that it is now; how many there are with it, and how long the window
    /// still is.
    pub async fn count(
        &self,
        kind: Kind,
        parts: &[&[u8]],
        window: Duration,
    ) -> Option<(u64, Duration)> {
        let Inner { server, vault } = &**self.0.as_ref()?;
        let (millis, index, rest) = window_of(window);
        let place = vault.place(kind, &[parts, &[&index.to_le_bytes()]].concat())?;
        // Its window is part of the name, so it does not matter when exactly it goes.
        let mut question = pipe();
        question.incr(&place.name, 1).pexpire(&place.name, millis).ignore();
        let (count,) = server.ask::<(u64,)>(&question).await?;
        Some((count, rest))
    }

    /// Forgets what was counted within the window of time that it is now.
    pub async fn forget(&self, kind: Kind, parts: &[&[u8]], window: Duration) {
        let Some(Inner { server, vault }) = self.0.as_deref() else { return };
        let (_, index, _) = window_of(window);
        let index = index.to_le_bytes();
        let parts = [parts, &[&index]].concat();
        let Some(place) = vault.place(kind, &parts) else { return };
        server.ask::<()>(pipe().del(&place.name).ignore()).await;
    }
}

/// A window's length in milliseconds, which one it is now, and how long it still is.
fn window_of(window: Duration) -> (i64, i64, Duration) {
    let millis = i64::try_from(window.as_millis()).unwrap_or(i64::MAX).max(1);
    let now = clock::now_millis();
    let rest = millis - now.rem_euclid(millis);
    (millis, now.div_euclid(millis), Duration::from_millis(rest.unsigned_abs()))
}
