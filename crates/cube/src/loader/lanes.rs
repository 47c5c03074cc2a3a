//! Concurrency limit: how many requests may be in flight at once, fewer when the service throttles, more again
//! while it answers, and none while it asks to be left alone.

use crate::fetch::FetchError;

/// How many at once, unless the configuration says otherwise.
pub const LANES: usize = 6;

/// The concurrency limit of one run: each lane carries one request.
#[derive(Debug, Clone)]
pub(super) struct Lanes {
    most: usize,
    open: usize,
    pub(super) in_flight: usize,
    /// Replies since the number of open lanes last changed.
    replies: usize,
    cooldown: Option<Cooldown>,
}

/// A time in which nothing is sent, because the service asked for that.
#[derive(Debug, Clone)]
pub(super) struct Cooldown {
    /// When it ends, in milliseconds since 1970.
    pub(super) until_millis: i64,
    /// What came with the wish.
    pub(super) error: FetchError,
    /// Whether it is longer than there is patience for.
    pub(super) is_too_long: bool,
}

impl Lanes {
    pub(super) fn new(most: usize) -> Self {
        Self { most, open: most, in_flight: 0, replies: 0, cooldown: None }
    }

    pub(super) fn is_full(&self) -> bool {
        self.in_flight >= self.open
    }

    /// Whether the service asked for less than the run would do.
    pub(super) fn is_narrowed(&self) -> bool {
        self.open < self.most
    }

    /// A page came: after two rounds of them, one lane more is tried.
    pub(super) fn widen(&mut self) {
        self.replies += 1;
        if self.replies >= 2 * self.open && self.open < self.most {
            self.open += 1;
            self.replies = 0;
        }
    }

    /// The service asks to wait: nothing until then, and half the lanes from then on. Requests that were in flight
    /// together are told together, which halves once.
    pub(super) fn close(&mut self, cooldown: Cooldown, now_millis: i64) {
        if self.cooldown(now_millis).is_none() {
            self.open = (self.open / 2).max(1);
            self.replies = 0;
        }
        if self.cooldown.as_ref().is_none_or(|it| it.until_millis < cooldown.until_millis) {
            self.cooldown = Some(cooldown);
        }
    }

    /// Why nothing may be sent at this time, and until when.
    pub(super) fn cooldown(&self, now_millis: i64) -> Option<&Cooldown> {
        self.cooldown.as_ref().filter(|it| it.until_millis > now_millis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cooldown(until_millis: i64, error: FetchError) -> Cooldown {
        Cooldown { until_millis, error, is_too_long: false }
    }

    #[test]
    fn a_throttled_run_goes_on_with_half_the_lanes_and_recovers() {
        let mut lanes = Lanes::new(6);
        for _ in 0..6 {
            lanes.close(cooldown(1_000, FetchError::Throttled), 0);
        }
        assert_eq!(lanes.open, 3, "six told together halve once");
        let mut recovering = lanes.clone();
        let opened = [(); 6].map(|()| {
            recovering.widen();
            recovering.open
        });
        assert_eq!(opened, [3, 3, 3, 3, 3, 4], "two rounds of three");
        lanes.close(cooldown(3_000, FetchError::Throttled), 2_000);
        assert_eq!(lanes.open, 1);
        for _ in 0..100 {
            lanes.widen();
        }
        assert_eq!(lanes.open, 6);
    }

    #[test]
    fn the_longest_wait_counts() {
        let mut lanes = Lanes::new(6);
        lanes.close(cooldown(5_000, FetchError::Throttled), 0);
        lanes.close(cooldown(1_000, FetchError::Status { status: 503 }), 0);
        let cooldown = lanes.cooldown(4_999).unwrap();
        assert_eq!((cooldown.until_millis, &cooldown.error), (5_000, &FetchError::Throttled));
        assert!(lanes.cooldown(5_000).is_none());
    }
}
