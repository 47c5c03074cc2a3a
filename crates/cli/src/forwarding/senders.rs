//! What proxies write of those whose requests they pass on: `X-Forwarded-For`, `X-Forwarded-Proto`, and the header
//! `Forwarded` of RFC 7239, whose first word is on the reader's own way and whose last on the nearest proxy's.

use std::net::{IpAddr, Ipv4Addr};

use axum::http::{HeaderMap, HeaderName, header};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The senders, from the reader to the nearest proxy, by each header that is there; nothing in place of one who is not
/// named by an address.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Senders {
    /// Of `X-Forwarded-For`.
    pub by_list: Option<Vec<Option<IpAddr>>>,
    /// Of `Forwarded`.
    pub by_standard: Option<Vec<Option<IpAddr>>>,
}

impl Senders {
    /// What a request's headers say.
    pub fn of(headers: &HeaderMap) -> Self {
        let list = elements(headers, &FORWARDED_FOR).map(|it| it.map(address).collect());
        let standard = elements(headers, &header::FORWARDED);
        let standard = standard.map(|it| it.map(|it| address(&parameter(it, "for")?)).collect());
        Self { by_list: list, by_standard: standard }
    }
}

/// Whether the reader's own way, the first of a list, was https.
pub(super) fn is_https(headers: &HeaderMap) -> bool {
    let by_list = elements(headers, &FORWARDED_PROTO).and_then(|mut it| it.next());
    let scheme = by_list.map(str::to_owned).or_else(|| {
        let first = elements(headers, &header::FORWARDED)?.next()?;
        parameter(first, "proto")
    });
    scheme.is_some_and(|it| it.eq_ignore_ascii_case("https"))
}

/// The elements of a header's list over all of its lines; nothing, where there is none. What is no text counts as none,
/// and an empty element does not count (RFC 9110, section 5.6.1).
fn elements<'a>(
    headers: &'a HeaderMap,
    name: &HeaderName,
) -> Option<impl Iterator<Item = &'a str>> {
    let lines: Vec<_> = headers.get_all(name).iter().collect();
    let lines = (!lines.is_empty()).then_some(lines)?;
    let texts = lines.into_iter().map(|it| it.to_str().unwrap_or("unreadable"));
    Some(texts.flat_map(|it| split(it, ',')).map(str::trim).filter(|it| !it.is_empty()))
}

/// The parts of a text between separators that do not stand in quotation marks.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(move |it: char| {
        let was_escaped = is_escaped;
        is_escaped = is_quoted && !was_escaped && it == '\\';
        if it == '"' && !was_escaped {
            is_quoted = !is_quoted;
        }
        it == separator && !is_quoted
    })
}

/// A parameter's value in an element such as `for="[2001:db8::1]:443";proto=https`.
fn parameter(element: &str, name: &str) -> Option<String> {
    let pairs = split(element, ';').filter_map(|it| it.split_once('='));
    let mut values = pairs.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    let (_, value) = values.next()?;
    Some(value.trim().trim_matches('"').replace('\\', ""))
}

/// An address as proxies write it: alone, or with a port, brackets or a zone.
fn address(text: impl AsRef<str>) -> Option<IpAddr> {
    let text = text.as_ref().trim().trim_matches('"');
    let host = match text.strip_prefix('[') {
        Some(rest) => rest.split_once(']').filter(|(_, after)| is_port(after))?.0,
        None => match text.split_once(':') {
            Some((host, port)) if host.parse::<Ipv4Addr>().is_ok() => {
                Some(host).filter(|_| is_port(&format!(":{port}")))?
            }
            _ => text,
        },
    };
    let (host, _zone) = host.split_once('%').unwrap_or((host, ""));
    host.parse().ok()
}

/// Whether this may follow an address: nothing, or a port, which may be a made-up word (RFC 7239, section 6).
fn is_port(text: &str) -> bool {
    let is_part = |it: u8| it.is_ascii_alphanumeric() || b"._-".contains(&it);
    text.is_empty() || text.strip_prefix(':').is_some_and(|it| it.bytes().all(is_part))
}
