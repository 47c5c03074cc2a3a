//! Pacing of repaints while rows come: a repaint costs as much as reading several pages.

use leptos::prelude::*;

use crate::browser::clock::now_millis;
use crate::browser::{frame, task};

/// How often rows are shown while more of them come: as often as an eye can follow.
const INTERVAL_MILLIS: i64 = 400;

/// When to show what has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Urgency {
    /// With the next frame: the first rows and the last.
    NextFrame,
    /// Not sooner than [`INTERVAL_MILLIS`] after the last repaint: rows between.
    Paced,
}

/// The next repaint; there is one at a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Repaint {
    schedule: StoredValue<Schedule>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Schedule {
    /// When the last repaint was, in milliseconds since 1970.
    last_millis: i64,
    is_frame_due: bool,
    is_interval_due: bool,
}

impl Repaint {
    pub(super) fn new() -> Self {
        Self { schedule: StoredValue::default() }
    }

    /// Has `show` run when it is time.
    pub(super) fn request(self, urgency: Urgency, show: impl FnOnce() + 'static) {
        let last_millis = self.schedule.try_with_value(|schedule| schedule.last_millis);
        let Some(last_millis) = last_millis else { return };
        let wait_millis = match urgency {
            Urgency::NextFrame => 0,
            Urgency::Paced => last_millis + INTERVAL_MILLIS - now_millis(),
        };
        if wait_millis <= 0 {
            self.request_frame(show);
        } else if self.begins(|schedule| &mut schedule.is_interval_due) {
            task::after(i32::try_from(wait_millis).unwrap_or_default(), move || {
                self.schedule.try_update_value(|schedule| schedule.is_interval_due = false);
                self.request_frame(show);
            });
        }
    }

    fn request_frame(self, show: impl FnOnce() + 'static) {
        if self.begins(|schedule| &mut schedule.is_frame_due) {
            frame::next(move || {
                let done = |schedule: &mut Schedule| {
                    (schedule.is_frame_due, schedule.last_millis) = (false, now_millis());
                };
                if self.schedule.try_update_value(done).is_some() {
                    show();
                }
            });
        }
    }

    /// Notes that something is due; whether it was not before.
    fn begins(self, flag: fn(&mut Schedule) -> &mut bool) -> bool {
        let set = |schedule: &mut Schedule| std::mem::replace(flag(schedule), true);
        self.schedule.try_update_value(set) == Some(false)
    }
}
