//! Forwarded requests: which reverse proxies are trusted, and the public address they serve. Tells of each request the
//! client's address, whether it came over https, and which address of the command it was sent to.

pub mod base_path;
pub mod public_url;
pub mod proxy_network;
mod senders;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use reqwest::Url;

use crate::listen::Peer;
use crate::settings::{PUBLIC_URL, Settings, SettingsError, TRUST_PROXY};
use proxy_network::ProxyNetwork;
use public_url::PublicUrl;
use senders::Senders;

/// Flags for the proxies in front.
#[derive(Debug, Default, clap::Args)]
pub struct ForwardingArguments {
    /// Believe what this address, or network, says of those whose requests it passes on; may be repeated
    #[arg(long = "trust-proxy", value_name = "ADDRESS[/BITS]")]
    pub trust_proxies: Vec<ProxyNetwork>,

    /// Say at which address readers reach it, where a proxy stands in front
    #[arg(long, value_name = "https://HOST/PATH")]
    pub public_url: Option<PublicUrl>,
}

/// The proxies, and the address.
#[derive(Debug, Clone, Default)]
pub struct Forwarding {
    /// Whose word on others is taken.
    pub proxies: Vec<ProxyNetwork>,
    /// Where readers reach the command, where that is known.
    pub public_url: Option<PublicUrl>,
}

/// Who sent a request, and how it came.
#[derive(Debug, Clone)]
pub struct ClientInfo {
    /// Who sent it, as one address for all that one customer has.
    pub address: IpAddr,
    /// Whether it came through a proxy that is trusted.
    pub is_forwarded: bool,
    /// Whether it came over https.
    pub is_secure: bool,
    /// This command's own address as the sender wrote it, such as `http://127.0.0.1:8080`; empty where nothing says.
    pub own_address: Arc<str>,
}

/// A year, as browsers ask for.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000");

impl Forwarding {
    /// What the settings come to.
    ///
    /// # Errors
    ///
    /// When one of them cannot be read.
    pub fn new(arguments: ForwardingArguments, settings: &Settings) -> Result<Self, SettingsError> {
        let in_file = &settings.file.serve;
        Ok(Self {
            proxies: settings.pick_list(
                arguments.trust_proxies,
                TRUST_PROXY,
                &in_file.trust_proxies,
            )?,
            public_url: settings.pick(
                arguments.public_url,
                PUBLIC_URL,
                in_file.public_url.clone(),
            )?,
        })
    }

    /// The path below which readers reach the command, without a slash at its end; empty for all of the host.
    pub fn base_path(&self) -> &str {
        self.public_url.as_ref().map_or("", PublicUrl::path)
    }

    /// Whether this address is one of the proxies.
    fn trusts(&self, address: IpAddr) -> bool {
        self.proxies.iter().any(|it| it.contains(address))
    }

    fn client(&self, peer: Peer, uri: &Uri, headers: &HeaderMap) -> ClientInfo {
        let (peer, is_trusted) = match peer {
            Peer::Address(it) => (it.ip(), self.trusts(it.ip())),
            Peer::Local => (IpAddr::V4(Ipv4Addr::UNSPECIFIED), true),
        };
        let is_public_https = self.public_url.as_ref().is_some_and(PublicUrl::is_secure);
        let is_secure = is_public_https || is_trusted && senders::is_https(headers);
        let own_address = match &self.public_url {
            Some(url) => url.as_str().to_owned(),
            None => seen_address(is_secure, uri, headers),
        };
        let client = if is_trusted { self.forwarded_for(headers) } else { None };
        ClientInfo {
            address: customer(client.unwrap_or(peer)),
            is_forwarded: is_trusted,
            is_secure,
            own_address: own_address.into(),
        }
    }

    /// Each proxy adds whom it heard from at the end, so the last who is none of them sent the request. What stands
    /// before that may be invented, and so may be a whole header that the proxy does not know and passes on: where two
    /// headers disagree, neither is believed, which shuts out nobody but those who send one of them.
    fn forwarded_for(&self, headers: &HeaderMap) -> Option<IpAddr> {
        let last_stranger = |senders: Vec<Option<IpAddr>>| {
            senders.into_iter().rev().map_while(|it| it).find(|it| !self.trusts(*it))
        };
        let Senders { by_list, by_standard } = Senders::of(headers);
        match (by_list.map(last_stranger), by_standard.map(last_stranger)) {
            (Some(one), Some(other)) => one.filter(|_| one == other),
            (one, other) => one.or(other).flatten(),
        }
    }
}

/// Tells what follows how a request came, and a browser that came over https to come no other way.
pub async fn identify_client(
    State(forwarding): State<Arc<Forwarding>>,
    mut request: Request,
    next: Next,
) -> Response {
    let nobody = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
    let peer = request.extensions().get().copied().unwrap_or(Peer::Address(nobody));
    let client = forwarding.client(peer, request.uri(), request.headers());
    let is_secure = client.is_secure;
    request.extensions_mut().insert(client);
    let mut reply = next.run(request).await;
    if is_secure {
        reply.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    reply
}

/// The address that the request itself names. Whoever sends it may name any; they alone get to see it again.
fn seen_address(is_secure: bool, uri: &Uri, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|it| it.to_str().ok());
    let Some(host) = uri.authority().map(Authority::as_str).or(host) else { return String::new() };
    let scheme = if is_secure { "https" } else { "http" };
    let url = Url::parse(&format!("{scheme}://{host}")).ok();
    let is_bare = |it: &Url| {
        let has_user = !it.username().is_empty() || it.password().is_some();
        !has_user && it.path() == "/" && it.query().is_none() && it.fragment().is_none()
    };
    url.filter(is_bare).map(|it| it.origin().ascii_serialization()).unwrap_or_default()
}

/// What counts as one sender: of version 6, a whole network of 64 bits, which is what one customer has.
pub fn customer(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests;
