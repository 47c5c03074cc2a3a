//! View of the rows: filtered, searched and sorted as the table shows them. A new choice of the reader is worked out in
//! goes of some milliseconds, while the view before it stands; rows that come later are put in their places without
//! sorting the others again.

mod bitset;
mod compare;
mod contacts;
mod counts;
mod day_index;
mod search_result;
mod row_filter;
mod radix_sort;
mod merge;
mod number_sorting;
mod order;
mod sorting;
mod text_sorting;

pub(crate) use contacts::{Mark, contact, wait};
pub use counts::Counts;
pub(crate) use row_filter::{
    AGENT, CONTACT, Codes, DAY, Fails, HOUR, KIND, RowFilter, SUBTYPE, WAIT,
};

use contacts::Contacts;
use day_index::DayIndex;
use merge::Places;
use order::Order;
use row_filter::ALL;
use search_result::SearchResult;
use sorting::Sorting;

use crate::calendar::midnights::Calendar;
use crate::rows::{Change, Rows};
use crate::selection::Selection;
use crate::store::Store;
use crate::text::search::needles;

/// A view of one reading.
#[derive(Debug, Clone)]
pub struct View {
    serial: u32,
    arrangement: u32,
    selection: Selection,
    /// How many of the run's changes it has followed.
    followed: usize,
    dated: DayIndex,
    contacts: Contacts,
    /// Whether rows were judged by contacts that have become known otherwise since.
    is_misjudged: bool,
    found: Option<SearchResult>,
    counts: Counts,
    order: Order,
    /// The rows shown, in order; without it all of them are, in the service's order.
    rows: Option<Vec<u32>>,
    /// Rows to be shown as well that have no place among those yet.
    fresh: Vec<u32>,
    work: Option<Work>,
}

/// How many rows are given their places in one go.
const CHUNK_FRESH_ROWS: usize = 1 << 13;

/// A selection that is being worked out, for the rows that were there when it began.
#[derive(Debug, Clone)]
struct Work {
    selection: Selection,
    found: Option<SearchResult>,
    stage: Stage,
}

#[derive(Debug, Clone)]
enum Stage {
    Searching,
    Filtering,
    Sorting { followed: usize, counts: Counts, sorting: Box<Sorting> },
}

impl View {
    /// Every row in the service's order. `calendar` divides the run's days by the reader's clock.
    pub fn new(reading: &dyn Rows, calendar: Calendar) -> Self {
        let mut view = Self {
            serial: reading.serial(),
            arrangement: reading.arrangement(),
            selection: Selection::default(),
            followed: 0,
            dated: DayIndex::new(calendar),
            contacts: Contacts::default(),
            is_misjudged: false,
            found: None,
            counts: Counts::default(),
            order: Order::default(),
            rows: None,
            fresh: Vec::new(),
            work: None,
        };
        view.follow(reading);
        view
    }

    /// The reading that it is a view of; see [`Rows::serial`].
    pub fn serial(&self) -> u32 {
        self.serial
    }

    /// Whether it is a view of this reading, by this division into days.
    pub fn is_of(&self, reading: &dyn Rows, calendar: &Calendar) -> bool {
        self.serial == reading.serial()
            && self.arrangement == reading.arrangement()
            && self.dated.calendar() == calendar
    }

    /// How many rows it shows.
    pub fn len(&self) -> usize {
        self.rows.as_ref().map_or_else(|| self.order.len(), Vec::len)
    }

    /// Whether it shows none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row of the store at a place, counted from 0.
    pub fn row_at(&self, place: usize) -> Option<u32> {
        match &self.rows {
            Some(rows) => rows.get(place).copied(),
            None => self.order.row_at(place),
        }
    }

    /// The place of a row of the store, counted from 0; it is found sooner the nearer it is to another place.
    pub fn place_near(&self, row: u32, near: usize) -> Option<usize> {
        let is_there = |place: &usize| self.row_at(*place) == Some(row);
        let distances = 0..=near.max(self.len());
        distances
            .flat_map(|it| [near.checked_add(it), near.checked_sub(it)])
            .flatten()
            .find(is_there)
    }

