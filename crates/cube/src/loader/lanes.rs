//! How many requests may be in flight: fewer when the service throttles, more again while it answers, and none while
//! it asks to be left alone.

use crate::fetch::FetchError;

/// How many at once, unless the configuration says otherwise.
pub const LANES: usize = 6;

/// The lanes of one run.
#[derive(Debug, Clone)]
pub(super) struct Lanes {
    most: usize,
    open: usize,
    pub(super) in_flight: usize,
    /// Replies since the number of open lanes last changed.
    replies: usize,
    closure: Option<Closure>,
}

/// A time in which nothing is sent, because the service asked for that.
#[derive(Debug, Clone)]
pub(super) struct Closure {
    /// When it ends, in milliseconds since 1970.
    pub(super) until_millis: i64,
    /// What came with the wish.
    pub(super) error: FetchError,
    /// Whether it is longer than there is patience for.
    pub(super) is_too_long: bool,
}

impl Lanes {
    pub(super) fn new(most: usize) -> Self {
        Self { most, open: most, in_flight: 0, replies: 0, closure: None }
    }

    pub(super) fn is_full(&self) -> bool {
        self.in_flight >= self.open
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
    pub(super) fn close(&mut self, closure: Closure, now_millis: i64) {
        if self.closure(now_millis).is_none() {
            self.open = (self.open / 2).max(1);
            self.replies = 0;
        }
        if self.closure.as_ref().is_none_or(|it| it.until_millis < closure.until_millis) {
            self.closure = Some(closure);
        }
    }

    /// Why nothing may be sent at this time, and until when.
    pub(super) fn closure(&self, now_millis: i64) -> Option<&Closure> {
        self.closure.as_ref().filter(|it| it.until_millis > now_millis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closure(until_millis: i64, error: FetchError) -> Closure {
        Closure { until_millis, error, is_too_long: false }
    }

    #[test]
    fn a_throttled_run_goes_on_with_half_the_lanes_and_recovers() {
        let mut lanes = Lanes::new(6);
        for _ in 0..6 {
            lanes.close(closure(1_000, FetchError::Throttled), 0);
        }
        assert_eq!(lanes.open, 3, "six told together halve once");
        lanes.close(closure(3_000, FetchError::Throttled), 2_000);
        assert_eq!(lanes.open, 1);
        for _ in 0..100 {
            lanes.widen();
        }
        assert_eq!(lanes.open, 6);
    }

    #[test]
    fn the_longest_wait_counts() {
        let mut lanes = Lanes::new(6);
        lanes.close(closure(5_000, FetchError::Throttled), 0);
        lanes.close(closure(1_000, FetchError::Status { status: 503 }), 0);
        let closure = lanes.closure(4_999).unwrap();
        assert_eq!((closure.until_millis, &closure.error), (5_000, &FetchError::Throttled));
        assert!(lanes.closure(5_000).is_none());
    }
}
