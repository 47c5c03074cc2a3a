//! Sessions of readers who signed in: signed cookies, so that any relay with the same key knows them, and none has to
//! remember who came. What is remembered is who signed out, until the session would have ended anyway.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::HeaderMap;

use super::session_keys::SessionKeys;
use super::signed_cookies::{Names, SignedCookies};
use crate::shared::{Kind, Shared};

/// Without a request for so long, a session ends.
const IDLE_SECONDS: i64 = 4 * 3600;
/// It ends after so long in any case.
const LONGEST_SECONDS: i64 = 12 * 3600;
/// Its cookie is written anew when it is older than this.
const RENEWAL_SECONDS: i64 = 600;
/// For so long a device counts as one from which somebody signed in.
const DEVICE_SECONDS: i64 = 365 * 24 * 3600;

const SESSION: Names = ["__Host-cubeboard", "__Secure-cubeboard"];
const DEVICE: Names = ["__Host-cubeboard-device", "__Secure-cubeboard-device"];

/// The number of a session or of a device, random and unique.
pub type Id = u128;

/// The keys, and the sessions that were ended before their time.
#[derive(Debug)]
pub struct Sessions {
    cookies: SignedCookies,
    are_lasting: bool,
    /// Each with when it would have ended, in seconds since 1970.
    ended: Mutex<HashMap<Id, i64>>,
    /// Where other relays look them up.
    shared: Shared,
    /// Those that could not be put there yet, each with when it would have ended.
    untold: Mutex<Vec<(Id, i64)>>,
}

/// A session that has not ended; times in seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    id: Id,
    began: i64,
    renewed: i64,
}

impl Sessions {
    /// None ended yet, for what is served below a path.
    pub fn new(keys: SessionKeys, base_path: &str, shared: Shared) -> Self {
        Self {
            are_lasting: keys.are_of_file(),
            cookies: SignedCookies::new(keys.all(), base_path),
            ended: Mutex::default(),
            shared,
            untold: Mutex::default(),
        }
    }

    /// Whether sessions outlive the command.
    pub fn are_lasting(&self) -> bool {
        self.are_lasting
    }

    /// Begins a session; its cookie, or nothing where the system has no random numbers.
    pub fn begin(&self, now: i64) -> Option<String> {
        Some(self.cookie_of(Session { id: random()?, began: now, renewed: now }))
    }

    /// The session that a request belongs to.
    pub async fn of(&self, headers: &HeaderMap, now: i64) -> Option<Session> {
        let session = self.of_here(headers, now)?;
        self.tell(now).await;
        let ended = self.shared.get(Kind::SignOut, &[&session.id.to_le_bytes()]).await;
        ended.is_none().then_some(session)
    }

    fn of_here(&self, headers: &HeaderMap, now: i64) -> Option<Session> {
        let session =
            self.cookies.read(headers, SESSION).find_map(|it| Session::parse(&it.value))?;
        let lives = now < session.began + LONGEST_SECONDS && now < session.renewed + IDLE_SECONDS;
        (lives && !self.ended().contains_key(&session.id)).then_some(session)
    }

    /// The cookie by which a session goes on, once it is time.
    pub fn renewal(&self, session: Session, now: i64) -> Option<String> {
        let is_due = now >= session.renewed + RENEWAL_SECONDS;
        is_due.then(|| self.cookie_of(Session { renewed: now, ..session }))
    }

    /// Ends a session; the cookie that takes it from the browser.
    pub async fn end(&self, session: Option<Session>, now: i64) -> String {
        if let Some(session) = session {
            self.end_here(session, now);
            if self.shared.is_there() {
                self.untold().push((session.id, session.began + LONGEST_SECONDS));
                self.tell(now).await;
            }
        }
        self.cookies.removal(SESSION)
    }

    /// The cookie that tells a device from which somebody signed in.
    pub fn device_cookie(&self) -> Option<String> {
        Some(self.cookies.write(DEVICE, random()?.to_string(), DEVICE_SECONDS))
    }

    /// The device that a request comes from, where somebody signed in from there before.
    pub fn device(&self, headers: &HeaderMap) -> Option<Id> {
        self.cookies.read(headers, DEVICE).find_map(|it| it.value.parse().ok())
    }

    fn end_here(&self, session: Session, now: i64) {
        let mut ended = self.ended();
        ended.retain(|_, until| *until > now);
        ended.insert(session.id, session.began + LONGEST_SECONDS);
    }

