//! Comparison with another period of the same campaign: a run of its own, which begins once that of the page has ended.

use chrono::NaiveDate;
use cubeboard_cube::loader::{Outcome, Reading};
use cubeboard_cube::query::Query;
use cubeboard_responses::calendar::comparison::{Compare, Stretch};
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::selection::Selection;
use cubeboard_responses::series::{Per, Series};
use cubeboard_responses::statistics::{Basis, Figures, SummaryFigures};
use cubeboard_responses::view::View;
use leptos::prelude::*;

use crate::state::dataset::Dataset;
use crate::state::dataset::role::Role;
use crate::state::page_address::PageAddress;
use crate::state::preferences::Preferences;
use crate::state::settings::Settings;
use crate::state::statistics::Statistics;
use crate::state::today::Today;
use crate::state::visible_rows::VisibleRows;

/// What the responses are compared with.
#[derive(Debug, Clone, Copy)]
pub struct Comparison {
    address: PageAddress,
    compare: Memo<Compare>,
    dataset: Dataset,
    question: Memo<Option<Query>>,
    stretch: Memo<Option<Stretch>>,
    statistics: Statistics,
}

/// The one that is in context.
pub fn use_comparison() -> Comparison {
    expect_context()
}

impl Comparison {
    /// Follows what is shown, how it is picked and counted, and what it is to be compared with.
    pub fn new(
        main: Dataset,
        address: PageAddress,
        settings: Settings,
        preferences: Preferences,
        today: Today,
        basis: Memo<Basis>,
    ) -> Self {
        let compare = address.parameter("compare");
        let compare = Memo::new(move |_| Compare::from_key(&compare.read()));
        let dataset = Dataset::new(Role::Comparison);
        let question = question(main, settings, compare);
        let stretch = stretch(main, address, today, compare);
        let selection = counterpart_selection(main, address, compare, stretch);
        let visible_rows = VisibleRows::new(dataset, preferences, selection);
        let statistics = Statistics::new(visible_rows, basis);
        let comparison = Self { address, compare, dataset, question, stretch, statistics };
        comparison.follow(settings);
        Effect::new(move |_| {
            let are_whole =
                |figures: &Figures, view: &View, rows: &Reading| figures.are_whole(view, rows);
            if statistics.with(are_whole) == Some(true) && selection.read().asks_for_contacts() {
                visible_rows.look_for_contacts();
            }
        });
        comparison
    }

    /// Loads what is compared with, unless it is there, and stops where nothing is to be compared any more. An effect, as
    /// it sends requests.
    fn follow(self, settings: Settings) {
        let is_here = move |query: &Query| {
            let answers = |reading: &Reading| {
                reading.query() == query && !matches!(reading.outcome(), Outcome::Incomplete(_))
            };
            self.dataset.with_current(answers) == Some(true)
        };
        Effect::new(move |_| {
            let question = self.question.get();
            untrack(|| match question {
                Some(query) if !is_here(&query) => settings.load(self.dataset, query),
                None if self.dataset.is_loading() => self.dataset.stop(),
                Some(_) | None => {}
            });
        });
    }

    /// What is compared with.
    pub fn compare(self) -> Compare {
        self.compare.get()
    }

    /// Chooses what to compare with.
    pub fn choose(self, compare: Compare) {
        let key = if compare == Compare::default() { "" } else { compare.key() };
        self.address.set("compare", key);
    }

    /// The days that what is shown is compared with; no days where nothing answers to it. `None` where nothing is to be
    /// compared.
    pub fn stretch(self) -> Option<Stretch> {
        let stretch = self.stretch.get()?;
        (stretch.days.is_empty() || self.question.read().is_some()).then_some(stretch)
    }

    /// The summary of the other time, once all of it is here; none where nothing there answers to what is shown.
    pub fn summary(self) -> Option<SummaryFigures> {
        let answers = self.stretch.read().as_ref().is_some_and(|it| !it.days.is_empty());
        (answers && self.whole()).then(|| self.with_whole(|figures, _| figures.summary()))?
    }

