//! Result of one run so far: the rows, their order, which pages are missing, and whether all responses are here.

mod counting;
mod outcome;
mod taking_over;
mod waiting;

use std::cmp::Ordering;
use std::ops::Range;

use chrono::NaiveDate;

use crate::fetch::PageKey;
use crate::loader::lanes::Lanes;
use crate::loader::patience::{Jitter, Patience};
use crate::loader::survey::Stage;
use crate::loader::walk::{End, Walk};
use crate::query::{CampaignId, Query};
use crate::wire::{
    Asked, DecodeError, Foreign, Page, Unreadable, decode_answer, decode_page, note_left_out,
};
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::rows::{Change, Rows};
use cubeboard_responses::store::Store;

pub use outcome::{Gap, GapReason, MissingPage, Outcome};
pub use waiting::Pause;

/// The rows of one query, and how they got there.
#[derive(Debug, Clone)]
pub struct Reading {
    pub(super) serial: u32,
    pub(super) query: Query,
    pub(super) walks: Vec<Walk>,
    /// The walks in the order in which their rows are shown.
    pub(super) order: Vec<usize>,
    arrangement: u32,
    pub(super) store: Store,
    pub(super) changes: Vec<Change>,
    pub(super) lanes: Lanes,
    pub(super) patience: Patience,
    pub(super) jitter: Jitter,
    pub(super) has_replied: bool,
    pub(super) is_stopped: bool,
    /// Whether the run before it asked for the same.
    pub(super) is_again: bool,
    pub(super) survey: Stage,
}

impl Reading {
    pub(super) fn new(
        serial: u32,
        query: Query,
        lanes: Lanes,
        patience: Patience,
        now_millis: i64,
        seed: u64,
        is_again: bool,
    ) -> Self {
        let spans = spans(query.days, now_millis);
        let walks = query.campaigns.iter().flat_map(|campaign| {
            spans.iter().map(|(days, is_live)| Walk::new(*campaign, *days, *is_live))
        });
        let walks: Vec<Walk> = walks.collect();
        Self {
            serial,
            order: (0..walks.len()).collect(),
            arrangement: 0,
            walks,
            query,
            store: Store::default(),
            changes: Vec::new(),
            lanes,
            patience,
            jitter: Jitter { seed },
            has_replied: false,
            is_stopped: false,
            is_again,
            survey: Stage::Over,
        }
    }

    /// Tells this reading from every other of its loader, and what it was from what it is where its rows were numbered
    /// anew. Its rows are only ever added to.
    pub fn serial(&self) -> u32 {
        self.serial
    }

    /// Another one whenever rows that were there change places with each other, and not only make room for new ones.
    pub fn arrangement(&self) -> u32 {
        self.arrangement
    }

    /// What was asked.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The rows; which of them count, and their order, is [`Self::segments`].
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What happened to the rows since the start, in order; only ever added to.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The rows that count, as ranges of the store, in the service's order: campaign by campaign, page by page.
    pub fn segments(&self) -> impl Iterator<Item = Range<u32>> {
        self.order.iter().filter_map(|it| self.walks.get(*it)).flat_map(Walk::segments)
    }

    /// Those of one campaign, in the same order.
    pub fn segments_of(&self, campaign: CampaignId) -> impl Iterator<Item = Range<u32>> {
        let walks = self.order.iter().filter_map(|it| self.walks.get(*it));
        walks.filter(move |it| it.campaign == campaign).flat_map(Walk::segments)
    }

    /// Reads a page of one of the lists into the store, held against what was asked for.
    pub(super) fn decode(&mut self, page: PageKey, body: &[u8]) -> Result<Page, DecodeError> {
        let Self { query, walks, store, .. } = self;
        let Some(walk) = walks.get(page.walk) else { return decode_page(body, store) };
        let asked = Asked {
            campaign: walk.campaign,
            days: walk.days,
            question_days: query.days,
            response_type: query.response_type.as_deref(),
        };
        decode_answer(body, asked, store)
    }

