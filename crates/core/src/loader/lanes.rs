//! How many requests may be in flight: fewer when the service throttles, more again while it answers.

/// How many at once, unless the configuration says otherwise.
pub const LANES: usize = 6;

/// The lanes of one run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lanes {
    most: usize,
    open: usize,
    pub(super) in_flight: usize,
    /// Replies since the number of open lanes last changed.
    replies: usize,
    /// Until then nothing is sent, in milliseconds since 1970.
    pub(super) closed_until_millis: i64,
}

impl Lanes {
    pub(super) fn new(most: usize) -> Self {
        Self { most, open: most, in_flight: 0, replies: 0, closed_until_millis: i64::MIN }
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
    pub(super) fn close_until(&mut self, until_millis: i64, now_millis: i64) {
        if self.closed_until_millis <= now_millis {
            self.open = (self.open / 2).max(1);
            self.replies = 0;
        }
        self.closed_until_millis = self.closed_until_millis.max(until_millis);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_throttled_run_goes_on_with_half_the_lanes_and_recovers() {
        let mut lanes = Lanes::new(6);
        for _ in 0..6 {
            lanes.close_until(1_000, 0);
        }
        assert_eq!(lanes.open, 3, "six told together halve once");
        lanes.close_until(3_000, 2_000);
        assert_eq!(lanes.open, 1);
        for _ in 0..100 {
            lanes.widen();
        }
        assert_eq!(lanes.open, 6);
    }
}
