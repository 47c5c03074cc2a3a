//! Cache headers of the page's files: how long a browser may keep a file, and how it asks whether what it kept still
//! holds.

use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// What a file's content and its name say of that.
#[derive(Debug)]
pub(super) struct Freshness {
    hash: String,
    is_forever: bool,
}

impl Freshness {
    /// Of a file with this name and this content.
    pub fn of(name: &str, content: &[u8]) -> Self {
        let hash = URL_SAFE_NO_PAD.encode(&Sha256::digest(content)[..16]);
        Self { hash, is_forever: is_hashed(name) }
    }

    /// Puts it into a reply's headers.
    pub fn tell(&self, headers: &mut HeaderMap) {
        let lifetime =
            if self.is_forever { "public, max-age=31536000, immutable" } else { "no-cache" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(lifetime));
        // Weak, because it is the same for the file and for each way to compress it.
        if let Ok(tag) = HeaderValue::try_from(format!("W/\"{}\"", self.hash)) {
            headers.insert(header::ETAG, tag);
        }
    }

    /// Whether a request says that the browser has this content.
    pub fn is_known(&self, headers: &HeaderMap) -> bool {
        let known = headers.get_all(header::IF_NONE_MATCH).iter();
        known.filter_map(|it| it.to_str().ok()).any(|it| names(it, &self.hash))
    }
}

/// Whether a list of tags, weak or strong, has one with this hash, or stands for all.
fn names(tags: &str, hash: &str) -> bool {
    let mut tags = tags.split(',').map(str::trim);
    tags.any(|it| it == "*" || it.trim_start_matches("W/").trim_matches('"') == hash)
}

/// Whether a name changes with its content: Trunk puts a hash into it, 64 bits in hexadecimal digits without
/// leading zeros. One hash in a million is shorter than twelve digits, and its file merely asked for anew each time.
pub(super) fn is_hashed(name: &str) -> bool {
    let is_hash = |part: &str| {
        (12..=16).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_hexdigit())
    };
    name.split(['/', '-', '_', '.']).any(is_hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash_are_told_from_others() {
        assert!(is_hashed("cubeboard-app-0123456789abcdef_bg.wasm"));
        assert!(is_hashed("tokens-123456789abcdef.css"), "a leading zero is left out");
        assert!(!is_hashed("index.html"));
        assert!(!is_hashed("favicon-32.png"));
    }

    #[test]
    fn a_tag_is_found_in_every_form_of_a_list() {
        for (tags, is_named) in [
            ("W/\"abc\"", true),
            ("\"abc\"", true),
            ("\"x\", W/\"abc\"", true),
            ("*", true),
            ("\"abcd\"", false),
            ("", false),
        ] {
            assert_eq!(names(tags, "abc"), is_named, "{tags}");
        }
    }
}
