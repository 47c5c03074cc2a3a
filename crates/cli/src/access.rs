//! Access control: who may use what is served: anyone, those who know a password, or those whom a proxy in front
//! vouches for.
//!
//! It stands before all routes but `/healthz`, and lets in anyone (a loopback address, or `--open`), or who has a
//! password, or whom a proxy names.
//!
//! `password.rs` compares with an argon2 hash, two at once at most, as often as `attempts.rs` allows; `sessions.rs`
//! keeps hashes of the cookies it gave, which come along with links on other sites, too; so `cross_site.rs` refuses
//! whatever is to change something and comes from there. The form (`form.rs`) stands at the very address that was asked for and sends
//! itself there, so it needs no parameter that says where to go next.

pub mod attempts;
mod cross_site;
mod form;
pub mod password;
pub mod proxy;
mod sessions;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Router};
use thiserror::Error;

use crate::answer::marked;
use crate::forwarding::{ClientInfo, Forwarding};
use crate::settings::{ACCESS_HASH, Settings, SettingsError, TRUST_HEADER};
use password::{AccessHash, Guard};
use proxy::{HeaderNameSetting, TrustedProxy};

/// Who may.
#[derive(Debug, Clone)]
pub enum Access {
    /// Whoever can reach the address.
    Anyone,
    /// Those who have signed in with the password.
    Password(Arc<Guard>),
    /// Those whose requests come from the proxy, with the header that it gives to those it knows.
    Proxy(Arc<TrustedProxy>),
}

/// What the flags say of it.
#[derive(Debug, Default, clap::Args)]
pub struct AccessArguments {
    /// Serve whoever can reach the address, even where others can
    #[arg(long)]
    pub open: bool,

    /// Serve only requests from --trust-proxy with this header, which it sets for those who signed in there
    #[arg(long, value_name = "NAME")]
    pub trust_header: Option<HeaderNameSetting>,
}

/// Access control that contradicts itself, or that is missing.
#[derive(Debug, Error)]
pub enum AccessError {
    /// More than one way.
    #[error("choose one of --open, a password (CUBEBOARD_ACCESS_HASH) and --trust-header")]
    Several,
    /// Half of a pair.
    #[error("--trust-header needs --trust-proxy: anyone could send the header otherwise")]
    Half,
    /// Others can reach the address, and nothing keeps them out.
    #[error(
        "{0} can be reached from other machines, and nothing says who may use it; set a password \
         with CUBEBOARD_ACCESS_HASH (cubeboard hash-password makes its value), trust a proxy with \
         --trust-header and --trust-proxy, listen on 127.0.0.1, or say --open"
    )]
    Unprotected(SocketAddr),
    /// A setting that cannot be read.
    #[error(transparent)]
    Settings(#[from] SettingsError),
}

impl Access {
    /// What the settings come to for this address.
    ///
    /// # Errors
    ///
    /// When they contradict each other, or let strangers in without saying so.
    pub fn new(
        arguments: AccessArguments,
        settings: &Settings,
        forwarding: &Forwarding,
        address: SocketAddr,
    ) -> Result<Self, AccessError> {
        let in_file = &settings.file.serve;
        let hash = settings.pick::<AccessHash>(None, ACCESS_HASH, in_file.access_hash.clone())?;
        let header =
            settings.pick(arguments.trust_header, TRUST_HEADER, in_file.trust_header.clone())?;
        if header.is_some() && forwarding.proxies.is_empty() {
            return Err(AccessError::Half);
        }
        match (arguments.open, hash, header) {
            (true, None, None) => Ok(Self::Anyone),
            (false, Some(hash), None) => {
                Ok(Self::Password(Arc::new(Guard::new(hash, forwarding.base_path()))))
            }
            (false, None, Some(header)) => {
                Ok(Self::Proxy(Arc::new(TrustedProxy::new(header, forwarding.clone()))))
            }
            (false, None, None) if address.ip().to_canonical().is_loopback() => Ok(Self::Anyone),
            (false, None, None) => Err(AccessError::Unprotected(address)),
            _ => Err(AccessError::Several),
        }
    }

    /// Puts it before everything but `/healthz`.
    pub fn protect(self, routes: Router) -> Router {
        match self {
            Self::Anyone => routes,
            _ => routes.layer(from_fn_with_state(self, check)),
        }
    }
}

async fn check(
    State(access): State<Access>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(client): Extension<ClientInfo>,
    request: Request,
    next: Next,
) -> Response {
    // A preflight carries no cookie, and its reply no data.
    if request.uri().path() == "/healthz" || request.method() == Method::OPTIONS {
        return next.run(request).await;
    }
    if cross_site::is_forged(request.method(), request.headers(), &client.own_address) {
        return refusal(StatusCode::FORBIDDEN, "cross-site", "sent by a page of another origin");
    }
    match access {
        Access::Anyone => next.run(request).await,
        Access::Proxy(proxy) if proxy.vouches(peer.ip(), request.headers()) => {
            next.run(request).await
        }
        Access::Proxy(_) => refusal(StatusCode::FORBIDDEN, "proxy", "not signed in at the proxy"),
        // Nothing else that is served takes a POST.
        Access::Password(guard) if request.method() == Method::POST => {
            guard.sign_in(client.address, request).await
        }
        Access::Password(guard) if guard.knows(request.headers()) => next.run(request).await,
        Access::Password(_) => {
            let accept = request.headers().get(header::ACCEPT).and_then(|it| it.to_str().ok());
            let is_reader = accept.is_some_and(|it| it.contains("text/html"));
            if is_reader && !request.uri().path().starts_with("/api/") {
                marked(form::ask(StatusCode::UNAUTHORIZED, request.headers(), None), SIGNED_OUT)
            } else {
                refusal(StatusCode::UNAUTHORIZED, SIGNED_OUT, "not signed in")
            }
        }
    }
}

/// What it is called in the header `Cubeboard-Answer` that somebody has to sign in, for the first time or anew: sessions
/// end with the command.
const SIGNED_OUT: &str = "signed-out";

/// A reply to a program, in the service's own form.
fn refusal(status: StatusCode, answer: &'static str, detail: &str) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    let body = serde_json::json!({ "detail": detail }).to_string();
    marked((status, headers, body).into_response(), answer)
}
