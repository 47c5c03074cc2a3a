//! Retry policy: exponential back-off with full jitter, so that pages which failed together do not come back together.
//! A service that fails is asked again for a length of time, not for a number of tries.

use std::collections::BTreeSet;

use crate::fetch::{FetchError, PageKey};

/// For how long a service may fail before its pages are given up, unless it is set otherwise: as long as a reader may
/// look at a page that waits.
pub(super) const PATIENCE_MILLIS: i64 = 15 * 60 * 1000;
/// A service that throttles for this long without one page in between is given up too, however short each wait was.
const LONGEST_THROTTLE_MILLIS: i64 = 60 * 60 * 1000;

/// The first wait is at most this long, each further one up to twice as long as the one before.
const FIRST_WAIT_MILLIS: u64 = 300;
const LONGEST_BACK_OFF_MILLIS: u64 = 30_000;

/// So many different pages that fail one after the other are the service's failure, and no page's: from then on, pages
/// that were not asked for yet are tried one at a time, at the pace of the back-off.
const SLOW_AFTER_PAGES: usize = 3;
/// So many, and the service counts as away: when the patience is over, no other page is tried.
const AWAY_AFTER_PAGES: usize = 12;

/// What the service fails with, since its last page came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// When it began, in milliseconds since 1970.
    pub since_millis: i64,
    /// The newest failure.
    pub error: FetchError,
}

/// The patience of one run.
#[derive(Debug, Clone)]
pub(super) struct Patience {
    millis: i64,
    trouble: Option<Trouble>,
    /// The pages that failed since the last one came.
    failing: BTreeSet<PageKey>,
    /// When a page that was not asked for yet may be tried, while the service fails.
    fresh_from_millis: Option<i64>,
    /// When the first throttle came since the last page.
    throttled_since: Option<i64>,
}

impl Patience {
    pub(super) fn new(millis: i64) -> Self {
        Self {
            millis: millis.max(0),
            trouble: None,
            failing: BTreeSet::new(),
            fresh_from_millis: None,
            throttled_since: None,
        }
    }

    /// Notes that a page came: all is well.
    pub(super) fn note_page(&mut self) {
        *self = Self::new(self.millis);
    }

    /// Notes a failure that may pass.
    pub(super) fn note_failure(
        &mut self,
        page: PageKey,
        error: &FetchError,
        jitter: Jitter,
        now_millis: i64,
    ) {
        // The clock may have been set back meanwhile.
        let since = self.trouble.as_ref().map_or(now_millis, |it| it.since_millis.min(now_millis));
        self.trouble = Some(Trouble { since_millis: since, error: error.clone() });
        self.failing.insert(page);
        let pages = self.failing.len();
        if pages >= SLOW_AFTER_PAGES {
            let attempt = u32::try_from(pages - SLOW_AFTER_PAGES + 1).unwrap_or(u32::MAX);
            let back_off = jitter.back_off_millis(u64::MAX, attempt);
            self.fresh_from_millis = Some(now_millis + back_off.min(self.left_millis(now_millis)));
        }
    }

    /// Notes that the service asks for fewer requests, which is no failure.
    pub(super) fn note_throttle(&mut self, now_millis: i64) {
        self.throttled_since.get_or_insert(now_millis);
    }

    /// Leaves a time in which nothing is sent for a throttle out of account.
    pub(super) fn excuse(&mut self, millis: i64) {
        if let Some(trouble) = &mut self.trouble {
            trouble.since_millis = trouble.since_millis.saturating_add(millis.max(0));
        }
    }

    /// For how long the service will still be asked, should it go on like this.
    pub(super) fn left_millis(&self, now_millis: i64) -> i64 {
        let lasted = |since: i64| now_millis.saturating_sub(since).max(0);
        let most_throttled = LONGEST_THROTTLE_MILLIS.max(self.millis);
        if self.throttled_since.is_some_and(|it| lasted(it) >= most_throttled) {
            return 0;
        }
        let failing = self.trouble.as_ref().map_or(0, |it| lasted(it.since_millis));
        (self.millis - failing).max(0)
    }

