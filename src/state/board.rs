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
    phase: Memo<Phase>,
    figures: Memo<Option<DayBoard>>,
    is_pending: Memo<bool>,
    has_something: Memo<bool>,
    has_all_types: Memo<bool>,
}

/// Where today lies among the days that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Before all of them.
    ToCome,
    /// It is one of them, or none is known.
    UnderWay,
    /// Behind all of them.
    Over,
}

impl Phase {
    /// Goes by the one of the days that is nearest to today.
    fn of(nearest: Option<NaiveDate>, today: NaiveDate) -> Self {
        match nearest {
            Some(day) if day > today => Self::ToCome,
            Some(day) if day < today => Self::Over,
            _ => Self::UnderWay,
        }
    }
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
        let phase = Memo::new(move |_| Phase::of(day.get(), today.day()));
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
        let has_something = Memo::new(move |before: Option<&bool>| {
            let known = dataset.with_shown(|reading| has_something(reading, today.day())).flatten();
            // A campaign that failed stays passed over while it is asked for again.
            known.unwrap_or_else(|| dataset.trouble().is_none() && before.is_none_or(|it| *it))
        });
        let is_of_all = |reading: &Reading| reading.query().response_type.is_none();
        let has_all_types = Memo::new(move |_| dataset.with_shown(is_of_all).unwrap_or(true));
        Self { day, phase, figures, is_pending, has_something, has_all_types }
    }

    /// The day that is told of: today, or the day of the period that is nearest to it.
    pub fn day(self) -> Option<NaiveDate> {
        self.day.get()
    }

    /// Whether its days are over, under way or to come.
    pub fn phase(self) -> Phase {
        self.phase.get()
    }

    /// Whether more is to come, so that figures are too low so far.
    pub fn is_pending(self) -> bool {
        self.is_pending.get()
    }

    /// Whether there is something to show, or may soon be: nothing has failed so far.
    pub fn has_something(self) -> Memo<bool> {
        self.has_something
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

/// Whether a run has something to show: figures of days that are under way, be they zeros, or any responses of others.
/// `None` before that is known.
fn has_something(reading: &Reading, today: NaiveDate) -> Option<bool> {
    let is_under_way = reading.has_replied() && reading.query().days.contains(today);
    if is_under_way || reading.row_count() > 0 {
        return Some(true);
    }
    (reading.outcome() != Outcome::Loading).then_some(false)
}

#[cfg(test)]
mod tests {
    use cubeboard_cube::fetch::{FetchError, Reply};
    use cubeboard_cube::loader::{Loader, Step};
    use cubeboard_cube::query::{Fields, Query};

    use super::*;

    const EMPTY: &str = r#"{"count": 0, "next": null, "results": []}"#;
    const SALE: &str = r#"{"count": 1, "next": null, "results": [
        {"type": "Sale", "submitted_when": "2017-01-10T08:00:00Z"}]}"#;

    /// Looks on a day at a run over a day in January 2017 after its first reply, if there was one.
    #[track_caller]
    fn check(reply: Option<Result<&str, FetchError>>, today: &str, expected: Option<bool>) {
        let day = "2017-01-10";
        let fields = Fields {
            campaign: "926".to_owned(),
            from: day.to_owned(),
            to: day.to_owned(),
            ..Fields::default()
        };
        let (mut loader, now_millis) = (Loader::default(), 2_000_000_000_000);
        let run = loader.begin(Query::parse(&fields).unwrap(), now_millis, 0);
        let Step::Send(request) = loader.next_step(run, now_millis) else { panic!() };
        if let Some(reply) = reply {
            let reply =
                reply.map(|body| Reply { status: 200, body: body.into(), ..Reply::default() });
            if let Some(body) = loader.receive(run, request.page, reply, now_millis) {
                loader.read(run, request.page, &body, now_millis);
            }
        }
        let told = has_something(loader.shown().unwrap(), today.parse().unwrap());
        assert_eq!(told, expected);
    }

    #[test]
    fn days_are_over_once_today_is_behind_all_of_them() {
        let phase = |nearest: Option<&str>| {
            let nearest = nearest.map(|day| day.parse().unwrap());
            Phase::of(nearest, "2017-01-10".parse().unwrap())
        };
        assert_eq!(phase(Some("2017-01-09")), Phase::Over);
        assert_eq!(phase(Some("2017-01-10")), Phase::UnderWay);
        assert_eq!(phase(Some("2017-01-11")), Phase::ToCome);
        assert_eq!(phase(None), Phase::UnderWay);
    }

    #[test]
    fn figures_of_a_day_under_way_are_worth_a_turn_and_so_are_any_responses() {
        check(None, "2017-01-10", None);
        check(Some(Ok(EMPTY)), "2017-01-10", Some(true));
        check(Some(Ok(SALE)), "2017-01-20", Some(true));
    }

    #[test]
    fn a_campaign_that_failed_or_had_nothing_in_days_that_are_over_has_nothing_to_show() {
        check(Some(Err(FetchError::NoSuchCampaign)), "2017-01-10", Some(false));
        check(Some(Ok(EMPTY)), "2017-01-20", Some(false));
    }
}
