//! The chart and the figures around it: how they are counted, divided and compared.

use cubeboard_cube::loader::Reading;
use cubeboard_responses::calendar::comparison::Compare;
use cubeboard_responses::series::{ColourSlots, PartName, Per, Series, Stack};
use cubeboard_responses::statistics::definition::Class;
use cubeboard_responses::statistics::{Basis, Figures};
use leptos::prelude::*;

use crate::state::calendar;
use crate::state::comparison::Comparison;
use crate::state::dataset::Dataset;
use crate::state::definitions::Definitions;
use crate::state::page_address::PageAddress;
use crate::state::preferences::Preferences;
use crate::state::settings::Settings;
use crate::state::statistics::Statistics;
use crate::state::visible_rows::VisibleRows;

/// What the chart draws and the figures tell.
#[derive(Debug, Clone, Copy)]
pub struct Trend {
    address: PageAddress,
    per: Memo<Per>,
    basis: Memo<Basis>,
    statistics: Statistics,
    comparison: Comparison,
    /// Parts that the reader switched off.
    hidden: RwSignal<Vec<PartName>>,
    series: Memo<Option<Series>>,
    slots: Memo<Option<ColourSlots>>,
}

/// The one that is in context.
pub fn use_trend() -> Trend {
    expect_context()
}

impl Trend {
    /// Follows what is shown and what the address asks for.
    pub fn new(
        dataset: Dataset,
        visible_rows: VisibleRows,
        settings: Settings,
        preferences: Preferences,
        address: PageAddress,
        definitions: Definitions,
    ) -> Self {
        let definition = definitions.current();
        let [per, stack, compare] = ["per", "stack", "compare"].map(|it| address.parameter(it));
        let per = Memo::new(move |_| Per::from_key(&per.read()));
        let compare = Memo::new(move |_| Compare::from_key(&compare.read()));
        let basis = Memo::new(move |_| Basis {
            definition: definition.get(),
            stack: Stack::from_key(&stack.read()),
        });
        let statistics = Statistics::new(visible_rows, basis);
        let comparison = Comparison::new(
            dataset,
            compare,
            settings,
            preferences,
            visible_rows.selection(),
            basis,
        );
        Effect::new(move |_| {
            let are_whole = |figures: &Figures, view: &_, it: &Reading| figures.are_whole(view, it);
            if statistics.with(are_whole) == Some(true) {
                dataset.mark_complete();
                visible_rows.look_for_contacts();
            }
        });
        let series = Memo::new(move |_| {
            let (per, today) = (per.get(), calendar::today(preferences.clock()));
            let series =
                |figures: &Figures, reading: &Reading| figures.series(reading.store(), per, today);
            let mut series = statistics.with(|figures, _, reading| series(figures, reading))?;
            series.before = comparison.totals(&series);
            Some(series)
        });
        let slots = Memo::new(move |_| {
            let definition = definition.read();
            let is_success = |word: &str| definition.entry(word) == Some(Class::Success);
            dataset.with_shown(|it| ColourSlots::new(it.store().kinds(), &is_success))
        });
        let hidden = RwSignal::default();
        Self { address, per, basis, statistics, comparison, hidden, series, slots }
    }

    /// The bars; nothing before a first page.
    pub fn series(self) -> Memo<Option<Series>> {
        self.series
    }

    /// Which colour each type wears.
    pub fn slots(self) -> Memo<Option<ColourSlots>> {
        self.slots
    }

    /// The figures of what is shown.
    pub fn statistics(self) -> Statistics {
        self.statistics
    }

    /// The same at another time.
    pub fn comparison(self) -> Comparison {
        self.comparison
    }

    /// What a bar stands for.
    pub fn per(self) -> Per {
        self.per.get()
    }

    /// What the bars are divided by.
    pub fn stack(self) -> Stack {
        self.basis.read().stack
    }

    /// The parts that are switched off.
    pub fn hidden(self) -> RwSignal<Vec<PartName>> {
        self.hidden
    }

    /// Chooses what a bar stands for.
    pub fn choose_per(self, per: Per) {
        self.address.set("per", if per == Per::default() { "" } else { per.key() });
    }

    /// Chooses what the bars are divided by; all parts are there again.
    pub fn choose_stack(self, stack: Stack) {
        self.hidden.set(Vec::new());
        self.address.set("stack", if stack == Stack::default() { "" } else { stack.key() });
    }

    /// Chooses what to compare with.
    pub fn choose_compare(self, compare: Compare) {
        let key = if compare == Compare::default() { "" } else { compare.key() };
        self.address.set("compare", key);
    }

    /// Switches a part off or on; the last one stays.
    pub fn switch(self, part: &PartName) {
        self.hidden.update(|hidden| match hidden.iter().position(|it| it == part) {
            Some(place) => drop(hidden.remove(place)),
            None => hidden.push(part.clone()),
        });
    }
}
