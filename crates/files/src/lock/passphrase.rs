//! Passphrases: how they are spelt, a strong one to offer, and which are easily guessed.

use std::fmt;

use age::secrecy::{ExposeSecret as _, SecretString};
use cubeboard_responses::text::normal_form::normal_form;
use zeroize::Zeroizing;

pub use super::spelling::RANDOM_BYTES;
use super::spelling::{canonical, spell};

/// A passphrase, never empty, and not printed. It is overwritten in memory once it is dropped, and so are the texts that
/// stood between what was typed and it; what was typed is its owner's to overwrite.
#[derive(Clone)]
pub struct Passphrase {
    /// In NFC, without line breaks, and without white space around it.
    tidy: SecretString,
    /// As it was typed, where that differs: another program may have locked a file with that.
    typed: Option<SecretString>,
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Passphrase")
    }
}

impl Passphrase {
    /// What was typed or read; `None` where that is nothing but white space.
    pub fn new(text: &str) -> Option<Self> {
        // A browser's field of one line takes no line breaks either.
        let line = Zeroizing::new(text.replace(['\r', '\n'], ""));
        let normal = Zeroizing::new(normal_form(line.trim()).into_owned());
        let tidy = Zeroizing::new(canonical(&normal).unwrap_or_else(|| normal.to_string()));
        let typed = (*tidy != text).then(|| SecretString::from(text));
        (!tidy.is_empty()).then(|| Self { tidy: SecretString::from(tidy.as_str()), typed })
    }

    /// A strong one of 112 random bits, in words that can be read aloud.
    pub fn of_random(bytes: &[u8; RANDOM_BYTES]) -> Self {
        Self { tidy: SecretString::from(spell(bytes)), typed: None }
    }

    /// As files are locked with it: who opens one by the `age` tool types this.
    pub fn spelling(&self) -> &str {
        self.tidy.expose_secret()
    }

    /// As files may have been locked with it, the likely one first.
    pub(super) fn spellings(&self) -> impl Iterator<Item = &str> {
        let typed = self.typed.as_ref().map(SecretString::expose_secret);
        [Some(self.spelling()), typed].into_iter().flatten()
    }
}

/// Whether somebody who has the file, and as much time as they want, would guess a passphrase: an estimate that sees length,
/// repeats, rows of keys and years, and knows no dictionary.
///
/// Not zxcvbn, which the command uses: its lists of words, names and passwords, in English, are 349 kB packed by brotli,
/// as much as the whole panel is (357 kB), and would be in each page that is one file, for a field that offers a strong
/// passphrase by itself.
pub fn weakness(passphrase: &str) -> Option<Weakness> {
    let text = passphrase.trim();
    if text.chars().count() < FEWEST_CHARACTERS {
        Some(Weakness::Short)
    } else if estimated_bits(text) < FEWEST_BITS {
        Some(Weakness::Predictable)
    } else {
        None
    }
}

/// Why a passphrase is guessed too soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// It has fewer than [`FEWEST_CHARACTERS`].
    Short,
    /// It is made of repeats, rows of keys, or too few words.
    Predictable,
}

/// Shorter ones are guessed, whatever they are made of.
pub const FEWEST_CHARACTERS: usize = 12;

/// With scrypt, a million guesses a second are a large machine; this many bits keep it busy for some decades.
const FEWEST_BITS: u32 = 50;

/// Rows of keys and of letters, in which people's fingers walk.
const ROWS: [&str; 5] =
    ["abcdefghijklmnopqrstuvwxyzæøå", "1234567890", "qwertyuiopå", "asdfghjkløæ", "zxcvbnm"];

