//! Events of access control: who signed in, was refused or signed out, in the log and in the figures. Each has the sender's
//! address, and none a password, a cookie or what a reader looked at.

use std::net::IpAddr;
use std::sync::Arc;

use crate::metrics::Metrics;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The password was right.
    SignIn,
    /// It was wrong.
    WrongPassword,
    /// There were too many attempts before it.
    Locked,
    /// A reader signed out.
    SignOut,
    /// A page of another site sent it.
    CrossSite,
    /// A key was of no display.
    WrongDisplayKey,
    /// The proxy named nobody, or it was no proxy.
    NotByProxy,
}

impl Event {
    fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::WrongPassword => "wrong-password",
            Self::Locked => "locked",
            Self::SignOut => "sign-out",
            Self::CrossSite => "cross-site",
            Self::WrongDisplayKey => "wrong-display-key",
            Self::NotByProxy => "not-by-proxy",
        }
    }
}

/// Where events are written down.
#[derive(Debug, Clone, Default)]
pub struct Events(Arc<Metrics>);

impl Events {
    /// Counted in these figures.
    pub fn new(metrics: Arc<Metrics>) -> Self {
        Self(metrics)
    }

    /// Notes what a sender did.
    pub fn note(&self, event: Event, sender: IpAddr) {
        let name = event.name();
        self.0.count_access_event(name);
        tracing::info!(event = name, sender = %sender, "access");
    }

    /// Notes that a display gave its key for a cookie.
    pub fn note_display(&self, name: &str, sender: IpAddr) {
        self.0.count_access_event("display-key");
        tracing::info!(event = "display-key", display = ?name, sender = %sender, "access");
    }

    /// Notes a user whom the proxy names, when they come.
    pub fn note_proxy_user(&self, user: &str, sender: IpAddr) {
        self.0.count_access_event("proxy-user");
        // Debug takes the sting out of whatever else stands in the name.
        tracing::info!(event = "proxy-user", user = ?user, sender = %sender, "access");
    }
}
