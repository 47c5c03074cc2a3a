//! Normal form of texts: Unicode's NFC, which the store keeps all texts in, so that a letter is the same however it was
//! typed; and words (types, subtypes, agents), of which those are one that nobody can tell apart by eye.

use std::borrow::Cow;

use super::case;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// A text in NFC (Unicode Standard Annex #15): a letter and its marks as one character wherever there is one.
pub fn normal_form(text: &str) -> Cow<'_, str> {
    if is_latin_1(text) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// A word in NFC without what cannot be seen: white space around it, and characters that show nothing, are left out;
/// white space within it, of whatever kind and however much, is one space. Case stays, as it can be seen.
pub fn word(text: &str) -> Cow<'_, str> {
    let normal = normal_form(text);
    if is_tidy(&normal) {
        return normal;
    }
    let seen: String = normal.chars().filter(|it| !is_invisible(*it)).collect();
    let pieces: Vec<&str> = seen.split_whitespace().collect();
    // What was taken out may have parted a letter from its mark.
    Cow::Owned(normal_form(&pieces.join(" ")).into_owned())
}

/// Whether two words are the same in this form, case aside.
pub fn is_same(some: &str, other: &str) -> bool {
    some == other || case::are_same(&word(some), &word(other))
}

/// Whether a text has no character past Latin-1, and is NFC therefore. All bytes are looked at, which compiles to a few
/// instructions for many of them at once.
fn is_latin_1(text: &str) -> bool {
    const FIRST_BEYOND: u8 = 0xC4;
    text.bytes().filter(|byte| *byte >= FIRST_BEYOND).count() == 0
}

fn is_tidy(text: &str) -> bool {
    let mut before = ' ';
    for char in text.chars() {
        let is_odd = char != ' ' && (char.is_whitespace() || is_invisible(char));
        if is_odd || (before == ' ' && char == ' ') {
            return false;
        }
        before = char;
    }
    text.is_empty() || before != ' '
}

/// Control characters that are no white space, and format characters that neither join nor part letters.
fn is_invisible(char: char) -> bool {
    (char.is_control() && !char.is_whitespace())
        || matches!(
            char,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
                | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    // Report 9
    #[test]
    fn a_letter_is_the_same_however_it_was_typed() {
        for (typed, expected) in [
            ("A\u{30a}se", "Åse"),
            ("\u{212b}se", "Åse"),
            ("S\u{30c}uhkki", "Šuhkki"),
            ("a\u{30a}\u{323}", "ạ\u{30a}"),
            ("Ha\u{302}\u{301}u", "Hấu"),
            ("\u{1100}\u{1161}", "가"),
            ("Åse", "Åse"),
            ("", ""),
        ] {
            assert_eq!(normal_form(typed), expected, "{typed}");
        }
    }

    // Report 10
    #[test]
    fn words_that_look_alike_are_one() {
        for alike in [
            "Sale",
            "Sale ",
            " Sale",
            "Sale\u{a0}",
            "\u{2003}Sale\t",
            "Sale\r\n",
            "Sale\u{200b}",
            "\u{feff}Sale",
            "Sa\u{ad}le",
            "Sale\u{3}",
            "\u{3000}Sale\u{202f}",
        ] {
            assert_eq!(word(alike), "Sale", "{alike:?}");
        }
        for alike in ["No sale", "No\u{a0}sale", "No  sale ", "No \u{2009}sale", "No\nsale"] {
            assert_eq!(word(alike), "No sale", "{alike:?}");
        }
        assert_eq!(word("a\u{200b}\u{30a}"), "å");
    }

    // Report 10
    #[test]
    fn words_that_can_be_told_apart_stay_so() {
        for other in ["sale", "SALE", "Sale!", "Sale1", "Sàle", "S ale", "👩\u{200d}🚀", ""] {
            assert_eq!(word(other), other);
        }
    }

    proptest! {
        #[test]
        fn a_normal_form_stays_as_it_is(text in any::<String>(), odd in "[ae\u{30a}\u{323}\u{200b}\u{a0}\t Å]{0,8}") {
            for text in [&text, &odd] {
                let normal = normal_form(text);
                prop_assert_eq!(&normal_form(&normal), &normal);
                let word = word(text);
                prop_assert_eq!(&super::word(&word), &word);
                prop_assert_eq!(&super::word(&normal), &word);
                prop_assert_eq!(word.trim(), &word);
            }
        }
    }
}
