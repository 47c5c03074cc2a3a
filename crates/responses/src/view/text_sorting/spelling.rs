//! Sort keys of a text column: letters read as numbers that are in the order of the texts.

use crate::column::Column;
use crate::selection::SortKey;
use crate::store::{Id, IdColumn, Store, TextColumn};
use crate::text::collate::{self, Letters};

/// How many letters of a text are read at once; few names are longer.
pub(super) const LETTERS: usize = 24;

/// What texts are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// The letters as the alphabet knows them.
    Letters,
    /// The characters, case aside, where letters do not tell: accents, and aa beside å.
    Characters,
}

/// A row with [`LETTERS`] letters of its text, turned around where the order is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lettered {
    pub letters: [u64; 3],
    pub row: u32,
    /// Whether another text may have the same letters and yet differ in more than case.
    pub has_doubles: bool,
}

/// The texts of a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts<'a> {
    column: StoredColumn<'a>,
    is_descending: bool,
}

#[derive(Debug, Clone, Copy)]
enum StoredColumn<'a> {
    Texts(&'a TextColumn),
    Ids(&'a IdColumn),
}

impl<'a> Texts<'a> {
    pub fn new(store: &'a Store, key: SortKey) -> Self {
        let column = match key.column {
            Column::CrmId | Column::ExternalId => StoredColumn::Ids(store.ids(key.column)),
            _ => StoredColumn::Texts(store.texts(key.column)),
        };
        Self { column, is_descending: key.is_descending }
    }

    pub fn get(&self, row: u32) -> Option<&'a str> {
        match self.column {
            StoredColumn::Texts(texts) => texts.get(row as usize),
            StoredColumn::Ids(ids) => match ids.get(row as usize)? {
                Id::Text(text) => Some(text),
                Id::Number(_) => None,
            },
        }
    }

    fn text(&self, row: u32) -> &'a str {
        self.get(row).unwrap_or_default()
    }

    /// Whether rows all have one and the same text.
    pub fn are_same(&self, rows: &[u32]) -> bool {
        let first = rows.first().map(|it| self.text(*it));
        rows.iter().all(|it| Some(self.text(*it)) == first)
    }

    /// How many letters two texts share, from the first on; nothing where they share all.
    pub fn shared(&self, row: u32, other: u32, by: Spelling) -> Option<usize> {
        let (text, other) = (self.text(row), self.text(other));
        match by {
            Spelling::Letters => shared(Letters::of(text), Letters::of(other)),
            Spelling::Characters => shared(characters(text), characters(other)),
        }
    }

    /// The two letters after so many.
    pub fn beginning(&self, row: u32, skipped: usize, by: Spelling) -> u16 {
        let text = self.text(row);
        let two = match by {
            Spelling::Letters => two(Letters::of(text).skip(skipped)),
            Spelling::Characters => two(characters(text).skip(skipped)),
        };
        let two = u16::from_be_bytes(two);
        if self.is_descending { !two } else { two }
    }

    /// Whether texts with this beginning end within it.
    pub fn ends_within(&self, beginning: u16) -> bool {
        let two = if self.is_descending { !beginning } else { beginning };
        two.trailing_zeros() >= 8
    }

    /// The letters after so many.
    pub fn lettered(&self, row: u32, skipped: usize, by: Spelling) -> Lettered {
        let text = self.text(row);
        let (letters, has_doubles) = match by {
            Spelling::Letters => {
                let mut letters = Letters::of(text);
                letters.by_ref().take(skipped).for_each(drop);
                ([0; 3].map(|_: u8| letters.take_eight()), letters.has_doubles)
            }
            Spelling::Characters => {
                let mut rest = characters(text).skip(skipped);
                let mut eight = || u64::from_be_bytes([0; 8].map(|_: u8| rest.next().unwrap_or(0)));
                ([0; 3].map(|_: u8| eight()), false)
            }
        };
        Lettered { letters: letters.map(|it| self.turn(it)), row, has_doubles }
    }

    /// Whether texts with these letters end within them.
    pub fn end_in(&self, letters: [u64; 3]) -> bool {
        collate::ends_in(self.turn(letters[2]))
    }

    fn turn(&self, letters: u64) -> u64 {
        if self.is_descending { !letters } else { letters }
    }
}

/// A text in lower case as bytes in the order of its characters, none of them 0.
fn characters(text: &str) -> impl Iterator<Item = u8> {
    let bytes = |it: char| {
        let mut bytes = [0; 4];
        let length = it.encode_utf8(&mut bytes).len();
        bytes.into_iter().take(length)
    };
    // UTF-8 never has the largest byte.
    text.chars().flat_map(char::to_lowercase).flat_map(bytes).map(|it| it + 1)
}

fn two(mut letters: impl Iterator<Item = u8>) -> [u8; 2] {
    [0; 2].map(|_: u8| letters.next().unwrap_or(0))
}

fn shared(
    mut some: impl Iterator<Item = u8>,
    mut other: impl Iterator<Item = u8>,
) -> Option<usize> {
    let mut count = 0;
    loop {
        match (some.next(), other.next()) {
            (None, None) => return None,
            (some, other) if some != other => return Some(count),
            _ => count += 1,
        }
    }
}
