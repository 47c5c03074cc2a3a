//! Displays: screens that read the wallboard of some campaigns, by a key in place of a reader's session.
//!
//! A display's link leads to a page of its own (`displays/entrance.rs`), which sends the key in and gets a signed
//! cookie for it. The cookie says by which key it came; `displays/known_keys.rs` asks the file of keys at every request
//! whether that still counts. The same page has a button that removes the cookie. What a display may read is said where
//! it is read, in `relay/display_reading.rs`.

mod entrance;
mod known_keys;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use cookie::Key;
use cubeboard_responses::agent_alias::AgentNaming;

use super::attempts::{Attempts, Sender};
use super::events::{Event, Events};
use super::form;
use super::refusal::{SIGNED_OUT, is_navigation, refusal};
use super::signed_cookies::{Names, SignedCookies, renew_cookie, set_cookie};
use crate::answer::marked;
use crate::clock::now_seconds;
use crate::display_key::display::Display;
use crate::display_key::key::DisplayKey;
use crate::display_key::key_file::KeyFileError;
use crate::relay::display_reading;
use crate::relay_key::RelayKey;
use crate::shared::Shared;
use known_keys::{KnownKeys, Lookup};

/// Browsers keep no cookie longer (draft-ietf-httpbis-rfc6265bis, "Cookie Lifetime Limits").
const LIFETIME_SECONDS: i64 = 400 * DAY_SECONDS;
/// A cookie that is older is written anew when it is used.
const RENEWAL_SECONDS: i64 = DAY_SECONDS;
const DAY_SECONDS: i64 = 24 * 3600;

/// What it is called in the header `Cubeboard-Answer` that keys cannot be looked up.
const CLOSED: &str = "displays-closed";

const COOKIE: Names = ["__Host-cubeboard-display", "__Secure-cubeboard-display"];

/// Keys of displays: the file, the cookies that stand for them, and the limit of attempts.
#[derive(Debug)]
pub struct Displays {
    base_path: String,
    cookies: SignedCookies,
    keys: Arc<KnownKeys>,
    attempts: Attempts,
    events: Events,
}

/// Content of a display's cookie whose signature is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    /// By which key it came.
    id: String,
    /// Whether the cookie is to be written anew.
    is_due: bool,
}

/// State of the key that a pass was given for.
#[derive(Debug, Clone)]
pub enum KeyState {
    /// It is in the file, with what it lets its display read.
    Valid(Arc<Display>),
    /// It is not in the file any more.
    Withdrawn,
    /// The file cannot be read now.
    Unknown,
}

