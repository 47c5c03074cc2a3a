//! Pagination of one list: which of its pages are planned, asked for, read or given up. It plans from what page one
//! says of the whole, goes on page by page where that says nothing, and ends in every case: a walk that has no request
//! under way, none to send and none to send later is over, and how it ended is settled with its last reply.

mod list;
mod page_state;
mod settle;
mod totals;

use std::collections::VecDeque;
use std::ops::Range;

use crate::fetch::FetchError;
use crate::query::CampaignId;
use crate::wire::Page;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::rows::Change;
use cubeboard_responses::store::Store;
use list::List;
use page_state::{PageReading, PageState, Task};
use settle::Round;

/// A list past this many pages or rows is no campaign but a service that never comes to an end.
const MOST_PAGES: u32 = 100_000;
const MOST_ROWS: u32 = 20_000_000;
/// How far the count may grow beyond twice what the first page announced.
const GROWTH_PAGES: u32 = 250;

/// The pages of one list.
#[derive(Debug, Clone)]
pub(super) struct Walk {
    pub(super) campaign: CampaignId,
    pub(super) days: Days,
    /// Whether its last day has not ended: rows may still be added.
    pub(super) is_live: bool,
    list: List,
    /// Page one first.
    pages: Vec<PageState>,
    /// Pages to ask for, in order.
    queue: VecDeque<u32>,
    /// Pages to ask for again, each at its time.
    waiting: Vec<Waiting>,
    in_flight: usize,
    /// Page numbers below this were queued at some time.
    next_fresh: u32,
    /// How many pages the first count announced; 0 before there was any.
    announced_pages: u32,
    round: Round,
    /// Whether any page was asked for after the first was.
    is_first_due: bool,
    /// What a relay said of the list with the newest page one.
    tag: Option<String>,
    end: Option<End>,
    /// Where its rows are in the store, in the service's order, once refreshes have put them there; else they are
    /// where its pages say.
    placed: Option<Vec<Range<u32>>>,
}

/// A page that failed and will be asked for again.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    pub(super) until_millis: i64,
    number: u32,
}

/// How a walk ended; pages that were given up are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// All pages are of one state of the list.
    Settled,
    /// The list changed whenever it was read.
    KeepsChanging,
    /// The service gave the same page again and again.
    Repeats,
    /// The service always linked to a further page.
    Endless,
}

impl Walk {
    pub(super) fn new(campaign: CampaignId, days: Days, is_live: bool) -> Self {
        let mut walk = Self {
            campaign,
            days,
            is_live,
            list: List::default(),
            pages: Vec::new(),
            queue: VecDeque::new(),
            waiting: Vec::new(),
            in_flight: 0,
            next_fresh: 1,
            announced_pages: 0,
            round: Round::FIRST,
            is_first_due: false,
            tag: None,
            end: None,
            placed: None,
        };
        walk.plan(0);
        walk
    }

    /// The next page to ask for, counted from 1; it counts as in flight from now on. Where `takes_fresh` is not set, only
    /// what failed before and is due.
    pub(super) fn take_next(&mut self, now_millis: i64, takes_fresh: bool) -> Option<u32> {
        let is_due = |it: &Waiting| it.until_millis <= now_millis;
        let number = match self.waiting.iter().position(is_due) {
            Some(due) => self.waiting.swap_remove(due).number,
            None if takes_fresh => self.queue.pop_front()?,
            None => return None,
        };
        let state = self.pages.get_mut(index(number))?;
        self.in_flight += 1;
        state.task = Task::InFlight;
        state.attempts = state.attempts.saturating_add(1);
        state.asked_in = self.list.epoch;
        self.is_first_due = number > 1;
        Some(number)
    }

    /// Whether a page that was just taken is to be answered by the service itself. What a relay kept may serve for the
    /// first reading of a page, as long as page one says what it said when that was kept, and page one is never taken
    /// from there. It cannot show that a list stands still, so whatever is read again is read anew.
    pub(super) fn wants_anew(&self, number: u32) -> bool {
        let is_again = self.attempts(number) > 1 || self.list.epoch > 0;
        number == 1 || is_again || !self.round.is_first()
    }

    /// What a page is asked for with, so that a relay does not put what it kept beside another page one.
    pub(super) fn tag_for(&self, number: u32) -> Option<String> {
        self.tag.clone().filter(|_| number > 1)
    }

