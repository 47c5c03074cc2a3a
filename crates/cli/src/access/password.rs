//! Password sign-in: one password for all who may use the page. Only its argon2 hash is known here.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use tokio::sync::Semaphore;

use super::attempts::Attempts;
use super::form::{self, Mistake};
use super::sessions::Sessions;
use crate::answer::marked;

/// A password's argon2 hash, as `cubeboard hash-password` prints it.
#[derive(Clone)]
pub struct AccessHash(String);

/// A text that is no such hash.
#[derive(Debug)]
pub struct NoHash;

/// The password, and who has given it.
#[derive(Debug)]
pub struct Guard {
    hash: AccessHash,
    base_path: String,
    sessions: Sessions,
    attempts: Attempts,
    /// Hashing takes memory on purpose; so much at once is enough.
    hashing: Semaphore,
}

/// More than a form with a password in it has.
const LONGEST_FORM_BYTES: usize = 4096;
/// How many passwords are hashed at once.
const HASHING_AT_ONCE: usize = 2;

impl AccessHash {
    /// Hashes a password with a salt of its own; nothing where the system has no random numbers.
    pub fn of(password: &str) -> Option<Self> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).ok()?;
        let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).ok()?;
        Some(Self(PasswordHash::to_string(&hash)))
    }

    /// Its text, for the settings.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn is_of(&self, password: &str) -> bool {
        Argon2::default().verify_password(password.as_bytes(), self.0.as_str()).is_ok()
    }
}

impl Guard {
    /// A guard who knows nobody yet, of what readers reach below a path, which is empty for all of the host.
    pub fn new(hash: AccessHash, base_path: &str) -> Self {
        Self {
            hash,
            base_path: base_path.to_owned(),
            sessions: Sessions::below(base_path),
            attempts: Attempts::default(),
            hashing: Semaphore::new(HASHING_AT_ONCE),
        }
    }

    /// Whether a request is of somebody who has signed in.
    pub fn knows(&self, headers: &HeaderMap) -> bool {
        self.sessions.knows(headers)
    }

    /// Takes the form that was sent in; the right password leads back to where the form stood.
    pub async fn sign_in(&self, sender: IpAddr, request: Request) -> Response {
        let (head, body) = request.into_parts();
        if let Err(wait) = self.attempts.begin(sender) {
            let mut reply =
                form::ask(StatusCode::TOO_MANY_REQUESTS, &head.headers, Some(Mistake::TooMany));
            let seconds = HeaderValue::from(wait.as_secs().max(1));
            reply.headers_mut().insert(header::RETRY_AFTER, seconds);
            return marked(reply, "locked");
        }
        let form = to_bytes(body, LONGEST_FORM_BYTES).await.unwrap_or_default();
        let mut fields = form_urlencoded::parse(&form);
        let password = fields.find(|(name, _)| name == "password").unwrap_or_default().1;
        if !self.is_right(password.into_owned()).await {
            let reply = form::ask(StatusCode::UNAUTHORIZED, &head.headers, Some(Mistake::Wrong));
            return marked(reply, "signed-out");
        }
        self.attempts.forget(sender);
        let back = head.uri.path_and_query().map_or("/", |it| it.as_str());
        // A second slash, of either kind, begins an address elsewhere.
        let is_here = |path: &str| !path.starts_with(['/', '\\']);
        let back = if back.strip_prefix('/').is_some_and(is_here) { back } else { "/" };
        let back = [&self.base_path, back].concat();
        match self.sessions.begin() {
            Some(cookie) => {
                let headers = [(header::LOCATION, back), (header::SET_COOKIE, cookie)];
                (StatusCode::SEE_OTHER, headers).into_response()
            }
            None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }

    async fn is_right(&self, password: String) -> bool {
        // Never closed.
        let Ok(_turn) = self.hashing.acquire().await else { return false };
        let hash = self.hash.clone();
        tokio::task::spawn_blocking(move || hash.is_of(&password)).await.unwrap_or(false)
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
    }

    #[test]
    fn what_is_no_hash_is_refused() {
        for text in ["", "blåbær", "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ", "$2b$12$abc"] {
            assert!(text.parse::<AccessHash>().is_err(), "{text}");
        }
    }
}