impl Displays {
    /// Those whose keys stand in a file, for what readers reach below a path. `usual` is how they name agents unless
    /// their key says otherwise.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn new(
        file: PathBuf,
        usual: AgentNaming,
        key: &RelayKey,
        base_path: &str,
        shared: &Shared,
        events: Events,
    ) -> Result<Self, KeyFileError> {
        // No password's hash stands where "display" does, so no session's cookie is a display's.
        let derive = |secret: &[u8]| Key::derive_from(&[secret, b"\0display"].concat());
        let cookies = SignedCookies::new(key.secrets().map(derive).collect(), base_path);
        let keys = Arc::new(KnownKeys::read(file, usual)?);
        let attempts = Attempts::new(shared.clone());
        Ok(Self { base_path: base_path.to_owned(), cookies, keys, attempts, events })
    }

    /// Where what happens is written down.
    pub fn events(&self) -> &Events {
        &self.events
    }

    /// Whether a request is for the page that takes a key, or brings one, or signs a display out.
    pub fn is_entrance(path: &str) -> bool {
        [entrance::PAGE, entrance::SCRIPT, entrance::SIGN_OUT].contains(&path)
    }

    /// Answers such a request.
    pub async fn answer_entrance(&self, sender: IpAddr, request: Request) -> Response {
        match (request.method(), request.uri().path()) {
            (&Method::GET | &Method::HEAD, entrance::PAGE) => {
                let pass = self.pass(request.headers());
                let sign_out = pass.as_ref().map(|_| self.sign_out_address());
                let counts = match &pass {
                    Some(pass) => matches!(self.key_state(pass).await, KeyState::Valid(_)),
                    None => false,
                };
                entrance::page(request.headers(), sign_out.as_deref(), counts)
            }
            (&Method::GET | &Method::HEAD, entrance::SCRIPT) => entrance::script(),
            (&Method::POST, entrance::PAGE) => self.exchange(sender, request).await,
            // A GET does not: a link or a picture on another site would sign displays out.
            (&Method::POST, entrance::SIGN_OUT) => self.sign_out(),
            _ => refusal(StatusCode::METHOD_NOT_ALLOWED, "method", "method not allowed"),
        }
    }

    /// The pass of a request that comes from a display; whether its key counts is not known yet.
    pub fn pass(&self, headers: &HeaderMap) -> Option<Pass> {
        let now = now_seconds();
        self.cookies.read(headers, COOKIE).find_map(|cookie| {
            let (id, written) = cookie.value.split_once('.')?;
            let age = now - written.parse::<i64>().ok()?;
            let is_due = !cookie.is_current || age >= RENEWAL_SECONDS;
            (age < LIFETIME_SECONDS).then(|| Pass { id: id.to_owned(), is_due })
        })
    }

    /// The header that removes the pass from a browser that sends one.
    pub fn pass_removal(&self, headers: &HeaderMap) -> Option<String> {
        self.pass(headers).map(|_| self.cookies.removal(COOKIE))
    }

    /// Looks up the key that a pass was given for.
    pub async fn key_state(&self, pass: &Pass) -> KeyState {
        match self.keys.find(&pass.id).await {
            Lookup::Found(display) => KeyState::Valid(display),
            Lookup::Unknown => KeyState::Withdrawn,
            Lookup::Closed => KeyState::Unknown,
        }
    }

    /// Answers a display what it may read.
    pub async fn answer(
        &self,
        display: Arc<Display>,
        pass: &Pass,
        mut request: Request,
        next: Next,
    ) -> Response {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return display_reading::refusal();
        }
        request.extensions_mut().insert(display);
        let mut reply = next.run(request).await;
        if pass.is_due {
            renew_cookie(&mut reply, &self.pass_cookie(&pass.id));
        }
        reply
    }

    /// The reply to a display whose key was withdrawn.
    pub fn refuse_withdrawn(&self, request: &Request) -> Response {
        if !is_navigation(request) {
            return refusal(
                StatusCode::UNAUTHORIZED,
                SIGNED_OUT,
                "not a key of a display any more",
            );
        }
        // The cookie stays: another relay may have a newer copy of the file, and know the key.
        let reply = entrance::withdrawn(request.headers(), &self.sign_out_address());
        marked(reply, SIGNED_OUT)
    }

    /// The reply to a display whose key cannot be looked up. 503 is temporary, so that displays ask again by themselves
    /// until the file is mended.
    pub fn unavailable(request: &Request) -> Response {
        if is_navigation(request) {
            marked(entrance::closed(request.headers()), CLOSED)
        } else {
            closed()
        }
    }

    /// Gives a cookie for a key.
    async fn exchange(&self, sender: IpAddr, request: Request) -> Response {
        let attempts = Sender::Display(sender);
        if let Err(wait) = self.attempts.begin(attempts).await {
            return self.locked(sender, wait);
        }
        let form = form::receive(request.into_body()).await;
        let mut fields = form_urlencoded::parse(&form);
        let key = fields.find(|(name, _)| name == "key").unwrap_or_default().1;
        let id = DisplayKey::parse(&key).map(|it| it.hash().id());
        let lookup = match &id {
            Some(id) => self.keys.find(id).await,
            None => Lookup::Unknown,
        };
        if matches!(lookup, Lookup::Closed) {
            return closed();
        }
        let (Lookup::Found(display), Some(id)) = (lookup, id) else {
            self.events.note(Event::WrongDisplayKey, sender);
            return refusal(StatusCode::UNAUTHORIZED, SIGNED_OUT, "not a key of a display");
        };
        self.attempts.forget(attempts).await;
        self.events.note_display(&display.name, sender);
        let mut reply = entrance::welcome(&display);
        set_cookie(&mut reply, &self.pass_cookie(&id));
        reply
    }

    fn locked(&self, sender: IpAddr, wait: Duration) -> Response {
        self.events.note(Event::Locked, sender);
        let mut reply = refusal(StatusCode::TOO_MANY_REQUESTS, "locked", "too many attempts");
        let seconds = HeaderValue::from(wait.as_secs().max(1));
        reply.headers_mut().insert(header::RETRY_AFTER, seconds);
        reply
    }

    /// Removes the pass, and leads to where readers sign in.
    fn sign_out(&self) -> Response {
        let start = format!("{}/", self.base_path);
        let headers =
            [(header::LOCATION, start), (header::SET_COOKIE, self.cookies.removal(COOKIE))];
        (StatusCode::SEE_OTHER, headers).into_response()
    }

    /// Where the button of a page of this relay's sends that.
    fn sign_out_address(&self) -> String {
        [&self.base_path, entrance::SIGN_OUT].concat()
    }

    /// The header that gives a browser a pass.
    fn pass_cookie(&self, id: &str) -> String {
        let value = format!("{id}.{}", now_seconds());
        self.cookies.write(COOKIE, value, LIFETIME_SECONDS)
    }
}

