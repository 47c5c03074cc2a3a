//! The address at which readers reach the command, as a setting.

use std::str::FromStr;

use reqwest::Url;
use thiserror::Error;

/// An address without a slash at its end: an origin, and a path where a proxy puts the command below one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

/// A text that is no such address.
#[derive(Debug, Error)]
#[error("must be an address such as https://sales.example.org, with a path at most")]
pub struct PublicUrlError;

impl PublicUrl {
    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path below which the command stands, without a slash at its end; empty for all of the host.
    pub fn path(&self) -> &str {
        let (_, behind_scheme) = self.0.split_once("://").unwrap_or_default();
        behind_scheme.find('/').map_or("", |it| &behind_scheme[it..])
    }

    /// Its host, without a port.
    pub fn host(&self) -> String {
        let url = Url::parse(&self.0).ok();
        url.and_then(|it| it.host_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Whether it is https.
    pub fn is_secure(&self) -> bool {
        self.0.starts_with("https:")
    }
}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|_| PublicUrlError)?;
        let has_user = !url.username().is_empty() || url.password().is_some();
        let is_web = matches!(url.scheme(), "https" | "http");
        if !is_web || has_user || url.query().is_some() || url.fragment().is_some() {
            return Err(PublicUrlError);
        }
        // It becomes part of a cookie, and of the beginning of paths that are compared with it.
        if url.path().contains([';', ',']) || url.path().contains("//") {
            return Err(PublicUrlError);
        }
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }
}
