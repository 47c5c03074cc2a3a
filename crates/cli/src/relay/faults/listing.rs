//! One page of a list that changed, put together from pages of the list that was invented.

use std::collections::HashMap;
use std::ops::Range;

use cubeboard_cube::demo::{Answer, Demo};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::relay::faults::asked::Asked;
use crate::relay::faults::copies::{self, Period};
use crate::relay::faults::edits::{Edits, Source};
use crate::relay::faults::link;
use crate::relay::faults::plan::Faults;

/// A page as the service sends it. Its rows stay the texts they are, so that what no fault changes
/// keeps every byte.
#[derive(Debug, Serialize, Deserialize)]
struct Listing {
    count: Option<u64>,
    next: Option<String>,
    previous: Option<String>,
    results: Vec<Box<RawValue>>,
}

/// The page asked for, of the list as it is by now; `invented` answers a query as if nothing had
/// happened.
pub(super) fn answer(
    asked: &Asked<'_>,
    edits: &Edits,
    faults: &Faults,
    invented: impl FnMut(&str) -> Answer,
) -> Answer {
    let mut list = Invented { asked, answer: invented, pages: HashMap::new() };
    if edits.is_empty() && faults.keeps_pages() {
        return list.ask(asked.number);
    }
    // Refused or not, it is so whatever the page.
    let first = list.ask(1);
    let Some(listing) = page_of(&first) else { return first };
    let Some(page_len) = Demo::page_len(asked.campaign) else { return first };
    let invented_count = listing.count.and_then(|it| usize::try_from(it).ok()).unwrap_or_default();
    list.pages.insert(1, listing.results);

    let number = if faults.repeats() { 1 } else { asked.number };
    let row_count = edits.row_count(invented_count);
    let start = page_len.saturating_mul(number - 1);
    if start >= row_count && number > 1 {
        return list.ask(usize::MAX); // past the end, in the service's own words
    }
    let end = row_count.min(start.saturating_add(page_len));
    let has_next = end < row_count || faults.links_past_the_end();
    let link = |number| link::write(faults.link_form(), asked, number);
    json(&Listing {
        count: faults.count(row_count),
        next: has_next.then(|| link(asked.number.saturating_add(1))),
        previous: (number > 1).then(|| link(number - 1)),
        results: list.rows(start..end, edits, invented_count, page_len),
    })
}

/// The list as it was invented, of which only the pages needed are asked for.
struct Invented<'a, F> {
    asked: &'a Asked<'a>,
    answer: F,
    pages: HashMap<usize, Vec<Box<RawValue>>>,
}

impl<F: FnMut(&str) -> Answer> Invented<'_, F> {
    fn ask(&mut self, number: usize) -> Answer {
        (self.answer)(&self.asked.query_for(number))
    }

    /// The rows at these positions of the changed list, of which `count` were invented.
    fn rows(
        &mut self,
        positions: Range<usize>,
        edits: &Edits,
        count: usize,
        page_len: usize,
    ) -> Vec<Box<RawValue>> {
        let Some(period) = Period::asked_for(self.asked) else { return Vec::new() };
        let last_page = count.div_ceil(page_len);
        let row = |position| match edits.source(position, count) {
            Source::Above(number) => copies::above(self.page(1), number, &period),
            Source::Below(number) => copies::below(self.page(last_page), number, &period),
            Source::Invented(position) => self.row(position, page_len),
        };
        positions.filter_map(row).collect()
    }

    fn row(&mut self, position: usize, page_len: usize) -> Option<Box<RawValue>> {
        self.page(position / page_len + 1).get(position % page_len).cloned()
    }

    fn page(&mut self, number: usize) -> &[Box<RawValue>] {
        if !self.pages.contains_key(&number) {
            let rows = page_of(&self.ask(number)).map(|it| it.results);
            self.pages.insert(number, rows.unwrap_or_default());
        }
        self.pages.get(&number).map(Vec::as_slice).unwrap_or_default()
    }
}

fn page_of(answer: &Answer) -> Option<Listing> {
    (answer.status == 200).then(|| serde_json::from_slice(&answer.body).ok())?
}

fn json(listing: &Listing) -> Answer {
    // Writing to memory what has texts for keys does not fail.
    let body = serde_json::to_vec(listing).unwrap_or_default();
    Answer { status: 200, location: None, body }
}