    /// Takes in a page whose rows are the newest of the store.
    pub(super) fn accept(&mut self, page: PageKey, read: Page) {
        if let Some(walk) = self.walks.get_mut(page.walk) {
            walk.accept(page.number, read, &mut self.store, &mut self.changes);
        }
        self.has_replied = true;
        self.patience.note_page();
        self.put_in_order(page.walk);
        self.begin_survey(page);
    }

    /// Puts the two walks of a campaign into the order of its list, once a page shows which end the list begins at.
    pub(super) fn put_in_order(&mut self, walk: usize) {
        let Some(campaign) = self.walks.get(walk).map(|it| it.campaign) else { return };
        let first_page =
            self.walks.get(walk).and_then(|it| it.segments().find(|rows| !rows.is_empty()));
        let Some(rows) = first_page else { return };
        let (first, last) = (self.store.time(rows.start), self.store.time(rows.end - 1));
        let (Some(first), Some(last)) = (first, last) else { return };
        let places: Vec<usize> =
            (0..self.walks.len()).filter(|it| self.walks[*it].campaign == campaign).collect();
        if let [newer, older] = places[..]
            && first != last
        {
            let ordered = if first > last { [newer, older] } else { [older, newer] };
            if self.order[newer..=older] != ordered {
                self.order[newer..=older].copy_from_slice(&ordered);
                self.arrangement += 1;
            }
        }
    }

    /// How many responses are here.
    pub fn row_count(&self) -> u64 {
        self.walks.iter().map(Walk::row_count).sum()
    }

    /// How many there are by the service's count; `None` until every list has told.
    pub fn expected(&self) -> Option<u64> {
        // A count is whatever a reply says, so the sum may not fit.
        let mut counts = self.walks.iter().map(Walk::expected);
        counts.try_fold(0, |sum: u64, count| Some(sum.saturating_add(count?)))
    }

    /// Pages read, and pages planned so far.
    pub fn pages(&self) -> (usize, usize) {
        let read = self.walks.iter().map(Walk::pages_read).sum();
        (read, self.walks.iter().map(Walk::page_count).sum())
    }

    /// Rows that came and could not be read, each with the number of its page.
    pub fn unreadable(&self) -> impl Iterator<Item = (u32, &Unreadable)> {
        self.walks.iter().flat_map(Walk::unreadable)
    }

    /// Rows that came and are none of what was asked for, each with the number of its page. They are in no figure.
    pub fn foreign(&self) -> impl Iterator<Item = (u32, &Foreign)> {
        self.walks.iter().flat_map(Walk::foreign)
    }

    /// How many rows lie on the day before or after the days that were asked for. They count: by which clock the service
    /// cuts its days is not known.
    pub fn edge_rows(&self) -> u32 {
        self.walks.iter().map(Walk::edge_rows).sum()
    }

    /// Fields that could not be read and were left out of their rows, each with how often, in order of their names. No
    /// figure needs them.
    pub fn left_out(&self) -> Vec<(&'static str, u32)> {
        let mut all = Vec::new();
        for (field, times) in self.walks.iter().flat_map(Walk::left_out) {
            note_left_out(&mut all, field, times);
        }
        all
    }

