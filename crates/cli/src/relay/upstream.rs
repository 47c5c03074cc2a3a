//! Cube itself, behind the relay: one account, asked with the relay's or the reader's credentials.

use std::time::Duration;

use axum::body::Body;
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use http_body_util::{BodyExt as _, Limited};
use reqwest::redirect::Policy;
use reqwest::{Client, Url};

use crate::credentials::Credentials;
use crate::relay::address::UpstreamUrl;
use crate::relay::error::{RelayError, log};
use crate::relay::question::{Query, Resource};

/// How much the relay waits for, and takes.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// To a connection.
    pub connect: Duration,
    /// To the reply's last byte.
    pub total: Duration,
    /// The largest reply.
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
pub struct Upstream {
    url: Url,
    client: Client,
    credentials: Option<Credentials>,
    reply_bytes: usize,
}

impl Upstream {
    /// The account at this address.
    ///
    /// # Errors
    ///
    /// When the system lacks what secure connections need.
    pub fn new(
        url: &UpstreamUrl,
        credentials: Option<Credentials>,
        limits: Limits,
    ) -> Result<Self, reqwest::Error> {
        let client = Client::builder()
            .redirect(Policy::none())
            .https_only(url.is_secure())
            .connect_timeout(limits.connect)
            .timeout(limits.total)
            .user_agent(concat!("cubeboard/", env!("CARGO_PKG_VERSION")));
        // A proxy for the outer world is no way to this machine.
        let client = if url.is_loopback() { client.no_proxy() } else { client };
        let client = client.build()?;
        Ok(Self { url: url.origin(), client, credentials, reply_bytes: limits.reply_bytes })
    }

    /// Whether the relay itself can sign in.
    pub fn has_credentials(&self) -> bool {
        self.credentials.is_some()
    }

    /// Asks the account and passes its reply on.
    ///
    /// # Errors
    ///
    /// When no reply comes that may be passed on.
    pub async fn get(
        &self,
        resource: Resource,
        query: &Query<'_>,
        from_page: &HeaderMap,
    ) -> Result<Response, RelayError> {
        let mut request = self
            .client
            .get(self.address(resource, query))
            .header(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(value) = self.authorization(from_page) {
            request = request.header(AUTHORIZATION, value);
        }
        passed_on(request.send().await?, self.reply_bytes)
    }

    fn address(&self, resource: Resource, query: &Query<'_>) -> Url {
        let mut url = self.url.clone();
        url.set_path(&resource.path());
        if !query.pairs().is_empty() {
            url.query_pairs_mut().extend_pairs(query.pairs());
            // A space is written as a plus sign in forms only; one that is meant is encoded by now.
            let encoded = url.query().map(|it| it.replace('+', "%20"));
            url.set_query(encoded.as_deref());
        }
        url
    }

    fn authorization(&self, from_page: &HeaderMap) -> Option<HeaderValue> {
        match &self.credentials {
            Some(credentials) => Some(credentials.header()),
            None => from_page.get(AUTHORIZATION).cloned(),
        }
    }
}

/// What the page gets of a reply, as it arrives: the status, the body, and of the headers only what
/// it needs. So neither cookies nor the wish for a browser's own login box get through.
fn passed_on(reply: reqwest::Response, limit: usize) -> Result<Response, RelayError> {
    let status = reply.status();
    if status.is_redirection() {
        return Err(RelayError::Redirected(status.as_u16()));
    }
    if reply.content_length().is_some_and(|len| len > limit.try_into().unwrap_or(u64::MAX)) {
        return Err(RelayError::Oversize);
    }
    let headers = [CONTENT_TYPE, RETRY_AFTER]
        .into_iter()
        .filter_map(|name| reply.headers().get(&name).cloned().map(|value| (name, value)))
        .collect();
    let body = reqwest::Body::from(reply).map_err(reqwest::Error::without_url);
    // The status is out by now; what fails from here on cuts the reply off, which the page notices.
    let body = Limited::new(body, limit).map_err(|error| {
        log("a reply broke off", &*error);
        error
    });
    let mut response = Response::new(Body::new(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}
