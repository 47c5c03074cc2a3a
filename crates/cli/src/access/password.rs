//! Password sign-in: one password for all who may use the page. Only its argon2 hash is known here.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use cubeboard_responses::text::normal_form::normal_form;

use super::attempts::{Attempts, Sender};
use super::events::{Event, Events};
use super::form::{self, Mistake};
use super::hashing::{Device, Hashing, LineTooLong};
use super::session_keys::SessionKeys;
use super::sessions::{Session, Sessions};
use super::signed_cookies::{renew_cookie, set_cookie};
use crate::answer::marked;
use crate::clock;
use crate::shared::Shared;

/// A password's argon2 hash, as `cubeboard hash-password` prints it.
#[derive(Clone)]
pub struct AccessHash(String);

/// A text that is no such hash.
#[derive(Debug)]
pub struct NoHash;

/// The password, and who has given it.
#[derive(Debug)]
pub struct Guard {
    base_path: String,
    sessions: Sessions,
    attempts: Attempts,
    hashing: Hashing,
    events: Events,
}

/// Where readers sign out.
const SIGN_OUT: &str = "/sign-out";

impl AccessHash {
    /// Hashes a password with a salt of its own; nothing where the system has no random numbers.
    pub fn of(password: &str) -> Option<Self> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).ok()?;
        let password = normal_form(password);
        let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).ok()?;
        Some(Self(PasswordHash::to_string(&hash)))
    }

    /// Its text, for the settings.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is this password's, however its letters are composed.
    pub(super) fn is_of(&self, password: &str) -> bool {
        let password = normal_form(password);
        Argon2::default().verify_password(password.as_bytes(), self.0.as_str()).is_ok()
    }
}

impl Guard {
    /// A guard who knows nobody yet, of what readers reach below a path, which is empty for all of the host.
    pub fn new(
        hash: AccessHash,
        keys: SessionKeys,
        base_path: &str,
        shared: &Shared,
        events: Events,
    ) -> Self {
        Self {
            base_path: base_path.to_owned(),
            sessions: Sessions::new(keys, base_path, shared.clone()),
            attempts: Attempts::new(shared.clone()),
            hashing: Hashing::new(hash, shared.clone()),
            events,
        }
    }

    /// Whether readers stay signed in when the command is started anew.
    pub fn has_lasting_sessions(&self) -> bool {
        self.sessions.are_lasting()
    }

    /// Where what happens is written down.
    pub fn events(&self) -> &Events {
        &self.events
    }

    /// The session of a request of somebody who has signed in.
    pub async fn session(&self, headers: &HeaderMap) -> Option<Session> {
        self.sessions.of(headers, clock::now_seconds()).await
    }

    /// Lets a reply to somebody who has signed in carry the session on, once it is time and where no shared cache may
    /// keep it.
    pub fn renew(&self, session: Session, reply: &mut Response) {
        if let Some(cookie) = self.sessions.renewal(session, clock::now_seconds()) {
            renew_cookie(reply, &cookie);
        }
    }

    /// Takes a form that was sent in: the password, or the wish to sign out. `pass_removal` is the header by which a
    /// browser that was a display's is one no more, once somebody has signed in there.
    pub async fn take_form(
        &self,
        sender: IpAddr,
        request: Request,
        pass_removal: Option<String>,
    ) -> Response {
        if request.uri().path() == SIGN_OUT {
            return self.sign_out(sender, request.headers()).await;
        }
        match self.sign_in(sender, request).await {
            Ok(mut welcome) => {
                if let Some(cookie) = pass_removal {
                    set_cookie(&mut welcome, &cookie);
                }
                welcome
            }
            Err(refusal) => refusal,
        }
    }

    /// Ends the session and leads to where the form stands.
    async fn sign_out(&self, sender: IpAddr, headers: &HeaderMap) -> Response {
        let session = self.session(headers).await;
        if session.is_some() {
            self.events.note(Event::SignOut, sender);
        }
        let cookie = self.sessions.end(session, clock::now_seconds()).await;
        let headers =
            [(header::LOCATION, format!("{}/", self.base_path)), (header::SET_COOKIE, cookie)];
        (StatusCode::SEE_OTHER, headers).into_response()
    }

