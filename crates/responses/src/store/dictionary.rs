//! Dictionary of a column: words that occur again and again, each kept once and known by a small number.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use crate::text::normal_form::word;
use crate::text::search::Needle;

/// A word's number, counted from 0 in order of first appearance.
pub type Code = u32;

/// The number of a word that is absent.
pub const ABSENT: Code = Code::MAX;

/// The index of a word in a list by words. The absent word's code is the largest of all; as index 0 it needs no room for
/// codes before it.
pub(crate) fn index_of(code: Code) -> usize {
    code.wrapping_add(1) as usize
}

/// The word's code at such an index.
pub(crate) fn code_at(index: usize) -> Code {
    Code::try_from(index).unwrap_or(Code::MAX).wrapping_sub(1)
}

/// Words by code and codes by word.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    words: Vec<Arc<str>>,
    codes: HashMap<Arc<str>, Code, FxBuildHasher>,
}

impl Dictionary {
    /// The number of a word, given to it now where it is new.
    pub fn code(&mut self, word: Option<&str>) -> Code {
        let Some(word) = word else { return ABSENT };
        if let Some(code) = self.codes.get(word) {
            return *code;
        }
        let code = Code::try_from(self.words.len()).unwrap_or(ABSENT);
        let word = Arc::<str>::from(word);
        self.words.push(Arc::clone(&word));
        self.codes.insert(word, code);
        code
    }

    /// The number of a word as somebody else wrote it, given to it now where it is new: of what it is in
    /// [normal form](word). One of which nothing is seen is absent.
    pub(crate) fn code_of_foreign(&mut self, text: Option<&str>) -> Code {
        let Some(text) = text else { return ABSENT };
        // What is known is in that form.
        self.find(text).unwrap_or_else(|| match &*word(text) {
            "" => ABSENT,
            word => self.code(Some(word)),
        })
    }

    /// The number of a word that occurs.
    pub fn find(&self, word: &str) -> Option<Code> {
        self.codes.get(word).copied()
    }

    /// Calls `mark` for each of `rows` whose word, by `codes`, holds a needle.
    pub(crate) fn codes_holding(
        &self,
        needle: &Needle,
        codes: &[Code],
        rows: Range<u32>,
        mut mark: impl FnMut(u32),
    ) {
        let holds: Vec<bool> = self.words.iter().map(|word| needle.is_in(word)).collect();
        if !holds.contains(&true) {
            return;
        }
        let codes = codes.get(rows.start as usize..rows.end as usize).unwrap_or_default();
        for (row, code) in rows.zip(codes) {
            if holds.get(*code as usize) == Some(&true) {
                mark(row);
            }
        }
    }

    /// The word with this number; `None` for [`ABSENT`].
    pub fn word(&self, code: Code) -> Option<&str> {
        self.words.get(code as usize).map(|word| &**word)
    }

    /// All of them, by code.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &**word)
    }

    /// How many words it knows; their codes are all below.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}
