//! Norwegian alphabetical order, case aside: … z æ ø å, with aa as å, ä beside æ and ö beside ø, as the Unicode
//! locale data (CLDR, `nb`) have it. Small enough for a page that cannot carry those data themselves.

use std::cmp::Ordering;

/// Which of two texts comes first. Texts that differ in case alone are equal, so that a stable sort keeps them as
/// they were; accents decide only where letters do not.
pub fn compare(some: &str, other: &str) -> Ordering {
    let letters = weights(some).cmp(weights(other));
    letters.then_with(|| {
        some.chars().flat_map(char::to_lowercase).cmp(other.chars().flat_map(char::to_lowercase))
    })
}

/// The first eight letters as one number: texts that differ in it are in its order.
pub fn prefix(text: &str) -> u64 {
    letters(text, 0)
}

/// Eight letters after the first `skipped` as one number: texts that are alike before, and differ in it, are in its
/// order. Its last byte is 0 where the text ends before the eighth.
pub fn letters(text: &str, skipped: usize) -> u64 {
    let mut bytes = [0; 8];
    for (byte, weight) in bytes.iter_mut().zip(weights(text).skip(skipped)) {
        *byte = weight;
    }
    u64::from_be_bytes(bytes)
}

/// Whether the text ends in the letters that make this number.
pub fn ends_in(letters: u64) -> bool {
    letters.to_be_bytes().contains(&0)
}

/// One weight a letter, none of them 0.
fn weights(text: &str) -> impl Iterator<Item = u8> {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        let weight = weight(chars.next()?);
        if weight == A && chars.next_if(|it| matches!(it, 'a' | 'A')).is_some() {
            return Some(AA);
        }
        Some(weight)
    })
}

const A: u8 = 100;
const Z: u8 = A + 25;
const AE: u8 = Z + 1;
const OE: u8 = Z + 2;
const AA: u8 = Z + 3;
/// All other scripts, which come last.
const FOREIGN: u8 = 255;

/// Spaces, then signs, then digits, then letters.
fn weight(char: char) -> u8 {
    let ascii = |it: char| u8::try_from(it).unwrap_or(FOREIGN);
    match char {
        'a'..='z' => A + ascii(char) - b'a',
        'A'..='Z' => A + ascii(char) - b'A',
        '0'..='9' => 80 + ascii(char) - b'0',
        _ if char.is_whitespace() || char.is_control() => 1,
        '!'..='/' => 2 + ascii(char) - b'!',
        ':'..='@' => 20 + ascii(char) - b':',
        '['..='`' => 30 + ascii(char) - b'[',
        '{'..='~' => 40 + ascii(char) - b'{',
        'æ' | 'Æ' | 'ä' | 'Ä' => AE,
        'ø' | 'Ø' | 'ö' | 'Ö' | 'ő' | 'Ő' => OE,
        'å' | 'Å' => AA,
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