    /// What it shows; the newest choice only once [`Self::advance`] has nothing left to do.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// What it has followed of what happened to the rows; there may be more by now.
    pub(crate) fn changes<'a>(&self, reading: &'a dyn Rows) -> &'a [Change] {
        reading.changes().get(..self.followed).unwrap_or_default()
    }

    /// The division into days that its day filter goes by.
    pub fn calendar(&self) -> &Calendar {
        self.dated.calendar()
    }

    /// How many rows each choice of a filter would show.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Says of rows which filters of [`Self::selection`] they fail.
    pub(crate) fn gate<'a>(&'a self, store: &'a Store) -> RowFilter<'a> {
        let found = self.found.as_ref().map(SearchResult::rows);
        RowFilter::new(&self.selection, store, &self.dated, &self.contacts, found)
    }

    /// Tells one state of what is known of contacts from every other; nothing until the whole list has been looked at
    /// by [`Self::look_for_contacts`].
    pub fn contacts_version(&self) -> Option<u32> {
        self.contacts.version()
    }

    /// Once the list is whole, looks for some milliseconds at which contact with its customer each response was;
    /// whether there is more to look at. What was picked by contacts is then for [`Self::advance`] to work out anew.
    pub fn look_for_contacts(&mut self, reading: &dyn Rows) -> bool {
        let version = self.contacts.version();
        let has_more = self.contacts.advance(reading, &self.dated);
        let newest = self.work.as_ref().map_or(&self.selection, |it| &it.selection);
        let is_misjudged = self.selection.asks_for_contacts() || newest.asks_for_contacts();
        if self.contacts.version() != version && is_misjudged {
            self.is_misjudged = true;
            self.begin(newest.clone());
        }
        has_more
    }

    /// Begins to work out another selection; [`Self::advance`] does it.
    pub fn select(&mut self, selection: Selection) {
        let current = self.work.as_ref().map_or(&self.selection, |it| &it.selection);
        if *current != selection {
            self.begin(selection);
        }
    }

    fn begin(&mut self, selection: Selection) {
        let needles = needles(&selection.search);
        let before = self.work.take().and_then(|it| it.found).or_else(|| self.found.clone());
        let found = match before {
            Some(before) if before.needles() == needles => Some(before),
            before => (!needles.is_empty()).then(|| SearchResult::new(needles, before)),
        };
        self.work = Some(Work { selection, found, stage: Stage::Searching });
    }

    /// Works some milliseconds on what is to be done; false once nothing is.
    pub fn advance(&mut self, reading: &dyn Rows) -> bool {
        let Some(mut work) = self.work.take() else {
            self.merge(reading);
            return !self.fresh.is_empty();
        };
        let store = reading.store();
        match work.stage {
            Stage::Searching => {
                let has_more = work.found.as_mut().is_some_and(|it| it.advance(store));
                work.stage = if has_more { Stage::Searching } else { Stage::Filtering };
            }
            Stage::Filtering => {
                let (counts, rows) = self.filter(reading, &mut work);
                let sorting = Box::new(Sorting::new(&work.selection.sort, rows));
                work.stage = Stage::Sorting { followed: reading.changes().len(), counts, sorting };
            }
            Stage::Sorting { followed, counts, mut sorting } => {
                if !sorting.advance(store) {
                    let is_plain = work.selection.shows_all() && work.selection.sort.is_empty();
                    self.rows = (!is_plain).then(|| sorting.into_rows());
                    self.fresh.clear();
                    self.selection = work.selection;
                    self.found = work.found;
                    self.counts = counts;
                    self.followed = followed;
                    self.is_misjudged = false;
                    self.follow(reading);
                    return !self.fresh.is_empty();
                }
                work.stage = Stage::Sorting { followed, counts, sorting };
            }
        }
        self.work = Some(work);
        true
    }

    /// All rows that pass, in the service's order, and the counts that go with them.
    fn filter(&mut self, reading: &dyn Rows, work: &mut Work) -> (Counts, Vec<u32>) {
        self.follow(reading);
        let store = reading.store();
        // Rows that came while the search was under way.
        while work.found.as_mut().is_some_and(|it| it.advance(store)) {}
        let stale = if self.is_misjudged {
            ALL
        } else {
            row_filter::stale(&self.selection, &work.selection)
        };
        let mut counts = self.counts.clone();
        counts.clear(stale);
        if stale == 0 && work.selection.shows_all() {
            return (counts, reading.segments().flatten().collect());
        }
        let found = work.found.as_ref().map(SearchResult::rows);
        let gate = RowFilter::new(&work.selection, store, &self.dated, &self.contacts, found);
        let mut rows = Vec::new();
        let mut fails = Vec::new();
        for segment in reading.segments() {
            gate.fails(segment.clone(), &mut fails);
            for (row, fails) in segment.zip(&fails) {
                if *fails == 0 {
                    rows.push(row);
                }
                if *fails & !stale == 0 {
                    counts.add(gate.codes(row), *fails, stale);
                }
            }
        }
        (counts, rows)
    }

    /// Follows what happened to the rows since the last time. Where very many came at once, [`Self::advance`] gives the
    /// rest of them their places.
    pub fn follow(&mut self, reading: &dyn Rows) {
        let changes = reading.changes().get(self.followed..).unwrap_or_default();
        if changes.is_empty() && self.followed > 0 {
            return;
        }
        let store = reading.store();
        self.followed = reading.changes().len();
        self.order = Order::from_segments(reading.segments());
        self.dated.follow(store);
        self.contacts.forget(store.row_count());
        while self.found.as_mut().is_some_and(|it| it.advance(store)) {}
        let found = self.found.as_ref().map(SearchResult::rows);
        let gate = RowFilter::new(&self.selection, store, &self.dated, &self.contacts, found);
        self.counts.make_room(store, self.dated.calendar().days().count());
        let mut fails = Vec::new();
        for change in changes {
            if let (Change::Added(rows), true) = (change, gate.is_open()) {
                self.counts.add_all(store, &self.dated, rows.clone());
                if self.rows.is_some() {
                    self.fresh.extend(rows.clone());
                }
                continue;
            }
            let (Change::Added(range) | Change::Withdrawn(range)) = change;
            gate.fails(range.clone(), &mut fails);
            let judged = range.clone().zip(&fails);
            if let Change::Added(_) = change {
                for (row, fails) in judged.clone() {
                    self.counts.add(gate.codes(row), *fails, ALL);
                }
                let passing = judged.filter(|(_, fails)| **fails == 0).map(|(row, _)| row);
                self.fresh.extend(passing.filter(|_| self.rows.is_some()));
            } else {
                for (row, fails) in judged {
                    self.counts.take_back(gate.codes(row), *fails, ALL);
                }
                self.fresh.retain(|row| !range.contains(row));
                if let Some(rows) = &mut self.rows {
                    rows.retain(|row| !range.contains(row));
                }
            }
        }
        self.merge(reading);
    }

    /// Gives some rows their places.
    fn merge(&mut self, reading: &dyn Rows) {
        let Some(rows) = self.rows.as_mut().filter(|_| !self.fresh.is_empty()) else { return };
        let fresh = self.fresh.drain(..self.fresh.len().min(CHUNK_FRESH_ROWS)).collect();
        let places = Places::new(reading.segments());
        merge::merge(rows, fresh, reading.store(), &self.selection.sort, &places);
    }
}