    /// Whether it is the service that fails, and not single pages.
    pub(super) fn is_away(&self) -> bool {
        self.failing.len() >= AWAY_AFTER_PAGES
    }

    pub(super) fn fresh_from_millis(&self) -> i64 {
        self.fresh_from_millis.unwrap_or(i64::MIN)
    }

    pub(super) fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref()
    }
}

/// Random number generator of the back-off's jitter in one run; every page and attempt draws its own wait.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Jitter {
    pub(super) seed: u64,
}

impl Jitter {
    /// The wait after the given attempt, counted from 1.
    pub(super) fn back_off_millis(self, page: u64, attempt: u32) -> i64 {
        let doublings = attempt.saturating_sub(1).min(16);
        let most = (FIRST_WAIT_MILLIS << doublings).min(LONGEST_BACK_OFF_MILLIS);
        let drawn = mix(self.seed ^ mix(page ^ mix(attempt.into())));
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
    fn waits_are_drawn_from_a_range_that_doubles_up_to_half_a_minute() {
        for attempt in [1, 2, 3, 4, 5, 8, 300] {
            let most = (300 << (attempt - 1).min(16)).min(30_000);
            let draw = |page| Jitter { seed: 7 }.back_off_millis(page, attempt);
            let drawn: Vec<i64> = (0..1000).map(draw).collect();
            assert!(drawn.iter().all(|it| (0..=most).contains(it)));
            let mean = drawn.iter().sum::<i64>() / 1000;
            assert!((most * 4 / 10..=most * 6 / 10).contains(&mean), "{mean} of {most}");
        }
    }

    #[test]
    fn random_numbers_are_those_of_splitmix64() {
        // The first three of its authors' generator, started with 0.
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let numbers = [0, STEP, STEP.wrapping_mul(2)].map(mix);
        let expected = [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f];
        assert_eq!(numbers, expected);
    }

    const ERROR: FetchError = FetchError::Status { status: 503 };

    /// A patience of ten seconds after failures at these seconds.
    fn after_failures_at(seconds: &[i64]) -> Patience {
        let mut patience = Patience::new(10_000);
        for second in seconds {
            let page = PageKey { walk: 0, number: 1 };
            patience.note_failure(page, &ERROR, Jitter::default(), second * 1000);
        }
        patience
    }

    #[test]
    fn patience_counts_from_the_first_failure_since_the_last_page() {
        let mut patience = after_failures_at(&[100, 104]);
        assert_eq!(patience.left_millis(107_000), 3_000);
        assert_eq!(patience.left_millis(110_000), 0);
        patience.note_page();
        assert_eq!(patience.left_millis(110_000), 10_000);
    }

    #[test]
    fn the_more_pages_fail_the_longer_pages_not_asked_for_yet_have_to_wait() {
        for pages in 3..10 {
            let longest = (0..200).map(|seed| {
                let mut patience = Patience::new(PATIENCE_MILLIS);
                for number in 1..=pages {
                    let page = PageKey { walk: 0, number };
                    patience.note_failure(page, &ERROR, Jitter { seed }, 0);
                }
                patience.fresh_from_millis()
            });
            let (longest, most) = (longest.max().unwrap(), (300 << (pages - 3)).min(30_000));
            assert!((most * 8 / 10..=most).contains(&longest), "{longest} of {most}");
        }
    }

    #[test]
    fn a_wait_for_a_throttle_uses_up_no_patience() {
        let mut patience = after_failures_at(&[100]);
        patience.note_throttle(102_000);
        patience.excuse(42_000);
        assert_eq!(patience.left_millis(144_000), 8_000);
    }

    #[test]
    fn a_clock_that_is_set_back_gives_no_more_than_all_of_the_patience() {
        let patience = after_failures_at(&[100, 40]);
        assert_eq!(patience.left_millis(45_000), 5_000);
    }
}
