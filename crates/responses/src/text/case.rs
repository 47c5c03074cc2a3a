//! Case folding of any script's letters, by the tables of the Unicode standard: what two texts that differ in case alone
//! have in common.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A letter with the marks on it, folded.
#[derive(Debug)]
pub(super) struct Letter {
    /// Where it ends in the text, in bytes.
    pub end: usize,
    /// In lower case and decomposed. More than one letter where its upper case is: ß is "ss".
    pub folded: Vec<char>,
}

/// The letters of a text one after the other, each with its marks.
pub(super) fn letters(text: &str) -> impl Iterator<Item = Letter> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, char) = chars.next()?;
        // A mark after a space stands for itself.
        let bears_marks = !char.is_whitespace();
        while bears_marks && chars.next_if(|(_, char)| is_combining_mark(*char)).is_some() {}
        let end = chars.peek().map_or(text.len(), |(place, _)| *place);
        let letter = text.get(start..end)?;
        let mut folded: Vec<char> = letter.chars().flat_map(folded).nfd().collect();
        // In lower case the dot of i is there anyway: İ is i with one more.
        if folded.first() == Some(&'i') {
            folded.retain(|it| *it != DOT_ABOVE);
        }
        Some(Letter { end, folded })
    })
}

const DOT_ABOVE: char = '\u{307}';

/// A character, case aside. By way of upper case, where ς meets σ, ß meets ss and ı meets i.
pub(super) fn folded(char: char) -> impl Iterator<Item = char> {
    char.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase)
}

/// Whether two texts are the same, case and ways of typing a letter aside.
pub(super) fn are_same(some: &str, other: &str) -> bool {
    some == other
        || letters(some).flat_map(|it| it.folded).eq(letters(other).flat_map(|it| it.folded))
}
