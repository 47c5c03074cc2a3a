//! Text column: the texts of all rows in one buffer. Only rows that have one cost anything, so a column of mostly empty
//! comments is small.

use std::ops::Range;

use crate::text::search::Needle;

/// Texts by row; rows are added in ascending order.
#[derive(Debug, Clone, Default)]
pub(crate) struct TextColumn {
    length: usize,
    /// The rows that have a text, ascending.
    rows: Vec<u32>,
    /// Where each of their texts ends in `buffer`.
    ends: Vec<u32>,
    buffer: String,
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
        self.buffer.push_str(text);
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
        self.length = self.length.min(length);
    }

    pub(crate) fn heap_bytes(&self) -> usize {
        (self.rows.capacity() + self.ends.capacity()) * size_of::<u32>() + self.buffer.capacity()
    }

    /// The text of a row.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        let index = self.index_of(row)?;
        self.buffer.get(self.start(index)..*self.ends.get(index)? as usize)
    }

    /// Calls `mark` for each of `rows` whose text holds a needle, ascending. The texts are looked through in one go, as
    /// they lie.
    pub(crate) fn rows_holding(
        &self,
        needle: &Needle,
        rows: Range<u32>,
        mut mark: impl FnMut(u32),
    ) {
        let first = self.rows.partition_point(|row| *row < rows.start);
        let end = self.rows.partition_point(|row| *row < rows.end);
        let (start, texts_end) = (self.start(first), self.start(end));
        let texts = self.buffer.as_bytes().get(start..texts_end).unwrap_or_default();
        let mut index = first;
        let mut from = 0;
        while let Some(place) = texts.get(from..).and_then(|it| needle.find(it)) {
            let place = start + from + place;
            while self.end(index) <= place {
                index += 1;
            }
            let is_within = place + needle.len() <= self.end(index);
            if is_within && let Some(row) = self.rows.get(index) {
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
