//! `cubeboard hash-password`: what `CUBEBOARD_ACCESS_HASH` is set to.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use clap::Args;
use console::Term;
use cubeboard_responses::text::normal_form::normal_form;
use thiserror::Error;
use zxcvbn::feedback::Feedback;
use zxcvbn::{Score, zxcvbn};

use crate::access::password::AccessHash;

/// Print the hash of a password that is to let readers in; it is asked for, or read from standard input
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {}

const EXAMPLES: &str = "\
Examples:
  cubeboard hash-password
  export CUBEBOARD_ACCESS_HASH=$(cubeboard hash-password)

Exit codes: 0 done; 1 failed; 2 a password that is guessed too soon.";

/// Shorter ones are guessed too soon.
const FEWEST_CHARACTERS: usize = 12;
/// Where zxcvbn expects more than 10⁸ guesses: "safely unguessable", with a slow hash as argon2 is.
const LEAST_SCORE: Score = Score::Three;
/// What somebody would try first who knows what the password opens.
pub(crate) const NEAR_AT_HAND: [&str; 5] = ["cubeboard", "cube", "headshed", "campaign", "sales"];

/// Why there is no hash.
#[derive(Debug, Error)]
pub enum HashPasswordError {
    /// Too short.
    #[error("a password has at least {FEWEST_CHARACTERS} characters; a few words make a good one")]
    TooShort,
    /// Long enough, and guessed soon all the same: known passwords, names, dates, rows of keys, repeats.
    #[error("this password is guessed too soon. {0}")]
    Guessable(Feedback),
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
        match self {
            Self::TooShort | Self::Guessable(_) => 2,
            Self::Io(_) | Self::NoChance => 1,
        }
    }
}

/// Reads a password and prints its hash.
///
/// # Errors
///
/// When it is too short or guessed too soon, or cannot be read.
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
    hold_against_guessing(&normal_form(password))?;
    let hash = AccessHash::of(password).ok_or(HashPasswordError::NoChance)?;
    Ok(writeln!(io::stdout(), "{}", hash.as_str())?)
}

/// Refuses a password that somebody guesses who tries likely ones first.
fn hold_against_guessing(password: &str) -> Result<(), HashPasswordError> {
    if password.chars().count() < FEWEST_CHARACTERS {
        return Err(HashPasswordError::TooShort);
    }
    let strength = zxcvbn(password, &NEAR_AT_HAND);
    if strength.score() < LEAST_SCORE {
        let feedback = strength.feedback().cloned().unwrap_or_default();
        return Err(HashPasswordError::Guessable(feedback));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(password: &str) -> String {
        hold_against_guessing(password).err().map(|it| it.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_guessable_password_is_refused_with_what_makes_it_so() {
        // Of two parts of the same length zxcvbn names now one, now the other: these have one that is longest.
        for (password, reason) in [
            ("elleve tegn", "at least 12 characters"),
            (
                "aaaaaaaaaaaaaaaa",
                "Repeats like \"aaa\" are easy to guess. Add another word or two.",
            ),
            ("abcabcabcabcabc", "Avoid repeated words and characters."),
            ("zaqwsxcderfvbgt", "Add another word or two."),
            ("qwertyuiopqwerty", "This is similar to a commonly used password."),
            ("administrator", "A word by itself is easy to guess."),
            ("christopher1", "Common names and surnames are easy to guess."),
            ("HeadshedCubeboard", "Add another word or two."),
            ("abcdefghijklmnop", "Avoid sequences."),
        ] {
            assert!(refusal(password).contains(reason), "{password}: {:?}", refusal(password));
        }
    }

    #[test]
    fn a_few_words_make_a_password() {
        for password in ["blåbær og fløte", "correct horse battery staple", "kx8Wq2LmTz4v"] {
            assert_eq!(refusal(password), "", "{password}");
        }
    }
}
