//! Board of a wallboard: the figures of one campaign's day, which follow the rows and the time.

use chrono::NaiveDate;
use cubeboard_cube::loader::{Outcome, Reading};
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::wallboard::DayBoard;
use leptos::prelude::*;

use crate::state::calendar;
use crate::state::dataset::Dataset;
use crate::state::definitions::Definitions;
use crate::state::now::Now;
use crate::state::preferences::Preferences;
use crate::state::today::Today;

/// What is told of a day.
#[derive(Debug, Clone, Copy)]
pub struct Board {
    day: Memo<Option<NaiveDate>>,
    figures: Memo<Option<DayBoard>>,
    is_pending: Memo<bool>,
    has_all_types: Memo<bool>,
}

/// The one that is in context.
pub fn use_board() -> Board {
    expect_context()
}

impl Board {
    /// Follows what is loaded.
    pub fn new(
        dataset: Dataset,
        definitions: Definitions,
        preferences: Preferences,
        today: Today,
        now: Now,
    ) -> Self {
        let day = Memo::new(move |_| {
            let days = dataset.with_shown(|reading| reading.query().days)?;
            Some(today.day().clamp(days.first(), days.last()))
        });
        let (minute, definition) = (now.minute(), definitions.current());
        let figures = Memo::new(move |_| {
            let calendar = calendar::of(Days::one(day.get()?), preferences.clock())?;
            let instants = calendar.instants()?;
            let instants = *instants.start()..instants.end().saturating_add(1);
            let now_micros = minute.get().saturating_mul(60_000_000);
            let count = |rows: &Reading| {
                let count = || DayBoard::count(rows, &definition.read(), instants, now_micros);
                rows.has_replied().then(count)
            };
            dataset.with_shown(count).flatten()
        });
        let is_loading = |reading: &Reading| reading.outcome() == Outcome::Loading;
        let is_pending = Memo::new(move |_| dataset.with_shown(is_loading).unwrap_or(true));
        let is_of_all = |reading: &Reading| reading.query().response_type.is_none();
        let has_all_types = Memo::new(move |_| dataset.with_shown(is_of_all).unwrap_or(true));
        Self { day, figures, is_pending, has_all_types }
    }

    /// The day that is told of: today, or the day of the period that is nearest to it.
    pub fn day(self) -> Option<NaiveDate> {
        self.day.get()
    }

    /// Whether more is to come, so that figures are too low so far.
    pub fn is_pending(self) -> bool {
        self.is_pending.get()
    }

    /// Whether there are responses of every type, without which no rate can be told.
    pub fn has_all_types(self) -> bool {
        self.has_all_types.get()
    }

    /// Its figures; nothing before a first page.
    pub fn figures(self) -> Memo<Option<DayBoard>> {
        self.figures
    }
}
