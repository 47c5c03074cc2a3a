//! Files locked with a passphrase: encryption in the age v1 format (<https://age-encryption.org/v1>, scrypt recipient), so
//! that the ordinary `age` tool opens them, too. docs/snapshot.md says what is protected and what is not.
//!
//! A locked file is known by its header ([`is_locked`]), not by its name, and the header is looked at before anything is
//! done with a passphrase ([`inspect`]): how much work it asks for stands in it, and scrypt takes memory by that.

mod cipher;
mod header;
pub mod passphrase;
mod spelling;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use self::passphrase::Passphrase;
use crate::snapshot::MOST_BYTES;

/// What is added to the name of a file that is locked.
pub const EXTENSION: &str = "age";

/// The work factor of files that are locked here: scrypt of 2¹⁶ rounds, 64 MiB. A guess costs 0.2 s on a computer, and
/// opening a file 0.4 s in its browser; with 15 it would be half of that.
pub const WORK_FACTOR: u8 = 16;

/// The most that is taken on. The `age` tool itself asks for 18, which is 256 MiB.
pub const MOST_WORK: u8 = 16;

/// How long a file may be that is locked, which before that may be [`MOST_BYTES`]: with the header, and 16 bytes more for
/// each chunk of 64 KiB.
pub const MOST_LOCKED_BYTES: usize = MOST_BYTES + (MOST_BYTES >> 12) + 1024;

/// Why a file cannot be locked or unlocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum LockError {
    /// The passphrase is another one. Where the salt or the wrapped key in the header were changed, it looks the same.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// It is not what was written: a byte is another one, or its end is missing.
    #[error("the locked file is damaged")]
    Damaged,
    /// It is locked with keys in place of a passphrase, in text form (armor), or in another version of the format.
    #[error("not a file in the age format, version 1, that is locked with a passphrase")]
    OtherKind,
    /// It asks for more work than [`MOST_WORK`].
    #[error("a work factor of more than {MOST_WORK}")]
    TooMuchWork,
    /// There is more in it than a snapshot may hold.
    #[error("more than {MOST_BYTES} bytes")]
    TooLarge,
}

/// Whether these are the first bytes of a file in the age format, of whatever kind and version; 40 of them are enough.
pub fn is_locked(bytes: &[u8]) -> bool {
    bytes.starts_with(header::ANY_VERSION) || bytes.starts_with(header::ARMOR)
}

/// Whether a passphrase is worth asking for: what can be told without one.
///
/// # Errors
/// Where no passphrase would open the file here.
pub fn inspect(locked: &[u8]) -> Result<(), LockError> {
    if locked.len() > MOST_LOCKED_BYTES {
        return Err(LockError::TooLarge);
    }
    header::check(locked)
}

/// Locks a file. Salt, key and nonce come from the system's random numbers: in a browser `crypto.getRandomValues`.
///
/// # Errors
/// Where it is too large.
pub fn lock(bytes: &[u8], passphrase: &Passphrase) -> Result<Vec<u8>, LockError> {
    if bytes.len() > MOST_BYTES {
        return Err(LockError::TooLarge);
    }
    cipher::encrypt(bytes, passphrase, WORK_FACTOR)
}

