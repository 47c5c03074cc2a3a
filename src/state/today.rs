//! Today: the day it is by the reader's clock, as a signal that moves at midnight.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::browser::clock;
use crate::state::calendar;
use crate::state::preferences::Preferences;

/// The day it is. Everything that says "today" asks here.
#[derive(Debug, Clone, Copy)]
pub struct Today {
    day: Memo<NaiveDate>,
}

/// The one that is in context.
pub fn use_today() -> Today {
    expect_context()
}

impl Today {
    /// Follows the chosen clock, and the time.
    pub fn new(preferences: Preferences) -> Self {
        let time_passed = Trigger::new();
        clock::on_passing_time(Callback::new(move |()| time_passed.notify()));
        let day = Memo::new(move |_| {
            time_passed.track();
            calendar::today(preferences.clock())
        });
        Self { day }
    }

    /// The day; follows it.
    pub fn day(self) -> NaiveDate {
        self.day.get()
    }

    /// The day at this moment.
    pub fn now(self) -> NaiveDate {
        self.day.get_untracked()
    }
}