/// Bits of a text by simple rules: what goes on as what stands before it does (a repeat of two or more, a third in a row
/// of keys) has none; a letter among letters of its case has two, which is what letters of common words have, and so has
/// the one behind a word's capital; a year of these centuries has seven; others, and each beginning of a word, have five. A
/// word, a year and a sign, as people are taught to make passwords of, do not come to enough.
fn estimated_bits(text: &str) -> u32 {
    let chars = Zeroizing::new(text.chars().collect::<Vec<char>>());
    let bits = chars.iter().enumerate().map(|(place, char)| {
        let before = |back: usize| place.checked_sub(back).and_then(|it| chars.get(it)).copied();
        let Some(last) = before(1) else { return 5 };
        let is_row = before(2).is_some_and(|it| step(it, last) == step(last, *char))
            && step(last, *char) != 0;
        let is_repeat = (1..=place)
            .any(|it| before(it) == Some(*char) && (it == 1 || before(it + 1) == Some(last)));
        let next = chars.get(place + 1);
        let is_of_case = char.is_lowercase() == last.is_lowercase()
            || (char.is_lowercase() && next.is_some_and(|it| it.is_lowercase()));
        let is_within_word = char.is_alphabetic() && last.is_alphabetic() && is_of_case;
        match () {
            () if (2..4).any(|back| is_year(&chars, place, back)) => 0,
            () if is_year(&chars, place, 1) => 2,
            () if is_row || is_repeat || char.is_whitespace() => 0,
            () if is_within_word => 2,
            () => 5,
        }
    });
    bits.sum()
}

/// Whether a year began so many places before: 1900 to 2099.
fn is_year(chars: &[char], place: usize, back: usize) -> bool {
    let year = place.checked_sub(back).and_then(|it| chars.get(it..it + 4));
    year.is_some_and(|year| {
        matches!(year, ['1', '9', ..] | ['2', '0', ..]) && year.iter().all(char::is_ascii_digit)
    })
}

/// By how many places one key or letter stands behind another, where they are neighbours; 0 where they are none.
fn step(one: char, other: char) -> i32 {
    let pair = [one, other].map(|it| it.to_lowercase().next().unwrap_or(it));
    let stands = |row: &str, pair: [char; 2]| {
        row.chars().zip(row.chars().skip(1)).any(|(first, second)| [first, second] == pair)
    };
    if ROWS.iter().any(|row| stands(row, pair)) {
        1
    } else if ROWS.iter().any(|row| stands(row, [pair[1], pair[0]])) {
        -1
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_no_passphrase() {
        for empty in ["", " ", "\t\r\n", "\u{a0}"] {
            assert!(Passphrase::new(empty).is_none(), "{empty:?}");
        }
    }

    #[test]
    fn a_passphrase_is_not_printed() {
        let printed = format!("{:?}", Passphrase::new("blåbær og fløte"));
        assert_eq!(printed, "Some(Passphrase)");
    }

    #[test]
    fn what_is_offered_is_strong_and_spelt_as_it_is_used() {
        let passphrase = Passphrase::of_random(b"fourteen bytes");
        assert_eq!(passphrase.spelling().len(), 41);
        assert_eq!(weakness(passphrase.spelling()), None);
        let typed = passphrase.spelling().to_uppercase().replace('-', " ");
        assert_eq!(Passphrase::new(&typed).unwrap().spelling(), passphrase.spelling());
    }

    #[test]
    fn short_and_predictable_passphrases_are_told_apart_from_others() {
        for short in ["x", "hemmelig", "Abc123!", "elleve tegn"] {
            assert_eq!(weakness(short), Some(Weakness::Short), "{short}");
        }
        for predictable in [
            "aaaaaaaaaaaaaaaaaaaaaaaa",
            "abcabcabcabcabcabc",
            "123456789012345",
            "qwertyuiopasdfghjkl",
            "administrator",
            "christopher1",
            "headshed cube",
            "passord passord",
            "Vintersalg2026!",
            "Christopher2026!",
            "Sommerferie1998?",
        ] {
            assert_eq!(weakness(predictable), Some(Weakness::Predictable), "{predictable}");
        }
        for strong in [
            "correct horse battery staple",
            "blåbær fløte kjeks og kaffe",
            "kx8Wq2LmTz4v",
            "G7!r-q9_Lw2#",
        ] {
            assert_eq!(weakness(strong), None, "{strong}");
        }
    }
}
