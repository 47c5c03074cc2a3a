//! The same weekdays of the weeks before today, for its forecast: each is a small run of its own, one after the other, once
//! today's has ended. One that failed is asked for again whenever today's responses have been read anew.

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
    /// Of these, the ones that are asked for again.
    again: Vec<NaiveDate>,
    /// When today's responses were up to date last.
    updated_millis: Option<i64>,
    /// The run that was looked at last, once it had ended.
    taken: Option<u32>,
}

impl Collected {
    /// Goes on with what is wanted, and with what of it failed where today's responses have been read anew since.
    fn go_on(self, wanted: Option<Wanted>, updated_millis: Option<i64>) -> Self {
        if self.wanted != wanted {
            return Self { wanted, updated_millis, ..Self::default() };
        }
        let mut next = Self { updated_millis, ..self };
        if updated_millis != self.updated_millis && next.next().is_none() {
            let failed = next.days.iter().filter(|(_, day)| day.is_none());
            next.again = failed.map(|(day, _)| *day).collect();
        }
        next
    }

    /// The query for the next day that is missing, or is asked for again.
    fn next(&self) -> Option<Query> {
        let query = &self.wanted.as_ref()?.query;
        let mut days = earlier_days(query.days.last()).into_iter();
        let day = days.find(|day| !self.is_known(*day) || self.again.contains(day))?;
        Some(Query { days: Days::one(day), ..query.clone() })
    }

    fn is_known(&self, day: NaiveDate) -> bool {
        self.days.iter().any(|(known, _)| *known == day)
    }

    /// The days that are here, once each has been asked for.
    fn all(&self) -> Option<Vec<EarlierDay>> {
        let wanted = earlier_days(self.wanted.as_ref()?.query.days.last());
        let days = || self.days.iter().filter_map(|(_, day)| day.clone()).collect();
        wanted.into_iter().all(|day| self.is_known(day)).then(days)
    }

    /// Takes what a run has brought, where it was the next one and has ended.
    fn take(&mut self, reading: &Reading) {
        let (Some(next), Some(wanted)) = (self.next(), &self.wanted) else { return };
        let is_same = reading.query().days == next.days
            && reading.query().campaigns == next.campaigns
            && reading.query().response_type == next.response_type;
        let outcome = reading.outcome();
        if is_same && outcome != Outcome::Loading && self.taken != Some(reading.serial()) {
            let counted = outcome.is_whole().then(|| wanted.count(reading));
            let day = next.days.first();
            self.days.retain(|(known, _)| *known != day);
            self.again.retain(|it| *it != day);
            self.days.push((day, counted));
            self.taken = Some(reading.serial());
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
    /// Loads the days before whatever day is wanted, whose responses were up to date last at `updated_millis`.
    pub fn new(
        wanted: Memo<Option<Wanted>>,
        updated_millis: Memo<Option<i64>>,
        settings: Settings,
    ) -> Self {
        let dataset = Dataset::new(Role::Comparison);
        let collected = Memo::new(move |before: Option<&Collected>| {
            let before = before.cloned().unwrap_or_default();
            let mut collected = before.go_on(wanted.get(), updated_millis.get());
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

    /// The days that are here, once each has been asked for.
    pub fn all(self) -> Option<Vec<EarlierDay>> {
        self.collected.read().all()
    }
}

#[cfg(test)]
mod tests {
    use cubeboard_cube::fetch::{FetchError, Reply};
    use cubeboard_cube::loader::{Loader, Step};
    use cubeboard_cube::query::Fields;

    use super::*;

    /// What a Thursday wants, of whose weeks before none has a holiday.
    fn wanted() -> Wanted {
        let day = "2017-10-05".to_owned();
        let (campaign, from, to) = ("926".to_owned(), day.clone(), day);
        let fields = Fields { campaign, from, to, ..Fields::default() };
        let (definition, clock) = (Definition::default(), Clock::Oslo);
        Wanted { query: Query::parse(&fields).unwrap(), definition, clock }
    }

    /// The days before, which a service is asked for until no other one is wanted.
    struct Asking {
        collected: Collected,
        loader: Loader,
    }

    impl Asking {
        /// Has today been read at a time, and the days asked for of which the service fails with some; returns those.
        fn asked(&mut self, updated_millis: i64, failing: &[&str]) -> Vec<String> {
            let before = std::mem::take(&mut self.collected);
            self.collected = before.go_on(Some(wanted()), Some(updated_millis));
            // What the last run has brought is looked at whenever anything changes.
            self.loader.current().inspect(|reading| self.collected.take(reading));
            let mut asked = Vec::new();
            while let Some(query) = self.collected.next() {
                let day = query.days.first().to_string();
                let is_failing = failing.contains(&day.as_str());
                self.run(query, is_failing);
                self.loader.current().inspect(|reading| self.collected.take(reading));
                asked.push(day);
            }
            asked
        }

        fn run(&mut self, query: Query, is_failing: bool) {
            let now_millis = 2_000_000_000_000;
            let run = self.loader.begin(query, now_millis, 0);
            let Step::Send(request) = self.loader.next_step(run, now_millis) else { panic!() };
            let body = br#"{"count": 0, "next": null, "results": []}"#.to_vec();
            let reply = Reply { status: 200, body, ..Reply::default() };
            let reply = if is_failing { Err(FetchError::NotAllowed) } else { Ok(reply) };
            if let Some(body) = self.loader.receive(run, request.page, reply, now_millis) {
                self.loader.read(run, request.page, &body, now_millis);
            }
        }

        fn day_count(&self) -> Option<usize> {
            Some(self.collected.all()?.len())
        }
    }

    #[test]
    fn a_day_that_failed_is_asked_for_again_once_today_is_read_anew_and_no_sooner() {
        let mut asking = Asking { collected: Collected::default(), loader: Loader::default() };
        assert_eq!(asking.day_count(), None);
        let failing = ["2017-09-21", "2017-09-07"];
        let weeks = ["2017-09-28", "2017-09-21", "2017-09-14", "2017-09-07"];
        assert_eq!(asking.asked(1, &failing), weeks);
        assert_eq!(asking.day_count(), Some(2));
        assert_eq!(asking.asked(1, &failing), [""; 0]);
        assert_eq!(asking.asked(2, &failing[1..]), failing);
        assert_eq!(asking.day_count(), Some(3));
        assert_eq!(asking.asked(3, &[]), failing[1..]);
        assert_eq!(asking.day_count(), Some(4));
        assert_eq!(asking.asked(4, &[]), [""; 0]);
    }

    #[test]
    fn what_is_here_stands_while_a_day_is_asked_for_again() {
        let mut asking = Asking { collected: Collected::default(), loader: Loader::default() };
        asking.asked(1, &["2017-09-07"]);
        asking.collected = asking.collected.clone().go_on(Some(wanted()), Some(2));
        assert!(asking.collected.next().is_some());
        assert_eq!(asking.day_count(), Some(3));
    }
}