    /// Pages that were given up, list by list.
    pub fn missing_pages(&self) -> impl Iterator<Item = MissingPage<'_>> {
        self.walks.iter().flat_map(|it| {
            let (campaign, days) = (it.campaign, it.days);
            it.failures().map(move |(number, error)| MissingPage { campaign, days, number, error })
        })
    }

    /// How many times named no zone and fell into the hour which autumn repeats.
    pub fn ambiguous_times(&self) -> u32 {
        self.walks.iter().map(Walk::ambiguous_times).sum()
    }

    /// Whether a page of this run has come.
    pub fn has_replied(&self) -> bool {
        self.has_replied
    }

    /// How far it is. A run loads exactly as long as a request is under way or is still to be sent, now or at a time
    /// that is known.
    pub fn outcome(&self) -> Outcome {
        if !self.is_stopped && !self.is_over() {
            return Outcome::Loading;
        }
        let ended = |end| self.walks.iter().any(|it| it.end() == Some(end));
        let reason = if let Some(page) = self.missing_pages().next() {
            GapReason::Failed(page.error.clone())
        } else if !self.is_over() {
            GapReason::Stopped
        } else if ended(End::KeepsChanging) {
            GapReason::KeepsChanging
        } else if ended(End::Repeats) {
            GapReason::Repeats
        } else if ended(End::Endless) {
            GapReason::Endless
        } else if self.unreadable().next().is_some() {
            GapReason::Unreadable
        } else if self.foreign().next().is_some() {
            GapReason::Foreign
        } else if self.walks.iter().any(Walk::lacks_times) {
            GapReason::NoTimes
        } else if self.walks.iter().any(|it| it.is_uniform(&self.store)) {
            GapReason::AllAlike
        } else if self.has_walk_that_counts(Some(Ordering::Greater)) {
            GapReason::CountDiffers
        } else if self.has_walk_that_counts(None) {
            return Outcome::Unproven;
        } else if self.has_walk_that_counts(Some(Ordering::Less)) {
            return Outcome::Undercounted;
        } else if self.walks.iter().any(|it| it.is_live) {
            return Outcome::CompleteSoFar;
        } else {
            return Outcome::Complete;
        };
        Outcome::Incomplete(Gap { missing: self.missing(), reason })
    }

    /// Whether one of the lists has a count that compares with its rows like this, or none at all. List by list,
    /// because what one counts too much another may count too little.
    fn has_walk_that_counts(&self, compared: Option<Ordering>) -> bool {
        let compare = |it: &Walk| it.expected().map(|count| count.cmp(&it.row_count()));
        self.walks.iter().any(|it| compare(it) == compared)
    }

    /// How many rows all lists lack by their counts; `None` until every one of them has told. What is none of what was
    /// asked for is not missing.
    fn missing(&self) -> Option<u64> {
        self.walks.iter().try_fold(0, |sum: u64, it| {
            let here = it.row_count() + it.foreign().count() as u64;
            Some(sum.saturating_add(it.expected()?.saturating_sub(here)))
        })
    }

    fn is_over(&self) -> bool {
        self.walks.iter().all(Walk::is_over)
    }
}

impl Rows for Reading {
    fn serial(&self) -> u32 {
        self.serial
    }

    fn arrangement(&self) -> u32 {
        self.arrangement
    }

    fn store(&self) -> &Store {
        &self.store
    }

    fn changes(&self) -> &[Change] {
        &self.changes
    }

    fn segments(&self) -> Box<dyn Iterator<Item = Range<u32>> + '_> {
        Box::new(self.segments())
    }

    fn is_growing(&self) -> bool {
        self.outcome() == Outcome::Loading
    }
}

/// The days in stretches, newest first, each with whether it is still live: rows that are added today then cannot
/// shift those of the days before. The service's zone is not known; in UTC today begins last.
///
/// Closed days are one list. In days with n₁, n₂, … responses, L to a page, they take ⌈n₁/L⌉ + ⌈n₂/L⌉ + … pages and
/// in one list ⌈(n₁ + n₂ + …)/L⌉, which is never more; and whether it is as many is not known before each day was
/// asked for. Only today is apart, as a list that may change. Whether `to_date` is inclusive is not documented; the
/// service's own example, a January to the 31st, speaks for it. If it were not, every period would lack its last day,
/// and one that includes today yesterday as well, where the lists are cut: the counts would agree, and those days be
/// empty in the chart.
fn spans(days: Days, now_millis: i64) -> Vec<(Days, bool)> {
    let now = chrono::DateTime::from_timestamp_millis(now_millis).unwrap_or_default();
    let today = now.date_naive();
    if days.last() < today {
        return vec![(days, false)];
    }
    let closed =
        today.pred_opt().and_then(|yesterday: NaiveDate| Days::new(days.first(), yesterday));
    let live = Days::new(today.max(days.first()), days.last());
    let live = live.map(|it| (it, true)).into_iter();
    live.chain(closed.map(|it| (it, false))).collect()
}
