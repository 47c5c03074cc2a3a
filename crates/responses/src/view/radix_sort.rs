//! Radix sort of rows by a numeric key.

/// A row and its key, packed into twelve bytes: at a million rows every byte of them is four for the page's memory.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Keyed {
    key: [u32; 2],
    pub(super) row: u32,
}

impl Keyed {
    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
    pub(super) fn new(key: u64, row: u32) -> Self {
        Self { key: [(key >> 32) as u32, key as u32], row }
    }

    pub(super) fn key(&self) -> u64 {
        u64::from(self.key[0]) << 32 | u64::from(self.key[1])
    }
}

/// Fewer than this have small digits, more have large ones.
const FEW: usize = 1 << 10;
const MANY: usize = 1 << 17;

/// Sorts by key; equal ones stay as they are.
pub(super) fn sort(items: &mut Vec<Keyed>) {
    let mut sorting = KeySorting::default();
    for item in std::mem::take(items) {
        sorting.push(item);
    }
    while sorting.advance() {}
    *items = sorting.into_items();
}

/// A sort by key under way; equal ones stay as they are. A radix sort from the lowest digit to the highest, over those
/// bits only in which keys differ.
#[derive(Debug, Clone, Default)]
pub(super) struct KeySorting {
    items: Vec<Keyed>,
    scratch: Vec<Keyed>,
    is_sorted: bool,
    /// The bits in which keys differ and by which they are not sorted yet.
    differing: u64,
}

impl KeySorting {
    /// Adds one more before it begins.
    pub(super) fn push(&mut self, item: Keyed) {
        if let (Some(first), Some(last)) = (self.items.first(), self.items.last()) {
            self.differing |= first.key() ^ item.key();
            self.is_sorted &= last.key() <= item.key();
        } else {
            self.is_sorted = true;
        }
        self.items.push(item);
    }

    /// Sorts by one digit; false once there is none left.
    pub(super) fn advance(&mut self) -> bool {
        if self.is_sorted || self.differing == 0 {
            return false;
        }
        let digit_bits = match self.items.len() {
            ..FEW => 8,
            FEW..MANY => 11,
            MANY.. => 16,
        };
        let mask = (1 << digit_bits) - 1;
        let digit = Digit { shift: self.differing.trailing_zeros(), mask };
        self.scratch.resize(self.items.len(), Keyed::default());
        scatter(&self.items, &mut self.scratch, digit);
        std::mem::swap(&mut self.items, &mut self.scratch);
        self.differing &= !(mask << digit.shift);
        self.differing != 0
    }

    pub(super) fn into_items(self) -> Vec<Keyed> {
        self.items
    }
}

/// Some neighbouring bits of a key.
#[derive(Debug, Clone, Copy)]
struct Digit {
    shift: u32,
    mask: u64,
}

impl Digit {
    #[expect(clippy::cast_possible_truncation, reason = "a digit has 16 bits at most")]
    fn of(self, key: u64) -> usize {
        (key >> self.shift & self.mask) as usize
    }
}

/// Copies items so that they are in the order of one digit, equal ones as they were.
fn scatter(items: &[Keyed], sorted: &mut [Keyed], digit: Digit) {
    let mut places: Vec<u32> = vec![0; usize::try_from(digit.mask).unwrap_or(usize::MAX) + 1];
    for item in items {
        places[digit.of(item.key())] += 1;
    }
    let mut start = 0;
    for place in &mut places {
        start += std::mem::replace(place, start);
    }
    for item in items {
        let place = &mut places[digit.of(item.key())];
        sorted[*place as usize] = *item;
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20))]

        #[test]
        fn they_are_sorted_and_equal_ones_stay_as_they_were(
            base in any::<u64>(), step in any::<u64>(), choices in 1..100_000u64,
        ) {
            let key = |row: u32| base.wrapping_add(step.wrapping_mul(u64::from(row) % choices) >> 20);
            for count in [0, 50, FEW, MANY] {
                let count = u32::try_from(count).unwrap();
                let mut items: Vec<_> = (0..count).map(|row| Keyed::new(key(row), row)).collect();
                let mut expected = items.clone();
                sort(&mut items);
                expected.sort_by_key(Keyed::key);
                prop_assert!(items.iter().map(|it| it.row).eq(expected.iter().map(|it| it.row)));
            }
        }
    }
}
