//! Outlook on the goal: how far what is shown is, and where it will end; or why that cannot be told. All of it is as of
//! when the responses were read.

use chrono::{NaiveDateTime, Timelike as _};
use cubeboard_cube::loader::{Outcome, Reading};
use cubeboard_cube::query::Query;
use cubeboard_responses::goal::day_forecast::{DayForecast, forecast_day};
use cubeboard_responses::goal::progress::{Course, Progress};
use cubeboard_responses::goal::working_days::DayCounts;
use cubeboard_responses::goal::{Goal, NoSum};
use cubeboard_responses::selection::Selection;
use cubeboard_responses::statistics::Figures;
use cubeboard_responses::statistics::definition::{Class, Definition};
use cubeboard_responses::text::normal_form::is_same;
use cubeboard_responses::view::View;
use leptos::prelude::*;

use crate::state::calendar;
use crate::state::dataset::Dataset;
use crate::state::definitions::Definitions;
use crate::state::earlier_days::{EarlierDays, Wanted};
use crate::state::follow::Follow;
use crate::state::goals::Goals;
use crate::state::preferences::Preferences;
use crate::state::settings::Settings;
use crate::state::statistics::Statistics;

/// What can be said of the goal.
#[derive(Debug, Clone, Copy)]
pub struct GoalOutlook {
    outlook: Memo<Option<Outlook>>,
    of_agents: Memo<Option<Progress>>,
    day_forecast: Memo<Option<DayForecast>>,
}

/// The one that is in context.
pub fn use_goal_outlook() -> GoalOutlook {
    expect_context()
}

/// What can be said of the goal of what is shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Outlook {
    /// The campaigns have none together.
    NoSum(NoSum),
    /// Something keeps it from being reckoned.
    Kept(Goal, Obstacle),
    /// How far it is.
    Reckoned(Progress),
}

/// What keeps a goal from being reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Responses are still coming.
    Loading,
    /// Some responses are missing.
    Incomplete,
    /// Only some responses are shown.
    Filtered,
    /// Only one type was asked for, which is not the only one that may be a success.
    OneType,
}

/// An outlook, and what it is of.
type Told = Option<(Query, Outlook)>;

impl GoalOutlook {
    /// Follows what is shown and its goal.
    pub fn new(
        goals: Goals,
        definitions: Definitions,
        statistics: Statistics,
        dataset: Dataset,
        settings: Settings,
        preferences: Preferences,
        follow: Follow,
    ) -> Self {
        let (goal, definition) = (goals.current(), definitions.current());
        let told = Memo::new(move |before: Option<&Told>| {
            let goal = match goal.get() {
                Ok(goal) => goal?,
                Err(no_sum) => {
                    let query = dataset.with_shown(|reading| reading.query().clone())?;
                    return Some((query, Outlook::NoSum(no_sum)));
                }
            };
            let as_of = as_of(dataset, settings, preferences);
            let reckon = |figures: &Figures, view: &View, rows: &Reading| {
                let query = rows.query().clone();
                let Some(obstacle) = obstacle(figures, view, rows, &definition.read()) else {
                    let days = figures.calendar().days();
                    let (responses, successes) = (figures.by_day(), figures.successes_by_day());
                    let counts = DayCounts { days, responses, successes };
                    return (query, Outlook::Reckoned(Progress::new(goal, counts, as_of.date())));
                };
                // What was reckoned stands while the same is read again.
                let stands = |(of, outlook): &&(Query, Outlook)| {
                    let is_of_goal = |it: &Progress| it.goal == goal;
                    *of == query && matches!(outlook, Outlook::Reckoned(it) if is_of_goal(it))
                };
                let before = before.and_then(Option::as_ref).filter(stands);
                match before.filter(|_| obstacle == Obstacle::Loading) {
                    Some(before) => before.clone(),
                    None => (query, Outlook::Kept(goal, obstacle)),
                }
            };
            statistics.with(reckon)
        });
        let outlook = Memo::new(move |_| told.get().map(|(_, outlook)| outlook));
        let of_agents = Memo::new(move |_| {
            let Some(Outlook::Reckoned(progress)) = outlook.get() else { return None };
            // Agents' figures are of the days that are picked.
            let is_of_all =
                |_: &Figures, view: &View, _: &Reading| view.selection().days.is_empty();
            statistics.with(is_of_all).unwrap_or(false).then_some(progress)
        });
        let wanted = Memo::new(move |_| {
            let (query, outlook) = told.get()?;
            let Outlook::Reckoned(progress) = outlook else { return None };
            let may_be_asked = !settings.snapshot().is_shown();
            (progress.course == Course::Today && may_be_asked).then(|| Wanted {
                query,
                definition: definition.get(),
                clock: preferences.clock(),
            })
        });
        let updated_millis = Memo::new(move |before: Option<&Option<i64>>| {
            follow.updated_millis().or_else(|| before.copied().flatten())
        });
        let earlier_days = EarlierDays::new(wanted, updated_millis, settings);
        let day_forecast = Memo::new(move |_| {
            let Some(Outlook::Reckoned(progress)) = outlook.get() else { return None };
            let as_of = as_of(dataset, settings, preferences).num_seconds_from_midnight();
            forecast_day(progress.reached, as_of, &earlier_days.all()?)
        });
        Self { outlook, of_agents, day_forecast }
    }

    /// What is said of the goal; nothing where there is none.
    pub fn outlook(self) -> Memo<Option<Outlook>> {
        self.outlook
    }

    /// How far it is, where that can be told.
    pub fn progress(self) -> Option<Progress> {
        match self.outlook.get() {
            Some(Outlook::Reckoned(progress)) => Some(progress),
            _ => None,
        }
    }

    /// The same where agents' successes are parts of it.
    pub fn of_agents(self) -> Memo<Option<Progress>> {
        self.of_agents
    }

    /// Where a single day that is under way will end, once the days that it rests on are here.
    pub fn day_forecast(self) -> Memo<Option<DayForecast>> {
        self.day_forecast
    }
}

/// When the responses were read that are shown, by the reader's clock.
fn as_of(dataset: Dataset, settings: Settings, preferences: Preferences) -> NaiveDateTime {
    let read = settings.snapshot().shown().map(|snapshot| snapshot.read_micros());
    let ended_millis = dataset.stale_millis().unwrap_or_else(|| dataset.ended_millis());
    let micros = read.unwrap_or_else(|| ended_millis.saturating_mul(1000));
    calendar::local(micros, preferences.clock())
}

/// What keeps the figures from being those of all successes of every day.
fn obstacle(
    figures: &Figures,
    view: &View,
    rows: &Reading,
    definition: &Definition,
) -> Option<Obstacle> {
    match rows.outcome() {
        Outcome::Loading => return Some(Obstacle::Loading),
        Outcome::Incomplete(_) => return Some(Obstacle::Incomplete),
        _ => {}
    }
    if !figures.are_whole(view, rows) {
        return Some(Obstacle::Loading);
    }
    // A picked day takes nothing from the other days' figures.
    let but_days = Selection { days: Vec::new(), ..view.selection().clone() };
    if !but_days.shows_all() {
        return Some(Obstacle::Filtered);
    }
    let kind = rows.query().response_type.as_deref()?;
    let is_only_one = definition.words(Class::Success).all(|word| is_same(word, kind));
    (!is_only_one).then_some(Obstacle::OneType)
}