    /// Tells other relays of those that ended here, as far as they can be told now.
    async fn tell(&self, now: i64) {
        // Each stays until it is told: whoever made the request may hang up in the middle.
        self.untold().retain(|it| it.1 > now);
        let untold = self.untold().clone();
        for (id, until) in untold {
            let rest = Duration::from_secs(u64::try_from(until - now).unwrap_or_default());
            if !self.shared.put(Kind::SignOut, &[&id.to_le_bytes()], b"", rest).await {
                break;
            }
            self.untold().retain(|it| it.0 != id);
        }
    }

    fn untold(&self) -> MutexGuard<'_, Vec<(Id, i64)>> {
        self.untold.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ended(&self) -> MutexGuard<'_, HashMap<Id, i64>> {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cookie_of(&self, session: Session) -> String {
        let rest = session.began + LONGEST_SECONDS - session.renewed;
        self.cookies.write(SESSION, session.to_text(), rest)
    }
}

impl Session {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let session = Self {
            id: parts.next()?.parse().ok()?,
            began: parts.next()?.parse().ok()?,
            renewed: parts.next()?.parse().ok()?,
        };
        parts.next().is_none().then_some(session)
    }

    fn to_text(self) -> String {
        format!("{}.{}.{}", self.id, self.began, self.renewed)
    }
}

