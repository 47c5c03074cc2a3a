//! Why there is no connection to the upstream, as far as the system and TLS tell, with what to do about each.

use std::error::Error;
use std::io::{self, ErrorKind};

use cubeboard_cube::fetch::FetchError;
use rustls::CertificateError;
use rustls::pki_types::InvalidDnsNameError;
use thiserror::Error;

/// What kept a connection from coming about, in words for whoever runs the command.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConnectFailure {
    /// A certificate of an authority that is in no store here, such as a company's own.
    #[error("its certificate is of an authority that is not known here")]
    UnknownAuthority,
    /// A certificate of another time.
    #[error("its certificate has expired, or is not valid yet")]
    Expired,
    /// A certificate of another name.
    #[error("its certificate is for another host")]
    OtherHost,
    /// A certificate that is wrong otherwise.
    #[error("its certificate is not accepted: {0}")]
    Certificate(String),
    /// Something else than TLS, or none of a version that is spoken here.
    #[error("no secure connection came about: {0}")]
    Handshake(String),
    /// A name without an address.
    #[error("its host is not known")]
    UnknownHost,
    /// Nobody listens there.
    #[error("the connection was refused")]
    Refused,
    /// No network that leads there.
    #[error("no network leads to it")]
    NoRoute,
    /// Nobody answers there.
    #[error("no connection came about in time")]
    TimedOut,
}

impl ConnectFailure {
    /// What a request failed of; nothing, where a connection had come about.
    pub fn of(error: &reqwest::Error) -> Option<Self> {
        let found = Self::in_chain(error);
        let is_late = error.is_connect() && error.is_timeout();
        found.or_else(|| is_late.then_some(Self::TimedOut))
    }

    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::UnknownAuthority => {
                "name a file with that authority's certificate in SSL_CERT_FILE, or put it into the \
                 system's store"
            }
            Self::Expired => {
                "check this machine's clock, and ask who runs the service for a new certificate"
            }
            Self::OtherHost => "check the account's address",
            Self::Certificate(_) => "ask who runs the service for another certificate",
            Self::Handshake(_) => {
                "check that the account's address and port are those of an https service, and whether \
                 a proxy is needed (HTTPS_PROXY)"
            }
            Self::UnknownHost => {
                "check how the account's address is spelled, and this machine's name service (DNS)"
            }
            Self::Refused => {
                "check the account's address and port, and that of a proxy (HTTPS_PROXY), and whether \
                 the service runs"
            }
            Self::NoRoute => "check this machine's network",
            Self::TimedOut => {
                "check the network and its firewall, and whether a proxy is needed (HTTPS_PROXY)"
            }
        }
    }

    /// Whether it stays so until somebody does something, so that asking again is of no use.
    pub fn is_lasting(&self) -> bool {
        match self {
            Self::UnknownAuthority | Self::Expired | Self::OtherHost | Self::Certificate(_) => true,
            Self::Handshake(_)
            | Self::UnknownHost
            | Self::Refused
            | Self::NoRoute
            | Self::TimedOut => false,
        }
    }

    /// Whether this is what a page could not be had for.
    pub fn explains(&self, error: &FetchError) -> bool {
        matches!(
            error,
            FetchError::Unreachable | FetchError::Certificate | FetchError::TimedOut { .. }
        )
    }

    /// What it is called in a header.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownAuthority | Self::Expired | Self::OtherHost | Self::Certificate(_) => {
                "certificate"
            }
            Self::Handshake(_) => "handshake",
            Self::UnknownHost => "unknown-host",
            Self::Refused => "refused",
            Self::NoRoute => "no-route",
            Self::TimedOut => "timed-out",
        }
    }

    /// An error and its causes. What an `io::Error` wraps is not among them, so it is looked at apart.
    fn in_chain(error: &(dyn Error + 'static)) -> Option<Self> {
        let mut cause = Some(error);
        while let Some(error) = cause {
            if let Some(error) = error.downcast_ref::<rustls::Error>() {
                return Some(Self::of_tls(error));
            }
            if let Some(error) = error.downcast_ref::<io::Error>() {
                let wrapped = error.get_ref().and_then(|it| Self::in_chain(it));
                if let Some(found) = wrapped.or_else(|| Self::of_system(error.kind())) {
                    return Some(found);
                }
            }
            // The former is of a type that hyper-util keeps to itself.
            if error.to_string().starts_with("dns error") || error.is::<InvalidDnsNameError>() {
                return Some(Self::UnknownHost);
            }
            cause = error.source();
        }
        None
    }

    fn of_system(kind: ErrorKind) -> Option<Self> {
        match kind {
            ErrorKind::ConnectionRefused => Some(Self::Refused),
            ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable => Some(Self::NoRoute),
            _ => None,
        }
    }

    fn of_tls(error: &rustls::Error) -> Self {
        let rustls::Error::InvalidCertificate(error) = error else {
            return Self::Handshake(error.to_string());
        };
        match error {
            // The latter by an authority that has the same name as a known one, and another key.
            CertificateError::UnknownIssuer | CertificateError::BadSignature => {
                Self::UnknownAuthority
            }
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => Self::Expired,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                Self::OtherHost
            }
            other => Self::Certificate(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Error)]
    #[error("{0}")]
    struct Other(&'static str, #[source] io::Error);

    #[track_caller]
    fn check(text: &'static str, error: io::Error, expected: Option<ConnectFailure>) {
        assert_eq!(ConnectFailure::in_chain(&Other(text, error)), expected, "{text}");
    }

    #[test]
    fn report_12_a_failure_is_found_among_the_causes_however_it_is_wrapped() {
        let expired = rustls::Error::InvalidCertificate(CertificateError::Expired);
        let wrapped = io::Error::other(io::Error::new(ErrorKind::InvalidData, expired));
        check("client error", wrapped, Some(ConnectFailure::Expired));
        let refused = || io::Error::from(ErrorKind::ConnectionRefused);
        check("tcp connect error", refused(), Some(ConnectFailure::Refused));
        check("client error", io::Error::other(refused()), Some(ConnectFailure::Refused));
        let no_route = io::Error::from(ErrorKind::HostUnreachable);
        check("tcp connect error", no_route, Some(ConnectFailure::NoRoute));
        let nobody = || io::Error::other("Name or service not known");
        check("dns error: Name or service not known", nobody(), Some(ConnectFailure::UnknownHost));
        check("client error", nobody(), None);
        let http = rustls::Error::InvalidMessage(rustls::InvalidMessage::InvalidContentType);
        let said = ConnectFailure::in_chain(&io::Error::other(http)).unwrap();
        assert!(matches!(said, ConnectFailure::Handshake(_)) && !said.is_lasting(), "{said}");
    }
}
