//! Sign-in by a reverse proxy in front, which tells who they are with a header.

use std::collections::HashMap;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName};
use tokio::time::Instant;

use super::events::Events;
use crate::forwarding::ClientInfo;

/// A header's name as a setting.
#[derive(Debug, Clone)]
pub struct HeaderNameSetting(HeaderName);

/// A text that names no header.
#[derive(Debug)]
pub struct NoHeaderName;

/// Whose header is believed.
#[derive(Debug)]
pub struct TrustedProxy {
    header: HeaderName,
    events: Events,
    /// Users who came within the last hour, as far as there is room, so that each is noted once.
    recent: Mutex<HashMap<String, Instant>>,
}

/// After so long, a user who comes is noted anew.
const HOUR: Duration = Duration::from_hours(1);
/// No more users are kept apart.
const MOST_USERS: usize = 10_000;

impl TrustedProxy {
    /// One of the proxies in front, which sets this header.
    pub fn new(header: HeaderNameSetting, events: Events) -> Self {
        Self { header: header.0, events, recent: Mutex::default() }
    }

    /// Where what happens is written down.
    pub fn events(&self) -> &Events {
        &self.events
    }

    /// Whether a request comes from the proxy and is of somebody it knows.
    pub fn vouches(&self, client: &ClientInfo, headers: &HeaderMap) -> bool {
        match headers.get(&self.header).filter(|it| !it.is_empty()) {
            Some(user) if client.is_forwarded => {
                self.note(&String::from_utf8_lossy(user.as_bytes()), client.address);
                true
            }
            _ => false,
        }
    }

    fn note(&self, user: &str, sender: IpAddr) {
        let now = Instant::now();
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.get(user).is_some_and(|since| now - *since < HOUR) {
            return;
        }
        recent.retain(|_, since| now - *since < HOUR);
        if recent.len() >= MOST_USERS {
            recent.clear();
        }
        recent.insert(user.to_owned(), now);
        self.events.note_proxy_user(user, sender);
    }
}

impl FromStr for HeaderNameSetting {
    type Err = NoHeaderName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| NoHeaderName)
    }
}

impl fmt::Display for NoHeaderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("must be a header's name, such as X-Forwarded-User")
    }
}

impl std::error::Error for NoHeaderName {}
