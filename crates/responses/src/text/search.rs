//! Substring search for words in texts, case aside, in any script. Texts and words of Latin-1 are looked through as they
//! lie: folding keeps their length in bytes, so a whole column is done in one go. What else there is goes letter by
//! letter, which is slower, and right for all of Unicode.

use std::ops::Range;

use memchr::memchr2_iter;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::case::{self, letters};

/// A word to look for; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    /// Its letters, folded and decomposed.
    letters: Vec<char>,
    /// The same in NFC as UTF-8, where that is Latin-1; else empty.
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
        let letters: Vec<char> = letters(word).flat_map(|it| it.folded).collect();
        let composed: String = letters.iter().copied().nfc().collect();
        let is_latin_1 = composed.chars().all(|it| it <= LAST_OF_LATIN_1);
        let folded = if is_latin_1 { composed.into_bytes() } else { Vec::new() };
        let rarest = (0..folded.len()).min_by_key(|place| frequency(folded[*place]));
        Self { letters, anchor: rarest.unwrap_or(0), folded }
    }

    /// Whether it begins as another does: what the other does not find, it does not find either.
    pub fn extends(&self, other: &Self) -> bool {
        let rest = self.letters.strip_prefix(&*other.letters);
        // "e" is not found in é, which é is.
        rest.is_some_and(|rest| !rest.first().is_some_and(|it| is_combining_mark(*it)))
    }

    /// Whether a text holds it.
    pub fn is_in(&self, text: &str) -> bool {
        if is_simple(text) {
            return self.find(text.as_bytes()).is_some();
        }
        if self.is_latin_1() && !text.chars().any(has_latin_1_fold) {
            return self.find(text.as_bytes()).is_some();
        }
        !self.letters_in(text).is_empty()
    }

    /// Whether it is found in texts as they lie, but for those that are not simple.
    pub(crate) fn is_latin_1(&self) -> bool {
        !self.folded.is_empty()
    }

    /// Whether it is made of digits alone, so that a number can hold it.
    pub fn is_number(&self) -> bool {
        self.letters.iter().all(char::is_ascii_digit)
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
        self.is_latin_1() && digits[start..].windows(self.folded.len()).any(|it| it == self.folded)
    }

    /// Where it is first found in a simple text, or in such texts one after the other.
    pub(crate) fn find(&self, texts: &[u8]) -> Option<usize> {
        self.places_in(texts).next()
    }

    /// Where it begins in a simple text, or in such texts one after the other, in ascending order; places may overlap.
    fn places_in<'a>(&'a self, texts: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let texts = if self.is_latin_1() { texts } else { &[] };
        let byte = self.folded.get(self.anchor).copied().unwrap_or_default();
        let lead = self.anchor.checked_sub(1).and_then(|it| self.folded.get(it));
        let found = memchr2_iter(byte, unfolded(byte, lead == Some(&LATIN_1_LETTER)), texts);
        found.filter_map(|place| {
            let start = place.checked_sub(self.anchor)?;
            let candidate = texts.get(start..start + self.folded.len())?;
            folded(candidate).eq(self.folded.iter().copied()).then_some(start)
        })
    }

    /// The parts of any text that it is found in, whole letters each, in bytes.
    fn letters_in(&self, text: &str) -> Vec<Range<usize>> {
        let mut chars = Vec::new();
        // By character: where its letter begins, and where that ends.
        let mut places = Vec::new();
        let mut start = 0;
        for letter in letters(text) {
            places.resize(places.len() + letter.folded.len(), start..letter.end);
            chars.extend(letter.folded);
            start = letter.end;
        }
        // A mark goes with the letter before it.
        let parts_letters = |index: usize| {
            let is_mark = chars.get(index).is_some_and(|it| is_combining_mark(*it));
            !is_mark || index == 0 || places.get(index - 1) != places.get(index)
        };
        let windows = chars.windows(self.letters.len()).enumerate();
        let found = windows.filter(|(index, window)| {
            *window == self.letters
                && parts_letters(*index)
                && parts_letters(index + self.letters.len())
        });
        found
            .map(|(index, window)| places[index].start..places[index + window.len() - 1].end)
            .collect()
    }

    /// How many bytes it covers where it is found in a simple text.
    pub(crate) fn len(&self) -> usize {
        self.folded.len()
    }
}

