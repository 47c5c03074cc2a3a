//! Pseudonyms of one display: keyed hashes, so that the same customer stays the same and nobody who knows whom there
//! may be finds out who is who. Another display has others.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use cubeboard_responses::text::normal_form::word;
use hkdf::Hkdf;
use sha2::Sha256;

use super::key::Secret;
use crate::relay::list_tag::ListTag;

/// As many bytes as the cipher takes.
const NONCE_BYTES: usize = 24;
/// Numbers of so many bits are exact in every program that reads JSON, and no two customers of a campaign get the same.
const ID_BITS: u32 = 53;

/// The keys that they are made with.
pub struct Pseudonyms {
    hashes: Hkdf<Sha256>,
    cipher: XChaCha20Poly1305,
}

/// Whose ids they are; the same number in two systems is not the same customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ids {
    /// Cube's own.
    Crm,
    /// Those of the system that customers were imported from.
    External,
}

impl Pseudonyms {
    /// Those of the key with this secret.
    pub fn new(secret: &Secret) -> Self {
        let hashes = Hkdf::new(Some(b"cubeboard display"), secret.as_ref());
        let mut key = [0; 32];
        // 32 bytes are never too many to be derived.
        let _ = hashes.expand(b"list tags", &mut key);
        Self { hashes, cipher: XChaCha20Poly1305::new(&key.into()) }
    }

    /// The number of a customer's id, which is written in one way.
    pub fn customer(&self, ids: Ids, id: &str) -> u64 {
        let kind: &[u8] = match ids {
            Ids::Crm => b"crm ids",
            Ids::External => b"external ids",
        };
        u64::from_be_bytes(self.hash(kind, id.as_bytes())) >> (u64::BITS - ID_BITS)
    }

    /// What tells an agent from others; one for all that counts as the same agent.
    pub fn agent_mark(&self, agent: &str) -> u64 {
        u64::from_be_bytes(self.hash(b"agents", word(agent).as_bytes()))
    }

    /// A list's tag as this display gets it. The tag is a digest of names and comments: who guesses these could tell by
    /// it that the guess is right.
    pub fn seal(&self, tag: ListTag) -> Option<String> {
        let text = tag.text();
        // The same for the same tag, as the page may compare them; another tag has another nonce.
        let nonce: [u8; NONCE_BYTES] = self.hash(b"nonces", text.as_bytes());
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), text.as_bytes()).ok()?;
        Some(URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat()))
    }

    /// The tag that was sealed for this display; nothing for all else.
    pub fn open(&self, sealed: &str) -> Option<ListTag> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>()?;
        let tag = self.cipher.decrypt(&XNonce::from(*nonce), sealed).ok()?;
        ListTag::parse(std::str::from_utf8(&tag).ok()?)
    }

    fn hash<const N: usize>(&self, kind: &[u8], text: &[u8]) -> [u8; N] {
        let mut hash = [0; N];
        // The kinds end with a byte that none of them holds.
        let _ = self.hashes.expand_multi_info(&[kind, b"\0", text], &mut hash);
        hash
    }
}

impl fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonyms")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_the_same_on_one_display_and_another_on_another() {
        let [one, again, other] = [7, 7, 8].map(|it| Pseudonyms::new(&[it; 32].into()));
        let id = one.customer(Ids::Crm, "971352");
        assert_eq!(again.customer(Ids::Crm, "971352"), id);
        assert!(id < 1 << ID_BITS && id != 971_352);
        assert_ne!(one.customer(Ids::External, "971352"), id);
        assert_ne!(one.customer(Ids::Crm, "971353"), id);
        assert_ne!(other.customer(Ids::Crm, "971352"), id);
        let mark = one.agent_mark("Kari Nordmann");
        assert_eq!(
            one.agent_mark(" Kari\u{a0} Nordmann\u{200b}"),
            mark,
            "nobody sees the difference"
        );
        assert_ne!(one.agent_mark("kari nordmann"), mark);
        assert_ne!(other.agent_mark("Kari Nordmann"), mark);
    }

    #[test]
    fn a_tag_is_opened_by_its_own_display_alone() {
        let [one, other] = [7, 8].map(|it| Pseudonyms::new(&[it; 32].into()));
        let tag = ListTag::of(b"[]");
        let sealed = one.seal(tag).unwrap();
        assert_eq!(one.seal(tag).as_ref(), Some(&sealed));
        assert_ne!(one.seal(ListTag::of(b"{}")).as_ref(), Some(&sealed));
        assert_eq!((one.open(&sealed), other.open(&sealed)), (Some(tag), None));
        assert_eq!(one.open(&tag.text()), None);
        assert_eq!(one.open(""), None);
    }
}