    /// Notes what a relay said of the list with a page.
    pub(super) fn note_tag(&mut self, number: u32, tag: Option<String>) {
        if number == 1 {
            self.tag = tag;
        }
    }

    /// Whether the first page is to be read once more, when all others are here: where rows came on top or went from
    /// there, it says otherwise now, though the count may be what it was. Asked for with the others, it could be
    /// answered before them. A live list is read twice anyway.
    fn wants_first_again(&self) -> bool {
        self.is_first_due && !self.is_live
    }

    /// How often a page was asked for since it last came.
    pub(super) fn attempts(&self, number: u32) -> u32 {
        self.pages.get(index(number)).map_or(0, |it| it.attempts)
    }

    /// Whether this page was asked for and has not been answered.
    pub(super) fn awaits(&self, number: u32) -> bool {
        self.pages.get(index(number)).is_some_and(|it| matches!(it.task, Task::InFlight))
    }

    /// Takes in a page whose rows are the newest of the store. A second reading that says the same leaves the rows
    /// of the first; one that says otherwise takes their place.
    pub(super) fn accept(
        &mut self,
        number: u32,
        page: Page,
        store: &mut Store,
        changes: &mut Vec<Change>,
    ) {
        let candidate = PageReading::new(page, 0, store);
        let is_link_good = !candidate.page.is_empty() && !self.is_repeat(number, &candidate, store);
        if let Some(state) = self.pages.get_mut(index(number)) {
            state.attempts = 0;
            let before = state.reading.take();
            let is_same = before.as_ref().is_some_and(|it| it.says_the_same(&candidate, store));
            if !is_same && before.as_ref().is_some_and(|it| it.epoch == self.list.epoch) {
                self.list.move_on();
            }
            self.list.learn(number, &candidate.page, is_link_good);
            self.round.is_steady &= is_same;
            let epoch = state.asked_in;
            state.reading = match before {
                Some(before) if is_same => {
                    store.truncate(candidate.page.rows.start);
                    Some(before.confirmed(epoch, candidate.page.has_next))
                }
                before => {
                    changes.extend(before.map(|it| Change::Withdrawn(it.page.rows)));
                    changes.push(Change::Added(candidate.page.rows.clone()));
                    Some(PageReading { epoch, ..candidate })
                }
            };
        }
        self.plan(store.row_count());
        self.land(number, Task::Rest, store, changes);
    }

    /// Notes that a page could not be had; it is asked for again at the given time, if any.
    pub(super) fn fail(
        &mut self,
        number: u32,
        error: FetchError,
        again_millis: Option<i64>,
        store: &Store,
        changes: &mut Vec<Change>,
    ) {
        let task = match again_millis {
            _ if error.is_not_found() && number > 1 => {
                self.note_missing(number);
                Task::Rest
            }
            Some(until_millis) => {
                self.waiting.push(Waiting { until_millis, number });
                Task::Queued
            }
            None => Task::Failed(error),
        };
        self.land(number, task, store, changes);
    }

    /// Gives up the pages that wait for a lane or for their time, and whatever the end of the round would ask for.
    pub(super) fn give_up_waiting(
        &mut self,
        error: &FetchError,
        store: &Store,
        changes: &mut Vec<Change>,
    ) {
        while self.has_queued() || !self.waiting.is_empty() {
            let waiting = self.waiting.drain(..).map(|it| it.number);
            for number in self.queue.drain(..).chain(waiting) {
                if let Some(state) = self.pages.get_mut(index(number)) {
                    state.task = Task::Failed(error.clone());
                }
            }
            if self.in_flight == 0 && self.end.is_none() {
                self.settle(store, changes);
            }
        }
    }

    /// A page past the first that is not there: the list shrank, or its count is wrong. The first page tells, and
    /// the second time it is believed.
    fn note_missing(&mut self, number: u32) {
        let Some(state) = self.pages.get_mut(index(number)) else { return };
        state.attempts = 0;
        // It was there, so the list is another one now.
        if state.reading.as_ref().is_some_and(|it| it.epoch == self.list.epoch) {
            self.list.move_on();
        }
        let epoch = Some(self.list.epoch);
        if std::mem::replace(&mut state.missing_in, epoch) == epoch {
            self.list.end_before(number);
        }
        for later in self.queue.iter().filter(|it| **it > number) {
            if let Some(state) = self.pages.get_mut(index(*later)) {
                state.task = Task::Rest;
            }
        }
        self.queue.retain(|it| *it < number);
        if self.end.is_none() {
            self.enqueue(1);
        }
    }