fn random() -> Option<Id> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(Id::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::sync::Arc;

    use axum::http::{HeaderValue, header};
    use axum::response::IntoResponse as _;

    use super::*;
    use crate::access::events::Events;
    use crate::access::password::{AccessHash, Guard};
    use crate::relay_key::RelayKey;

    const NOW: i64 = 1_500_000_000;

    fn hash(text: &str) -> AccessHash {
        text.parse().unwrap()
    }

    const HASH: &str = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$TrvMxtVhSIKlGgKtT6vtBA";
    const OTHER: &str = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHU$TrvMxtVhSIKlGgKtT6vtBA";

    /// Sessions whose keys are the lines of a file.
    fn sessions(lines: &[&str], hash_text: &str) -> Sessions {
        // Made for its owner alone.
        let mut file = tempfile::NamedTempFile::new().unwrap();
        for line in lines {
            writeln!(file, "{}", line.repeat(43)).unwrap();
        }
        let key = RelayKey::new(Some(file.path())).unwrap();
        Sessions::new(SessionKeys::new(&key, &hash(hash_text)), "", Shared::default())
    }

    fn headers(cookie: &str) -> HeaderMap {
        let (pair, _) = cookie.split_once(';').unwrap();
        HeaderMap::from_iter([(header::COOKIE, format!("a=b; {pair}").parse().unwrap())])
    }

    #[test]
    fn a_session_ends_by_itself_and_by_standing_idle() {
        let sessions = sessions(&["a"], HASH);
        let cookie = sessions.begin(NOW).unwrap();
        let lives = |cookie: &str, now| sessions.of_here(&headers(cookie), now).is_some();
        assert!(lives(&cookie, NOW) && lives(&cookie, NOW + IDLE_SECONDS - 1));
        assert!(!lives(&cookie, NOW + IDLE_SECONDS));
        // Somebody who comes again and again stays until the end.
        let (mut now, mut cookie) = (NOW, cookie);
        while now + 3600 < NOW + LONGEST_SECONDS {
            now += 3600;
            let session = sessions.of_here(&headers(&cookie), now).unwrap();
            cookie = sessions.renewal(session, now).unwrap();
        }
        assert!(
            lives(&cookie, NOW + LONGEST_SECONDS - 1) && !lives(&cookie, NOW + LONGEST_SECONDS)
        );
        assert!(cookie.contains("; Max-Age=3600"), "{cookie}");
    }

    #[test]
    fn no_reply_that_a_shared_cache_may_keep_carries_a_session_on() {
        let keys = SessionKeys::new(&RelayKey::new(None).unwrap(), &hash(HASH));
        let guard = Guard::new(hash(HASH), keys, "", &Shared::default(), Events::default());
        let session = Session { id: 7, began: NOW, renewed: NOW };
        for (policy, is_renewed) in
            [("public, max-age=31536000, immutable", false), ("no-cache", true), ("no-store", true)]
        {
            let mut reply = ().into_response();
            reply.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(policy));
            guard.renew(session, &mut reply);
            assert_eq!(reply.headers().contains_key(header::SET_COOKIE), is_renewed, "{policy}");
        }
    }

    #[test]
    fn a_cookie_is_for_this_host_and_out_of_reach_of_scripts() {
        let sessions = sessions(&["a"], HASH);
        let cookie = sessions.begin(NOW).unwrap();
        for part in ["__Host-cubeboard=", "; Path=/", "; HttpOnly", "; Secure", "; SameSite=Lax"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(cookie.contains("; Max-Age=43200"), "{cookie}");
        let changed = cookie.replace(&format!(".{NOW}"), &format!(".{}", NOW + 1));
        assert_ne!(changed, cookie);
        assert_eq!(sessions.of_here(&headers(&changed), NOW), None, "nobody makes one longer");
    }

    #[test]
    fn report_4_below_a_path_the_cookie_is_for_what_is_there_alone() {
        let keys = SessionKeys::new(&RelayKey::new(None).unwrap(), &hash(HASH));
        let sessions = Sessions::new(keys, "/cube", Shared::default());
        let cookie = sessions.begin(NOW).unwrap();
        assert!(cookie.starts_with("__Secure-cubeboard="), "{cookie}");
        assert!(cookie.contains("; Path=/cube/"), "{cookie}");
        assert!(sessions.of_here(&headers(&cookie), NOW).is_some());
    }

    #[tokio::test]
    async fn who_signed_out_is_not_known_any_more_and_others_are() {
        let sessions = sessions(&["a"], HASH);
        let [mine, other] = [(); 2].map(|()| sessions.begin(NOW).unwrap());
        let session = sessions.of_here(&headers(&mine), NOW);
        let cookie = sessions.end(session, NOW).await;
        assert!(cookie.contains("__Host-cubeboard=;") && cookie.contains("Max-Age=0"), "{cookie}");
        assert_eq!(sessions.of_here(&headers(&mine), NOW + 1), None);
        assert!(sessions.of_here(&headers(&other), NOW + 1).is_some());
    }

    #[tokio::test]
    async fn a_sign_out_is_told_later_where_whoever_made_it_hung_up_meanwhile() {
        // Takes connections and answers nothing.
        let server = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("redis://{}", server.local_addr().unwrap()).parse().unwrap();
        let key = RelayKey::new(None).unwrap();
        let shared = Shared::new(&address, None, &key, Arc::default()).unwrap();
        let sessions = Sessions::new(SessionKeys::new(&key, &hash(HASH)), "", shared);
        let session = Session { id: 7, began: NOW, renewed: NOW };
        let mut end = Box::pin(sessions.end(Some(session), NOW));
        let is_over = tokio::select! {
            biased;
            _ = &mut end => true,
            () = tokio::task::yield_now() => false,
        };
        assert!(!is_over);
        drop(end);
        assert_eq!(*sessions.untold(), [(7, NOW + LONGEST_SECONDS)]);
    }

    #[test]
    fn relays_with_one_key_know_each_others_readers_also_while_it_is_replaced() {
        let [old, both, new] = [&["a"][..], &["b", "a"], &["b"]].map(|it| sessions(it, HASH));
        let [of_old, of_both] = [&old, &both].map(|it| headers(&it.begin(NOW).unwrap()));
        for (sessions, cookie, expected) in [
            (&sessions(&["a"], HASH), &of_old, true),
            (&both, &of_old, true),
            (&new, &of_both, true),
            (&new, &of_old, false),
            (&old, &of_both, false),
            // Another password ends all sessions.
            (&sessions(&["a"], OTHER), &of_old, false),
        ] {
            assert_eq!(sessions.of_here(cookie, NOW).is_some(), expected);
        }
    }

    #[test]
    fn a_device_is_known_by_its_own_cookie_and_is_no_session() {
        let sessions = sessions(&["a"], HASH);
        let cookie = sessions.device_cookie().unwrap();
        assert!(cookie.starts_with("__Host-cubeboard-device="), "{cookie}");
        assert!(sessions.device(&headers(&cookie)).is_some());
        assert_eq!(sessions.of_here(&headers(&cookie), NOW), None);
        let forged = cookie.replace("-device=", "-device=x");
        assert_eq!(sessions.device(&headers(&forged)), None);
        let renamed = cookie.replace("-device", "");
        assert_eq!(sessions.of_here(&headers(&renamed), NOW), None);
    }
}
