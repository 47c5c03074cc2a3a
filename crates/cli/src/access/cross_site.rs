//! Guard against cross-site request forgery: what another site has a reader's browser send is told by the headers that
//! browsers set and pages cannot.

use axum::http::{HeaderMap, HeaderName, Method, header};
use reqwest::Url;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Whether a request is to change something and was sent by a page of another origin. Programs, which send neither
/// `Sec-Fetch-Site` nor `Origin`, hold no reader's cookie.
pub fn is_forged(method: &Method, headers: &HeaderMap, own_address: &str) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return false;
    }
    if let Some(site) = headers.get(FETCH_SITE) {
        return site != "same-origin" && site != "none";
    }
    // Browsers before 2023, and addresses without TLS.
    headers.get(header::ORIGIN).is_some_and(|origin| {
        let host = headers.get(header::HOST).and_then(|it| it.to_str().ok());
        let seen = host.map(|it| format!("http://{it}")).unwrap_or_default();
        let origin = origin.to_str().ok().and_then(authority);
        origin.is_none_or(|it| {
            ![own_address, &seen].iter().any(|own| authority(own) == Some(it.clone()))
        })
    })
}

/// Host and port as they are written. The scheme does not count: a proxy in front may have taken off TLS.
fn authority(address: &str) -> Option<(String, Option<u16>)> {
    let url = Url::parse(address).ok()?;
    Some((url.host_str()?.to_owned(), url.port()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "https://sales.example.org/cube";

    #[track_caller]
    fn check(method: &str, headers: &[(&'static str, &str)], expected: bool) {
        let headers = headers.iter();
        let headers =
            headers.map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));
        let method = method.parse().unwrap();
        assert_eq!(is_forged(&method, &headers.collect(), OWN), expected);
    }

    #[test]
    fn report_5_what_another_site_sends_may_change_nothing() {
        for method in ["POST", "PUT", "DELETE", "PATCH"] {
            check(method, &[("sec-fetch-site", "cross-site")], true);
            check(method, &[("sec-fetch-site", "same-site")], true);
            check(method, &[("sec-fetch-site", "same-origin")], false);
            check(method, &[("sec-fetch-site", "none")], false);
            check(method, &[("origin", "https://evil.example")], true);
            check(method, &[("origin", "https://sales.example.org.evil.example")], true);
            check(method, &[("origin", "https://sales.example.org:8443")], true);
            check(method, &[("origin", "null")], true);
            check(method, &[("origin", "https://sales.example.org")], false);
            check(
                method,
                &[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")],
                false,
            );
            check(method, &[], false);
        }
    }

    #[test]
    fn report_5_a_link_on_another_site_may_be_followed() {
        for method in ["GET", "HEAD", "OPTIONS"] {
            check(method, &[("sec-fetch-site", "cross-site")], false);
            check(method, &[("origin", "https://evil.example")], false);
        }
    }
}
