//! Spelling of random numbers as words that can be read aloud: proquints (Wilkerson, "A Proposal for Proquints",
//! arXiv:0901.4016). Each word is five letters, consonants and vowels by turns, and stands for 16 bits. No list of words
//! is needed, and they are as easy, or as odd, in English as in Norwegian.

use zeroize::Zeroizing;

const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";

/// Random bytes that a passphrase is made of: 112 bits.
pub const RANDOM_BYTES: usize = 14;

const WORDS: usize = RANDOM_BYTES / 2;

/// The words of these bytes, such as `lusab-babad-gutih-tugad-…`.
pub(super) fn spell(random: &[u8; RANDOM_BYTES]) -> String {
    let (pairs, _) = random.as_chunks::<2>();
    let words = pairs.iter().map(|pair| word(u16::from_be_bytes(*pair)));
    Zeroizing::new(words.collect::<Vec<String>>()).join("-")
}

fn word(number: u16) -> String {
    let consonant = |shift: u16| CONSONANTS[usize::from((number >> shift) & 15)];
    let vowel = |shift: u16| VOWELS[usize::from((number >> shift) & 3)];
    let letters = [consonant(12), vowel(10), consonant(6), vowel(4), consonant(0)];
    letters.map(char::from).iter().collect()
}

/// A text that was made by [`spell`] as it was made, however it was typed: in capitals, or with spaces between its words.
/// Nothing for any other text.
pub(super) fn canonical(text: &str) -> Option<String> {
    let text = Zeroizing::new(text.to_ascii_lowercase());
    let separates = |it: char| it == '-' || it.is_whitespace() || is_dash(it);
    let words: Vec<&str> = text.split(separates).filter(|it| !it.is_empty()).collect();
    let are_words = words.len() == WORDS && words.iter().all(|it| is_word(it));
    are_words.then(|| words.join("-"))
}

/// What programs for letters and mail make of a hyphen.
fn is_dash(char: char) -> bool {
    matches!(char, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_word(text: &str) -> bool {
    let fits = |(place, letter): (usize, u8)| match place % 2 {
        0 => CONSONANTS.contains(&letter),
        _ => VOWELS.contains(&letter),
    };
    text.len() == 5 && text.bytes().enumerate().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spelt_as_the_proposal_spells_them() {
        // Its examples: 127.0.0.1 and 63.84.220.193.
        for (number, expected) in
            [(0x7f00, "lusab"), (0x0001, "babad"), (0x3f54, "gutih"), (0xdcc1, "tugad")]
        {
            assert_eq!(word(number), expected);
        }
        assert_eq!(spell(&[0; 14]), "babab-babab-babab-babab-babab-babab-babab");
        assert_eq!(spell(&[0xff; 14]).len(), 7 * 6 - 1);
    }

    #[test]
    fn words_are_known_however_they_were_typed() {
        let spelt = spell(b"fourteen bytes");
        assert_eq!(canonical(&spelt), Some(spelt.clone()));
        let typed =
            [spelt.to_uppercase(), spelt.replace('-', " "), spelt.replace('-', " \u{2013} ")];
        for typed in typed {
            assert_eq!(canonical(&typed), Some(spelt.clone()), "{typed}");
        }
        for other in ["", "babab", &spelt[1..], "correct horse battery staple a b c"] {
            assert_eq!(canonical(other), None, "{other}");
        }
    }
}
