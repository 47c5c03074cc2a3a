//! The walk over one list: which of its pages are planned, asked for, read or failed. It plans from what page one
//! says of the whole, and goes on page by page where that says nothing.

use std::ops::Range;

use crate::api::Page;
use crate::days::Days;
use crate::fetch::FetchError;
use crate::query::CampaignId;

/// A walk past this many pages is no campaign but a service that goes round in circles.
pub(super) const MOST_PAGES: u32 = 100_000;

/// The pages of one campaign's list.
#[derive(Debug, Clone)]
pub(super) struct Walk {
    pub(super) campaign: CampaignId,
    pub(super) days: Days,
    pages: Vec<PageState>,
    /// Every page below this index was asked for at least once, or given up.
    next_fresh: usize,
    /// Pages to ask for again, before any fresh one.
    again: Vec<u32>,
    /// The service's newest count of the list.
    count: Option<u64>,
    /// Whether two replies disagreed on the count: the list changed while it was read.
    has_changed: bool,
    /// How many places a full page has, learnt from the first.
    page_length: Option<u64>,
}

#[derive(Debug, Clone)]
enum PageState {
    Planned,
    InFlight,
    Read { rows: Range<u32>, unreadable: u64, ambiguous_times: u32 },
    Failed(FetchError),
}

impl Walk {
    pub(super) fn new(campaign: CampaignId, days: Days) -> Self {
        Self {
            campaign,
            days,
            pages: vec![PageState::Planned],
            next_fresh: 0,
            again: Vec::new(),
            count: None,
            has_changed: false,
            page_length: None,
        }
    }

    /// The next page to ask for, counted from 1; it counts as in flight from now on.
    pub(super) fn take_next(&mut self) -> Option<u32> {
        let number = match self.again.pop() {
            Some(number) => number,
            None if self.next_fresh < self.pages.len() => {
                self.next_fresh += 1;
                u32::try_from(self.next_fresh).ok()?
            }
            None => return None,
        };
        *self.page_mut(number)? = PageState::InFlight;
        Some(number)
    }

    /// Whether this page was asked for and has not been answered.
    pub(super) fn awaits(&self, number: u32) -> bool {
        matches!(self.pages.get(index(number)), Some(PageState::InFlight))
    }

    /// Takes in a page that was read; more pages may be planned by it.
    pub(super) fn accept(&mut self, number: u32, page: &Page) {
        let length = page.len();
        if number == 1 {
            self.page_length = Some(length);
        }
        self.has_changed |=
            matches!((self.count, page.count), (Some(old), Some(new)) if old != new);
        self.count = page.count.or(self.count);
        if let Some(state) = self.page_mut(number) {
            *state = PageState::Read {
                rows: page.rows.clone(),
                unreadable: page.unreadable.len() as u64,
                ambiguous_times: page.ambiguous_times,
            };
        }
        let is_last = index(number) + 1 == self.pages.len();
        let follows = is_last && page.has_next && !page.is_empty();
        let planned = self.pages_by_count().max(u64::from(number) + u64::from(follows));
        let planned = usize::try_from(planned.min(u64::from(MOST_PAGES))).unwrap_or(usize::MAX);
        if planned > self.pages.len() {
            self.pages.resize(planned, PageState::Planned);
        }
    }

    fn pages_by_count(&self) -> u64 {
        match (self.count, self.page_length) {
            (Some(count), Some(length)) if length > 0 => count.div_ceil(length),
            _ => 1,
        }
    }

    /// Notes that a page could not be had.
    pub(super) fn fail(&mut self, number: u32, error: FetchError) {
        if let Some(state) = self.page_mut(number) {
            *state = PageState::Failed(error);
        }
    }

    /// Plans every failed and every cut-off page once more.
    pub(super) fn retry(&mut self) {
        for (index, state) in self.pages.iter_mut().enumerate().take(self.next_fresh) {
            if matches!(state, PageState::Failed(_) | PageState::InFlight) {
                *state = PageState::Planned;
                self.again.extend(u32::try_from(index + 1));
            }
        }
        // Taken from the end, so that the first missing page comes first.
        self.again.reverse();
    }

    pub(super) fn page_count(&self) -> usize {
        self.pages.len()
    }

    pub(super) fn pages_read(&self) -> usize {
        self.pages.iter().filter(|it| matches!(it, PageState::Read { .. })).count()
    }

    pub(super) fn failure_count(&self) -> usize {
        self.pages.iter().filter(|it| matches!(it, PageState::Failed(_))).count()
    }

    pub(super) fn expected(&self) -> Option<u64> {
        self.count
    }

    pub(super) fn has_changed(&self) -> bool {
        self.has_changed
    }

    /// The rows of the pages read, in the service's order.
    pub(super) fn segments(&self) -> impl Iterator<Item = Range<u32>> {
        self.pages.iter().filter_map(|it| match it {
            PageState::Read { rows, .. } => Some(rows.clone()),
            _ => None,
        })
    }

    pub(super) fn unreadable(&self) -> u64 {
        let unreadable = |it: &PageState| match it {
            PageState::Read { unreadable, .. } => *unreadable,
            _ => 0,
        };
        self.pages.iter().map(unreadable).sum()
    }

    pub(super) fn ambiguous_times(&self) -> u32 {
        let ambiguous = |it: &PageState| match it {
            PageState::Read { ambiguous_times, .. } => *ambiguous_times,
            _ => 0,
        };
        self.pages.iter().map(ambiguous).sum()
    }

    /// The first page that failed, with its reason.
    pub(super) fn failure(&self) -> Option<&FetchError> {
        self.pages.iter().find_map(|it| match it {
            PageState::Failed(error) => Some(error),
            _ => None,
        })
    }

    fn page_mut(&mut self, number: u32) -> Option<&mut PageState> {
        self.pages.get_mut(index(number))
    }
}

fn index(number: u32) -> usize {
    (number as usize).saturating_sub(1)
}
