//! State of the sales chart: its series, what a bar stands for and is divided by, and which parts are switched off.

use chrono::NaiveDate;
use cubeboard_cube::loader::Reading;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::notes::ShownNote;
use cubeboard_responses::series::{ColourSlots, PartName, Per, Series, Stack, spread};
use cubeboard_responses::statistics::Figures;
use cubeboard_responses::statistics::definition::Class;
use leptos::prelude::*;

use crate::state::comparison::Comparison;
use crate::state::dataset::Dataset;
use crate::state::definitions::Definitions;
use crate::state::goal_outlook::GoalOutlook;
use crate::state::notes::DayNotes;
use crate::state::page_address::PageAddress;
use crate::state::statistics::Statistics;
use crate::state::today::Today;

/// What the chart draws.
#[derive(Debug, Clone, Copy)]
pub struct Chart {
    address: PageAddress,
    per: Memo<Per>,
    statistics: Statistics,
    /// Parts that the reader switched off.
    hidden: RwSignal<Vec<PartName>>,
    series: Memo<Option<Series>>,
    type_colours: Memo<Option<ColourSlots>>,
    /// Notes on its days, in order.
    notes: Memo<Vec<ShownNote>>,
    today: Today,
}

/// The one that is in context.
pub fn use_chart() -> Chart {
    expect_context()
}

/// What the chart shows is taken from.
#[derive(Debug, Clone, Copy)]
pub(super) struct ChartSources {
    pub address: PageAddress,
    pub today: Today,
    pub dataset: Dataset,
    pub definitions: Definitions,
    pub statistics: Statistics,
    pub comparison: Comparison,
    pub goal_outlook: GoalOutlook,
    pub notes: DayNotes,
}

impl Chart {
    /// Follows the figures of what is shown, and what the address asks for.
    pub(super) fn new(sources: ChartSources) -> Self {
        let ChartSources { address, today, dataset, definitions, statistics, .. } = sources;
        let ChartSources { comparison, goal_outlook, notes, .. } = sources;
        let selection = address.selection();
        let per = address.parameter("per");
        let per = Memo::new(move |_| Per::from_key(&per.read()));
        let series = Memo::new(move |_| {
            let (per, today) = (per.get(), today.day());
            let series =
                |figures: &Figures, reading: &Reading| figures.series(reading.store(), per, today);
            let mut series = statistics.with(|figures, _, reading| series(figures, reading))?;
            series.before = comparison.totals(&series);
            let progress = goal_outlook.progress();
            series.goal = progress.map(|it| it.shares.of_bars(&series.bars)).unwrap_or_default();
            series.noted = series.bars_of(notes.shown().read().iter().map(|it| it.note.day));
            if selection.read().shows_all() {
                series.counted = counted(dataset, &series.bars);
            }
            Some(series)
        });
        let definition = definitions.current();
        let type_colours = Memo::new(move |_| {
            let definition = definition.read();
            let is_success = |word: &str| definition.entry(word) == Some(Class::Success);
            dataset.with_shown(|rows| ColourSlots::new(rows.store().kinds(), &is_success))
        });
        let hidden = RwSignal::default();
        let notes = Memo::new(move |_| {
            let days = series.read().as_ref().map(|series| series.days);
            let is_here = |it: &&ShownNote| days.is_some_and(|days| days.contains(it.note.day));
            notes.shown().read().iter().filter(is_here).cloned().collect()
        });
        Self { address, per, statistics, hidden, series, type_colours, notes, today }
    }

    /// The bars; nothing before a first page.
    pub fn series(self) -> Memo<Option<Series>> {
        self.series
    }

    /// The notes on its days, in order.
    pub fn notes(self) -> Memo<Vec<ShownNote>> {
        self.notes
    }

    /// The day that a new note is likely about: the first that is picked, or else the last of the chart that has begun.
    pub fn day_to_note(self) -> Option<NaiveDate> {
        let series = self.series.read();
        let series = series.as_ref()?;
        let picked = series.picked.first().and_then(|bar| series.bars.get(*bar));
        let last = || series.days.last().min(self.today.day()).max(series.days.first());
        Some(picked.map_or_else(last, |days| days.first()))
    }

    /// Which colour each type has; nothing before a first page.
    pub fn type_colours(self) -> Memo<Option<ColourSlots>> {
        self.type_colours
    }

    /// What a bar stands for.
    pub fn per(self) -> Per {
        self.per.get()
    }

    /// What the bars are divided by.
    pub fn stack(self) -> Stack {
        self.statistics.stack()
    }

    /// The parts that are switched off.
    pub fn hidden(self) -> Signal<Vec<PartName>> {
        self.hidden.into()
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

    /// Switches a part off or on; the last one stays.
    pub fn switch(self, part: &PartName) {
        self.hidden.update(|hidden| match hidden.iter().position(|it| it == part) {
            Some(place) => drop(hidden.remove(place)),
            None => hidden.push(part.clone()),
        });
    }
}

/// How many responses each of these bars is going to have, where that was counted.
fn counted(dataset: Dataset, bars: &[Days]) -> Vec<u32> {
    let stretches = dataset.with_shown_untracked(|reading| {
        let counted = reading.counted_days();
        counted.iter().map(|it| (it.days, it.count)).collect::<Vec<_>>()
    });
    let stretches = stretches.filter(|stretches| !stretches.is_empty());
    stretches.map(|stretches| spread(bars, &stretches)).unwrap_or_default()
}
