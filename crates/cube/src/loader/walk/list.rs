//! Change detection of a list while its pages are read. Cube counts it anew for every page, so each reply tells whether
//! it is still the list that the pages before were read from. Each sign of a change begins an *epoch*. Replies may
//! overtake one another, so a page belongs to the epoch in which it was asked for, and a list is believed only when all
//! of its pages were asked for after the last sign of a change.

use super::MOST_PAGES;
use crate::wire::Page;

/// What the replies so far say of their list.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    pub epoch: u32,
    /// The service's newest count.
    pub count: Option<u64>,
    /// Places on a full page, learnt from the first one.
    page_length: u64,
    /// How many pages there are by the links of those that were read.
    linked_pages: u32,
    /// A page that is not there (404), and so none after it.
    pub ends_before: Option<u32>,
}

impl List {
    /// Takes in what a page says of the list; `is_link_good` tells whether its link may be believed.
    pub fn learn(&mut self, number: u32, page: &Page, is_link_good: bool) {
        let has_other_count =
            matches!((self.count, page.count), (Some(old), Some(new)) if old != new);
        let length = page.len();
        let has_other_length = number == 1 && self.page_length != 0 && length != self.page_length;
        let was_missing = self.ends_before.is_some_and(|it| number >= it);
        if has_other_count || has_other_length || was_missing {
            self.move_on();
        }
        self.count = page.count.or(self.count);
        if number == 1 {
            self.page_length = length;
        }
        let linked = number.saturating_add(u32::from(page.has_next && is_link_good));
        self.linked_pages = self.linked_pages.max(linked);
    }

    /// Notes that the list is no longer what the pages so far were read from.
    pub fn move_on(&mut self) {
        self.epoch += 1;
        self.linked_pages = 0;
        self.ends_before = None;
    }

    /// Notes that a page is not there.
    pub fn end_before(&mut self, number: u32) {
        let known = self.ends_before.unwrap_or(u32::MAX);
        self.ends_before = Some(known.min(number));
    }

    /// How many pages the count announces; `None` where there is none, or one that no campaign can have.
    pub fn counted_pages(&self) -> Option<u32> {
        let pages = self.count.filter(|_| self.page_length > 0)?.div_ceil(self.page_length);
        u32::try_from(pages).ok().filter(|it| *it <= MOST_PAGES)
    }

    /// How many pages there are, as far as is known: at least one. Without a count to plan by, a page leads to the
    /// next.
    pub fn page_count(&self) -> u32 {
        let end = self.ends_before.map_or(u32::MAX, |it| it - 1);
        self.counted_pages().unwrap_or(1).max(self.linked_pages).min(end).max(1)
    }
}
