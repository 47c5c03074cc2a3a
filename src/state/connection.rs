//! Connection to Cube: endpoint and credentials. What the reader types stays in memory, and is used only once it is
//! confirmed; a token is kept for this tab only where the reader says so, and always together with the endpoint that it is
//! for. A user's password is never kept: it opens more than Cube, and unlike a token cannot be withdrawn by itself.

use cubeboard_cube::connection::{self, Facts, Finding};
use cubeboard_cube::fetch::Freshness;
use cubeboard_responses::address::Address;
use leptos::prelude::*;

use crate::browser::{clock, network, storage};
use crate::config::Config;
use crate::net::client;
use crate::net::endpoint::{Endpoint, EndpointError, SignIn, SignInKind};

/// The dialog's fields, and the endpoint in use.
#[derive(Debug, Clone, Copy)]
pub struct Connection {
    is_dialog_open: RwSignal<bool>,
    address: RwSignal<String>,
    kind: RwSignal<SignInKind>,
    token: RwSignal<String>,
    user: RwSignal<String>,
    password: RwSignal<String>,
    is_kept: RwSignal<bool>,
    endpoint: RwSignal<Endpoint>,
    error: RwSignal<Option<EndpointError>>,
    test: RwSignal<Test>,
    /// How many tests were asked for: only the newest one counts.
    tests: RwSignal<u32>,
}

/// The one that is in context.
pub fn use_connection() -> Connection {
    expect_context()
}

/// What is kept for the tab is kept under this name.
const NAME: &str = "sign-in";
/// The ways to sign in by their tags, the address and the token are kept under these.
const KIND: &str = "kind";
const ENDPOINT: &str = "endpoint";
const TOKEN: &str = "token";

/// How far a test of the connection is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Test {
    /// None was asked for.
    #[default]
    None,
    /// The reply is awaited.
    Running,
    /// What was found, and a text on it for the service's support.
    Done(Finding, String),
}

impl Connection {
    /// What is kept for this tab, or else what the configuration says.
    pub fn new(config: &Config) -> Self {
        let connection = Self {
            is_dialog_open: RwSignal::new(false),
            address: RwSignal::default(),
            kind: RwSignal::default(),
            token: RwSignal::default(),
            user: RwSignal::default(),
            password: RwSignal::default(),
            is_kept: RwSignal::new(false),
            endpoint: RwSignal::default(),
            error: RwSignal::new(None),
            test: RwSignal::default(),
            tests: RwSignal::new(0),
        };
        connection.configure(config);
        connection
    }

    /// Whether the dialog is open, to be bound to it.
    pub fn is_dialog_open(self) -> RwSignal<bool> {
        self.is_dialog_open
    }

    /// Opens the dialog.
    pub fn open_dialog(self) {
        self.is_dialog_open.set(true);
    }

    /// Closes the dialog.
    pub fn close_dialog(self) {
        self.is_dialog_open.set(false);
    }

    /// The endpoint's address as typed, to be bound; empty for where the page comes from.
    pub fn address(self) -> RwSignal<String> {
        self.address
    }

    /// How to sign in, as chosen.
    pub fn kind(self) -> SignInKind {
        self.kind.get()
    }

    /// Chooses how to sign in.
    pub fn choose_kind(self, kind: SignInKind) {
        self.kind.set(kind);
    }

    /// The token as typed, to be bound.
    pub fn token(self) -> RwSignal<String> {
        self.token
    }

    /// The user's name as typed, to be bound.
    pub fn user(self) -> RwSignal<String> {
        self.user
    }

    /// The password as typed, to be bound.
    pub fn password(self) -> RwSignal<String> {
        self.password
    }

    /// Whether endpoint and token are kept until the tab is closed, to be bound.
    pub fn is_kept(self) -> RwSignal<bool> {
        self.is_kept
    }

    fn configure(self, config: &Config) {
        let kept = Address::parse(&storage::read_in_tab(NAME).unwrap_or_default());
        if let Some(kind) = SignInKind::from_tag(kept.get(KIND)) {
            self.kind.set(kind);
            self.is_kept.set(true);
            self.address.set(kept.get(ENDPOINT).to_owned());
            self.token.set(kept.get(TOKEN).to_owned());
        } else {
            self.address.set(config.endpoint.clone());
            self.kind.set(config.sign_in);
        }
        self.confirm();
    }

