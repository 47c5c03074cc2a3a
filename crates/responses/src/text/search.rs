//! Substring search for words in texts, case aside. Folding keeps every text's length in bytes, so a whole column can
//! be looked through in one go: ASCII, and the letters of Latin-1, Æ Ø Å among them. Other letters match as they are.

use std::ops::Range;

use memchr::memchr2_iter;

/// A word to look for; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    folded: Vec<u8>,
    /// Which of its bytes is looked for first, in both its cases.
    anchor: usize,
}

/// The words of a search, each to be found somewhere.
pub fn needles(search: &str) -> Vec<Needle> {
    search.split_whitespace().map(Needle::new).collect()
}

impl Needle {
    fn new(word: &str) -> Self {
        let folded: Vec<u8> = folded(word.as_bytes()).collect();
        let rarest = (0..folded.len()).min_by_key(|place| frequency(folded[*place]));
        Self { anchor: rarest.unwrap_or(0), folded }
    }

    /// Whether it begins as another does: what the other does not find, it does not find either.
    pub fn extends(&self, other: &Self) -> bool {
        self.folded.starts_with(&other.folded)
    }

    /// Whether a text holds it.
    pub fn is_in(&self, text: &str) -> bool {
        self.places_in(text.as_bytes()).next().is_some()
    }

    /// Whether it is made of digits alone, so that a number can hold it.
    pub fn is_number(&self) -> bool {
        self.folded.iter().all(u8::is_ascii_digit)
    }

    /// Whether a number, written in full, holds it.
    pub fn is_in_number(&self, mut number: u64) -> bool {
        let mut digits = [0; 20];
        let mut start = digits.len();
        loop {
            start -= 1;
            digits[start] = b'0' + u8::try_from(number % 10).unwrap_or_default();
            number /= 10;
            if number == 0 {
                break;
            }
        }
        digits[start..].windows(self.folded.len()).any(|it| it == self.folded)
    }

    /// Where it is first found in a text, or in texts one after the other.
    pub fn find(&self, texts: &[u8]) -> Option<usize> {
        self.places_in(texts).next()
    }

    /// Where it begins in a text, or in texts one after the other, in ascending order; places may overlap.
    pub fn places_in<'a>(&'a self, texts: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let byte = self.folded.get(self.anchor).copied().unwrap_or_default();
        let lead = self.anchor.checked_sub(1).and_then(|it| self.folded.get(it));
        let found = memchr2_iter(byte, unfolded(byte, lead == Some(&LATIN_1_LETTER)), texts);
        found.filter_map(|place| {
            let start = place.checked_sub(self.anchor)?;
            let candidate = texts.get(start..start + self.folded.len())?;
            folded(candidate).eq(self.folded.iter().copied()).then_some(start)
        })
    }

    /// How many bytes it covers where it is found.
    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// Always false: no search has an empty word.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }
}

/// The parts of a text that are one of the words looked for, in order and apart from each other, in bytes.
pub fn marks(needles: &[Needle], text: &str) -> Vec<Range<usize>> {
    let found = needles.iter().flat_map(|needle| {
        needle.places_in(text.as_bytes()).map(|start| start..start + needle.len())
    });
    let mut is_marked = vec![false; text.len()];
    for range in found {
        is_marked[range].fill(true);
    }
    let mut marks: Vec<Range<usize>> = Vec::new();
    for place in (0..text.len()).filter(|it| is_marked[*it]) {
        match marks.last_mut() {
            Some(mark) if mark.end == place => mark.end += 1,
            _ => marks.push(place..place + 1),
        }
    }
    marks
}

/// The first byte of the upper half of Latin-1 in UTF-8.
const LATIN_1_LETTER: u8 = 0xC3;
/// How often a byte occurs in Norwegian names and texts, roughly: more often is more. The first byte of Æ Ø Å is that
/// of many letters.
fn frequency(byte: u8) -> usize {
    const RARE_TO_FREQUENT: &[u8] = b"qxzwc\xa6ybjuhpfv\xa5\xb8mdkgolistnrae@.\xc3";
    RARE_TO_FREQUENT.iter().position(|it| *it == byte).map_or(0, |it| it + 1)
}

/// How far apart the two cases of a letter are.
const CASES: u8 = 0x20;

fn folded(bytes: &[u8]) -> impl Iterator<Item = u8> + '_ {
    let mut before = 0;
    bytes.iter().map(move |byte| {
        let is_upper = match before {
            // From À to Þ, without the multiplication sign between them.
            LATIN_1_LETTER => matches!(byte, 0x80..=0x96 | 0x98..=0x9E),
            _ => byte.is_ascii_uppercase(),
        };
        before = *byte;
        if is_upper { byte + CASES } else { *byte }
    })
}

/// The other case of a folded byte, or itself.
fn unfolded(byte: u8, is_latin_1: bool) -> u8 {
    let is_lower = if is_latin_1 {
        matches!(byte, 0xA0..=0xB6 | 0xB8..=0xBE)
    } else {
        byte.is_ascii_lowercase()
    };
    if is_lower { byte - CASES } else { byte }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(word: &str, text: &str, expected: bool) {
        assert_eq!(needles(word)[0].is_in(text), expected, "{word} in {text}");
    }

    #[test]
    fn case_does_not_matter_for_norwegian_letters_either() {
        check("østby", "Åse Marie ØSTBY", true);
        check("ÅSE", "åse", true);
        check("ås", "As", false);
        check("é", "ANDRÉ", true);
        check("×", "÷", false);
        check("a", "", false);
    }

    #[test]
    fn a_search_is_the_words_between_spaces() {
        assert_eq!(needles("  kari   nord ").len(), 2);
        assert_eq!(needles(" "), []);
        assert!(needles("Karin")[0].extends(&needles("kari")[0]));
    }

    #[test]
    fn every_part_that_matches_is_marked_once() {
        let marks = |search: &str, text: &str| super::marks(&needles(search), text);
        assert_eq!(marks("an ana", "Bananas ana"), [1..6, 8..11]);
        assert_eq!(marks("ø b", "Banana Ø"), [0..1, 7..9]);
        assert!(marks("x", "Banana").is_empty());
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_lower_case_letters_would_find(
            text in "[a-cA-CæøåÆØÅéÉ]{0,12}", word in "[a-cA-CæøåÆØÅéÉ]{1,3}"
        ) {
            let expected = text.to_lowercase().contains(&word.to_lowercase());
            prop_assert_eq!(needles(&word)[0].is_in(&text), expected);
        }
    }
}
