//! Rows with a number to sort them by.

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

/// Sorts by key; equal ones stay as they are. A radix sort from the lowest digit to the highest, over those bits only
/// in which keys differ.
pub(super) fn sort(items: &mut Vec<Keyed>) {
    if items.is_sorted_by_key(Keyed::key) {
        return;
    }
    let first = items.first().map_or(0, Keyed::key);
    let differing = items.iter().fold(0, |bits, it| bits | (it.key() ^ first));
    let digit_bits = match items.len() {
        ..FEW => 8,
        FEW..MANY => 11,
        MANY.. => 16,
    };
    let mut scratch = vec![Keyed::default(); items.len()];
    let mut shift = differing.trailing_zeros();
    while shift < u64::BITS && differing >> shift != 0 {
        let digit = Digit { shift, mask: (1 << digit_bits) - 1 };
        if digit.of(differing) != 0 {
            scatter(items, &mut scratch, digit);
            std::mem::swap(items, &mut scratch);
        }
        shift += digit_bits;
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
