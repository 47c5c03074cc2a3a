//! Known hosts: by which names the command may be asked. A page of another site whose name leads to this machine (DNS
//! rebinding) is of its own origin to a browser, and would read all that is served; its requests name that other host.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::answer::marked;
use crate::forwarding::Forwarding;
use crate::health;
use crate::listen::ListenAddress;
use crate::settings::{HOST, Settings, SettingsError};

/// A host's name or address as a setting, without a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostName(String);

/// A text that is no host.
#[derive(Debug)]
pub struct NoHost;

/// The hosts that are known besides those of this machine itself.
#[derive(Debug, Clone, Default)]
pub struct KnownHosts(Vec<HostName>);

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HostError {
    /// It names no host, or more than one, or what is none.
    Malformed,
    /// Another one than is served here.
    Unknown,
}

impl KnownHosts {
    /// Those that the settings name, the host of the public address, and the address that is listened on.
    ///
    /// # Errors
    ///
    /// When a setting cannot be read.
    pub fn new(
        flags: Vec<HostName>,
        settings: &Settings,
        forwarding: &Forwarding,
        address: &ListenAddress,
    ) -> Result<Self, SettingsError> {
        let mut hosts = settings.pick_list(flags, HOST, &settings.file.serve.hosts)?;
        hosts.extend(forwarding.public_url.as_ref().and_then(|url| url.host().parse().ok()));
        if let ListenAddress::Port(address) = address {
            hosts.push(HostName::of_address(address.ip()));
        }
        Ok(Self(hosts))
    }

    fn check(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), HostError> {
        let mut named = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (named.next(), named.next()) else {
            return Err(HostError::Malformed);
        };
        let host = host.to_str().ok().and_then(|it| it.parse().ok());
        let host: Authority = host.ok_or(HostError::Malformed)?;
        // A request may name its host in its first line as well (RFC 9112, section 3.2.2).
        for authority in [Some(&host), uri.authority()].into_iter().flatten() {
            let host: HostName = authority.host().parse().map_err(|_| HostError::Malformed)?;
            if authority.as_str().contains('@') {
                return Err(HostError::Malformed);
            }
            if !host.is_loopback() && !self.0.contains(&host) {
                return Err(HostError::Unknown);
            }
        }
        Ok(())
    }
}

impl<const N: usize> From<[HostName; N]> for KnownHosts {
    fn from(hosts: [HostName; N]) -> Self {
        Self(hosts.into())
    }
}

/// Answers only those who ask for a host that is known. Whoever asks whether the command is alive need not know by which
/// name.
pub async fn check(State(hosts): State<Arc<KnownHosts>>, request: Request, next: Next) -> Response {
    if health::is_check(request.uri().path()) {
        return next.run(request).await;
    }
    match hosts.check(request.uri(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(error) => error.response(),
    }
}

impl HostError {
    fn response(self) -> Response {
        let (status, detail) = match self {
            Self::Malformed => {
                (StatusCode::BAD_REQUEST, "one header Host, with one host, is needed")
            }
            Self::Unknown => (
                StatusCode::MISDIRECTED_REQUEST,
                "not served under this name; cubeboard serve takes further ones with --host or --public-url",
            ),
        };
        let body = serde_json::json!({ "detail": detail }).to_string();
        let headers =
            [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
        marked((status, headers, body).into_response(), "host")
    }
}

impl HostName {
    /// An address as browsers write it.
    fn of_address(address: IpAddr) -> Self {
        Self(match address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        })
    }

    /// Whether it is this machine, by a name that cannot lead elsewhere (RFC 6761, section 6.3).
    pub fn is_loopback(&self) -> bool {
        let address = self.0.trim_start_matches('[').trim_end_matches(']').parse();
        self.0 == "localhost"
            || self.0.ends_with(".localhost")
            || address.is_ok_and(|it: IpAddr| it.to_canonical().is_loopback())
    }
}

impl FromStr for HostName {
    type Err = NoHost;

    fn from_str(text: &str) -> Result<Self, NoHost> {
        let text = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
        let is_v6 = text.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
        let is_good = match is_v6 {
            Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
            None => {
                !text.is_empty()
                    && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"-._".contains(&it))
            }
        };
        is_good.then_some(Self(text)).ok_or(NoHost)
    }
}

impl fmt::Display for NoHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("must be a host's name or address without a port, such as sales.example.org")
    }
}

impl std::error::Error for NoHost {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(uri: &str, hosts: &[&str], expected: Result<(), HostError>) {
        let known = ["sales.example.org", "192.0.2.7"].map(|it| it.parse().unwrap());
        let known = KnownHosts::from(known);
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, host.parse().unwrap());
        }
        assert_eq!(known.check(&uri.parse().unwrap(), &headers), expected, "{uri} {hosts:?}");
    }

    #[test]
    fn this_machine_is_known_by_its_own_names_at_any_port() {
        for host in [
            "localhost",
            "localhost:8080",
            "LocalHost",
            "cube.localhost",
            "127.0.0.1:8080",
            "127.1.2.3",
            "[::1]",
            "[::1]:8080",
            "[::ffff:127.0.0.1]",
            "sales.example.org",
            "SALES.example.org.:443",
            "192.0.2.7:80",
        ] {
            check("/", &[host], Ok(()));
        }
    }

    #[test]
    fn whoever_asks_for_another_host_is_not_answered() {
        for host in [
            "evil.example",
            "localhost.evil.example",
            "notlocalhost",
            "127.0.0.1.evil.example",
            "sales.example.org.evil.example",
            "192.0.2.8",
            "[::2]",
            "0.0.0.0",
        ] {
            check("/", &[host], Err(HostError::Unknown));
        }
        check("http://evil.example/", &["localhost"], Err(HostError::Unknown));
        check("http://localhost/", &["evil.example"], Err(HostError::Unknown));
        check("http://localhost/", &["localhost"], Ok(()));
    }

    #[test]
    fn a_request_names_one_host_and_once() {
        for hosts in [
            &[][..],
            &["localhost", "localhost"],
            &["localhost", "evil.example"],
            &[""],
            &["localhost, evil.example"],
            &["localhost@evil.example"],
            &["a b"],
            &["[::1"],
        ] {
            check("/", hosts, Err(HostError::Malformed));
        }
    }
}
