//! Display key: what a display proves by that it may read some campaigns. It is told once and never kept; what is kept
//! is its hash, and a secret of its own from which pseudonyms are made.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::NaiveDate;
use cubeboard_responses::agent_alias::AgentNaming;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// Length of a key and of a secret: 256 bits, which nobody guesses.
const BYTES: usize = 32;

/// The key itself: 32 random bytes.
pub struct DisplayKey([u8; BYTES]);

/// The SHA-256 of a key. A key is random, so nobody finds one by its hash, and no slow hash is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyHash([u8; BYTES]);

/// Random bytes, made with a key and unknown to who has it, that pseudonyms are derived from. They are not derived from
/// the relay's own key: agents' numbers would be others whenever that is replaced.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; BYTES]);

/// What the file knows of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What people call the display.
    pub name: String,
    /// The campaigns that it may read; never empty.
    pub campaigns: Vec<u64>,
    /// How it names agents, where that is not as everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agents: Option<AgentNaming>,
    /// The day on which it was made, in UTC.
    pub made: NaiveDate,
    /// Of the key.
    #[serde(serialize_with = "written", deserialize_with = "read")]
    pub sha256: KeyHash,
    /// Pseudonyms are made with it.
    #[serde(serialize_with = "written", deserialize_with = "read")]
    pub secret: Secret,
}

impl DisplayKey {
    /// A new one; nothing where the system has no random numbers.
    pub fn random() -> Option<Self> {
        random().map(Self)
    }

    /// The key out of its text.
    pub fn parse(text: &str) -> Option<Self> {
        bytes(text).map(Self)
    }

    /// Its text: URL-safe Base64 without padding.
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Its hash.
    pub fn hash(&self) -> KeyHash {
        KeyHash(Sha256::digest(self.0).into())
    }
}

impl KeyHash {
    /// What a key is called in cookies: half of the hash, which is enough to tell keys apart.
    pub fn id(&self) -> String {
        let (id, _) = self.0.split_at(BYTES / 2);
        URL_SAFE_NO_PAD.encode(id)
    }
}

impl Secret {
    /// A new one; nothing where the system has no random numbers.
    pub fn random() -> Option<Self> {
        random().map(Self)
    }
}

impl AsRef<[u8]> for KeyHash {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<[u8; BYTES]> for KeyHash {
    fn from(bytes: [u8; BYTES]) -> Self {
        Self(bytes)
    }
}

impl AsRef<[u8]> for Secret {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<[u8; BYTES]> for Secret {
    fn from(bytes: [u8; BYTES]) -> Self {
        Self(bytes)
    }
}

/// Does not show the key.
impl fmt::Debug for DisplayKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DisplayKey")
    }
}

/// Does not show the secret.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

fn random() -> Option<[u8; BYTES]> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes)
}

fn bytes(text: &str) -> Option<[u8; BYTES]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

fn written<S: Serializer>(bytes: &impl AsRef<[u8]>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&URL_SAFE_NO_PAD.encode(bytes))
}

fn read<'de, T: From<[u8; BYTES]>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    // The text is not repeated.
    bytes(&text).map(T::from).ok_or_else(|| D::Error::custom("not 32 bytes in URL-safe Base64"))
}

/// An entry for tests.
#[cfg(test)]
pub(crate) fn sample(name: &str) -> Entry {
    Entry {
        name: name.to_owned(),
        campaigns: vec![926],
        agents: None,
        made: "2026-11-30".parse().unwrap(),
        sha256: DisplayKey::random().unwrap().hash(),
        secret: Secret::random().unwrap(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_known_by_its_text_and_no_other_text_is_one() {
        let key = DisplayKey::random().unwrap();
        assert_eq!(key.text().len(), 43);
        assert_eq!(DisplayKey::parse(&key.text()).unwrap().hash(), key.hash());
        assert_ne!(DisplayKey::random().unwrap().hash(), key.hash());
        for text in ["", "x", &key.text()[1..], &format!("{}A", key.text()), &"=".repeat(43)] {
            assert!(DisplayKey::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn neither_key_nor_secret_is_shown() {
        assert_eq!(format!("{:?}", DisplayKey::random()), "Some(DisplayKey)");
        assert_eq!(format!("{:?}", Secret::random()), "Some(Secret)");
    }
}
