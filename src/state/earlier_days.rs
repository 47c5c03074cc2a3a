//! The same weekdays of the weeks before today, for its forecast: each is a small run of its own, one after the other, once
//! today's has ended.

use chrono::NaiveDate;
use cubeboard_cube::loader::{Outcome, Reading};
use cubeboard_cube::query::Query;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::goal::day_forecast::{EarlierDay, earlier_days};
use cubeboard_responses::statistics::definition::Definition;
use leptos::prelude::*;

use crate::i18n::formatter::Clock;
use crate::state::calendar;
use crate::state::dataset::Dataset;
use crate::state::dataset::role::Role;
use crate::state::settings::Settings;

/// What the same weekdays have brought.
#[derive(Debug, Clone, Copy)]
pub struct EarlierDays {
    collected: Memo<Collected>,
}

/// What is asked of the days before: today's query, and how its responses are counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// The query, of one day.
    pub query: Query,
    /// What counts as success.
    pub definition: Definition,
    /// The clock that tells the time of day.
    pub clock: Clock,
}

/// The days that have ended, as they were wanted.
#[derive(Debug, Clone, PartialEq, Default)]
struct Collected {
    wanted: Option<Wanted>,
    /// `None` for one that could not be read whole.
    days: Vec<(NaiveDate, Option<EarlierDay>)>,
}

impl Collected {
    /// The query for the next day that is missing.
    fn next(&self) -> Option<Query> {
        let query = &self.wanted.as_ref()?.query;
        let mut days = earlier_days(query.days.last()).into_iter();
        let missing = days.find(|day| self.days.iter().all(|(known, _)| known != day))?;
        Some(Query { days: Days::one(missing), ..query.clone() })
    }

    /// Takes what a run has brought, where it was the next one and has ended.
    fn take(&mut self, reading: &Reading) {
        let (Some(next), Some(wanted)) = (self.next(), &self.wanted) else { return };
        let is_same = reading.query().days == next.days
            && reading.query().campaigns == next.campaigns
            && reading.query().response_type == next.response_type;
        let outcome = reading.outcome();
        if is_same && outcome != Outcome::Loading {
            let day = outcome.is_whole().then(|| wanted.count(reading));
            self.days.push((next.days.first(), day));
        }
    }
}

impl Wanted {
    /// What a day has brought, and when.
    fn count(&self, reading: &Reading) -> EarlierDay {
        let store = reading.store();
        let rows = reading.segments().flatten().filter_map(|row| store.row(row));
        let times = rows.filter_map(|row| {
            let local = calendar::local(row.submitted_micros?, self.clock);
            Some((local, self.definition.class(row.kind, row.subtype)))
        });
        EarlierDay::count(reading.query().days.first(), times)
    }
}

impl EarlierDays {
    /// Loads the days before whatever day is wanted.
    pub fn new(wanted: Memo<Option<Wanted>>, settings: Settings) -> Self {
        let dataset = Dataset::new(Role::Comparison);
        let collected = Memo::new(move |before: Option<&Collected>| {
            let wanted = wanted.get();
            let known = before.filter(|before| before.wanted == wanted).cloned();
            let mut collected = known.unwrap_or(Collected { wanted, days: Vec::new() });
            dataset.with_current(|reading| collected.take(reading));
            collected
        });
        let next = Memo::new(move |_| collected.read().next());
        // An effect, as it sends requests.
        Effect::new(move |_| {
            let next = next.get();
            untrack(|| match next {
                Some(query) => settings.load(dataset, query),
                None if dataset.is_loading() => dataset.stop(),
                None => {}
            });
        });
        Self { collected }
    }

    /// The days that are here, once none is missing any more.
    pub fn all(self) -> Option<Vec<EarlierDay>> {
        let collected = self.collected.read();
        let is_over = collected.wanted.is_some() && collected.next().is_none();
        let days = || collected.days.iter().filter_map(|(_, day)| day.clone()).collect();
        is_over.then(days)
    }
}
