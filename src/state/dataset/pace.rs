//! Pace of a run: how long it will still take, by the pages that it has read since it began or went on.

use cubeboard_cube::loader::time_left;

/// Pages read since a time.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pace {
    /// When the run began or went on, in milliseconds since 1970.
    since_millis: i64,
    /// How many pages it had read then.
    since_pages: usize,
    seconds_left: Option<u64>,
}

impl Pace {
    /// Begins with what a run has already.
    pub(super) fn start(since_millis: i64, since_pages: usize) -> Self {
        Self { since_millis, since_pages, seconds_left: None }
    }

    /// Takes into account how many of all pages are read by now.
    pub(super) fn update(&mut self, now_millis: i64, read_pages: usize, all_pages: usize) {
        let since = |pages: usize| pages.saturating_sub(self.since_pages) as u64;
        let took_millis = u64::try_from(now_millis - self.since_millis).unwrap_or_default();
        self.seconds_left = time_left::seconds_left(
            since(read_pages),
            since(all_pages),
            took_millis,
            self.seconds_left,
        );
    }

    /// How many seconds the run will still take, roughly, where that can be told.
    pub(super) fn seconds_left(self) -> Option<u64> {
        self.seconds_left
    }
}
