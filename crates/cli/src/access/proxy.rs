//! Sign-in by a reverse proxy in front, which tells who they are with a header.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use axum::http::{HeaderMap, HeaderName};

use crate::forwarding::Forwarding;

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
    forwarding: Forwarding,
}

impl TrustedProxy {
    /// One of the proxies in front, which sets this header.
    pub fn new(header: HeaderNameSetting, forwarding: Forwarding) -> Self {
        Self { header: header.0, forwarding }
    }

    /// Whether a request comes from the proxy and is of somebody it knows.
    pub fn vouches(&self, peer: IpAddr, headers: &HeaderMap) -> bool {
        let is_named = headers.get(&self.header).is_some_and(|it| !it.is_empty());
        is_named && self.forwarding.trusts(peer)
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
