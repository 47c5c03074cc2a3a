//! URL of the upstream: the one address that the relay talks to, checked once.

use std::net::IpAddr;
use std::str::FromStr;

use reqwest::Url;
use thiserror::Error;

/// Where a Cube account is: an origin, over https unless it is this machine.
#[derive(Debug, Clone)]
pub struct UpstreamUrl(Url);

/// Why an address is none of a Cube account.
#[derive(Debug, Error)]
pub enum UpstreamUrlError {
    /// No address at all.
    #[error("not an address: {0}")]
    Malformed(String),
    /// Credentials would travel in the clear.
    #[error("must begin with https://, except on a loopback address")]
    Insecure,
    /// More than an origin.
    #[error("must be nothing but https:// and a host, such as https://ACCOUNT.headshed.com")]
    NotAnOrigin,
}

impl UpstreamUrl {
    /// The address, with nothing behind its host and port.
    pub fn origin(&self) -> Url {
        self.0.clone()
    }

    /// Whether it is https.
    pub fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Whether it is this machine.
    pub fn is_loopback(&self) -> bool {
        let host = self.0.host_str().unwrap_or_default().trim_matches(['[', ']']);
        host == "localhost" || host.parse().is_ok_and(|it: IpAddr| it.is_loopback())
    }
}

impl FromStr for UpstreamUrl {
    type Err = UpstreamUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|it| UpstreamUrlError::Malformed(it.to_string()))?;
        let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let has_user = !url.username().is_empty() || url.password().is_some();
        let url = Self(url);
        let is_local = url.0.scheme() == "http" && url.is_loopback();
        if !url.is_secure() && !is_local {
            return Err(UpstreamUrlError::Insecure);
        }
        if !is_bare || has_user {
            return Err(UpstreamUrlError::NotAnOrigin);
        }
        Ok(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, is_accepted: bool) {
        assert_eq!(text.parse::<UpstreamUrl>().is_ok(), is_accepted, "{text}");
    }

    #[test]
    fn an_upstream_is_https_except_on_loopback() {
        check("https://account.headshed.com", true);
        check("http://account.headshed.com", false);
        check("http://127.0.0.1:8000", true);
        check("http://[::1]:8000", true);
        check("http://localhost:8000", true);
        check("http://localhost.example.org", false);
        check("http://127.0.0.1.example.org", false);
        check("ftp://127.0.0.1", false);
        check("account.headshed.com", false);
    }

    #[test]
    fn an_upstream_is_an_origin_and_nothing_more() {
        check("https://account.headshed.com/", true);
        check("https://account.headshed.com/api", false);
        check("https://kari:secret@account.headshed.com", false);
        check("https://account.headshed.com/?a=1", false);
        check("https://account.headshed.com/#a", false);
    }
}