    /// A request has come to its end, with what is now to be done about its page.
    fn land(&mut self, number: u32, task: Task, store: &Store, changes: &mut Vec<Change>) {
        self.in_flight = self.in_flight.saturating_sub(1);
        if let Some(state) = self.pages.get_mut(index(number)) {
            state.task = task;
        }
        if self.is_over() && self.end.is_none() {
            self.settle(store, changes);
        }
    }

    /// Queues the pages that are known of and were not yet.
    fn plan(&mut self, row_count: u32) {
        let page_count = self.list.page_count();
        // Links past the end of the count are no growth: the count is wrong.
        let grows = self.list.counted_pages().is_some_and(|counted| {
            if self.announced_pages == 0 {
                self.announced_pages = counted;
            }
            counted > 2 * self.announced_pages + GROWTH_PAGES
        });
        let is_endless = page_count > MOST_PAGES || row_count > MOST_ROWS;
        if self.end.is_none() && (grows || is_endless) {
            self.queue.clear();
            self.waiting.clear();
            self.end = Some(if grows { End::KeepsChanging } else { End::Endless });
        }
        if self.end.is_none() {
            while self.next_fresh <= page_count {
                self.enqueue(self.next_fresh);
                self.next_fresh += 1;
            }
        }
    }

    fn enqueue(&mut self, number: u32) {
        if self.pages.len() <= index(number) {
            self.pages.resize_with(index(number) + 1, PageState::default);
        }
        if let Some(state) = self.pages.get_mut(index(number)).filter(|it| it.is_at_rest()) {
            state.task = Task::Queued;
            self.queue.push_back(number);
        }
    }

    fn drop_pages_after(&mut self, last: u32, changes: &mut Vec<Change>) {
        let length = self.pages.len().min(last as usize);
        let dropped = self.pages.drain(length..).filter_map(|it| it.reading);
        changes.extend(dropped.map(|it| Change::Withdrawn(it.page.rows)));
        self.next_fresh = self.next_fresh.min(last.saturating_add(1));
    }

    /// Queues what was given up, cut off or put off. A list that had not settled is given another chance.
    pub(super) fn resume(&mut self) {
        self.waiting.clear();
        self.queue.clear();
        self.in_flight = 0;
        for number in 1..self.next_fresh {
            let Some(state) = self.pages.get_mut(index(number)) else { continue };
            state.attempts = 0;
            if !matches!(std::mem::take(&mut state.task), Task::Rest) {
                self.enqueue(number);
            }
        }
        if self.end != Some(End::Settled) || !self.queue.is_empty() {
            (self.end, self.round) = (None, Round::FIRST);
            self.announced_pages = 0;
            self.plan(0);
            if self.queue.is_empty() {
                self.enqueue(1);
            }
        }
    }

    /// Reads these pages and no others; it ends with them, and settles nothing.
    pub(super) fn narrow(&mut self, pages: impl IntoIterator<Item = u32>) {
        self.end = Some(End::Settled);
        self.queue.clear();
        for page in self.pages.iter_mut().filter(|it| matches!(it.task, Task::Queued)) {
            page.task = Task::Rest;
        }
        for number in pages {
            self.enqueue(number);
        }
    }

    /// Notes where the rows are by now, and how many there are by the service's count.
    pub(super) fn place(&mut self, rows: Vec<Range<u32>>, count: Option<u64>) {
        self.placed = Some(rows);
        self.list.count = count;
    }

    /// Whether every page said the same of the list.
    pub(super) fn is_steady(&self) -> bool {
        self.list.epoch == 0
    }

    /// Whether nothing is under way, and nothing is to be sent any more.
    pub(super) fn is_over(&self) -> bool {
        self.in_flight == 0 && !self.has_queued() && self.waiting.is_empty()
    }

    pub(super) fn end(&self) -> Option<End> {
        self.end
    }

    /// Whether pages wait for a lane.
    pub(super) fn has_queued(&self) -> bool {
        !self.queue.is_empty()
    }

    /// Pages that failed and will be asked for again.
    pub(super) fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }
}

fn index(number: u32) -> usize {
    (number as usize).saturating_sub(1)
}

#[cfg(test)]
mod tests;
