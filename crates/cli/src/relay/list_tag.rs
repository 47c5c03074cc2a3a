//! Tag of a list, the header `Cubeboard-List`: a digest of what its page one says. A page gets it with page one and
//! sends it along when it asks for the others, so that every relay knows which page one they are to stand beside.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// The header's name, in requests and replies.
pub const LIST: HeaderName = HeaderName::from_static("cubeboard-list");

/// SHA-256 of the body of page one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ListTag([u8; 32]);

impl ListTag {
    /// The tag of a list whose page one has this body.
    pub fn of(first_page: &[u8]) -> Self {
        Self(Sha256::digest(first_page).into())
    }

    /// The tag that a request names; nothing where it names none, or one that no relay gave.
    pub fn named(headers: &HeaderMap) -> Option<Self> {
        Self::parse(headers.get(LIST)?.to_str().ok()?)
    }

    /// The tag out of its text.
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self(URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?))
    }

    /// Its text.
    pub fn text(self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// As it stands in the header.
    pub fn header(self) -> HeaderValue {
        // Its letters are all allowed in a header.
        HeaderValue::from_str(&self.text()).unwrap_or(HeaderValue::from_static(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_as_it_was_written_and_nothing_else_is_one() {
        let tag = ListTag::of(b"{}");
        let named = |value: HeaderValue| ListTag::named(&HeaderMap::from_iter([(LIST, value)]));
        assert_eq!(named(tag.header()), Some(tag));
        assert_ne!(ListTag::of(b"[]"), tag);
        for text in ["", "x", "RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o=", "æ"] {
            assert_eq!(named(HeaderValue::from_bytes(text.as_bytes()).unwrap()), None, "{text}");
        }
        assert_eq!(ListTag::named(&HeaderMap::new()), None);
    }
}
