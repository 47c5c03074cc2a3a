//! Keys that sign session cookies: from a file, so that several relays know each other's readers, or made at start, so
//! that sessions end with the command.

use std::io;
use std::path::{Path, PathBuf};

use cookie::Key;
use thiserror::Error;

use super::password::AccessHash;
use crate::text_file;

/// The key that signs, and one more whose cookies still count, while it is being replaced.
#[derive(Clone)]
pub struct SessionKeys {
    current: Key,
    before: Option<Key>,
    is_of_file: bool,
}

/// Why there is no key.
#[derive(Debug, Error)]
pub enum SessionKeysError {
    /// The file cannot be read.
    #[error("cannot read {}, which holds the session key: {}", .0.display(), .1)]
    Unreadable(PathBuf, #[source] io::Error),
    /// Others on this machine may read or change it.
    #[error("{}, which holds the session key, is open to others on this machine; chmod 600 {}", .0.display(), .0.display())]
    Open(PathBuf),
    /// It holds no key.
    #[error(
        "{} must hold one line of at least {FEWEST_CHARACTERS} random characters, or two, of which the first signs; \
         openssl rand -base64 48 makes one", .0.display()
    )]
    NoKey(PathBuf),
    /// No random numbers.
    #[error("the system has no random numbers for a session key")]
    NoChance,
}

/// As many as 32 random bytes have in Base64.
const FEWEST_CHARACTERS: usize = 43;

impl SessionKeys {
    /// The keys of a file, or without one a new key. They depend on the password's hash as well, so that another password
    /// ends all sessions.
    ///
    /// # Errors
    ///
    /// Where there is none, or one that others know.
    pub fn new(file: Option<&Path>, hash: &AccessHash) -> Result<Self, SessionKeysError> {
        let Some(path) = file else {
            let mut secret = [0; 48];
            getrandom::fill(&mut secret).map_err(|_| SessionKeysError::NoChance)?;
            return Ok(Self { current: key(&secret, hash), before: None, is_of_file: false });
        };
        let unreadable = |error| SessionKeysError::Unreadable(path.to_owned(), error);
        let text = text_file::read_private(path).map_err(unreadable)?;
        let text = text.ok_or_else(|| SessionKeysError::Open(path.to_owned()))?;
        let lines: Vec<_> = text.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
        let are_long = lines.iter().all(|it| it.chars().count() >= FEWEST_CHARACTERS);
        match lines[..] {
            [current] if are_long => {
                Ok(Self { current: key(current.as_bytes(), hash), before: None, is_of_file: true })
            }
            [current, before] if are_long => Ok(Self {
                current: key(current.as_bytes(), hash),
                before: Some(key(before.as_bytes(), hash)),
                is_of_file: true,
            }),
            _ => Err(SessionKeysError::NoKey(path.to_owned())),
        }
    }

    /// Whether they outlive the command.
    pub fn are_of_file(&self) -> bool {
        self.is_of_file
    }

    /// The key that signs.
    pub fn current(&self) -> &Key {
        &self.current
    }

    /// All whose cookies count.
    pub fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.current).chain(&self.before)
    }
}

fn key(secret: &[u8], hash: &AccessHash) -> Key {
    // Each part ends with a byte that neither holds.
    Key::derive_from(&[secret, b"\0", hash.as_str().as_bytes()].concat())
}

impl std::fmt::Debug for SessionKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionKeys")
    }
}
