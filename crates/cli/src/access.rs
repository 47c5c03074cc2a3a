//! Access control: who may use what is served: anyone, those who know a password, or those whom a proxy in front
//! vouches for.
//!
//! It stands before all routes but health checks, and lets in anyone (a loopback address, or `--open`), or who has a
//! password, or whom a proxy names.
//!
//! `password.rs` compares with an argon2 hash, as often as `attempts.rs` allows and no faster than `hashing.rs` does;
//! `sessions.rs` signs the cookies it gives, with keys of `session_keys.rs`. They come along with links on other sites,
//! too; so `cross_site.rs` refuses whatever is to change something and comes from there. `events.rs` writes down what
//! happened. `displays.rs` knows screens that read the wallboard by a key. The form (`form.rs`) stands at the very
//! address that was asked for and sends itself there, so it needs no parameter that says where to go next. `document.rs`
//! is what it and the displays' entrance look like.

mod attempts;
mod cross_site;
pub mod displays;
pub mod document;
pub mod events;
mod form;
mod hashing;
mod language;
pub mod password;
pub mod proxy;
mod refusal;
mod session_keys;
mod sessions;
mod signed_cookies;

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::{Extension, Router};
use thiserror::Error;

use crate::answer::marked;
use crate::forwarding::{ClientInfo, Forwarding};
use crate::health;
use crate::listen::ListenAddress;
use crate::relay_key::RelayKey;
use crate::settings::{ACCESS_HASH, Settings, SettingsError, TRUST_HEADER};
use crate::shared::Shared;
use displays::{Displays, KeyState, Pass};
use events::{Event, Events};
use password::{AccessHash, Guard};
use proxy::{HeaderNameSetting, TrustedProxy};
use refusal::{SIGNED_OUT, is_navigation, refusal};
use session_keys::SessionKeys;

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
    #[error(
        "--trust-header needs --trust-proxy, or --listen unix:PATH: anyone could send the header \
         otherwise"
    )]
    Half,
    /// Others can reach the address, and nothing keeps them out.
    #[error(
        "{0} can be reached from other machines, and nothing says who may use it; set a password \
         with CUBEBOARD_ACCESS_HASH (cubeboard hash-password makes its value), trust a proxy with \
         --trust-header and --trust-proxy, listen on 127.0.0.1, or say --open"
    )]
    Unprotected(ListenAddress),
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
        address: &ListenAddress,
        key: &RelayKey,
        shared: &Shared,
        events: Events,
    ) -> Result<Self, AccessError> {
        let in_file = &settings.file.serve;
        let hash = settings.pick::<AccessHash>(None, ACCESS_HASH, in_file.access_hash.clone())?;
        let header =
            settings.pick(arguments.trust_header, TRUST_HEADER, in_file.trust_header.clone())?;
        if header.is_some() && forwarding.proxies.is_empty() && !address.is_file() {
            return Err(AccessError::Half);
        }
        match (arguments.open, hash, header) {
            (true, None, None) => Ok(Self::Anyone),
            (false, Some(hash), None) => {
                let keys = SessionKeys::new(key, &hash);
                let guard = Guard::new(hash, keys, forwarding.base_path(), shared, events);
                Ok(Self::Password(Arc::new(guard)))
            }
            (false, None, Some(header)) => {
                let proxy = TrustedProxy::new(header, events);
                Ok(Self::Proxy(Arc::new(proxy)))
            }
            (false, None, None) if address.is_local() => Ok(Self::Anyone),
            (false, None, None) => Err(AccessError::Unprotected(address.clone())),
            _ => Err(AccessError::Several),
        }
    }

    /// Writes to the log what whoever starts the command should know.
    pub fn log_start(&self, address: &ListenAddress, forwarding: &Forwarding, has_displays: bool) {
        if has_displays && matches!(self, Self::Anyone) {
            tracing::warn!(
                "anyone may read all that is served here: a display's key limits that display, and keeps nobody out"
            );
        }
        let is_public_http = forwarding.public_url.as_ref().is_none_or(|it| !it.is_secure());
        let is_readable = is_public_http && forwarding.proxies.is_empty() && !address.is_local();
        if has_displays && is_readable {
            tracing::warn!(
                "displays that come over plain HTTP are known to nobody, as browsers keep no cookie by it; put a web \
                 server with TLS in front, and name it with --trust-proxy"
            );
        }
        let Self::Password(guard) = self else { return };
        if is_readable {
            tracing::warn!(
                "passwords come over plain HTTP, which anybody on the way can read, and browsers keep no \
                 session by it; put a web server with TLS in front, and name it with --trust-proxy"
            );
        }
        if !guard.has_lasting_sessions() {
            tracing::info!(
                "sessions are signed with a key made now, and end with this process; \
                 --session-key-file makes them last, and hold at other relays"
            );
        }
    }

    /// Whether readers sign in here.
    pub fn has_sign_out(&self) -> bool {
        matches!(self, Self::Password(_))
    }

    fn events(&self) -> Option<&Events> {
        match self {
            Self::Anyone => None,
            Self::Password(guard) => Some(guard.events()),
            Self::Proxy(proxy) => Some(proxy.events()),
        }
    }

    /// Puts it before everything but health checks. Displays, where there are any, read beside those who may.
    pub fn protect(self, routes: Router, displays: Option<Arc<Displays>>) -> Router {
        match (&self, &displays) {
            (Self::Anyone, None) => routes,
            _ => routes.layer(from_fn_with_state(AccessControl { access: self, displays }, check)),
        }
    }
}