    /// Keeps the endpoint for this tab, and a token that signs in there, or forgets what was kept.
    fn keep(self) {
        let kept = self.is_kept.get_untracked().then(|| {
            let kind = self.kind.get_untracked();
            let kept = Address::default()
                .with(KIND, kind.tag())
                .with(ENDPOINT, &self.address.read_untracked());
            let kept = match kind {
                SignInKind::Token => kept.with(TOKEN, &self.token.read_untracked()),
                SignInKind::None | SignInKind::Password => kept,
            };
            kept.search()
        });
        storage::write_in_tab(NAME, kept.as_deref());
    }

    /// The endpoint in use.
    pub fn endpoint(self) -> Endpoint {
        self.endpoint.get_untracked()
    }

    /// What cannot be used of what is typed, since it was last confirmed or tested.
    pub fn error(self) -> Option<EndpointError> {
        self.error.get()
    }

    /// How far the test is.
    pub fn test(self) -> Test {
        self.test.get()
    }

    /// Uses what is typed from now on; says whether that is possible.
    pub fn confirm(self) -> bool {
        let typed = self.typed();
        self.error.set(typed.as_ref().err().copied());
        if typed.is_ok() {
            self.keep();
        }
        typed.map(|it| self.endpoint.set(it)).is_ok()
    }

    /// Keeps nothing for this tab any more.
    pub fn forget_kept(self) {
        self.is_kept.set(false);
        self.keep();
    }

    /// Forgets what signs in, typed, in use or kept.
    pub fn forget(self) {
        self.forget_kept();
        self.tests.update(|count| *count += 1);
        for secret in [self.token, self.user, self.password] {
            secret.set(String::new());
        }
        self.kind.set(SignInKind::None);
        self.test.set(Test::None);
        let base = self.endpoint.with_untracked(|it| it.base().to_owned());
        self.endpoint.set(Endpoint::new(&base, &SignIn::None).unwrap_or_default());
    }

    /// Asks the service one small question by what is typed, without using it for anything else.
    pub fn start_test(self) {
        let typed = self.typed();
        self.error.set(typed.as_ref().err().copied());
        if let (Ok(endpoint), Some(stopper)) = (typed, network::stopper()) {
            self.test.set(Test::Running);
            self.tests.update(|count| *count += 1);
            self.run_test(endpoint, stopper);
        }
    }

    // Not an `Action`: in Leptos 0.8 an earlier request that is answered later overwrites the value of the newest one.
    #[expect(clippy::disallowed_methods, reason = "asynchronous work starts in state")]
    fn run_test(self, endpoint: Endpoint, stopper: web_sys::AbortController) {
        let sign_in = match self.kind.get_untracked() {
            SignInKind::None => "none",
            SignInKind::Token => "token",
            SignInKind::Password => "user and password",
        };
        let number = self.tests.get_untracked();
        leptos::task::spawn_local(async move {
            let started = clock::now();
            let (target, stop) = (connection::question(), stopper.signal());
            let reply = client::fetch(&endpoint, &target, &Freshness::anew(), &stop).await;
            let is_there = reply.is_err() && client::is_there(&endpoint, &target, &stop).await;
            let status = reply.as_ref().ok().map(|it| it.status);
            let finding = connection::judge(reply, is_there);
            let page = network::origin();
            let facts = Facts {
                page: &page,
                endpoint: if endpoint.base().is_empty() { &page } else { endpoint.base() },
                sign_in,
                at: &started.naive_utc().and_utc().to_string(),
                millis: (clock::now() - started).num_milliseconds(),
                status,
                browser: &network::user_agent(),
            };
            let report = connection::report(&finding, &facts);
            if self.tests.get_untracked() == number {
                self.test.set(Test::Done(finding, report));
            }
        });
    }

    fn typed(self) -> Result<Endpoint, EndpointError> {
        let sign_in = match self.kind.get_untracked() {
            SignInKind::None => SignIn::None,
            SignInKind::Token => SignIn::Token(self.token.get_untracked()),
            SignInKind::Password => SignIn::Password {
                user: self.user.get_untracked(),
                password: self.password.get_untracked(),
            },
        };
        Endpoint::new(&self.address.read_untracked(), &sign_in)
    }
}
