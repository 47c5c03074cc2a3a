//! A Cube account as the command asks it: one address, one set of credentials, and limits that hold for every
//! request. The relay asks on behalf of a page, `fetch` for itself.

pub mod address;
pub mod authorities;
pub mod body;
pub mod connect_failure;
pub mod content_coding;
pub mod credentials;

use std::time::Duration;

use axum::http::HeaderValue;
use axum::http::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CACHE_CONTROL};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Response, Url};

use address::UpstreamUrl;
use authorities::Authorities;
use credentials::Credentials;

/// How much is waited for, and taken.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// To a connection.
    pub connect: Duration,
    /// To the reply's last byte.
    pub total: Duration,
    /// The largest reply, as it travels and as it is unpacked.
    pub reply_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(30),
            reply_bytes: 32 << 20,
        }
    }
}

/// One Cube account.
#[derive(Debug, Clone)]
pub struct Account {
    url: Url,
    client: Client,
    credentials: Option<Credentials>,
    limits: Limits,
}

impl Account {
    /// The account at this address, whose certificate is of one of these authorities or of Mozilla's.
    ///
    /// # Errors
    ///
    /// When the system lacks what secure connections need.
    pub fn new(
        url: &UpstreamUrl,
        credentials: Option<Credentials>,
        limits: Limits,
        authorities: &Authorities,
    ) -> Result<Self, reqwest::Error> {
        let client = authorities
            .certificates()
            .fold(Client::builder(), ClientBuilder::add_root_certificate)
            .redirect(Policy::none())
            .https_only(url.is_secure())
            .connect_timeout(limits.connect)
            .timeout(limits.total)
            .user_agent(concat!("cubeboard/", env!("CARGO_PKG_VERSION")));
        // A proxy for the outer world is no way to this machine.
        let client = if url.is_loopback() { client.no_proxy() } else { client };
        Ok(Self { url: url.origin(), client: client.build()?, credentials, limits })
    }

    /// Whether the command itself can sign in.
    pub fn has_credentials(&self) -> bool {
        self.credentials.is_some()
    }

    /// What holds for each request.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Asks for a path and its query, both encoded, at this account and nowhere else. `theirs` is the
    /// `Authorization` to send where the command has none of its own.
    ///
    /// # Errors
    ///
    /// When no reply begins. A reply of any status is none.
    pub async fn get(
        &self,
        path: &str,
        query: &str,
        theirs: Option<&HeaderValue>,
    ) -> Result<Response, reqwest::Error> {
        let mut url = self.url.clone();
        url.set_path(path);
        url.set_query(Some(query).filter(|it| !it.is_empty()));
        let mut request = self
            .client
            .get(url)
            .header(ACCEPT, HeaderValue::from_static("application/json"))
            .header(ACCEPT_ENCODING, HeaderValue::from_static(content_coding::ACCEPTED))
            // Whatever keeps replies on the way: what is wanted is how things stand.
            .header(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if let Some(value) = self.authorization(theirs) {
            request = request.header(AUTHORIZATION, value);
        }
        request.send().await
    }

    /// The `Authorization` that a request is sent with: the command's own, or else `theirs`.
    pub fn authorization(&self, theirs: Option<&HeaderValue>) -> Option<HeaderValue> {
        let ours = self.credentials.as_ref().map(Credentials::header);
        ours.or_else(|| theirs.cloned())
    }
}
