//! Now: the time as a signal that moves each second, for a screen that shows a clock.

use leptos::prelude::*;

use crate::browser::clock;

/// The time. Whatever grows older by itself asks here.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    millis: RwSignal<i64>,
}

/// The one that is in context.
pub fn use_now() -> Now {
    expect_context()
}

impl Now {
    /// Follows the time for as long as it is held.
    pub fn new() -> Self {
        let millis = RwSignal::new(clock::now_millis());
        clock::on_each_second(move |now_millis| millis.try_set(now_millis).is_none());
        Self { millis }
    }

    /// Milliseconds since 1970, to the second.
    pub fn millis(self) -> i64 {
        self.millis.get()
    }

    /// The same to the minute.
    pub fn minute(self) -> Memo<i64> {
        Memo::new(move |_| self.millis.get().div_euclid(60_000))
    }
}

impl Default for Now {
    fn default() -> Self {
        Self::new()
    }
}
