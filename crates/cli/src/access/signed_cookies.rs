//! Signed cookies: what a browser keeps and sends back, and nobody without the keys can make or change.

use std::fmt;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use cookie::{Cookie, CookieJar, Key, SameSite};

/// What a cookie is named, at the root of a host and below a path, where browsers allow no `__Host-`. Browsers send
/// both back to this host only, and never over plain HTTP.
pub type Names = [&'static str; 2];

/// The keys, and where the cookies are for.
pub struct SignedCookies {
    /// All whose cookies count; the first signs.
    keys: Vec<Key>,
    /// Below which path, without a slash at its end, browsers send cookies back; empty for all of the host.
    base_path: String,
}

/// A cookie that was signed here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// What it says.
    pub value: String,
    /// Whether the key that signs signed it, and not one that counts beside it.
    pub is_current: bool,
}

impl SignedCookies {
    /// Signed with the first of the keys.
    pub fn new(keys: Vec<Key>, base_path: &str) -> Self {
        Self { keys, base_path: base_path.to_owned() }
    }

    /// The header that gives a browser a cookie for so many seconds.
    pub fn write(&self, names: Names, value: String, seconds: i64) -> String {
        let mut jar = CookieJar::new();
        if let Some(key) = self.keys.first() {
            jar.signed_mut(key).add((self.name(names), value));
        }
        let signed = jar.get(self.name(names)).map(|it| it.value().to_owned());
        self.cookie(names, signed.unwrap_or_default(), seconds)
    }

    /// The header that takes a cookie from a browser.
    pub fn removal(&self, names: Names) -> String {
        self.cookie(names, String::new(), 0)
    }

    /// The cookies of a name that were signed here.
    pub fn read(&self, headers: &HeaderMap, names: Names) -> impl Iterator<Item = Signed> {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
        let cookies = lines.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
        let name = self.name(names);
        let values = cookies.filter(move |(it, _)| *it == name);
        values.filter_map(move |(_, value)| {
            let mut jar = CookieJar::new();
            jar.add_original((name, value.to_owned()));
            let mut keys = self.keys.iter().enumerate();
            keys.find_map(|(place, key)| {
                let value = jar.signed(key).get(name)?.value().to_owned();
                Some(Signed { value, is_current: place == 0 })
            })
        })
    }

    fn name(&self, names: Names) -> &'static str {
        names[usize::from(!self.base_path.is_empty())]
    }

    fn cookie(&self, names: Names, value: String, seconds: i64) -> String {
        Cookie::build((self.name(names), value))
            .path(format!("{}/", self.base_path))
            .max_age(cookie::time::Duration::seconds(seconds))
            .http_only(true)
            .secure(true)
            // Not Strict: then a link on another site would lead a reader who has signed in to the form again.
            .same_site(SameSite::Lax)
            .to_string()
    }
}

/// Lets a reply carry a cookie.
pub fn set_cookie(reply: &mut Response, cookie: &str) {
    // What stands in it is of letters that a header may have.
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        reply.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Lets a reply carry on the cookie of the request, unless a cache in front may give this reply to others, who would be
/// signed in by it.
pub fn renew_cookie(reply: &mut Response, cookie: &str) {
    let policy = reply.headers().get_all(header::CACHE_CONTROL).iter();
    let policy = policy.filter_map(|it| it.to_str().ok()).flat_map(|it| it.split(','));
    let directives: Vec<_> = policy.map(|it| it.trim().to_ascii_lowercase()).collect();
    let says = |directive: &str| directives.iter().any(|it| it == directive);
    if says("public") {
        return;
    }
    set_cookie(reply, cookie);
    if !says("no-store") && !says("private") {
        // `no-cache` alone lets a shared cache keep the cookie, too, and give it to whom the content is confirmed for.
        reply.headers_mut().append(header::CACHE_CONTROL, HeaderValue::from_static("private"));
    }
}

impl fmt::Debug for SignedCookies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignedCookies")
    }
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse as _;

    use super::*;

    /// Whether a reply with this policy carries a cookie on, and its policy then.
    #[track_caller]
    fn check(policies: &[&'static str], is_renewed: bool, expected: &[&str]) {
        let mut reply = ().into_response();
        for policy in policies {
            let policy = HeaderValue::from_static(policy);
            reply.headers_mut().append(header::CACHE_CONTROL, policy);
        }
        renew_cookie(&mut reply, "a=b");
        assert_eq!(reply.headers().contains_key(header::SET_COOKIE), is_renewed, "{policies:?}");
        let policies: Vec<_> = reply.headers().get_all(header::CACHE_CONTROL).iter().collect();
        assert_eq!(policies, expected);
    }

    #[test]
    fn a_cookie_is_carried_on_by_no_reply_that_a_shared_cache_may_keep() {
        let forever = "public, max-age=31536000, immutable";
        check(&[forever], false, &[forever]);
        check(&["no-transform", "Public"], false, &["no-transform", "Public"]);
        check(&["no-cache"], true, &["no-cache", "private"]);
        check(&[], true, &["private"]);
        check(&["no-store"], true, &["no-store"]);
        check(&["private, max-age=60"], true, &["private, max-age=60"]);
    }
}
