//! How long to wait before asking again: exponential back-off with full jitter, so that pages which failed together
//! do not come back together.

/// How often one page is asked for before it is given up.
pub(super) const MOST_ATTEMPTS: u8 = 5;
/// A wait longer than this is the reader's to decide on.
pub(super) const LONGEST_WAIT_MILLIS: i64 = 15 * 60 * 1000;

/// The first wait is at most this long, each further one up to twice as long as the one before.
const FIRST_WAIT_MILLIS: u64 = 300;
const LONGEST_BACK_OFF_MILLIS: u64 = 30_000;

/// Where the chances of one run come from; every page and attempt draws its own.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Chance {
    pub(super) seed: u64,
}

impl Chance {
    /// The wait after the given attempt, counted from 1.
    pub(super) fn back_off_millis(self, page: u64, attempt: u8) -> i64 {
        let doublings = u32::from(attempt.saturating_sub(1)).min(16);
        let most = (FIRST_WAIT_MILLIS << doublings).min(LONGEST_BACK_OFF_MILLIS);
        let drawn = mix(self.seed ^ mix(page ^ (u64::from(attempt) << 56)));
        i64::try_from(drawn % (most + 1)).unwrap_or_default()
    }
}

/// The finaliser of splitmix64 (Steele, Lea and Flood, 2014).
fn mix(seed: u64) -> u64 {
    let mut bits = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_drawn_from_a_range_that_doubles() {
        for attempt in 1..=5 {
            let most = 300 << (attempt - 1);
            let draw = |page| Chance { seed: 7 }.back_off_millis(page, attempt);
            let drawn: Vec<i64> = (0..1000).map(draw).collect();
            assert!(drawn.iter().all(|it| (0..=most).contains(it)));
            let mean = drawn.iter().sum::<i64>() / 1000;
            assert!((most * 4 / 10..=most * 6 / 10).contains(&mean), "{mean} of {most}");
        }
    }
}
