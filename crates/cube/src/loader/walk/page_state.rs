//! State of one page of a list: queued, in flight, failed or read, and what it said when it was last read.

use crate::fetch::FetchError;
use crate::wire::Page;
use cubeboard_responses::store::Store;

/// State of a page: what is to be done about it, and what it said.
#[derive(Debug, Clone, Default)]
pub(super) struct PageState {
    pub task: Task,
    /// How often it was asked for since it last came.
    pub attempts: u32,
    /// The list's epoch when it was last asked for.
    pub asked_in: u32,
    /// The epoch in which it was said not to be there.
    pub missing_in: Option<u32>,
    pub reading: Option<PageReading>,
}

impl PageState {
    /// Whether nothing is to be done about it.
    pub fn is_at_rest(&self) -> bool {
        matches!(self.task, Task::Rest)
    }

    /// Whether it was read and not yet a second time.
    pub fn is_unconfirmed(&self) -> bool {
        self.reading.as_ref().is_some_and(|it| !it.is_confirmed)
    }
}

/// What is to be done about a page.
#[derive(Debug, Clone, Default)]
pub(super) enum Task {
    /// Nothing.
    #[default]
    Rest,
    /// It waits for a lane, or for its time to be asked for again.
    Queued,
    /// It was asked for.
    InFlight,
    /// It was given up.
    Failed(FetchError),
}

/// Whether the rows of a page look like responses when they are held against each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plausibility {
    /// Whether any row has a time.
    pub has_time: bool,
    /// Whether all rows are alike in everything.
    pub is_uniform: bool,
}

/// What a page said.
#[derive(Debug, Clone)]
pub(super) struct PageReading {
    pub page: Page,
    pub plausibility: Plausibility,
    /// The list's epoch when it was asked for.
    pub epoch: u32,
    /// Whether an earlier reading said the same.
    pub is_confirmed: bool,
}

impl PageReading {
    pub fn new(page: Page, epoch: u32, store: &Store) -> Self {
        let rows = &page.rows;
        let first = rows.start..(rows.start + 1).min(rows.end);
        let is_first = |row: u32| store.are_alike(first.clone(), row..row + 1);
        let plausibility = Plausibility {
            has_time: rows.clone().any(|row| store.time(row).is_some()),
            is_uniform: rows.clone().all(is_first),
        };
        Self { page, plausibility, epoch, is_confirmed: false }
    }

    /// Itself, after a second reading in this epoch that said the same, but for its link.
    pub fn confirmed(self, epoch: u32, has_next: bool) -> Self {
        let page = Page { has_next, ..self.page };
        Self { page, epoch, is_confirmed: true, ..self }
    }

    /// Whether both hold the same rows in the same order.
    pub fn says_the_same(&self, other: &Self, store: &Store) -> bool {
        let (page, other) = (&self.page, &other.page);
        page.unreadable == other.unreadable
            && page.foreign == other.foreign
            && store.are_alike(page.rows.clone(), other.rows.clone())
    }

    /// Whether `next`, which follows this page, begins with rows that this one ends with: what happens when rows
    /// are added on top between the two.
    pub fn overlaps(&self, next: &Self, store: &Store) -> bool {
        let (rows, next) = (&self.page.rows, &next.page.rows);
        let is_overlap = |start: u32| {
            let length = (rows.end - start).min(next.end - next.start);
            store.are_alike(start..start + length, next.start..next.start + length)
        };
        !next.is_empty() && rows.clone().any(is_overlap)
    }
}
