//! Norwegian alphabetical order, case aside: … z æ ø å, with aa as å, ä beside æ and ö beside ø, as the Unicode
//! locale data (CLDR, `nb`) have it. Small enough for a page that cannot carry those data themselves.

use std::cmp::Ordering;

/// Which of two texts comes first. Texts that differ in case alone are equal, so that a stable sort keeps them as
/// they were; accents decide only where letters do not.
pub fn compare(some: &str, other: &str) -> Ordering {
    let letters = Letters::of(some).cmp(Letters::of(other));
    letters.then_with(|| {
        some.chars().flat_map(char::to_lowercase).cmp(other.chars().flat_map(char::to_lowercase))
    })
}

/// The first eight letters as one number: texts that differ in it are in its order.
pub fn prefix(text: &str) -> u64 {
    let mut letters = Letters::of(text);
    letters.take_eight()
}

/// Whether the text ends in the letters that make this number.
pub(crate) fn ends_in(eight_letters: u64) -> bool {
    eight_letters.trailing_zeros() >= 8
}

/// Whether a letter of this weight parts words: a space or a sign.
pub fn parts_words(weight: u8) -> bool {
    weight < DIGIT
}

/// The weights of a text's letters, one after the other, none of them 0.
#[derive(Debug, Clone)]
pub struct Letters<'a> {
    text: &'a str,
    at: usize,
    /// Whether a text that differs in more than case may have had the same letters so far: accents, other scripts, and
    /// aa, which is the same letter as å.
    pub(crate) has_doubles: bool,
}

impl<'a> Letters<'a> {
    /// From the first letter on.
    pub fn of(text: &'a str) -> Self {
        Self { text, at: 0, has_doubles: false }
    }

    /// Eight letters as one number. Its last byte is 0 where the text ends before the eighth.
    pub(crate) fn take_eight(&mut self) -> u64 {
        let mut weights = [0; 8];
        let mut at = self.at;
        let mut has_doubles = false;
        for weight in &mut weights {
            let Some(letter) = letter(self.text, at) else { break };
            *weight = letter.weight;
            at += letter.length;
            has_doubles |= letter.has_double;
        }
        self.at = at;
        self.has_doubles |= has_doubles;
        u64::from_be_bytes(weights)
    }
}

impl Iterator for Letters<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        let letter = letter(self.text, self.at)?;
        self.at += letter.length;
        self.has_doubles |= letter.has_double;
        Some(letter.weight)
    }
}

struct Letter {
    weight: u8,
    length: usize,
    has_double: bool,
}

/// The letter at a place in a text; nothing at its end.
#[inline]
fn letter(text: &str, at: usize) -> Option<Letter> {
    let bytes = text.as_bytes();
    let byte = *bytes.get(at)?;
    let weight = WEIGHTS[usize::from(byte)];
    if weight == A && matches!(bytes.get(at + 1), Some(b'a' | b'A')) {
        return Some(Letter { weight: AA, length: 2, has_double: true });
    }
    if weight != NOT_ASCII {
        let has_double = weight == SPACE && byte != b' ';
        return Some(Letter { weight, length: 1, has_double });
    }
    let own = match (byte, bytes.get(at + 1)) {
        (0xC3, Some(0x86 | 0xA6)) => AE,
        (0xC3, Some(0x98 | 0xB8)) => OE,
        (0xC3, Some(0x85 | 0xA5)) => AA,
        _ => {
            let char = text.get(at..)?.chars().next()?;
            return Some(Letter {
                weight: foreign(char),
                length: char.len_utf8(),
                has_double: true,
            });
        }
    };
    Some(Letter { weight: own, length: 2, has_double: false })
}

/// The weights by first byte, worked out once.
static WEIGHTS: [u8; 256] = {
    let mut weights = [NOT_ASCII; 256];
    let mut byte = 0;
    while byte < 128 {
        weights[byte as usize] = ascii_weight(byte);
        byte += 1;
    }
    weights
};
const NOT_ASCII: u8 = 0;

const DIGIT: u8 = 80;
const A: u8 = 100;
const Z: u8 = A + 25;
const AE: u8 = Z + 1;
const OE: u8 = Z + 2;
const AA: u8 = Z + 3;
/// All other scripts, which come last.
const FOREIGN: u8 = 255;

/// Of all white space and control characters.
const SPACE: u8 = 1;

/// Spaces, then signs, then digits, then letters.
const fn ascii_weight(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' => A + byte - b'a',
        b'A'..=b'Z' => A + byte - b'A',
        b'0'..=b'9' => DIGIT + byte - b'0',
        b'!'..=b'/' => 2 + byte - b'!',
        b':'..=b'@' => 20 + byte - b':',
        b'['..=b'`' => 30 + byte - b'[',
        b'{'..=b'~' => 40 + byte - b'{',
        _ => SPACE,
    }
}

/// The weight of a character that is neither ASCII nor one of the three letters.
fn foreign(char: char) -> u8 {
    match char {
        'ä' | 'Ä' => AE,
        'ö' | 'Ö' | 'ő' | 'Ő' => OE,
        _ if char.is_whitespace() || char.is_control() => SPACE,
        _ => unaccented(char).map_or(FOREIGN, |it| A + it - b'a'),
    }
}

/// The letter under the accent, for the letters that names in Norway have.
fn unaccented(char: char) -> Option<u8> {
    Some(match char {
        'à'..='ã' | 'À'..='Ã' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ā' | 'Ā' => b'a',
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' => b'c',
        'ð' | 'Ð' | 'đ' | 'Đ' | 'ď' | 'Ď' => b'd',
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ė' | 'Ė' | 'ę' | 'Ę' | 'ě' | 'Ě' => b'e',
        'ğ' | 'Ğ' | 'ģ' | 'Ģ' => b'g',
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'į' | 'Į' | 'ı' | 'İ' => b'i',
        'ł' | 'Ł' | 'ļ' | 'Ļ' => b'l',
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' | 'ŋ' | 'Ŋ' => b'n',
        'ò'..='õ' | 'Ò'..='Õ' | 'ō' | 'Ō' => b'o',
        'ř' | 'Ř' => b'r',
        'ś' | 'Ś' | 'ş' | 'Ş' | 'š' | 'Š' | 'ș' | 'Ș' | 'ß' => b's',
        'ţ' | 'Ţ' | 'ť' | 'Ť' | 'ŧ' | 'Ŧ' | 'ț' | 'Ț' | 'þ' | 'Þ' => b't',
        'ù'..='û' | 'Ù'..='Û' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ų' | 'Ų' => b'u',
        'ü' | 'Ü' | 'ű' | 'Ű' | 'ý' | 'Ý' | 'ÿ' => b'y',
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => b'z',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sorted: &[&str]) {
        for pair in sorted.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
            assert!(prefix(pair[0]) <= prefix(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn the_norwegian_letters_come_after_z() {
        check(&["", " ", "1", "Aud", "Zara", "Ærlend", "Østby", "Åse"]);
        check(&["zå", "æa", "æå", "øa", "åa"]);
    }

    #[test]
    fn aa_is_å_and_swedish_letters_stand_beside_their_own() {
        check(&["Abel", "Zakarias", "Aas", "Aasen"]);
        check(&["Bergström", "Bergstrøn"]);
        check(&["Hæg", "Häh"]);
    }

    #[test]
    fn case_does_not_matter_and_accents_only_where_letters_do_not() {
        assert_eq!(compare("ÅSE Ø", "åse ø"), Ordering::Equal);
        check(&["Andre", "André", "Andrea"]);
    }
}
