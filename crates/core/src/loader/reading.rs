//! What one run has read: the rows, their order, and how sure it is of them.

use std::ops::Range;

use crate::fetch::FetchError;
use crate::loader::walk::Walk;
use crate::query::Query;
use crate::store::Store;

/// The rows of one query, and how they got there.
#[derive(Debug, Clone)]
pub struct Reading {
    serial: u32,
    pub(super) query: Query,
    pub(super) walks: Vec<Walk>,
    pub(super) store: Store,
    pub(super) in_flight: usize,
    pub(super) has_replied: bool,
    pub(super) is_stopped: bool,
}

/// How far a run has come. The loading ends in one of the last three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Pages are being fetched.
    Loading,
    /// Every response is here: each list's own count says so.
    Complete,
    /// The service never said how many there are; the pages ended of themselves.
    Unproven,
    /// Some are missing, or more came than were announced.
    Incomplete(Gap),
}

/// What is known of the missing part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// How many responses are missing by the service's count; `None` where it gave none.
    pub missing: Option<u64>,
    /// Why.
    pub reason: GapReason,
}

/// Why responses are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GapReason {
    /// The reader stopped the run.
    Stopped,
    /// At least one page could not be had.
    Failed(FetchError),
    /// Rows came that cannot be read.
    Unreadable,
    /// The pages do not add up to the service's count: the list changed meanwhile.
    CountDiffers,
}

impl Reading {
    pub(super) fn new(serial: u32, query: Query) -> Self {
        let walk = |campaign: &_| Walk::new(*campaign, query.days);
        let walks = query.campaigns.iter().map(walk).collect();
        let store = Store::default();
        Self { serial, query, walks, store, in_flight: 0, has_replied: false, is_stopped: false }
    }

    /// Tells this reading from every other of its loader. Its rows are only ever added to.
    pub fn serial(&self) -> u32 {
        self.serial
    }

    /// What was asked.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The rows; their order is [`Self::segments`].
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The rows that count, as ranges of the store, in the service's order: campaign by campaign, page by page.
    pub fn segments(&self) -> impl Iterator<Item = Range<u32>> {
        self.walks.iter().flat_map(Walk::segments)
    }

    /// How many responses are here.
    pub fn row_count(&self) -> u64 {
        self.segments().map(|rows| u64::from(rows.end - rows.start)).sum()
    }

    /// How many there are by the service's count; `None` until every list has told.
    pub fn expected(&self) -> Option<u64> {
        self.walks.iter().map(Walk::expected).sum()
    }

    /// Pages read, and pages planned so far.
    pub fn pages(&self) -> (usize, usize) {
        let read = self.walks.iter().map(Walk::pages_read).sum();
        (read, self.walks.iter().map(Walk::page_count).sum())
    }

    /// How many rows came that could not be read.
    pub fn unreadable(&self) -> u64 {
        self.walks.iter().map(Walk::unreadable).sum()
    }

    /// How many times named no zone and fell into the hour which autumn repeats.
    pub fn ambiguous_times(&self) -> u32 {
        self.walks.iter().map(Walk::ambiguous_times).sum()
    }

    /// Whether a page of this run has come.
    pub fn has_replied(&self) -> bool {
        self.has_replied
    }

    /// How far it is.
    pub fn outcome(&self) -> Outcome {
        let has_plans = self.pages().0 + self.failures() < self.pages().1;
        if !self.is_stopped && (self.in_flight > 0 || has_plans) {
            return Outcome::Loading;
        }
        let (here, expected) = (self.row_count(), self.expected());
        let reason = if let Some(error) = self.walks.iter().find_map(Walk::failure) {
            GapReason::Failed(error.clone())
        } else if self.is_stopped && has_plans {
            GapReason::Stopped
        } else if self.unreadable() > 0 {
            GapReason::Unreadable
        } else if expected.is_some_and(|it| it != here) || self.walks.iter().any(Walk::has_changed)
        {
            GapReason::CountDiffers
        } else {
            return if expected.is_some() { Outcome::Complete } else { Outcome::Unproven };
        };
        let missing = expected.map(|it| it.saturating_sub(here));
        Outcome::Incomplete(Gap { missing, reason })
    }

    fn failures(&self) -> usize {
        self.walks.iter().map(Walk::failure_count).sum()
    }
}
