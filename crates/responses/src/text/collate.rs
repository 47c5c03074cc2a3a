//! Norwegian alphabetical order, case aside: … z æ ø å, with aa as å, ä beside æ and ö beside ø, as the Unicode
//! locale data (CLDR, `nb`) have it, and any other Latin letter with marks beside the one without. Small enough for a page
//! that cannot carry those data themselves. Texts are in NFC.

use std::cmp::Ordering;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

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
        let mut count = 0;
        let mut at = self.at;
        let mut has_doubles = false;
        while count < weights.len()
            && let Some(letter) = letter(self.text, at)
        {
            weights[count] = letter.weight;
            count += usize::from(letter.weight != NO_LETTER);
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
        loop {
            let letter = letter(self.text, self.at)?;
            self.at += letter.length;
            self.has_doubles |= letter.has_double;
            if letter.weight != NO_LETTER {
                return Some(letter.weight);
            }
        }
    }
}

struct Letter {
    /// [`NO_LETTER`] for a mark, which belongs to the letter before it.
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
const NO_LETTER: u8 = 0;

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
    if char.is_whitespace() || char.is_control() {
        return SPACE;
    }
    if is_combining_mark(char) {
        return NO_LETTER;
    }
    // A letter and the first two of its marks.
    let mut parts = ['\0'; 3];
    let mut places = parts.iter_mut();
    decompose_canonical(char, |part| {
        if let Some(place) = places.next() {
            *place = part;
        }
    });
    let [letter, mark, _] = parts;
    match (without_decomposition(letter), mark) {
        ('a' | 'A', RING) => AA,
        ('a' | 'A', DIAERESIS) | ('æ' | 'Æ', _) => AE,
        ('o' | 'O', DIAERESIS | DOUBLE_ACUTE) | ('ø' | 'Ø', _) => OE,
        ('u' | 'U', DIAERESIS | DOUBLE_ACUTE) => A + b'y' - b'a',
        (letter, _) => match u8::try_from(letter) {
            Ok(letter) if letter.is_ascii_alphabetic() => A + letter.to_ascii_lowercase() - b'a',
            _ => FOREIGN,
        },
    }
}

const DIAERESIS: char = '\u{308}';
const RING: char = '\u{30a}';
const DOUBLE_ACUTE: char = '\u{30b}';

/// The letter that one stands beside which Unicode does not take apart; any other stays as it is.
fn without_decomposition(letter: char) -> char {
    match letter {
        'ɐ'..='ɒ' | 'ª' => 'a',
        'ƀ' | 'Ƀ' | 'ɓ' | 'Ɓ' => 'b',
        'ƈ' | 'Ƈ' | 'ȼ' | 'Ȼ' => 'c',
        'ð' | 'Ð' | 'đ' | 'Đ' | 'ɖ' | 'Ɖ' | 'ɗ' | 'Ɗ' | 'Ǆ'..='ǆ' | 'Ǳ'..='ǳ' => 'd',
        'ə' | 'Ə' | 'ǝ' | 'Ǝ' | 'ɛ' | 'Ɛ' | 'ɇ' | 'Ɇ' => 'e',
        'ƒ' | 'Ƒ' | 'ﬀ'..='ﬄ' => 'f',
        'ǥ' | 'Ǥ' | 'ɠ' | 'Ɠ' => 'g',
        'ħ' | 'Ħ' => 'h',
        'ı' | 'ɨ' | 'Ɨ' | 'ĳ' | 'Ĳ' => 'i',
        'ɉ' | 'Ɉ' | 'ȷ' => 'j',
        'ĸ' | 'ƙ' | 'Ƙ' => 'k',
        'ł' | 'Ł' | 'ŀ' | 'Ŀ' | 'ƚ' | 'Ƚ' | 'ɫ' | 'Ɫ' | 'Ǉ'..='ǉ' => 'l',
        'ŋ' | 'Ŋ' | 'ŉ' | 'ɲ' | 'Ɲ' | 'ƞ' | 'Ƞ' | 'Ǌ'..='ǌ' => 'n',
        'ɔ' | 'Ɔ' | 'º' => 'o',
        'œ' | 'Œ' | 'ɵ' | 'Ɵ' => 'ø',
        'ƥ' | 'Ƥ' => 'p',
        'ɍ' | 'Ɍ' => 'r',
        'ß' | 'ẞ' | 'ſ' | 'ﬅ' | 'ﬆ' => 's',
        'þ' | 'Þ' | 'ŧ' | 'Ŧ' | 'ƭ' | 'Ƭ' | 'ⱦ' | 'Ⱦ' => 't',
        'ʉ' | 'Ʉ' => 'u',
        'ʋ' | 'Ʋ' => 'v',
        'ƴ' | 'Ƴ' | 'ɏ' | 'Ɏ' => 'y',
        'ƶ' | 'Ƶ' | 'ȥ' | 'Ȥ' | 'ʒ' | 'Ʒ' => 'z',
        _ => letter,
    }
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

    // Report 9
    #[test]
    fn norwegian_order_holds_for_all_of_latin() {
        check(&["Suhkki", "Šuhkki", "Sunniva", "Tor"]);
        for (letter, beside) in [
            ('ș', 's'),
            ('Ṡ', 's'),
            ('ẞ', 's'),
            ('ķ', 'k'),
            ('ḱ', 'k'),
            ('ẑ', 'z'),
            ('Ǯ', 'z'),
            ('ỹ', 'y'),
            ('ǜ', 'y'),
            ('ű', 'y'),
            ('ŵ', 'w'),
            ('ư', 'u'),
            ('ệ', 'e'),
            ('ǰ', 'j'),
            ('ħ', 'h'),
            ('ŋ', 'n'),
            ('đ', 'd'),
            ('ł', 'l'),
            ('ơ', 'o'),
            ('ấ', 'a'),
            ('ĝ', 'g'),
            ('ǽ', 'æ'),
            ('ǟ', 'æ'),
            ('ǿ', 'ø'),
            ('ȫ', 'ø'),
            ('œ', 'ø'),
            ('ǻ', 'å'),
            ('Å', 'å'),
        ] {
            let [letters, beside] = [letter, beside].map(|it| it.to_string());
            assert_eq!(prefix(&letters), prefix(&beside), "{letters} is beside {beside}");
        }
        assert!(prefix("ж") > prefix("å") && prefix("ω") > prefix("å"));
    }

    // Report 9
    #[test]
    fn a_mark_that_is_a_character_of_its_own_goes_with_its_letter() {
        check(&["Eva", "E\u{331}va", "Evb"]);
        check(&["\u{331}", "e", "e\u{331}", "e\u{331}\u{329}", "e\u{331}a", "e\u{331}å"]);
        assert_eq!(Letters::of("e\u{331}\u{329}v\u{331}").count(), 2);
    }

    #[test]
    fn case_does_not_matter_and_accents_only_where_letters_do_not() {
        assert_eq!(compare("ÅSE Ø", "åse ø"), Ordering::Equal);
        check(&["Andre", "André", "Andrea"]);
    }
}
