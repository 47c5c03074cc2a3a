//! Passphrase that what is published is locked with. It comes from a prompt or from a file, never from a flag or the
//! environment, which others on the machine or a log could read; it is never printed but where it was made here, once, on
//! the terminal of whoever asked for that.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::Args;
use console::Term;
use cubeboard_files::lock::passphrase::{Passphrase, RANDOM_BYTES};
use thiserror::Error;
use zxcvbn::{Score, zxcvbn};

use crate::hash_password::NEAR_AT_HAND;
use crate::terminal::say;
use crate::text_file::{self, named};

/// Whether what is written is locked.
#[derive(Debug, Args)]
pub struct LockArguments {
    /// Lock the snapshot with a passphrase, which is asked for: a page asks its readers for it, and the age tool opens it
    #[arg(long)]
    lock: bool,

    /// Take the passphrase from this file, which nobody but its owner and group may read, instead of asking for it
    #[arg(long, value_name = "FILE", requires = "lock")]
    passphrase_file: Option<PathBuf>,
}

/// Why there is no passphrase.
#[derive(Debug, Error)]
pub enum PassphraseError {
    /// Nobody can be asked.
    #[error(
        "--lock asks for a passphrase, and there is no terminal to ask on; name a file that holds it with --passphrase-file"
    )]
    NoTerminal,
    /// Typed otherwise the second time.
    #[error("the two passphrases differ; nothing was locked")]
    Different,
    /// A file without one.
    #[error("{} holds no passphrase", .0.display())]
    Empty(PathBuf),
    /// A file with something else, it seems.
    #[error("{} holds more than one line; a passphrase is one", .0.display())]
    Lines(PathBuf),
    /// A file that others can read or change.
    #[error("{path} is open to others on this machine; chmod 600 {path}", path = .0.display())]
    Open(PathBuf),
    /// A file that cannot be read.
    #[error("cannot read {}, which --passphrase-file names: {}", named(.0, .1), .1)]
    File(PathBuf, #[source] io::Error),
    /// The terminal cannot be read.
    #[error("cannot read the passphrase: {0}")]
    Terminal(#[from] io::Error),
    /// No random numbers.
    #[error("the system has no random numbers for a passphrase")]
    NoChance,
}

impl PassphraseError {
    /// How the command ends.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Terminal(_) | Self::NoChance => 1,
            _ => 2,
        }
    }
}

impl LockArguments {
    /// The passphrase, where one is to be used; a weak one is told so.
    ///
    /// # Errors
    ///
    /// When there is none to be had.
    pub fn passphrase(&self) -> Result<Option<Passphrase>, PassphraseError> {
        if !self.lock {
            return Ok(None);
        }
        let passphrase = match &self.passphrase_file {
            Some(path) => from_file(path)?,
            None => from_prompt()?,
        };
        if let Some(warning) = warning(&passphrase) {
            say(warning);
        }
        Ok(Some(passphrase))
    }
}

/// The one line of a file.
fn from_file(path: &Path) -> Result<Passphrase, PassphraseError> {
    let text = text_file::read_private(path)
        .map_err(|error| PassphraseError::File(path.to_owned(), error))?
        .ok_or_else(|| PassphraseError::Open(path.to_owned()))?;
    let line = text.trim_matches(['\r', '\n']);
    if line.contains(['\r', '\n']) {
        return Err(PassphraseError::Lines(path.to_owned()));
    }
    Passphrase::new(line).ok_or_else(|| PassphraseError::Empty(path.to_owned()))
}

/// What is typed, twice, and not shown; where nothing is typed, one is made, and shown once.
fn from_prompt() -> Result<Passphrase, PassphraseError> {
    // Where standard error is a file or a log, one that is made would stay there.
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(PassphraseError::NoTerminal);
    }
    let Some(passphrase) = Passphrase::new(&ask("Passphrase (empty for one that is made up): ")?)
    else {
        return made();
    };
    let again = Passphrase::new(&ask("The same again: ")?);
    let is_same = again.is_some_and(|it| it.spelling() == passphrase.spelling());
    if is_same { Ok(passphrase) } else { Err(PassphraseError::Different) }
}

fn ask(prompt: &str) -> io::Result<String> {
    eprint!("{prompt}");
    Term::stderr().read_secure_line()
}

fn made() -> Result<Passphrase, PassphraseError> {
    let mut random = [0; RANDOM_BYTES];
    getrandom::fill(&mut random).map_err(|_| PassphraseError::NoChance)?;
    let passphrase = Passphrase::of_random(&random);
    eprintln!("\n    {}\n", passphrase.spelling());
    eprintln!(
        "Keep this passphrase now: it is not shown again, and nobody opens the file without it."
    );
    Ok(passphrase)
}

/// What is to be said of a passphrase that somebody guesses who has the file and time: by zxcvbn's score, below 10¹⁰
/// guesses.
fn warning(passphrase: &Passphrase) -> Option<String> {
    let strength = zxcvbn(passphrase.spelling(), &NEAR_AT_HAND);
    if strength.score() >= Score::Four {
        return None;
    }
    let feedback = strength.feedback().map(|it| format!(" {it}")).unwrap_or_default();
    Some(format!(
        "this passphrase is weak: whoever has the file can guess it, with time and a large machine.{}",
        feedback.trim_end()
    ))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    fn read(bytes: &[u8]) -> Result<String, String> {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("passphrase");
        fs::write(&path, bytes).unwrap();
        #[cfg(unix)]
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        let passphrase = from_file(&path).map_err(|it| it.to_string())?;
        Ok(passphrase.spelling().to_owned())
    }

    #[test]
    fn a_file_holds_one_line_in_whatever_way_its_editor_writes_it() {
        for bytes in [
            &b"kurv lampe"[..],
            b"kurv lampe\n",
            b"kurv lampe\r\n",
            b"\xef\xbb\xbfkurv lampe\n",
            b"\xff\xfek\0u\0r\0v\0 \0l\0a\0m\0p\0e\0\r\0\n\0",
        ] {
            assert_eq!(read(bytes).unwrap(), "kurv lampe", "{bytes:?}");
        }
        for (bytes, reason) in [
            (&b""[..], "holds no passphrase"),
            (b" \n", "holds no passphrase"),
            (b"one\ntwo\n", "holds more than one line"),
            (b"bl\xe5b\xe6r", "it is no text in UTF-8"),
        ] {
            assert!(read(bytes).unwrap_err().contains(reason), "{bytes:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = TempDir::new().unwrap();
        let path = folder.path().join("passphrase");
        fs::write(&path, "kurv lampe fjord").unwrap();
        for (mode, is_private) in [(0o600, true), (0o640, true), (0o644, false), (0o660, false)] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(from_file(&path).is_ok(), is_private, "{mode:o}");
        }
    }

    #[test]
    fn a_weak_passphrase_is_told_so_and_a_strong_one_is_not() {
        let said = |text| warning(&Passphrase::new(text).unwrap());
        for weak in ["hemmelig", "headshed", "qwertyuiopqwerty", "christopher1"] {
            let said = said(weak).unwrap();
            assert!(said.starts_with("this passphrase is weak") && !said.contains(weak), "{said}");
        }
        for strong in ["correct horse battery staple", "kx8Wq2LmTz4v", "blåbær og fløte og kjeks"]
        {
            assert_eq!(said(strong), None, "{strong}");
        }
    }
}
