//! Colour assignment: a word has the same colour in the chart, the legend and the table, while pages stream
//! in, whatever is filtered, whichever words are largest at the moment.

use crate::store::{Code, Dictionary};

/// How many colours there are to wear.
pub const SLOT_COUNT: usize = 8;

/// The colour of what has none of its own: "Other", an absent word, and words past the sixth.
pub const OTHER_SLOT: usize = SLOT_COUNT - 1;

/// Which colour each word of a dictionary wears, as an index from 0 to [`OTHER_SLOT`].
///
/// A word's colour follows from the words before it and from what counts as success. A dictionary
/// only ever grows at its end and knows nothing of filters, so no colour handed out ever changes.
/// By size instead, colours would swap as pages arrive; reused in turn, two words would share one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColourSlots(Vec<usize>);

impl ColourSlots {
    /// Success wears 0, all its words alike; the others take 1, 2, 3 and so on in order of their
    /// first appearance.
    pub fn new(words: &Dictionary, is_success: &dyn Fn(&str) -> bool) -> Self {
        let codes = 0..Code::try_from(words.len()).unwrap_or(Code::MAX);
        let mut next = 1;
        let slot_of = |word: &str| {
            if is_success(word) {
                return 0;
            }
            let slot = next;
            next = OTHER_SLOT.min(next + 1);
            slot
        };
        Self(codes.filter_map(|code| words.word(code)).map(slot_of).collect())
    }

    /// The colour of the word with this code.
    pub fn slot(&self, code: Code) -> usize {
        self.0.get(code as usize).copied().unwrap_or(OTHER_SLOT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &[&str], success: &[&str], expected: &[usize]) {
        let mut dictionary = Dictionary::default();
        let codes: Vec<_> = words.iter().map(|word| dictionary.code(Some(word))).collect();
        let slots = ColourSlots::new(&dictionary, &|it| success.contains(&it));
        let actual: Vec<_> = codes.into_iter().map(|code| slots.slot(code)).collect();
        assert_eq!(actual, expected);
    }

    #[test]
    fn success_wears_the_first_colour_and_the_others_follow_as_they_appear() {
        check(&["No sale", "Sale", "Offer"], &["Sale"], &[1, 0, 2]);
        check(&["Sale", "Upsale", "Offer"], &["Upsale", "Sale"], &[0, 0, 1]);
    }

    #[test]
    fn a_word_that_arrives_later_changes_no_colour() {
        check(&["No sale"], &["Sale"], &[1]);
        check(&["No sale", "Offer"], &["Sale"], &[1, 2]);
        check(&["No sale", "Offer", "Sale"], &["Sale"], &[1, 2, 0]);
        check(&["No sale", "Offer", "Sale", "Call back"], &["Sale"], &[1, 2, 0, 3]);
    }

    #[test]
    fn words_past_the_sixth_and_absent_ones_look_like_other() {
        check(&["a", "b", "c", "d", "e", "f", "g", "h"], &[], &[1, 2, 3, 4, 5, 6, 7, 7]);
        assert_eq!(ColourSlots(vec![0]).slot(crate::store::ABSENT), OTHER_SLOT);
    }
}
