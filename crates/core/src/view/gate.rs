//! Which responses pass the filters, and by which of them the others fail.

use chrono::NaiveDate;

use super::bits::Bits;
use super::dated::{Dated, Day};
use crate::selection::{Choice, Selection};
use crate::store::{Code, Dictionary, Store};

/// The filters that a row fails, one bit each.
pub(super) type Fails = u8;

pub(super) const KIND: Fails = 1;
pub(super) const SUBTYPE: Fails = 2;
pub(super) const AGENT: Fails = 4;
pub(super) const DAY: Fails = 8;
pub(super) const SEARCH: Fails = 16;

/// The filters with their words looked up: those of one moment, as words become known with the rows that bring them.
pub(super) struct Gate<'a> {
    kinds: Option<Vec<bool>>,
    subtypes: Option<Vec<bool>>,
    agents: Option<Vec<bool>>,
    days: Option<Vec<bool>>,
    found: Option<&'a Bits>,
}

impl<'a> Gate<'a> {
    pub(super) fn new(
        selection: &Selection,
        store: &Store,
        dated: &Dated,
        found: Option<&'a Bits>,
    ) -> Self {
        Self {
            kinds: words(&selection.kinds, store.kinds()),
            subtypes: words(&selection.subtypes, store.subtypes()),
            agents: words(&selection.agents, store.agents()),
            days: days(&selection.days, dated),
            found,
        }
    }

    /// What a row fails: nothing, where it is shown.
    pub(super) fn fails(&self, row: u32, codes: Codes) -> Fails {
        let fails = |table: &Option<Vec<bool>>, slot: usize, bit: Fails| match table {
            Some(table) if !table.get(slot).is_some_and(|it| *it) => bit,
            _ => 0,
        };
        let search = match self.found {
            Some(found) if !found.contains(row) => SEARCH,
            _ => 0,
        };
        fails(&self.kinds, slot_of(codes.kind), KIND)
            | fails(&self.subtypes, slot_of(codes.subtype), SUBTYPE)
            | fails(&self.agents, slot_of(codes.agent), AGENT)
            | fails(&self.days, usize::from(codes.day), DAY)
            | search
    }
}

/// What the filters look at in a row.
#[derive(Clone, Copy)]
pub(super) struct Codes {
    pub(super) kind: Code,
    pub(super) subtype: Code,
    pub(super) agent: Code,
    pub(super) day: Day,
}

/// The absent word's code is the largest of all; as slot 0 it needs no room for codes before it.
pub(super) fn slot_of(code: Code) -> usize {
    code.wrapping_add(1) as usize
}

/// By [`slot_of`], whether the word is picked; nothing where no word is, so that all pass.
fn words(choices: &[Choice], known: &Dictionary) -> Option<Vec<bool>> {
    if choices.is_empty() {
        return None;
    }
    let mut table = vec![false; known.len() + 1];
    for choice in choices {
        let code = choice.as_deref().map(|word| known.find(word));
        match code {
            None => table[0] = true,
            Some(Some(code)) => table[slot_of(code)] = true,
            Some(None) => {}
        }
    }
    Some(table)
}

fn days(days: &[NaiveDate], dated: &Dated) -> Option<Vec<bool>> {
    if days.is_empty() {
        return None;
    }
    let span = dated.calendar().days();
    let mut table = vec![false; span.count() + 1];
    for index in days.iter().filter_map(|it| span.index_of(*it)) {
        table[index] = true;
    }
    Some(table)
}