    /// The right password leads back to where the form stood; the reply to any other is an error.
    async fn sign_in(&self, address: IpAddr, request: Request) -> Result<Response, Response> {
        let (head, body) = request.into_parts();
        let known = self.sessions.device(&head.headers);
        let sender = known.map_or(Sender::Address(address), Sender::Device);
        if let Err(wait) = self.attempts.begin(sender).await {
            return Err(self.locked(address, &head.headers, wait));
        }
        let form = form::receive(body).await;
        let mut fields = form_urlencoded::parse(&form);
        let password = fields.find(|(name, _)| name == "password").unwrap_or_default().1;
        let device = if known.is_some() { Device::Known } else { Device::Strange };
        match self.hashing.is_right(password.into_owned(), device).await {
            Err(LineTooLong) => {
                return Err(self.locked(address, &head.headers, Duration::from_secs(5)));
            }
            Ok(false) => {
                self.events.note(Event::WrongPassword, address);
                let reply =
                    form::ask(StatusCode::UNAUTHORIZED, &head.headers, Some(Mistake::Wrong));
                return Err(marked(reply, "signed-out"));
            }
            Ok(true) => self.attempts.forget(sender).await,
        }
        let back = head.uri.path_and_query().map_or("/", |it| it.as_str());
        // A second slash, of either kind, begins an address elsewhere.
        let is_here = |path: &str| !path.starts_with(['/', '\\']);
        let back = if back.strip_prefix('/').is_some_and(is_here) { back } else { "/" };
        let back = [&self.base_path, back].concat();
        let Some(cookie) = self.sessions.begin(clock::now_seconds()) else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        self.events.note(Event::SignIn, address);
        let mut reply = (StatusCode::SEE_OTHER, [(header::LOCATION, back)]).into_response();
        set_cookie(&mut reply, &cookie);
        if known.is_none()
            && let Some(cookie) = self.sessions.device_cookie()
        {
            set_cookie(&mut reply, &cookie);
        }
        Ok(reply)
    }

    fn locked(&self, sender: IpAddr, headers: &HeaderMap, wait: Duration) -> Response {
        self.events.note(Event::Locked, sender);
        let mut reply = form::ask(StatusCode::TOO_MANY_REQUESTS, headers, Some(Mistake::TooMany));
        let seconds = HeaderValue::from(wait.as_secs().max(1));
        reply.headers_mut().insert(header::RETRY_AFTER, seconds);
        marked(reply, "locked")
    }
}

impl FromStr for AccessHash {
    type Err = NoHash;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_argon2 = text.starts_with("$argon2");
        let hash = PasswordHash::new(text).ok().filter(|it| is_argon2 && it.hash.is_some());
        hash.map(|_| Self(text.to_owned())).ok_or(NoHash)
    }
}

impl fmt::Display for NoHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("must be an argon2 hash, as cubeboard hash-password prints it")
    }
}

/// Does not show the hash: who has it can try passwords in peace.
impl fmt::Debug for AccessHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessHash")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_of_one_password_only_and_salted() {
        let hash = AccessHash::of("blåbær og fløte").unwrap();
        assert!(hash.is_of("blåbær og fløte"));
        assert!(!hash.is_of("blåbær") && !hash.is_of(""));
        assert_ne!(hash.as_str(), AccessHash::of("blåbær og fløte").unwrap().as_str());
        assert!(hash.as_str().parse::<AccessHash>().unwrap().is_of("blåbær og fløte"));
        assert!(!format!("{hash:?}").contains("argon2"));
        let decomposed = "bla\u{30a}bær og fløte";
        assert!(
            hash.is_of(decomposed) && AccessHash::of(decomposed).unwrap().is_of("blåbær og fløte")
        );
    }

    #[test]
    fn what_is_no_hash_is_refused() {
        for text in ["", "blåbær", "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ", "$2b$12$abc"] {
            assert!(text.parse::<AccessHash>().is_err(), "{text}");
        }
    }
}
