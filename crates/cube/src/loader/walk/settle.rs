//! Consistency check of a list at the end of a round: what has to be read again before it can be believed. A round ends
//! when every planned page was read once more or given up. Read again are pages of an earlier epoch; all of a list that
//! is live, or does not add up to its count, until two readings agree; and pages that look as if rows had shifted
//! between them.
//!
//! A list is believed when all of its pages were asked for after the last sign that it changed. Signs are another
//! count, another length of the first page, a page that says otherwise when read again, and rows that one page ends
//! and the next begins with; page one is asked for before all others, and once more when they are here. A list that
//! is live, or does not add up to its count, is read until a whole round says what the one before it said. Rows are
//! told apart by their place, never by their content: two that are alike in everything are both kept. Only a page
//! that is wholly like the one before or the first may be a service that ignores the page number; it counts where
//! every page but the last links on, or where the list adds up to its count and few pages are alike. Without a count,
//! a list ends where its pages begin to be alike.
//!
//! One change of a closed list goes unnoticed. Where, between two requests, a row goes from a page that was read,
//! other than the first, and another one comes on a page that was not, the rows between move up by one: the one that
//! crossed over is missed, while count, first page and the ends of pages look as they should. Only a second reading
//! of every page would tell. It would double the requests of each load, for days that are over and should not change
//! at all; so only a live list, which does change, is always read twice.

use super::page_state::{PageReading, PageState};
use super::{End, Walk};
use cubeboard_responses::rows::Change;
use cubeboard_responses::store::Store;

/// One time through the pages that have to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Round {
    /// Counted from 1 in each epoch of the list.
    number: u8,
    epoch: u32,
    /// How many of the rounds so far met a change.
    changes: u8,
    /// Whether it reads every page.
    is_full: bool,
    /// Whether every page so far said what it had said before.
    pub is_steady: bool,
}

impl Round {
    /// The round that reads every page for the first time.
    pub const FIRST: Self =
        Self { number: 1, epoch: 0, changes: 0, is_full: true, is_steady: false };

    /// The round after this one.
    fn next(self, epoch: u32, is_full: bool) -> Self {
        let is_other = epoch != self.epoch;
        let number = if is_other { 1 } else { self.number.saturating_add(1) };
        let changes = self.changes.saturating_add(u8::from(is_other));
        Self { number, epoch, changes, is_full, is_steady: true }
    }

    /// Whether no page was read before it.
    pub fn is_first(self) -> bool {
        self.number <= 1 && self.epoch == 0
    }

    /// Whether to leave it at that: the list changes faster than it can be read, or contradicts itself.
    fn is_too_late(self) -> bool {
        self.changes > MOST_CHANGES || self.number > MOST_ROUNDS
    }
}

/// A list that changed in this many rounds is not read once more.
const MOST_CHANGES: u8 = 8;
/// A list that stays as it is needs no more rounds than this.
const MOST_ROUNDS: u8 = 8;
/// More pages that are alike than this are a service's mistake, where no links speak for them.
const MOST_TWIN_PAGES: usize = 2;

impl Walk {
    /// Begins a further round, or ends the walk: one of the two, whatever the pages say.
    pub(super) fn settle(&mut self, store: &Store, changes: &mut Vec<Change>) {
        self.drop_pages_after(self.list.page_count(), changes);
        let again = self.to_read_again(store);
        let is_full = again.len() == self.pages.len();
        let next = self.round.next(self.list.epoch, is_full);
        let is_too_late = !again.is_empty() && next.is_too_late();
        if !again.is_empty() && !is_too_late {
            self.round = next;
            // Where the whole is read again, so is its end: rows may have come past it, with the count as it was.
            let end = self.list.ends_before.filter(|_| is_full);
            for number in again.into_iter().chain(end) {
                self.enqueue(number);
            }
        }
        if !self.has_queued() {
            self.end = Some(if is_too_late {
                End::KeepsChanging
            } else if self.drop_repeated_pages(store, changes) {
                End::Repeats
            } else {
                End::Settled
            });
        }
    }

