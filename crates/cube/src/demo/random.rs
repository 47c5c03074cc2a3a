//! Seeded pseudo-random number generator in integers: the same draws on every machine.

/// A generator of 64-bit numbers: `SplitMix64` (Steele, Lea, Flood 2014), small and good enough for
/// invented data.
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    /// The generator that belongs to a subject, such as a campaign and a month of it.
    pub fn of(subject: &[i64]) -> Self {
        // Any number would do, but another one changes every invented row.
        let mut random = Self(20_170_131);
        for part in subject {
            random.0 = random.next() ^ part.cast_unsigned();
        }
        random
    }

    /// The next number, all 64 bits of it.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number from 0 up to, not including, `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        (((self.next() >> 32) * u64::from(end)) >> 32) as u32
    }

    /// A number of the range, both ends included.
    pub fn within(&mut self, first: u32, last: u32) -> u32 {
        first + self.below(last - first + 1)
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of the items, each as likely as the others. There must be one.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.index(items.len())]
    }

    /// The place of one of the items, each as likely as its weight says. There must be one with a
    /// weight.
    pub fn weighted<T>(&mut self, items: &[T], weight: impl Fn(&T) -> u32) -> usize {
        let mut rest = self.below(items.iter().map(&weight).sum());
        let found = items.iter().position(|item| {
            let weight = weight(item);
            let is_here = rest < weight;
            rest = rest.saturating_sub(weight);
            is_here
        });
        found.unwrap_or_default()
    }

    /// The numbers from 0 up to `len` in some order.
    pub fn order(&mut self, len: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..len).collect();
        for last in (1..len).rev() {
            order.swap(last, self.index(last + 1));
        }
        order
    }

    fn index(&mut self, len: usize) -> usize {
        self.below(u32::try_from(len).unwrap_or(u32::MAX)) as usize
    }
}

/// Shares `total` out by weight so that the shares add up to it exactly: each is the step between
/// two rounded running totals. Without any weight every share is 0.
pub(super) fn apportion(total: u32, weights: &[u32]) -> Vec<u32> {
    let whole: u64 = weights.iter().copied().map(u64::from).sum();
    let mut weight_so_far = 0;
    let mut shared_so_far = 0;
    let share = |weight: &u32| {
        weight_so_far += u64::from(*weight);
        let due = u64::from(total) * weight_so_far / whole.max(1);
        let share = due - shared_so_far;
        shared_so_far = due;
        u32::try_from(share).unwrap_or(total)
    };
    weights.iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_splitmix64() {
        let mut random = Random(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn shares_follow_the_weights_and_add_up() {
        assert_eq!(apportion(10, &[1, 0, 2, 1]), [2, 0, 5, 3]);
        assert_eq!(apportion(7, &[1; 3]).iter().sum::<u32>(), 7);
        assert_eq!(apportion(7, &[0, 0]), [0, 0]);
    }

    #[test]
    fn an_order_holds_each_place_once() {
        let mut order = Random::of(&[1]).order(100);
        assert_ne!(order, (0..100).collect::<Vec<_>>());
        order.sort_unstable();
        assert_eq!(order, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_picked_that_weighs_nothing() {
        let mut random = Random::of(&[2]);
        assert!((0..1000).all(|_| random.weighted(&[0, 3, 0, 1, 0], |it| *it) % 2 == 1));
    }
}
