//! Countdown of a wait: the time as a signal, as often as somebody waits for it.

use leptos::prelude::*;

use crate::browser::clock::now_millis;
use crate::browser::task;

/// How often it counts.
const TICK_MILLIS: i64 = 1000;

/// The time, and the wait that is going on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Countdown {
    now_millis: RwSignal<i64>,
    is_waiting: StoredValue<bool>,
}

impl Countdown {
    pub(super) fn new() -> Self {
        Self { now_millis: RwSignal::new(now_millis()), is_waiting: StoredValue::new(false) }
    }

    /// The time of the last tick, in milliseconds since 1970; follows it.
    pub(super) fn now_millis(self) -> i64 {
        self.now_millis.get()
    }

    /// Runs `on_tick` at a time, in milliseconds since 1970, or with the next tick before it. One wait at a time is
    /// enough, as each ends with a look at what there is to do.
    pub(super) fn wait(self, until_millis: i64, on_tick: impl FnOnce() + 'static) {
        let begin = |is_waiting: &mut bool| std::mem::replace(is_waiting, true);
        if self.is_waiting.try_update_value(begin) != Some(false) {
            return;
        }
        let now = now_millis();
        self.now_millis.set(now);
        let millis = (until_millis - now).clamp(0, TICK_MILLIS);
        task::after(i32::try_from(millis).unwrap_or_default(), move || {
            if self.is_waiting.try_update_value(|is_waiting| *is_waiting = false).is_some() {
                self.now_millis.set(now_millis());
                on_tick();
            }
        });
    }
}
