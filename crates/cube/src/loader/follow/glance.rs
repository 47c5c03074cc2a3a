//! What page one tells of a list that was read before: nothing new, rows added at one end, or a change that only the whole
//! list explains. Rows at one end are believed where they, with those that were there, are as many as the service counts,
//! and where the next rows are those that were next. Anything else is read whole: a list in which something cannot be
//! read, one that became shorter, one whose rows may have been added at either end, because they are alike.

use std::ops::Range;

use super::Stage;
use crate::loader::walk::Walk;
use crate::wire::Page;
use cubeboard_responses::store::Store;

/// How a list differs from what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::loader) enum Glance {
    /// By nothing that page one shows.
    NoSign,
    /// By so many rows before the others.
    Top(usize),
    /// By so many rows behind the others.
    Bottom(usize),
}

/// A list with the store that its rows are in.
type List<'a> = (&'a Walk, &'a Store);

/// What is to be done once page one has come.
pub(super) fn at_first(walk: &Walk, store: &Store, held: List<'_>) -> Stage {
    judge(walk, store, held).unwrap_or(Stage::Whole)
}

fn judge(walk: &Walk, store: &Store, (held, held_store): List<'_>) -> Option<Stage> {
    let (_, page) = walk.pages().next().filter(|(number, page)| *number == 1 && is_plain(page))?;
    let before: Vec<u32> = held.segments().flatten().collect();
    let is_all_here = held.expected() == Some(before.len() as u64);
    let left_out = held.unreadable().count() + held.foreign().count();
    if before.is_empty() || !is_all_here || left_out > 0 {
        return None;
    }
    let added = usize::try_from(page.count?.checked_sub(before.len() as u64)?).ok()?;
    let rows = page.rows.clone();
    let begins_alike = begins_with((held_store, &before), (store, rows.clone()));
    let is_shifted = added < rows.len() && {
        let rest = rows.start + u32::try_from(added).ok()?..rows.end;
        begins_with((held_store, &before), (store, rest))
    };
    match (added, begins_alike, is_shifted) {
        (0, true, _) => Some(Stage::Explained(Glance::NoSign)),
        // Of more rows than a page holds, page one does not tell that none of them are on top.
        (_, true, false) if added < rows.len() => Some(Stage::Further(Glance::Bottom(added))),
        (_, false, true) => Some(Stage::Explained(Glance::Top(added))),
        (_, false, false) if added >= rows.len() => Some(Stage::Further(Glance::Top(added))),
        _ => None,
    }
}

impl Glance {
    /// The pages that the new rows are on, and the row next to them, without page one.
    pub(super) fn further_pages(self, walk: &Walk) -> Range<u32> {
        let Some(places) = Places::of(walk) else { return 0..0 };
        let pages = match self {
            Self::NoSign => 0..0,
            Self::Top(added) => 0..places.page_of(added) + 1,
            Self::Bottom(added) => {
                let last_before = places.count.saturating_sub(added).saturating_sub(1);
                places.page_of(last_before)..places.page_of(places.count.saturating_sub(1)) + 1
            }
        };
        let number = |page: usize| u32::try_from(page + 1).unwrap_or(u32::MAX);
        number(pages.start).max(2)..number(pages.end)
    }

    /// Whether these pages say what page one let expect.
    pub(super) fn is_borne_out(
        self,
        walk: &Walk,
        store: &Store,
        (held, held_store): List<'_>,
    ) -> bool {
        let before: Vec<u32> = held.segments().flatten().collect();
        let Some(places) = Places::of(walk) else { return false };
        if !walk.is_steady() || !walk.pages().all(|(_, page)| is_plain(page)) {
            return false;
        }
        let is_same = |place: usize, row: u32| {
            before.get(place).is_some_and(|it| held_store.row(*it) == store.row(row))
        };
        match self {
            Self::NoSign => true,
            Self::Top(added) => {
                let rows: Vec<u32> = walk.segments().flatten().collect();
                let next = rows.get(added..).unwrap_or_default();
                !next.is_empty() && (0..).zip(next).all(|(place, row)| is_same(place, *row))
            }
            Self::Bottom(added) => {
                let (start, rows) = self.end_rows(walk, places);
                let kept = rows.len().saturating_sub(added);
                let is_all = start + rows.len() == places.count && start + kept == before.len();
                is_all && (start..).zip(&rows[..kept]).all(|(place, row)| is_same(place, *row))
            }
        }
    }

    /// The rows that were added, in the store that the refresh reads into.
    pub(in crate::loader) fn added_rows(self, walk: &Walk) -> Vec<u32> {
        match (self, Places::of(walk)) {
            (Self::Top(added), Some(_)) => walk.segments().flatten().take(added).collect(),
            (Self::Bottom(added), Some(places)) => {
                let (_, rows) = self.end_rows(walk, places);
                rows[rows.len().saturating_sub(added)..].to_vec()
            }
            _ => Vec::new(),
        }
    }

    /// The rows of the pages at the end, and the place of the first of them.
    fn end_rows(self, walk: &Walk, places: Places) -> (usize, Vec<u32>) {
        let first = self.further_pages(walk).start;
        let pages = walk.pages().filter(|(number, _)| *number >= first);
        let rows = pages.flat_map(|(_, page)| page.rows.clone()).collect();
        ((first as usize - 1) * places.page_length, rows)
    }
}

/// How the places of a list are spread over its pages.
#[derive(Debug, Clone, Copy)]
struct Places {
    count: usize,
    page_length: usize,
}

impl Places {
    /// As page one says.
    fn of(walk: &Walk) -> Option<Self> {
        let (_, page) = walk.pages().next().filter(|(number, _)| *number == 1)?;
        let count = usize::try_from(page.count?).ok()?;
        Some(Self { count, page_length: page.rows.len() }).filter(|it| it.page_length > 0)
    }

    /// On which page a place is, both from 0.
    fn page_of(self, place: usize) -> usize {
        place / self.page_length
    }
}

/// Whether every place of a page is a row, and every row as it was asked for.
fn is_plain(page: &Page) -> bool {
    page.len() == page.rows.len() as u64
        && page.edge_rows == 0
        && page.left_out.is_empty()
        && page.ambiguous_times == 0
}

/// Whether rows of one store are those that a list in another one begins with.
fn begins_with(list: (&Store, &[u32]), rows: (&Store, Range<u32>)) -> bool {
    let is_same = |(before, row): (&u32, u32)| list.0.row(*before) == rows.0.row(row);
    rows.1.len() <= list.1.len() && list.1.iter().zip(rows.1).all(is_same)
}
