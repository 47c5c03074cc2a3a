//! Endpoint: the address of Cube, and the credentials for it. Credentials leave this type in one way only: as the
//! header of a request to this very endpoint.

use std::fmt;
use std::sync::Arc;

use cubeboard_cube::connection::token::bare_token;
use thiserror::Error;

use crate::browser::encoding;

/// An endpoint with its credentials.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Endpoint {
    base: Arc<str>,
    authorization: Option<Arc<str>>,
}

/// How to sign in.
#[derive(Clone, PartialEq, Eq, Default)]
pub enum SignIn {
    /// Not at all: the relay does it.
    #[default]
    None,
    /// With a token.
    Token(String),
    /// With a user's name and password.
    Password {
        /// The name.
        user: String,
        /// The password.
        password: String,
    },
}

/// The ways to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SignInKind {
    /// Not at all.
    #[default]
    None,
    /// With a token.
    Token,
    /// With a user's name and password.
    Password,
}

impl SignInKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::None, Self::Token, Self::Password];

    /// Its name in the configuration.
    pub fn tag(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Token => "token",
            Self::Password => "password",
        }
    }

    /// The kind of a name.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.tag() == tag)
    }
}

/// Why nothing can be asked by what was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EndpointError {
    /// The address is none that a request's path can be put behind.
    #[error("not a web address without credentials, query and fragment")]
    Address,
    /// The token has a character that no header can carry.
    #[error("not a token: letters, digits and signs of ASCII only")]
    Token,
}

impl Endpoint {
    /// An endpoint at an address such as `https://relay.example.org`; empty for where the page itself comes from.
    ///
    /// # Errors
    /// What cannot be used of it.
    pub fn new(address: &str, sign_in: &SignIn) -> Result<Self, EndpointError> {
        let base = base(address)?;
        let authorization = match sign_in {
            SignIn::None => None,
            SignIn::Token(token) => Some(format!("Token {}", header_text(bare_token(token))?)),
            SignIn::Password { user, password } => {
                Some(format!("Basic {}", encoding::base64(&format!("{user}:{password}"))))
            }
        };
        Ok(Self { base: base.into(), authorization: authorization.map(Arc::from) })
    }

    /// Its address, without a slash at the end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Whether what is sent there can be read on its way: over http, unless it never leaves this device.
    pub fn is_in_the_clear(&self) -> bool {
        let rest = self.base.strip_prefix("http://");
        rest.is_some_and(|it| !is_loopback(it.split('/').next().unwrap_or_default()))
    }

    /// What signs in; for `client` alone.
    pub(super) fn authorization(&self) -> Option<&str> {
        self.authorization.as_deref()
    }
}

/// Reads an address. A target begins with a slash, so whatever host stands here stays the one that is asked.
///
/// # Errors
/// Where it is none, or carries credentials.
pub fn base(address: &str) -> Result<&str, EndpointError> {
    let address = address.trim().trim_end_matches('/');
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let is_good = address.is_empty()
        || host.is_some_and(|it| !it.is_empty() && !it.contains(['@', '?', '#', '\\', ' ']));
    if is_good { Ok(address) } else { Err(EndpointError::Address) }
}

/// Checks a text that is to stand in a header, where browsers throw at anything else.
fn header_text(token: &str) -> Result<&str, EndpointError> {
    let is_good = token.bytes().all(|byte| byte.is_ascii_graphic());
    if is_good { Ok(token) } else { Err(EndpointError::Token) }
}

/// Whether a host, with or without a port, is this device: by the names and numbers that browsers trust.
fn is_loopback(host: &str) -> bool {
    // The colons of an IPv6 address stand in brackets.
    let host = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => name,
        _ => host,
    };
    let is_numeric = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    matches!(host, "localhost" | "[::1]")
        || host.ends_with(".localhost")
        || host.strip_prefix("127.").is_some_and(is_numeric)
}

/// Tells where, never what signs in.
impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint").field("base", &self.base).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_host_without_credentials_is_an_endpoint() {
        for good in
            ["", "https://relay.example.org", "http://127.0.0.1:8080/", "https://x.org/cube/"]
        {
            assert!(base(good).is_ok(), "{good}");
        }
        for bad in [
            "relay",
            "ftp://x.org",
            "https://",
            "https://u:p@x.org",
            "https://x.org?a",
            "https://a b",
        ] {
            assert!(base(bad).is_err(), "{bad}");
        }
    }

    #[track_caller]
    fn check_in_the_clear(address: &str, expected: bool) {
        let endpoint = Endpoint::new(address, &SignIn::None).unwrap();
        assert_eq!(endpoint.is_in_the_clear(), expected, "{address}");
    }

    #[test]
    fn http_is_in_the_clear_except_on_this_device() {
        for here in [
            "http://localhost",
            "http://localhost:8080/cube",
            "http://sales.localhost:8080",
            "http://127.0.0.1:8080",
            "http://127.1.2.3",
            "http://[::1]",
            "http://[::1]:8080/cube",
        ] {
            check_in_the_clear(here, false);
        }
        for elsewhere in [
            "http://relay.example.org",
            "http://relay.example.org:8080",
            "http://localhost.example.org",
            "http://127.example.org",
            "http://notlocalhost",
            "http://[2001:db8::1]:8080",
            "http://[2001:db8::1]",
        ] {
            check_in_the_clear(elsewhere, true);
        }
        check_in_the_clear("https://relay.example.org", false);
        check_in_the_clear("", false);
    }

    #[test]
    fn a_token_that_no_header_can_carry_is_named_29() {
        let endpoint = |token: &str| Endpoint::new("", &SignIn::Token(token.to_owned()));
        for good in ["\t9944b09199c62bcf9418 \r\n", "Token 9944b", "\u{feff}9944b\u{200b}"] {
            let sent = endpoint(good).unwrap();
            let sent = sent.authorization().unwrap();
            assert!(sent.starts_with("Token 9944b") && sent.is_ascii(), "{good:?}: {sent:?}");
        }
        for bad in ["99\u{200b}44b", "9944b\nX-Other: 1", "9944\0b", "æøå", "two words"] {
            assert_eq!(endpoint(bad), Err(EndpointError::Token), "{bad:?}");
        }
    }

    #[test]
    fn what_is_printed_of_an_endpoint_is_no_secret() {
        let endpoint = Endpoint::new("https://x.org", &SignIn::Token("s3cret".to_owned())).unwrap();
        assert!(!format!("{endpoint:?}").contains("s3cret"));
        assert_eq!(endpoint.authorization(), Some("Token s3cret"));
    }
}