/// State of the middleware: who is let in, readers and displays.
#[derive(Debug, Clone)]
struct AccessControl {
    access: Access,
    displays: Option<Arc<Displays>>,
}

impl AccessControl {
    fn events(&self) -> Option<&Events> {
        self.access.events().or(self.displays.as_ref().map(|it| it.events()))
    }

    /// The displays with the pass of one that sent a request; nothing where a reader did, on whatever device.
    async fn display(&self, client: &ClientInfo, headers: &HeaderMap) -> Option<(&Displays, Pass)> {
        let displays = self.displays.as_deref()?;
        let pass = displays.pass(headers)?;
        let is_reader = match &self.access {
            // Anybody may read all of it then; a display is told apart all the same, so that it can be tried.
            Access::Anyone => false,
            Access::Password(guard) => guard.session(headers).await.is_some(),
            Access::Proxy(proxy) => proxy.vouches(client, headers),
        };
        (!is_reader).then_some((displays, pass))
    }

    /// Whether a request sends in the form of readers who sign in or out here.
    fn is_form(&self, request: &Request) -> bool {
        let takes_forms = matches!(self.access, Access::Password(_));
        let is_post = request.method() == Method::POST;
        takes_forms && is_post && !request.uri().path().starts_with("/api/")
    }
}

async fn check(
    State(control): State<AccessControl>,
    Extension(client): Extension<ClientInfo>,
    request: Request,
    next: Next,
) -> Response {
    // A preflight carries no cookie, and its reply no data.
    if health::is_check(request.uri().path()) || request.method() == Method::OPTIONS {
        return next.run(request).await;
    }
    if cross_site::is_forged(request.method(), request.headers(), &client.own_address) {
        if let Some(events) = control.events() {
            events.note(Event::CrossSite, client.address);
        }
        return refusal(StatusCode::FORBIDDEN, "cross-site", "sent by a page of another origin");
    }
    let path = request.uri().path();
    if let Some(displays) = control.displays.as_ref().filter(|_| Displays::is_entrance(path)) {
        return displays.answer_entrance(client.address, request).await;
    }
    let display = control.display(&client, request.headers()).await;
    // Somebody may sign in on a display, whatever its key is worth by now.
    if let Some((displays, pass)) = display.filter(|_| !control.is_form(&request)) {
        return match displays.key_state(&pass).await {
            KeyState::Valid(display) => displays.answer(display, &pass, request, next).await,
            KeyState::Withdrawn => displays.refuse_withdrawn(&request),
            KeyState::Unknown => Displays::unavailable(&request),
        };
    }
    match control.access {
        Access::Anyone => next.run(request).await,
        Access::Proxy(proxy) if proxy.vouches(&client, request.headers()) => {
            next.run(request).await
        }
        Access::Proxy(proxy) => {
            proxy.events().note(Event::NotByProxy, client.address);
            refusal(StatusCode::FORBIDDEN, "proxy", "not signed in at the proxy")
        }
        // Nothing else that is served takes a POST.
        Access::Password(guard) if request.method() == Method::POST => {
            let display = control.displays.as_ref();
            let pass_removal = display.and_then(|it| it.pass_removal(request.headers()));
            guard.take_form(client.address, request, pass_removal).await
        }
        Access::Password(guard) => {
            if let Some(session) = guard.session(request.headers()).await {
                let mut reply = next.run(request).await;
                guard.renew(session, &mut reply);
                return reply;
            }
            if is_navigation(&request) {
                marked(form::ask(StatusCode::UNAUTHORIZED, request.headers(), None), SIGNED_OUT)
            } else {
                refusal(StatusCode::UNAUTHORIZED, SIGNED_OUT, "not signed in")
            }
        }
    }
}
