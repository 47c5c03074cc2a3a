//! Ids as the service writes them: numbers as a rule, of up to 64 bits, now and then a text.

use std::ops::Range;

use serde::Serialize;

use super::text_column::TextColumn;
use crate::text::search::Needle;

/// An id; never calculated with, but exported as what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Id<'a> {
    /// Written as a number, or as a text that is one without leading zeros.
    Number(u64),
    /// Anything else.
    Text(&'a str),
}

impl<'a> Id<'a> {
    /// Reads a text: a number where it would be written again in the same way.
    pub fn from_text(text: &'a str) -> Self {
        let is_canonical = text.bytes().all(|byte| byte.is_ascii_digit())
            && (text == "0" || !text.starts_with('0'));
        match text.parse() {
            Ok(number) if is_canonical => Self::Number(number),
            _ => Self::Text(text),
        }
    }
}

/// Eight bytes a row. Two of the largest numbers mark what is no number below them; those and texts lie in a side
/// column, which stays empty for almost every campaign.
#[derive(Debug, Clone, Default)]
pub(crate) struct IdColumn {
    numbers: Vec<u64>,
    others: TextColumn,
}

const ABSENT: u64 = u64::MAX;
const ELSEWHERE: u64 = u64::MAX - 1;

impl IdColumn {
    pub(crate) fn push(&mut self, id: Option<Id<'_>>) {
        match id {
            None => self.numbers.push(ABSENT),
            Some(Id::Number(number)) if number < ELSEWHERE => self.numbers.push(number),
            Some(Id::Number(number)) => self.push_elsewhere(&number.to_string()),
            Some(Id::Text(text)) => self.push_elsewhere(text),
        }
    }

    fn push_elsewhere(&mut self, text: &str) {
        self.others.push_at(self.numbers.len(), text);
        self.numbers.push(ELSEWHERE);
    }

    /// Calls `mark` for each of `rows` whose id holds a needle.
    pub(crate) fn rows_holding(
        &self,
        needle: &Needle,
        rows: Range<u32>,
        mut mark: impl FnMut(u32),
    ) {
        self.others.rows_holding(needle, rows.clone(), &mut mark);
        if !needle.is_number() {
            return;
        }
        let numbers = self.numbers.get(rows.start as usize..rows.end as usize).unwrap_or_default();
        for (row, number) in rows.zip(numbers) {
            if *number < ELSEWHERE && needle.is_in_number(*number) {
                mark(row);
            }
        }
    }

    pub(crate) fn truncate(&mut self, length: usize) {
        self.numbers.truncate(length);
        self.others.truncate(length);
    }

    pub(crate) fn heap_bytes(&self) -> usize {
        self.numbers.capacity() * size_of::<u64>() + self.others.heap_bytes()
    }

    pub(crate) fn get(&self, index: usize) -> Option<Id<'_>> {
        match *self.numbers.get(index)? {
            ABSENT => None,
            ELSEWHERE => self.others.get(index).map(Id::from_text),
            number => Some(Id::Number(number)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_text_that_would_be_written_alike_is_a_number() {
        assert_eq!(Id::from_text("971352"), Id::Number(971_352));
        assert_eq!(Id::from_text("0"), Id::Number(0));
        for text in ["", "007", "+7", "7 ", "A-7", "18446744073709551616"] {
            assert_eq!(Id::from_text(text), Id::Text(text));
        }
    }
}
