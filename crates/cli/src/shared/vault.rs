//! Encryption of what relays share: the server that holds it learns neither names nor values, and nobody without the
//! relays' key can put anything there that they would believe.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;

use super::Kind;
use crate::relay_key::RelayKey;

/// As many bytes as the cipher takes; random ones do not repeat.
const NONCE_BYTES: usize = 24;

/// The keys that names and values are hidden with: that in use, and that before it.
pub(super) struct Vault(Vec<Keys>);

/// What is derived from one key of the relay.
struct Keys {
    names: Hkdf<Sha256>,
    cipher: XChaCha20Poly1305,
}

/// A place for a value: its name, and with which of the keys that was made.
pub(super) struct Place<'a> {
    /// What the server calls it.
    pub name: String,
    keys: &'a Keys,
}

impl Vault {
    /// The vault of relays with this key.
    pub fn new(key: &RelayKey) -> Self {
        Self(key.secrets().map(Keys::new).collect())
    }

    /// Where a value is: by the name of the key in use, and by that of the one before it.
    pub fn places(&self, kind: Kind, parts: &[&[u8]]) -> Vec<Place<'_>> {
        self.0.iter().map(|keys| Place { name: keys.name(kind, parts), keys }).collect()
    }
}

impl Keys {
    fn new(secret: &[u8]) -> Self {
        let names = Hkdf::new(Some(b"cubeboard shared"), secret);
        let mut key = [0; 32];
        // 32 bytes are never too many to be derived.
        let _ = names.expand(b"values", &mut key);
        Self { names, cipher: XChaCha20Poly1305::new(&key.into()) }
    }

    fn name(&self, kind: Kind, parts: &[&[u8]]) -> String {
        let mut info = vec![b"names".to_vec(), kind.name().as_bytes().to_vec()];
        // Each part with its length, so that no two lists of parts are one text.
        info.extend(parts.iter().map(|it| [&it.len().to_le_bytes(), *it].concat()));
        let mut name = [0; 18];
        let _ = self.names.expand(&info.concat(), &mut name);
        format!("cubeboard:{}:{}", kind.name(), URL_SAFE_NO_PAD.encode(name))
    }
}

impl Place<'_> {
    /// The value as the server gets it; nothing where the system has no random numbers.
    pub fn seal(&self, value: &[u8]) -> Option<Vec<u8>> {
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce).ok()?;
        let payload = Payload { msg: value, aad: self.name.as_bytes() };
        let sealed = self.keys.cipher.encrypt(&XNonce::from(nonce), payload).ok()?;
        Some([&nonce[..], &sealed].concat())
    }

    /// The value that was sealed for this place by a relay with the same key; nothing for all else.
    pub fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>()?;
        let payload = Payload { msg: sealed, aad: self.name.as_bytes() };
        self.keys.cipher.decrypt(&XNonce::from(*nonce), payload).ok()
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault")
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn vault(lines: &[&str]) -> Vault {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        for line in lines {
            writeln!(file, "{}", line.repeat(50)).unwrap();
        }
        Vault::new(&RelayKey::new(Some(file.path())).unwrap())
    }

    #[test]
    fn a_value_is_read_at_its_own_place_alone_and_unchanged() {
        let vault = vault(&["a"]);
        let place = |parts: &[&[u8]]| vault.places(Kind::Page, parts).pop().unwrap();
        let sealed = place(&[b"list", b"2"]).seal(b"Kari").unwrap();
        assert_eq!(place(&[b"list", b"2"]).open(&sealed).as_deref(), Some(&b"Kari"[..]));
        assert!(!sealed.windows(4).any(|it| it == b"Kari"));
        assert_ne!(place(&[b"list", b"2"]).seal(b"Kari").unwrap(), sealed);
        for other in [&[&b"list"[..], b"3"][..], &[b"list2", b""], &[b"list2"]] {
            assert_ne!(place(other).name, place(&[b"list", b"2"]).name);
            assert_eq!(place(other).open(&sealed), None);
        }
        assert_eq!(vault.places(Kind::State, &[b"list", b"2"])[0].open(&sealed), None);
        let mut changed = sealed.clone();
        changed[30] ^= 1;
        for damaged in [&changed[..], &sealed[..20], &sealed[..sealed.len() - 1], b""] {
            assert_eq!(place(&[b"list", b"2"]).open(damaged), None);
        }
    }

    #[test]
    fn while_a_key_is_replaced_relays_with_either_meet() {
        let relays = [&["a"][..], &["a", "b"], &["b", "a"], &["b"]].map(vault);
        let names = |vault: &Vault| -> Vec<_> {
            vault.places(Kind::SignOut, &[b"7"]).into_iter().map(|it| it.name).collect()
        };
        for [one, next] in [[0, 1], [1, 2], [2, 3]] {
            let (one, next) = (names(&relays[one]), names(&relays[next]));
            assert!(one.iter().any(|it| next.contains(it)));
        }
        assert_ne!(names(&relays[0]), names(&relays[3]));
    }
}
