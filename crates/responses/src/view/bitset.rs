//! Bitset of rows: one bit for each.

/// Which of the rows so far are in a set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Bitset {
    words: Vec<u64>,
}

impl Bitset {
    /// Room for that many rows; none of them is in.
    pub(crate) fn with_rows(row_count: u32) -> Self {
        Self { words: vec![0; row_count.div_ceil(64) as usize] }
    }

    pub(crate) fn insert(&mut self, row: u32) {
        let word = (row / 64) as usize;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (row % 64);
    }

    pub(crate) fn contains(&self, row: u32) -> bool {
        self.words.get((row / 64) as usize).is_some_and(|it| it >> (row % 64) & 1 == 1)
    }

    /// Leaves in only what is in both.
    pub(crate) fn intersect(&mut self, other: &Self) {
        for (place, word) in self.words.iter_mut().enumerate() {
            *word &= other.words.get(place).copied().unwrap_or(0);
        }
    }
}