    /// Whether it ended without all that there is.
    pub fn is_incomplete(self) -> bool {
        let failed = |reading: &Reading| matches!(reading.outcome(), Outcome::Incomplete(_));
        self.question.read().is_some() && self.dataset.with_current(failed).unwrap_or(false)
    }

    /// Responses at the other time, for each bar of a series; empty until all of them are here.
    pub fn totals(self, series: &Series) -> Vec<Option<u32>> {
        if !self.whole() {
            return Vec::new();
        }
        let compare = self.compare.get();
        let total = |by_day: &[u32], days: Days| {
            let count = |day: NaiveDate| {
                let place = days.index_of(compare.counterpart(day, series.days)?)?;
                by_day.get(place).copied()
            };
            let bar = |bar: &Days| {
                let counts: Vec<u32> = bar.iter().filter_map(count).collect();
                (!counts.is_empty() || series.per != Per::Day).then(|| counts.iter().sum())
            };
            series.bars.iter().map(bar).collect()
        };
        let totals =
            self.with_whole(|figures, reading| total(figures.by_day(), reading.query().days));
        totals.unwrap_or_default()
    }

    /// Looks at the figures of the other time, once every row of it is counted.
    fn with_whole<T>(self, look: impl FnOnce(&Figures, &Reading) -> T) -> Option<T> {
        self.statistics.with(|figures, view, reading| {
            let is_known =
                !view.selection().asks_for_contacts() || figures.attempts(view).is_some();
            (is_known && figures.are_whole(view, reading)).then(|| look(figures, reading))
        })?
    }

    /// Whether the other time's responses are all here.
    fn whole(self) -> bool {
        let Some(question) = self.question.get() else { return false };
        let is_whole = |reading: &Reading| {
            reading.outcome().is_whole()
                && reading.query().days == question.days
                && reading.query().campaigns == question.campaigns
        };
        self.dataset.with_shown(is_whole).unwrap_or(false)
    }
}

/// The query for the other period, once the reader's own has ended; nothing where nothing is compared, and none beside a
/// snapshot, which answers one query.
fn question(main: Dataset, settings: Settings, compare: Memo<Compare>) -> Memo<Option<Query>> {
    Memo::new(move |_| {
        let compare = compare.get();
        let of_reading = |reading: &Reading| {
            let is_over = reading.outcome() != Outcome::Loading;
            let days = compare.days(reading.query().days).filter(|_| is_over)?;
            Some(Query { days, ..reading.query().clone() })
        };
        let query = main.with_shown(of_reading).flatten();
        query.filter(|_| !main.is_stale() && !settings.snapshot().is_shown())
    })
}

/// The days of the other period that answer to those that are picked, or to those that have come.
fn stretch(
    main: Dataset,
    address: PageAddress,
    today: Today,
    compare: Memo<Compare>,
) -> Memo<Option<Stretch>> {
    let picked = address.selection();
    Memo::new(move |_| {
        let compare = Some(compare.get()).filter(|it| *it != Compare::Nothing)?;
        let days = main.with_shown(|reading| reading.query().days)?;
        Some(compare.stretch(days, &picked.read().days, today.day()))
    })
}

/// What is picked of the other period. Without an answer to what is picked here, nothing of it is shown, whatever this is.
fn counterpart_selection(
    main: Dataset,
    address: PageAddress,
    compare: Memo<Compare>,
    stretch: Memo<Option<Stretch>>,
) -> Memo<Selection> {
    let picked = address.selection();
    Memo::new(move |_| {
        let span = main.with_shown(|reading| reading.query().days);
        let other = span.and_then(|it| compare.get().days(it));
        let days = stretch.get().map(|it| it.days).unwrap_or_default();
        // The whole of it needs no filter.
        let is_all = other.is_some_and(|it| it.count() == days.len());
        let days = if is_all { Vec::new() } else { days };
        Selection { days, sort: Vec::new(), ..picked.get() }
    })
}
