//! The relay's key, from a file that several relays have, or made at start. Sessions are signed, and what relays share is
//! encrypted, with keys that are derived from it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::text_file::{self, named};

/// The key in use, and one more that still counts while it is being replaced.
#[derive(Clone)]
pub struct RelayKey {
    current: Vec<u8>,
    before: Option<Vec<u8>>,
    is_of_file: bool,
}

/// Why there is no key.
#[derive(Debug, Error)]
pub enum RelayKeyError {
    /// The file cannot be read.
    #[error(
        "cannot read {}, which is to hold the session key and is named by --session-key-file, CUBEBOARD_SESSION_KEY_FILE or \
         serve.session_key_file: {}", named(.0, .1), .1
    )]
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

impl RelayKey {
    /// The key of a file, or without one a new one.
    ///
    /// # Errors
    ///
    /// Where there is none, or one that others know.
    pub fn new(file: Option<&Path>) -> Result<Self, RelayKeyError> {
        let Some(path) = file else {
            let mut secret = vec![0; 48];
            getrandom::fill(&mut secret).map_err(|_| RelayKeyError::NoChance)?;
            return Ok(Self { current: secret, before: None, is_of_file: false });
        };
        let unreadable = |error| RelayKeyError::Unreadable(path.to_owned(), error);
        let text = text_file::read_private(path).map_err(unreadable)?;
        let text = text.ok_or_else(|| RelayKeyError::Open(path.to_owned()))?;
        let lines: Vec<_> = text.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
        let (current, before) = match lines[..] {
            [current] => (current, None),
            [current, before] => (current, Some(before)),
            _ => return Err(RelayKeyError::NoKey(path.to_owned())),
        };
        if lines.iter().any(|it| it.chars().count() < FEWEST_CHARACTERS) {
            return Err(RelayKeyError::NoKey(path.to_owned()));
        }
        Ok(Self {
            current: current.as_bytes().to_owned(),
            before: before.map(|it| it.as_bytes().to_owned()),
            is_of_file: true,
        })
    }

    /// Whether it outlives the command.
    pub fn is_of_file(&self) -> bool {
        self.is_of_file
    }

    /// What keys are derived from: first of the one in use, then of the one before.
    pub fn secrets(&self) -> impl Iterator<Item = &[u8]> {
        std::iter::once(&self.current).chain(&self.before).map(Vec::as_slice)
    }
}

impl fmt::Debug for RelayKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RelayKey")
    }
}