    /// The pages to read again; none that was given up, because that stands.
    fn to_read_again(&self, store: &Store) -> Vec<u32> {
        let is_old = |it: &PageReading| it.epoch < self.list.epoch;
        let is_unsure = |it: &PageState| it.reading.as_ref().is_none_or(is_old);
        let unsure = self.numbers_where(is_unsure);
        // The first page goes before the others, as it did at the start: what it says before and after them tells
        // whether the list moved under them.
        match unsure[..] {
            [] => {}
            [1, _, ..] if !self.is_live => return vec![1],
            _ => return unsure,
        }
        let is_whole = self.pages.iter().all(|it| it.reading.is_some() && it.is_at_rest());
        let has_doubt = self.is_live && self.pages.len() > 1
            || self.list.count.is_some_and(|count| count != self.place_count());
        let is_agreed = self.round.is_full && self.round.is_steady;
        match (is_whole, has_doubt) {
            (true, true) if !is_agreed => return self.numbers_where(|_| true),
            (true, false) if self.wants_first_again() => return vec![1],
            _ => {}
        }
        let mut doubtful = Vec::new();
        for (number, pair) in (1..).zip(self.pages.windows(2)) {
            let [Some(here), Some(next)] = [&pair[0].reading, &pair[1].reading] else { continue };
            if here.overlaps(next, store) || self.is_repeat(number + 1, next, store) {
                doubtful.extend([number, number + 1]);
            }
        }
        doubtful.dedup();
        let is_worth_it = |it: &PageState| it.is_at_rest() && it.is_unconfirmed();
        doubtful.retain(|it| self.pages.get(super::index(*it)).is_some_and(is_worth_it));
        doubtful
    }

    fn numbers_where(&self, is_wanted: impl Fn(&PageState) -> bool) -> Vec<u32> {
        let is_wanted = |it: &PageState| it.is_at_rest() && is_wanted(it);
        (1..).zip(&self.pages).filter(|(_, it)| is_wanted(it)).map(|(number, _)| number).collect()
    }

    /// Whether the page only says again what the first or the one before it said: the service ignores the number.
    /// Two pages of a single row may be twins; of three, or of more rows, more has to be known.
    pub(super) fn is_repeat(&self, number: u32, page: &PageReading, store: &Store) -> bool {
        let is_like = |other: u32| {
            let other = self.pages.get(super::index(other)).and_then(|it| it.reading.as_ref());
            other.is_some_and(|it| it.says_the_same(page, store))
        };
        match page.page.len() {
            0 => false,
            1 => number > 2 && is_like(number - 1) && is_like(number - 2),
            _ => number > 1 && (is_like(number - 1) || is_like(1)),
        }
    }

    /// Rows of repeated pages are none of the list's; says whether there were any.
    fn drop_repeated_pages(&mut self, store: &Store, changes: &mut Vec<Change>) -> bool {
        let is_repeat = |(number, page): &(u32, &PageReading)| self.is_repeat(*number, page, store);
        let repeats: Vec<u32> =
            self.numbered().filter(is_repeat).map(|(number, _)| number).collect();
        let Some(first) = repeats.first().filter(|_| !self.is_of_twins(repeats.len())) else {
            return false;
        };
        self.drop_pages_after(first - 1, changes);
        true
    }

    /// Whether pages that are alike hold responses that are alike in everything. A service that ignores the number
    /// gives the same link each time, so it is paging where every page but the last links on. Where links do not
    /// tell, a few alike among others are believed if the list adds up to its count.
    fn is_of_twins(&self, repeats: usize) -> bool {
        let last = self.pages.len().saturating_sub(1);
        let mut pages = self.pages.iter().enumerate();
        let links_on = pages.all(|(place, it)| {
            it.reading.as_ref().is_none_or(|it| it.page.has_next == (place < last))
        });
        let adds_up = self.list.count == Some(self.place_count());
        links_on || adds_up && repeats <= MOST_TWIN_PAGES && repeats < last
    }
}
