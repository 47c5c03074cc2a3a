//! Statistics of the responses: the chart's counts, the summary, and figures by agent, outcome, hour and contact.
//! Counted page by page as they come. Each part follows every filter but its own, so that what the reader did not pick
//! can still be seen and picked; the summary follows all of them.

mod agents;
mod attempts;
mod class_table;
mod classes;
mod count;
mod customers;
pub mod definition;
pub mod history;
mod outcomes;
pub mod rate;
mod summary;

pub use agents::{Agent, SPARK_COUNT};
pub use attempts::Attempts;
pub(crate) use class_table::ClassTable;
pub use classes::Classes;
pub use count::HOURS_OF_WEEK;
pub use outcomes::OutcomeCount;
pub use summary::SummaryFigures;

use chrono::NaiveDate;

use crate::calendar::midnights::Calendar;
use crate::rows::Rows;
use crate::selection::Selection;
use crate::series::{ColourSlots, Per, Series, Stack, sums};
use crate::sort;
use crate::statistics::definition::{Class, Definition};
use crate::store::Store;
use crate::view::View;
use count::Count;

/// How it is counted. Whenever this is another one, all is counted anew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Basis {
    /// What counts as success.
    pub definition: Definition,
    /// What the bars are divided by.
    pub stack: Stack,
}

/// The figures of one view.
#[derive(Debug, Clone)]
pub struct Figures {
    serial: u32,
    count: Count,
    /// What is counted anew, while the count before it stands.
    work: Option<Count>,
}

/// Rows to count in one go: some milliseconds.
const CHUNK_ROWS: usize = 100_000;

impl Figures {
    /// Nothing counted yet.
    pub fn new(view: &View, basis: Basis) -> Self {
        Self { serial: view.serial(), count: Count::new(view, basis), work: None }
    }

    /// The reading that they are of; see [`Rows::serial`].
    pub fn serial(&self) -> u32 {
        self.serial
    }

    /// Counts what the view shows by now, for some milliseconds; whether there is more to do. Until there is not, the
    /// figures are those of before.
    pub fn advance(&mut self, view: &View, reading: &dyn Rows, basis: &Basis) -> bool {
        if self.count.is_of(view, basis) {
            self.work = None;
            return self.count.follow(view, reading, CHUNK_ROWS);
        }
        if !self.work.as_ref().is_some_and(|it| it.is_of(view, basis)) {
            self.work = Some(Count::new(view, basis.clone()));
        }
        let has_more = self.work.as_mut().is_some_and(|it| it.follow(view, reading, CHUNK_ROWS));
        if !has_more && let Some(work) = self.work.take() {
            self.count = work;
        }
        has_more
    }

    /// Whether they are those of every row that the reading has, as the view picks them.
    pub fn are_whole(&self, view: &View, reading: &dyn Rows) -> bool {
        self.count.is_of(view, self.count.basis()) && self.count.is_at_end_of(reading.changes())
    }

    /// How it is counted.
    pub fn basis(&self) -> &Basis {
        self.count.basis()
    }

    /// The days as the reader's clock divides them.
    pub fn calendar(&self) -> &Calendar {
        self.count.calendar()
    }

    /// What the chart draws. The bar with `today` is not finished.
    pub fn series(&self, store: &Store, per: Per, today: NaiveDate) -> Series {
        let (count, basis) = (&self.count, self.count.basis());
        let days = count.calendar().days();
        let bars = per.bars(days);
        let words = basis.stack.column().and_then(|it| store.dictionary(it));
        let is_success = |word: &str| basis.definition.entry(word) == Some(Class::Success);
        let mut series = Series {
            days,
            per,
            parts: count.layers.parts(basis.stack, words, &is_success, &bars),
            before: Vec::new(),
            counted: Vec::new(),
            successes: sums(&count.successes_by_day, &bars),
            goal: Vec::new(),
            bars,
            unfinished: None,
            picked: Vec::new(),
            noted: Vec::new(),
            outside: count.outside,
            undated: count.undated,
        };
        series.unfinished = series.bar_of(today);
        let days = &count.filters().days;
        let days = sort::places(days).into_iter().filter_map(|it| days.get(it as usize));
        series.picked = days.filter_map(|it| series.bar_of(*it)).collect();
        series.picked.dedup();
        series
    }

    /// Responses per day of the query that pass every filter but the one by day.
    pub fn by_day(&self) -> &[u32] {
        &self.count.by_day
    }

    /// Successes per day of the query, of the same responses.
    pub fn successes_by_day(&self) -> &[u32] {
        &self.count.successes_by_day
    }

    /// The figures at the top.
    pub fn summary(&self) -> SummaryFigures {
        self.count.summary()
    }

    /// The agents, those with most successes first.
    pub fn agents(&self, store: &Store) -> Vec<Agent> {
        agents::ranked(&self.count.agents, store)
    }

    /// Types and subtypes, the most frequent first.
    pub fn outcomes(&self, store: &Store) -> Vec<OutcomeCount> {
        outcomes::ranked(&self.count.outcomes, store, &self.count.basis().definition)
    }

    /// Responses by hour of the week, Monday from midnight first.
    pub fn hours(&self) -> &[Classes] {
        &self.count.hours
    }

    /// How many contacts it took, and how long; nothing while that is not known of all rows of the view.
    pub fn attempts(&self, view: &View) -> Option<&Attempts> {
        self.count.knows_contacts_of(view).then_some(&self.count.attempts)
    }

    /// Which colour each type wears.
    pub fn colours(&self, store: &Store) -> ColourSlots {
        let definition = &self.count.basis().definition;
        ColourSlots::new(store.kinds(), &|word| definition.entry(word) == Some(Class::Success))
    }
}

/// Everything of a selection that decides which rows there are.
fn filters(selection: &Selection) -> Selection {
    Selection { sort: Vec::new(), ..selection.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::days::Days;
    use crate::calendar::zone::Zone;
    use crate::rows::Change;
    use crate::rows::listed::Listed;
    use crate::store::{Id, Response};

    /// Tells how many customers are counted after each change.
    fn customers_after(changes: &[Change]) -> Vec<u32> {
        let mut listed = Listed::default();
        for id in [7, 7, 8, 9] {
            listed.store.push(&Response { crm_id: Some(Id::Number(id)), ..Response::default() });
        }
        let calendar = Calendar::new(Days::one(NaiveDate::default()), Zone::Utc);
        let mut view = View::new(&listed, calendar);
        let basis = Basis::default();
        let mut figures = Figures::new(&view, basis.clone());
        let customers = |change: &Change| {
            listed.changes.push(change.clone());
            view.follow(&listed);
            while figures.advance(&view, &listed, &basis) {}
            figures.summary().customers
        };
        changes.iter().map(customers).collect()
    }

    #[test]
    fn a_customer_whose_only_row_is_withdrawn_counts_no_more() {
        use Change::{Added, Withdrawn};
        let row = |row: u32| row..row + 1;
        let changes = [Added(row(0)), Added(row(1)), Added(row(2))];
        let changes = changes.into_iter().chain([2, 1, 0].map(|it| Withdrawn(row(it))));
        assert_eq!(customers_after(&changes.collect::<Vec<_>>()), [1, 1, 2, 1, 1, 0]);
    }

    #[test]
    fn rows_may_be_withdrawn_from_among_those_that_came_with_them() {
        use Change::{Added, Withdrawn};
        let changes = [Added(0..4), Withdrawn(1..3), Withdrawn(0..1), Withdrawn(3..4)];
        assert_eq!(customers_after(&changes), [3, 2, 1, 0]);
    }
}
