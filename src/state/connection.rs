//! Where Cube is asked and as whom. What the reader types stays in memory, and is used only once it is confirmed.

use crate::live::Held;
use cubeboard_core::connection::{self, Facts, Finding};

use crate::browser::{clock, network};
use crate::config::Config;
use crate::net::client;
use crate::net::endpoint::{Endpoint, EndpointError, SignIn, SignInKind};

/// The dialog's fields, and the endpoint in use.
#[derive(Debug, Clone, Copy)]
pub struct Connection {
    /// Whether the dialog is open.
    pub is_open: Held<bool>,
    /// The endpoint's address as typed; empty for where the page comes from.
    pub address: Held<String>,
    /// How to sign in.
    pub kind: Held<SignInKind>,
    /// The token.
    pub token: Held<String>,
    /// The user's name.
    pub user: Held<String>,
    /// The password.
    pub password: Held<String>,
    endpoint: Held<Endpoint>,
    is_wrong: Held<bool>,
    test: Held<Test>,
}

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
    /// The page's own origin, without sign-in.
    pub fn new() -> Self {
        Self {
            is_open: Held::new(false),
            address: Held::default(),
            kind: Held::default(),
            token: Held::default(),
            user: Held::default(),
            password: Held::default(),
            endpoint: Held::default(),
            is_wrong: Held::new(false),
            test: Held::default(),
        }
    }

    /// Takes over what the configuration says.
    pub fn configure(self, config: &Config) {
        self.address.set(config.endpoint.clone());
        self.kind.set(config.sign_in);
        self.confirm();
    }

    /// The endpoint in use.
    pub fn endpoint(self) -> Endpoint {
        self.endpoint.get_untracked()
    }

    /// Whether the address as typed is none that can be asked.
    pub fn is_wrong(self) -> bool {
        self.is_wrong.get()
    }

    /// How far the test is.
    pub fn test(self) -> Test {
        self.test.get()
    }

    /// Uses what is typed from now on; says whether that is possible.
    pub fn confirm(self) -> bool {
        let typed = self.typed();
        self.is_wrong.set(typed.is_err());
        typed.map(|it| self.endpoint.set(it)).is_ok()
    }

    /// Forgets what signs in, typed or in use.
    pub fn forget(self) {
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
        self.is_wrong.set(typed.is_err());
        if let (Ok(endpoint), Some(stopper)) = (typed, network::stopper()) {
            self.test.set(Test::Running);
            self.run_test(endpoint, stopper);
        }
    }

    #[expect(clippy::disallowed_methods, reason = "asynchronous work starts in state")]
    fn run_test(self, endpoint: Endpoint, stopper: web_sys::AbortController) {
        let sign_in = match self.kind.get_untracked() {
            SignInKind::None => "none",
            SignInKind::Token => "token",
            SignInKind::Password => "user and password",
        };
        leptos::task::spawn_local(async move {
            let started = clock::now();
            let (target, stop) = (connection::question(), stopper.signal());
            let reply = client::fetch(&endpoint, &target, true, &stop).await;
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
                browser: &network::browser(),
            };
            let report = connection::report(&finding, &facts);
            self.test.set(Test::Done(finding, report));
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

impl Default for Connection {
    fn default() -> Self {
        Self::new()
    }
}
