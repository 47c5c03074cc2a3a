//! Totals of a walk: what the pages that were read hold and leave out, taken together.

use std::ops::Range;

use super::Walk;
use super::page_state::{PageReading, Task};
use crate::fetch::FetchError;
use crate::wire::{Foreign, Page, Unreadable};
use cubeboard_responses::store::Store;

/// Responses that are alike in everything may be real; so many, and no other beside them, are not.
const MOST_TWINS: u64 = 10;

impl Walk {
    /// How many pages are known of.
    pub(in crate::loader) fn page_count(&self) -> usize {
        self.pages.len()
    }

    pub(in crate::loader) fn pages_read(&self) -> usize {
        self.readings().count()
    }

    /// The service's newest count of the list.
    pub(in crate::loader) fn expected(&self) -> Option<u64> {
        self.list.count
    }

    /// The rows of the pages read, in the service's order.
    pub(in crate::loader) fn segments(&self) -> impl Iterator<Item = Range<u32>> {
        let of_pages = self.placed.is_none().then(|| self.readings());
        let of_pages = of_pages.into_iter().flatten().map(|it| it.page.rows.clone());
        self.placed.iter().flatten().cloned().chain(of_pages)
    }

    /// The pages read, each with its number.
    pub(in crate::loader) fn pages(&self) -> impl Iterator<Item = (u32, &Page)> {
        self.numbered().map(|(number, it)| (number, &it.page))
    }

    /// How many rows the pages read hold.
    pub(in crate::loader) fn row_count(&self) -> u64 {
        self.segments().map(|rows| u64::from(rows.end - rows.start)).sum()
    }

    /// Rows that could not be read, each with its page's number.
    pub(in crate::loader) fn unreadable(&self) -> impl Iterator<Item = (u32, &Unreadable)> {
        self.numbered()
            .flat_map(|(number, it)| it.page.unreadable.iter().map(move |row| (number, row)))
    }

    /// Rows that are none of what was asked for, each with its page's number.
    pub(in crate::loader) fn foreign(&self) -> impl Iterator<Item = (u32, &Foreign)> {
        self.numbered()
            .flat_map(|(number, it)| it.page.foreign.iter().map(move |row| (number, row)))
    }

    /// How many rows lie on the day before or after those that were asked for.
    pub(in crate::loader) fn edge_rows(&self) -> u32 {
        self.readings().map(|it| it.page.edge_rows).sum()
    }

    /// Fields that were left out of rows, page by page, each with how often.
    pub(in crate::loader) fn left_out(&self) -> impl Iterator<Item = (&'static str, u32)> {
        self.readings().flat_map(|it| it.page.left_out.iter().copied())
    }

    /// Whether there are rows, and not one has a time.
    pub(in crate::loader) fn lacks_times(&self) -> bool {
        let is_timeless = self.readings().all(|it| !it.plausibility.has_time);
        is_timeless && self.row_count() > 0
    }

    /// Whether all rows are alike in everything, and more than can be real.
    pub(in crate::loader) fn is_uniform(&self, store: &Store) -> bool {
        if self.placed.is_some() {
            let mut rows = self.segments().flatten();
            let first = rows.next();
            let is_like_first = |row: u32| {
                first.is_some_and(|first| store.are_alike(first..first + 1, row..row + 1))
            };
            return rows.all(is_like_first) && self.row_count() > MOST_TWINS;
        }
        let mut pages = self.readings().filter(|it| !it.page.rows.is_empty());
        let Some(first) = pages.next().filter(|it| it.plausibility.is_uniform) else {
            return false;
        };
        let row = |it: &PageReading| it.page.rows.start..it.page.rows.start + 1;
        let is_like_first =
            |it: &PageReading| it.plausibility.is_uniform && store.are_alike(row(first), row(it));
        pages.all(is_like_first) && self.row_count() > MOST_TWINS
    }

    pub(in crate::loader) fn ambiguous_times(&self) -> u32 {
        self.readings().map(|it| it.page.ambiguous_times).sum()
    }

    /// The pages that were given up, each with its reason.
    pub(in crate::loader) fn failures(&self) -> impl Iterator<Item = (u32, &FetchError)> {
        (1..).zip(&self.pages).filter_map(|(number, it)| match &it.task {
            Task::Failed(error) => Some((number, error)),
            _ => None,
        })
    }

    pub(super) fn numbered(&self) -> impl Iterator<Item = (u32, &PageReading)> {
        let numbered = (1..).zip(&self.pages);
        numbered.filter_map(|(number, it)| Some((number, it.reading.as_ref()?)))
    }

    pub(super) fn readings(&self) -> impl Iterator<Item = &PageReading> {
        self.pages.iter().filter_map(|it| it.reading.as_ref())
    }

    /// How many places of the list were read, unreadable rows included.
    pub(super) fn place_count(&self) -> u64 {
        self.readings().map(|it| it.page.len()).sum()
    }
}
