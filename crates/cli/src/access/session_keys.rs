//! Keys that sign session cookies. They are derived from the relay's key and from the password's hash, so that another
//! password ends all sessions.

use cookie::Key;

use super::password::AccessHash;
use crate::relay_key::RelayKey;

/// The key that signs, and one more whose cookies still count, while it is being replaced.
#[derive(Clone)]
pub struct SessionKeys {
    keys: Vec<Key>,
    is_of_file: bool,
}

impl SessionKeys {
    /// Those of a relay that has this key and asks for the password of this hash.
    pub fn new(key: &RelayKey, hash: &AccessHash) -> Self {
        // Each part ends with a byte that neither holds.
        let hash = hash.as_str().as_bytes();
        let derive = |secret: &[u8]| Key::derive_from(&[secret, b"\0", hash].concat());
        Self { keys: key.secrets().map(derive).collect(), is_of_file: key.is_of_file() }
    }

    /// Whether they outlive the command.
    pub fn are_of_file(&self) -> bool {
        self.is_of_file
    }

    /// All whose cookies count; the first signs.
    pub fn all(self) -> Vec<Key> {
        self.keys
    }
}

impl std::fmt::Debug for SessionKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionKeys")
    }
}
