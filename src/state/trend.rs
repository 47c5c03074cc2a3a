//! The chart's numbers: counted as pages arrive, each response once.

use cubeboard_core::loader::{Change, Reading};
use cubeboard_core::series::{ColourSlots, Series, Tally};
use leptos::prelude::*;

use crate::browser::intl::Clock;
use crate::live::memo;
use crate::state::calendar;
use crate::state::dataset::Dataset;
use crate::state::preferences::Preferences;

/// How many parts a bar has at most.
const MOST_PARTS: usize = 8;

/// Responses per day by type.
#[derive(Debug, Clone, Copy)]
pub struct Trend {
    series: Memo<Option<Series>>,
    slots: Memo<Option<ColourSlots>>,
}

/// A tally and how many changes of which reading it has followed.
struct Counted {
    serial: u32,
    clock: Clock,
    changes: usize,
    tally: Tally,
}

impl Trend {
    /// Follows what is shown and the chosen clock.
    pub fn new(dataset: Dataset, preferences: Preferences) -> Self {
        let counted = StoredValue::new(None::<Counted>);
        let series = memo(move || {
            let clock = preferences.clock();
            dataset.with_shown(|reading| count(counted, reading, clock)).flatten()
        });
        let slots = memo(move || {
            dataset.with_shown(|reading| ColourSlots::new(reading.store().kinds(), &success()))
        });
        Self { series, slots }
    }

    /// Counts per day, stacked by type; nothing before a first query.
    pub fn series(self) -> Memo<Option<Series>> {
        self.series
    }

    /// Which colour each type wears.
    pub fn slots(self) -> Memo<Option<ColourSlots>> {
        self.slots
    }
}

/// What counts as success until the reader can say so.
fn success() -> Vec<String> {
    vec!["Sale".to_owned()]
}

/// Follows what happened to the rows since the last time; all of them where the reading or the clock is another one.
fn count(counted: StoredValue<Option<Counted>>, reading: &Reading, clock: Clock) -> Option<Series> {
    let is_same = |it: &Counted| it.serial == reading.serial() && it.clock == clock;
    counted.try_update_value(|slot| {
        let known = slot.take().filter(is_same).or_else(|| start(reading, clock))?;
        let known = slot.insert(known);
        let store = reading.store();
        for change in reading.changes().iter().skip(known.changes) {
            match change {
                Change::Added(rows) => known.tally.add(store.times_and_kinds(rows.clone())),
                Change::Withdrawn(rows) => {
                    known.tally.take_back(store.times_and_kinds(rows.clone()));
                }
            }
        }
        known.changes = reading.changes().len();
        Some(known.tally.series(store.kinds(), &success(), MOST_PARTS))
    })?
}

fn start(reading: &Reading, clock: Clock) -> Option<Counted> {
    let days = reading.query().days;
    let calendar = calendar::of(days, clock)?;
    Some(Counted { serial: reading.serial(), clock, changes: 0, tally: Tally::new(calendar) })
}
