//! The chart and the figures around it: how they are counted, divided and compared.

use cubeboard_cube::loader::Reading;
use cubeboard_responses::calendar::comparison::Compare;
use cubeboard_responses::series::{ColourSlots, PartName, Per, Series, Stack};
use cubeboard_responses::statistics::definition::Class;
use cubeboard_responses::statistics::{Basis, Figures};

use crate::live::{Derived, Held, effect, memo};
use crate::state::comparison::Comparison;
use crate::state::counted::Counted;
use crate::state::dataset::Dataset;
use crate::state::definitions::Definitions;
use crate::state::page_address::PageAddress;
use crate::state::preferences::Preferences;
use crate::state::settings::Settings;
use crate::state::shown::Shown;
use crate::state::{calendar, keep};

/// What the chart draws and the figures tell.
#[derive(Debug)]
pub struct Trend {
    address: PageAddress,
    per: Derived<Per>,
    basis: Derived<Basis>,
    counted: &'static Counted,
    comparison: &'static Comparison,
    /// Parts that the reader switched off.
    hidden: Held<Vec<PartName>>,
    series: Derived<Option<Series>>,
    slots: Derived<Option<ColourSlots>>,
}

impl Trend {
    /// Follows what is shown and what the address asks for.
    pub fn new(
        (dataset, shown): (Dataset, &'static Shown),
        (settings, preferences): (Settings, Preferences),
        address: PageAddress,
        definitions: Definitions,
    ) -> &'static Self {
        let definition = definitions.current();
        let [per, stack, compare] = ["per", "stack", "compare"].map(|it| address.parameter(it));
        let per = memo(move || Per::from_key(&per.read()));
        let compare = memo(move || Compare::from_key(&compare.read()));
        let basis = memo(move || Basis {
            definition: definition.get(),
            stack: Stack::from_key(&stack.read()),
        });
        let counted = Counted::new(shown, basis);
        let comparison = Comparison::new(
            dataset,
            compare,
            (settings, preferences),
            shown.selection(),
            |other| Counted::new(other, basis),
        );
        effect(move || {
            let are_whole = |figures: &Figures, view: &_, it: &Reading| figures.are_whole(view, it);
            if counted.with(are_whole) == Some(true) {
                dataset.mark_complete();
                shown.look_for_contacts();
            }
        });
        let series = memo(move || {
            let (per, today) = (per.get(), calendar::today(preferences.clock()));
            let series =
                |figures: &Figures, reading: &Reading| figures.series(reading.store(), per, today);
            let mut series = counted.with(|figures, _, reading| series(figures, reading))?;
            series.before = comparison.totals(&series);
            Some(series)
        });
        let slots = memo(move || {
            let definition = definition.read();
            let is_success = |word: &str| definition.entry(word) == Some(Class::Success);
            dataset.with_shown(|it| ColourSlots::new(it.store().kinds(), &is_success))
        });
        let hidden = Held::default();
        keep(Self { address, per, basis, counted, comparison, hidden, series, slots })
    }

    /// The bars; nothing before a first page.
    pub fn series(&'static self) -> Derived<Option<Series>> {
        self.series
    }

    /// Which colour each type wears.
    pub fn slots(&'static self) -> Derived<Option<ColourSlots>> {
        self.slots
    }

    /// The figures of what is shown.
    pub fn counted(&'static self) -> &'static Counted {
        self.counted
    }

    /// The same at another time.
    pub fn comparison(&'static self) -> &'static Comparison {
        self.comparison
    }

    /// What a bar stands for.
    pub fn per(&'static self) -> Per {
        self.per.get()
    }

    /// What the bars are divided by.
    pub fn stack(&'static self) -> Stack {
        self.basis.read().stack
    }

    /// The parts that are switched off.
    pub fn hidden(&'static self) -> Held<Vec<PartName>> {
        self.hidden
    }

    /// Chooses what a bar stands for.
    pub fn choose_per(&'static self, per: Per) {
        self.address.set("per", if per == Per::default() { "" } else { per.key() });
    }

    /// Chooses what the bars are divided by; all parts are there again.
    pub fn choose_stack(&'static self, stack: Stack) {
        self.hidden.set(Vec::new());
        self.address.set("stack", if stack == Stack::default() { "" } else { stack.key() });
    }

    /// Chooses what to compare with.
    pub fn choose_compare(&'static self, compare: Compare) {
        let key = if compare == Compare::default() { "" } else { compare.key() };
        self.address.set("compare", key);
    }

    /// Switches a part off or on; the last one stays.
    pub fn switch(&'static self, part: &PartName) {
        self.hidden.update(|hidden| match hidden.iter().position(|it| it == part) {
            Some(place) => drop(hidden.remove(place)),
            None => hidden.push(part.clone()),
        });
    }
}