/// Unlocks a file: what was locked, every byte of which is authenticated. A second spelling of the passphrase is tried
/// where there is one, so that a wrong one may take twice as long.
///
/// # Errors
/// Where the passphrase is wrong, or no passphrase would open the file here.
pub fn unlock(locked: &[u8], passphrase: &Passphrase) -> Result<Vec<u8>, LockError> {
    inspect(locked)?;
    let attempts = passphrase.spellings().map(|spelling| cipher::decrypt(locked, spelling));
    let mut answers = attempts.skip_while(|it| *it == Err(LockError::WrongPassphrase));
    answers.next().unwrap_or(Err(LockError::WrongPassphrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that is locked quickly.
    fn locked(bytes: &[u8]) -> Vec<u8> {
        cipher::encrypt(bytes, &passphrase("kurv lampe fjord"), 1).unwrap()
    }

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(text).unwrap()
    }

    fn unlocked(file: &[u8]) -> Result<Vec<u8>, LockError> {
        unlock(file, &passphrase("kurv lampe fjord"))
    }

    /// Where the sealed part begins: behind the header's last line.
    fn sealed_start(file: &[u8]) -> usize {
        let mac = file.windows(5).position(|it| it == b"\n--- ").unwrap() + 1;
        mac + file[mac..].iter().position(|it| *it == b'\n').unwrap() + 1
    }

    #[test]
    fn what_was_locked_comes_back_at_every_length_around_a_chunk() {
        for length in [0, 1, 64, 65_535, 65_536, 65_537, 131_072, 200_000] {
            let bytes: Vec<u8> = (0..length).map(|it: u32| it.to_le_bytes()[0] ^ 0x5a).collect();
            let file = locked(&bytes);
            assert!(is_locked(&file) && is_locked(&file[..40]), "{length}");
            assert_eq!(unlocked(&file), Ok(bytes), "{length}");
        }
    }

    #[test]
    fn the_same_file_is_locked_otherwise_each_time_and_tells_nothing_of_itself() {
        let (one, other) = (locked(b"Kari Nordmann"), locked(b"Kari Nordmann"));
        assert_ne!(one[sealed_start(&one)..], other[sealed_start(&other)..]);
        assert!(!one.windows(4).any(|it| it == b"Kari" || it == b"kurv"));
    }

    #[test]
    fn every_flipped_bit_is_refused() {
        let file = locked(b"207 responses");
        let sealed = sealed_start(&file);
        for place in 0..file.len() {
            for bit in 0..8 {
                let mut changed = file.clone();
                changed[place] ^= 1 << bit;
                let answer = unlocked(&changed);
                assert!(answer.is_err(), "byte {place}, bit {bit}");
                if place >= sealed {
                    assert_eq!(answer, Err(LockError::Damaged), "byte {place}, bit {bit}");
                }
            }
        }
    }

    #[test]
    fn a_file_that_was_cut_off_anywhere_or_goes_on_is_refused() {
        let file = locked(b"207 responses");
        for end in 0..file.len() {
            assert!(unlocked(&file[..end]).is_err(), "{end} bytes");
        }
        assert_eq!(unlocked(&[&file[..], b"\n"].concat()), Err(LockError::Damaged));
        assert_eq!(unlocked(&file[..file.len() - 1]), Err(LockError::Damaged));
    }

    #[test]
    fn a_file_without_its_last_chunks_is_refused() {
        let file = locked(&vec![7; 3 * 65_536]);
        let chunk = 65_536 + 16;
        let payload = sealed_start(&file) + 16;
        assert_eq!(file.len(), payload + 3 * chunk);
        for chunks in 0..3 {
            assert_eq!(unlocked(&file[..payload + chunks * chunk]), Err(LockError::Damaged));
        }
        // Two chunks that changed places.
        let [first, second] = [0, 1].map(|it| &file[payload + it * chunk..][..chunk]);
        let swapped = [&file[..payload], second, first, &file[payload + 2 * chunk..]].concat();
        assert_eq!(unlocked(&swapped), Err(LockError::Damaged));
    }

    #[test]
    fn another_passphrase_is_told_from_damage() {
        let file = locked(b"207 responses");
        for wrong in ["kurv lampe fjor", "Kurv lampe fjord", "kurv  lampe fjord", "x"] {
            let answer = unlock(&file, &passphrase(wrong));
            assert_eq!(answer, Err(LockError::WrongPassphrase), "{wrong}");
        }
    }

    #[test]
    fn a_passphrase_is_the_same_however_its_letters_are_composed_and_whatever_stands_around_it() {
        let file = cipher::encrypt(b"rows", &passphrase("blåbær og fløte"), 1).unwrap();
        for same in ["bla\u{30a}bær og fløte", " blåbær og fløte\r\n", "blåbær \nog fløte"]
        {
            assert_eq!(unlock(&file, &passphrase(same)), Ok(b"rows".to_vec()), "{same}");
        }
    }

    #[test]
    fn a_passphrase_of_another_program_may_be_spelt_otherwise() {
        for odd in [" with spaces around ", "bla\u{30a}bær"] {
            let file = cipher::encrypt_as_typed(b"rows", odd, 1).unwrap();
            assert_eq!(unlock(&file, &passphrase(odd)), Ok(b"rows".to_vec()), "{odd}");
        }
    }

    #[test]
    fn more_work_than_the_most_is_refused_before_it_is_done() {
        let file = locked(b"rows");
        let with = |work: &str| {
            let end = file.iter().skip(22).position(|it| *it == b'\n').unwrap() + 22;
            let salt = file[..end].iter().rposition(|it| *it == b' ').unwrap();
            unlocked(&[&file[..=salt], work.as_bytes(), &file[end..]].concat())
        };
        for work in ["17", "18", "22", "30", "63", "64", "255", "256", "99999999999999999999"] {
            assert_eq!(with(work), Err(LockError::TooMuchWork), "{work}");
        }
        for work in ["0", "00", "01", "016", "+1", "-1", "1.0", "1 ", "", "0x1", "١"] {
            assert_eq!(with(work), Err(LockError::Damaged), "{work}");
        }
        // Another factor is another key.
        assert_eq!(with("2"), Err(LockError::WrongPassphrase));
    }
}
