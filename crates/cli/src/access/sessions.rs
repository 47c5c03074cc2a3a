//! Sessions of readers who signed in. A session is a random text in the reader's cookie; here is only its hash, so that
//! nothing that leaks from memory signs anybody in.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use tokio::time::Instant;

/// How long a reader stays signed in.
const LIFETIME: Duration = Duration::from_hours(12);
/// More than this many are not kept; the one that ends first gives way.
const MOST_SESSIONS: usize = 10_000;

/// A browser sends it back to this host only, and never over plain HTTP.
const COOKIE: &str = "__Host-cubeboard";
/// The same below a path, where browsers allow no `__Host-`.
const COOKIE_BELOW_PATH: &str = "__Secure-cubeboard";

/// The sessions that have not ended.
#[derive(Debug, Default)]
pub struct Sessions {
    /// Below which path, without a slash at its end, browsers send the cookie back; empty for all of the host.
    base_path: String,
    ends_at: Mutex<HashMap<[u8; 32], Instant>>,
}

impl Sessions {
    /// None yet, for what is served below a path.
    pub fn below(base_path: &str) -> Self {
        Self { base_path: base_path.to_owned(), ends_at: Mutex::default() }
    }

    fn cookie(&self) -> &'static str {
        if self.base_path.is_empty() { COOKIE } else { COOKIE_BELOW_PATH }
    }

    /// Begins a session; its cookie, or nothing where the system has no random numbers.
    pub fn begin(&self) -> Option<String> {
        let mut random = [0; 32];
        getrandom::fill(&mut random).ok()?;
        let text = URL_SAFE_NO_PAD.encode(random);
        let now = Instant::now();
        let mut sessions = self.ends_at.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, ends_at| *ends_at > now);
        if sessions.len() >= MOST_SESSIONS {
            let first = sessions.iter().min_by_key(|(_, ends_at)| **ends_at).map(|(key, _)| *key);
            first.map(|it| sessions.remove(&it));
        }
        sessions.insert(key(&text), now + LIFETIME);
        let (cookie, path, seconds) = (self.cookie(), &self.base_path, LIFETIME.as_secs());
        // Not Strict: then a link on another site would lead a reader who has signed in to the form again.
        Some(format!(
            "{cookie}={text}; Path={path}/; Max-Age={seconds}; HttpOnly; Secure; SameSite=Lax"
        ))
    }

    /// Whether a request belongs to one of them.
    pub fn knows(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
        let mut texts = cookies.flat_map(|it| it.split(';')).filter_map(|it| {
            it.trim().strip_prefix(self.cookie()).and_then(|rest| rest.strip_prefix('='))
        });
        let sessions = self.ends_at.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        texts.any(|it| sessions.get(&key(it)).is_some_and(|ends_at| *ends_at > now))
    }
}

fn key(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookie: &str) -> HeaderMap {
        let (pair, _) = cookie.split_once(';').unwrap();
        HeaderMap::from_iter([(header::COOKIE, format!("a=b; {pair}").parse().unwrap())])
    }

    #[tokio::test(start_paused = true)]
    async fn a_session_ends_by_itself() {
        let sessions = Sessions::default();
        let cookie = sessions.begin().unwrap();
        assert!(
            cookie.ends_with("; Path=/; Max-Age=43200; HttpOnly; Secure; SameSite=Lax"),
            "{cookie}"
        );
        assert!(sessions.knows(&headers(&cookie)));
        assert!(!sessions.knows(&headers(&cookie.replace("cubeboard=", "cubeboard=x"))));
        tokio::time::advance(LIFETIME).await;
        assert!(!sessions.knows(&headers(&cookie)));
    }

    #[test]
    fn report_4_below_a_path_the_cookie_is_for_what_is_there_alone() {
        let sessions = Sessions::below("/cube");
        let cookie = sessions.begin().unwrap();
        assert!(cookie.starts_with("__Secure-cubeboard="), "{cookie}");
        assert!(cookie.contains("; Path=/cube/; "), "{cookie}");
        assert!(sessions.knows(&headers(&cookie)));
    }

    #[tokio::test(start_paused = true)]
    async fn the_oldest_gives_way() {
        let sessions = Sessions::default();
        let first = sessions.begin().unwrap();
        tokio::time::advance(Duration::from_secs(1)).await;
        for _ in 0..MOST_SESSIONS {
            sessions.begin().unwrap();
        }
        assert!(!sessions.knows(&headers(&first)));
        assert_eq!(sessions.ends_at.lock().unwrap().len(), MOST_SESSIONS);
    }
}
