//! Text column: the texts of all rows in one buffer. Only rows that have one cost anything, so a column of mostly empty
//! comments is small. They are kept in NFC.

use std::ops::Range;

use crate::text::normal_form::normal_form;
use crate::text::search::{Needle, is_simple};

/// Texts by row; rows are added in ascending order.
#[derive(Debug, Clone, Default)]
pub(crate) struct TextColumn {
    length: usize,
    /// The rows that have a text, ascending.
    rows: Vec<u32>,
    /// Where each of their texts ends in `buffer`.
    ends: Vec<u32>,
    buffer: String,
    /// Which of the texts are not simple, ascending: where a search has to look twice.
    others: Vec<u32>,
}

impl TextColumn {
    /// Adds the next row.
    pub(crate) fn push(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.push_at(self.length, text);
        } else {
            self.length += 1;
        }
    }

    /// Adds a text for a later row; the rows between have none.
    pub(crate) fn push_at(&mut self, row: usize, text: &str) {
        if is_simple(text) {
            self.buffer.push_str(text);
        } else {
            let text = normal_form(text);
            self.buffer.push_str(&text);
            if !is_simple(&text) {
                self.others.push(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
            }
        }
        self.rows.push(u32::try_from(row).unwrap_or(u32::MAX));
        self.ends.push(u32::try_from(self.buffer.len()).unwrap_or(u32::MAX));
        self.length = row + 1;
    }

    /// Takes back every row from `length` on.
    pub(crate) fn truncate(&mut self, length: usize) {
        let kept = self.rows.partition_point(|row| (*row as usize) < length);
        self.rows.truncate(kept);
        self.ends.truncate(kept);
        self.buffer.truncate(self.start(kept));
        self.others.truncate(self.others.partition_point(|index| (*index as usize) < kept));
        self.length = self.length.min(length);
    }

    pub(crate) fn heap_bytes(&self) -> usize {
        let numbers = [&self.rows, &self.ends, &self.others];
        numbers.map(|it| it.capacity() * size_of::<u32>()).iter().sum::<usize>()
            + self.buffer.capacity()
    }

    /// The text of a row.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        self.text(self.index_of(row)?)
    }

    fn text(&self, index: usize) -> Option<&str> {
        self.buffer.get(self.start(index)..*self.ends.get(index)? as usize)
    }

    /// Calls `mark` for each of `rows` whose text holds a needle, in no order. Simple texts are looked through in one go,
    /// as they lie, and the others one by one.
    pub(crate) fn rows_holding(
        &self,
        needle: &Needle,
        rows: Range<u32>,
        mut mark: impl FnMut(u32),
    ) {
        let first = self.rows.partition_point(|row| *row < rows.start);
        let end = self.rows.partition_point(|row| *row < rows.end);
        let others = |index: usize| self.others.partition_point(|it| (*it as usize) < index);
        for index in self.others.get(others(first)..others(end)).unwrap_or_default() {
            let index = *index as usize;
            if let (Some(text), Some(row)) = (self.text(index), self.rows.get(index))
                && needle.is_in(text)
            {
                mark(*row);
            }
        }
        if !needle.is_latin_1() {
            return;
        }
        let (start, texts_end) = (self.start(first), self.start(end));
        let texts = self.buffer.as_bytes().get(start..texts_end).unwrap_or_default();
        let mut not_simple = self.others.get(others(first)..).unwrap_or_default();
        let mut index = first;
        let mut from = 0;
        while let Some(place) = texts.get(from..).and_then(|it| needle.find(it)) {
            let place = start + from + place;
            while self.end(index) <= place {
                index += 1;
            }
            while let [other, rest @ ..] = not_simple
                && (*other as usize) < index
            {
                not_simple = rest;
            }
            let is_simple = not_simple.first().is_none_or(|it| *it as usize != index);
            let is_within = place + needle.len() <= self.end(index);
            if is_within
                && is_simple
                && let Some(row) = self.rows.get(index)
            {
                mark(*row);
            }
            // One match a text is enough; where it hung over the end of one, the next text may hold another.
            from = self.end(index) - start;
        }
    }

    fn end(&self, index: usize) -> usize {
        self.ends.get(index).map_or(usize::MAX, |it| *it as usize)
    }

    /// Where the row stands among those that have a text: the same place as long as none before it lacks one.
    fn index_of(&self, row: usize) -> Option<usize> {
        let wanted = u32::try_from(row).ok()?;
        if self.rows.get(row) == Some(&wanted) {
            return Some(row);
        }
        self.rows.binary_search(&wanted).ok()
    }

    fn start(&self, index: usize) -> usize {
        index.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::text::search::needles;

    // Report 9
    #[test]
    fn a_text_is_kept_in_normal_form_and_found_so() {
        let mut column = TextColumn::default();
        for text in ["A\u{30a}se Hansen", "Åse", "Šuhkki Nes", "\u{331}e", "straße"] {
            column.push(Some(text));
        }
        assert_eq!(column.get(0), Some("Åse Hansen"));
        let found = |column: &TextColumn, search: &str| {
            let mut rows = Vec::new();
            column.rows_holding(&needles(search)[0], 0..5, |row| rows.push(row));
            rows.sort_unstable();
            rows
        };
        assert_eq!(found(&column, "åse"), [0, 1]);
        assert_eq!(found(&column, "šuhkki"), [2]);
        assert_eq!(found(&column, "es"), [2]);
        assert_eq!(found(&column, "e"), [0, 1, 2, 3, 4]);
        assert_eq!(found(&column, "strasse"), [4]);
        column.truncate(2);
        assert!(found(&column, "šuhkki").is_empty());
    }

    const PARTS: &[&str] =
        &["a", "Å", "A\u{30a}", "\u{30a}", "s", "ß", "Š", "ſ", "é", "–", "§", "İ", "µ", " "];

    fn parts(counts: Range<usize>) -> impl Strategy<Value = String> {
        prop::collection::vec(select(PARTS), counts).prop_map(|it| it.concat())
    }

    proptest! {
        #[test]
        fn the_rows_found_are_those_whose_texts_hold_it(
            texts in prop::collection::vec(
                prop::option::of(parts(0..4)), 0..12),
            word in parts(1..3),
            ends in (0..12_u32, 0..12_u32),
        ) {
            let mut column = TextColumn::default();
            for text in &texts {
                column.push(text.as_deref());
            }
            let count = u32::try_from(texts.len()).unwrap_or_default();
            let rows = ends.0.min(ends.1).min(count)..ends.0.max(ends.1).min(count);
            for needle in needles(&word) {
                let mut found = Vec::new();
                column.rows_holding(&needle, rows.clone(), |row| found.push(row));
                found.sort_unstable();
                let expected = rows.clone().filter(|row| column.get(*row as usize).is_some_and(|it| needle.is_in(it)));
                prop_assert_eq!(found, expected.collect::<Vec<_>>());
            }
        }
    }
}
