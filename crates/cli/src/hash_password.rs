//! `cubeboard hash-password`: what `CUBEBOARD_ACCESS_HASH` is set to.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use clap::Args;
use console::Term;
use thiserror::Error;

use crate::access::password::AccessHash;

/// Print the hash of a password that is to let readers in; it is asked for, or read from standard input
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {}

const EXAMPLES: &str = "\
Examples:
  cubeboard hash-password
  export CUBEBOARD_ACCESS_HASH=$(cubeboard hash-password)

Exit codes: 0 done; 1 failed; 2 a password of less than 12 characters.";

/// Shorter ones are guessed too soon.
const FEWEST_CHARACTERS: usize = 12;

/// Why there is no hash.
#[derive(Debug, Error)]
pub enum HashPasswordError {
    /// Too short.
    #[error("a password has at least {FEWEST_CHARACTERS} characters; a few words make a good one")]
    TooShort,
    /// Not read or not written.
    #[error("cannot read the password, or write its hash: {0}")]
    Io(#[from] io::Error),
    /// No random numbers.
    #[error("the system has no random numbers for the salt")]
    NoChance,
}

impl HashPasswordError {
    /// How the command ends.
    pub fn exit_code(&self) -> u8 {
        if matches!(self, Self::TooShort) { 2 } else { 1 }
    }
}

/// Reads a password and prints its hash.
///
/// # Errors
///
/// When it is too short, or cannot be read.
pub fn run() -> Result<(), HashPasswordError> {
    let mut password = String::new();
    if io::stdin().is_terminal() {
        eprint!("Password: ");
        password = Term::stderr().read_secure_line()?;
    } else {
        io::stdin().lock().read_line(&mut password)?;
    }
    // A file that is piped in may begin with a byte-order mark, which no reader would type.
    let password = password.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
    if password.chars().count() < FEWEST_CHARACTERS {
        return Err(HashPasswordError::TooShort);
    }
    let hash = AccessHash::of(password).ok_or(HashPasswordError::NoChance)?;
    Ok(writeln!(io::stdout(), "{}", hash.as_str())?)
}
