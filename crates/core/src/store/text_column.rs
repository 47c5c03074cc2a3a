//! Texts in one buffer. Only rows that have one cost anything, so a column of mostly empty comments is small.

/// Texts by row; rows are added in ascending order.
#[derive(Debug, Clone, Default)]
pub(super) struct TextColumn {
    length: usize,
    /// The rows that have a text, ascending.
    rows: Vec<u32>,
    /// Where each of their texts ends in `buffer`.
    ends: Vec<u32>,
    buffer: String,
}

impl TextColumn {
    /// Adds the next row.
    pub(super) fn push(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.push_at(self.length, text);
        } else {
            self.length += 1;
        }
    }

    /// Adds a text for a later row; the rows between have none.
    pub(super) fn push_at(&mut self, row: usize, text: &str) {
        self.buffer.push_str(text);
        self.rows.push(u32::try_from(row).unwrap_or(u32::MAX));
        self.ends.push(u32::try_from(self.buffer.len()).unwrap_or(u32::MAX));
        self.length = row + 1;
    }

    /// Takes back every row from `length` on.
    pub(super) fn truncate(&mut self, length: usize) {
        let kept = self.rows.partition_point(|row| (*row as usize) < length);
        self.rows.truncate(kept);
        self.ends.truncate(kept);
        self.buffer.truncate(self.start(kept));
        self.length = self.length.min(length);
    }

    /// The text of a row.
    pub(super) fn get(&self, row: usize) -> Option<&str> {
        let slot = self.slot(row)?;
        self.buffer.get(self.start(slot)..*self.ends.get(slot)? as usize)
    }

    /// Where the row stands among those that have a text: the same place as long as none before it lacks one.
    fn slot(&self, row: usize) -> Option<usize> {
        let wanted = u32::try_from(row).ok()?;
        if self.rows.get(row) == Some(&wanted) {
            return Some(row);
        }
        self.rows.binary_search(&wanted).ok()
    }

    fn start(&self, slot: usize) -> usize {
        slot.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize)
    }
}