/// The parts of a text that are one of the words looked for, in order and apart from each other, in bytes.
pub fn marks(needles: &[Needle], text: &str) -> Vec<Range<usize>> {
    let mut is_marked = vec![false; text.len()];
    for needle in needles {
        if is_simple(text) {
            for start in needle.places_in(text.as_bytes()) {
                is_marked[start..start + needle.len()].fill(true);
            }
        } else {
            for letters in needle.letters_in(text) {
                is_marked[letters].fill(true);
            }
        }
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

/// Whether all of a text is in Latin-1, without ß, whose fold is longer, and µ, whose fold is Greek. Some signs count as
/// not simple, because that is quicker to tell.
pub(crate) fn is_simple(text: &str) -> bool {
    const FIRST_BEYOND: u8 = 0xC4;
    const SIGNS: u8 = 0xC2;
    const SECOND_OF_SHARP_S: u8 = 0x9F;
    // Counted and not looked for: that compiles to a few instructions for many bytes at once.
    let others =
        text.bytes().filter(|it| matches!(*it, SIGNS | SECOND_OF_SHARP_S | FIRST_BEYOND..));
    others.count() == 0
}

/// Whether a character that is not simple may be, or change, what a word of Latin-1 is found in.
fn has_latin_1_fold(char: char) -> bool {
    match char {
        'ß' => true,
        ..=LAST_OF_LATIN_1 => false,
        _ => is_combining_mark(char) || case::folded(char).any(|it| it <= LAST_OF_LATIN_1),
    }
}

const LAST_OF_LATIN_1: char = '\u{ff}';

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
    use crate::text::normal_form::normal_form;

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

    // Report 9
    #[test]
    fn case_does_not_matter_in_any_script() {
        for (word, text) in [
            ("šuhkki", "Šuhkki Nes"),
            ("ŠUHKKI", "S\u{30c}uhkki"),
            ("åse", "A\u{30a}se Hansen"),
            ("a\u{30a}se", "ÅSE"),
            ("đorđe", "ĐORĐE"),
            ("łódź", "ŁÓDŹ"),
            ("istanbul", "İSTANBUL"),
            ("İstanbul", "istanbul"),
            ("i\u{307}stanbul", "İstanbul"),
            ("ışık", "IŞIK"),
            ("straße", "STRASSE"),
            ("strasse", "Straße"),
            ("STRAẞE", "straße"),
            ("ΟΔΟΣ", "οδος"),
            ("οδοσ", "ΟΔΌΣ οδος"),
            ("ΐ", "Ϊ́"),
            ("иван", "ИВАН"),
            ("ÿ", "Ÿ"),
            ("µ", "Μ"),
            ("ﬁn", "FINN"),
            ("s", "ſ"),
        ] {
            check(word, text, true);
        }
    }

    // Report 9
    #[test]
    fn a_letter_is_not_found_in_one_with_another_mark() {
        for (word, text) in [
            ("suhkki", "Šuhkki"),
            ("ase", "A\u{30a}se"),
            ("e", "e\u{331}"),
            ("é", "e"),
            ("å", "ǻ"),
            ("ж", "Ӝ"),
            ("š", "s"),
        ] {
            check(word, text, false);
        }
    }

    // Report 9
    #[test]
    fn marks_never_tear_a_letter() {
        for (search, text, expected) in [
            ("šu", "Nes Šuhkki", vec!["Šu"]),
            ("es", "Nes Šuhkki", vec!["es"]),
            ("ås", "A\u{30a}se", vec!["A\u{30a}s"]),
            ("as", "A\u{30a}se", vec![]),
            ("e\u{331}", "e\u{331}e", vec!["e\u{331}"]),
            ("tras", "Straße", vec!["traß"]),
            ("s", "ẞ", vec!["ẞ"]),
            ("an", "Šan an", vec!["an", "an"]),
        ] {
            let marks = marks(&needles(search), text).into_iter().map(|it| &text[it]);
            assert_eq!(marks.collect::<Vec<_>>(), expected, "{search} in {text}");
        }
    }

    // Report 9
    #[test]
    fn a_mark_on_the_last_letter_is_another_letter_and_no_more_of_the_same_word() {
        let extends = |word: &str, other: &str| needles(word)[0].extends(&needles(other)[0]);
        assert!(extends("šuh", "šu") && extends("stras", "stra") && extends("straß", "stras"));
        assert!(!extends("e\u{331}", "e") && !extends("é", "e"));
    }

    /// So many letters of every kind, and what stands on them.
    fn any_letters(counts: std::ops::Range<usize>) -> impl Strategy<Value = String> {
        let letters: Vec<char> = ANY.chars().collect();
        prop::collection::vec(prop::sample::select(letters), counts).prop_map(String::from_iter)
    }

    const ANY: &str = "abcABCæøåÆØÅéssſßẞiİıIkKfﬁŠšžσςΣжЖÿŸµμ\u{30a}\u{301}\u{323}\u{307}–";

    proptest! {
        #[test]
        fn a_word_is_found_wherever_the_slow_way_finds_it(
            text in any_letters(0..11), word in any_letters(1..4)
        ) {
            let text = &*normal_form(&text);
            let needle = &needles(&word)[0];
            let found = needle.letters_in(text);
            prop_assert_eq!(needle.is_in(text), !found.is_empty());
            for mark in marks(std::slice::from_ref(needle), text) {
                prop_assert!(text.get(mark).is_some());
            }
        }

        #[test]
        fn a_longer_word_is_found_in_no_more_texts(
            text in any_letters(0..11), word in any_letters(1..5), length in 1..4_usize
        ) {
            let text = &*normal_form(&text);
            let shorter: String = word.chars().take(length).collect();
            let (word, shorter) = (&needles(&word)[0], &needles(&shorter)[0]);
            prop_assert!(!word.extends(shorter) || !word.is_in(text) || shorter.is_in(text));
        }

        #[test]
        fn a_text_holds_itself_in_any_case(text in "\\PC{1,12}") {
            for needle in needles(&text) {
                prop_assert!(needle.is_in(&normal_form(&text)));
                prop_assert!(needle.is_in(&normal_form(&text.to_uppercase())));
            }
        }

        #[test]
        fn what_is_found_is_what_lower_case_letters_would_find(
            text in "[a-cA-CæøåÆØÅéÉ]{0,12}", word in "[a-cA-CæøåÆØÅéÉ]{1,3}"
        ) {
            let expected = text.to_lowercase().contains(&word.to_lowercase());
            prop_assert_eq!(needles(&word)[0].is_in(&text), expected);
        }
    }
}