fn closed() -> Response {
    refusal(StatusCode::SERVICE_UNAVAILABLE, CLOSED, "keys of displays cannot be looked up now")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use tempfile::NamedTempFile;

    use super::*;
    use crate::display_key::key_file::KeyFile;

    /// Displays of a relay whose keys are the lines of a file; there is no display yet.
    fn displays(lines: &[&str]) -> Displays {
        let [mut key, keys] = [(); 2].map(|()| NamedTempFile::new().unwrap());
        for line in lines {
            writeln!(key, "{}", line.repeat(43)).unwrap();
        }
        KeyFile::default().write(keys.path()).unwrap();
        let key = RelayKey::new(Some(key.path())).unwrap();
        let (shared, events) = (Shared::default(), Events::default());
        let path = keys.path().to_owned();
        Displays::new(path, AgentNaming::Name, &key, "", &shared, events).unwrap()
    }

    fn headers(cookie: &str) -> HeaderMap {
        let (pair, _) = cookie.split_once(';').unwrap();
        HeaderMap::from_iter([(header::COOKIE, format!("a=b; {pair}").parse().unwrap())])
    }

    #[test]
    fn a_pass_is_written_anew_after_a_day_and_by_another_key_and_ends_with_the_cookie() {
        let [old, both, new] = [&["a"][..], &["b", "a"], &["b"]].map(displays);
        let pass = |from: &Displays, to: &Displays, days: i64| {
            // The clock goes on meanwhile.
            let written = now_seconds() - days * DAY_SECONDS - i64::from(days > 0);
            let cookie = from.cookies.write(COOKIE, format!("id.{written}"), LIFETIME_SECONDS);
            to.pass(&headers(&cookie)).map(|it| it.is_due)
        };
        for (days, is_due) in [(0, Some(false)), (1, Some(true)), (399, Some(true)), (400, None)] {
            assert_eq!(pass(&both, &both, days), is_due, "{days}");
        }
        assert_eq!(pass(&old, &both, 0), Some(true));
        assert_eq!((pass(&both, &new, 0), pass(&old, &new, 0)), (Some(false), None));
    }

    #[test]
    fn nobody_makes_a_pass_or_changes_one() {
        let displays = displays(&["a"]);
        let cookie = displays.cookies.write(COOKIE, format!("id.{}", now_seconds()), 9);
        assert!(displays.pass(&headers(&cookie)).is_some());
        assert_eq!(displays.pass(&headers(&cookie.replace("id.", "it."))), None);
        assert_eq!(displays.pass(&headers("__Host-cubeboard-display=id.1;")), None);
        assert_eq!(displays.pass(&headers(&cookie.replace("-display", ""))), None);
    }
}
