//! Row filter: which responses pass the filters, and by which of them the others fail.

use std::ops::Range;

use chrono::NaiveDate;

use super::bitset::Bitset;
use super::contacts::{self, Contacts, Mark};
use super::day_index::{Day, DayIndex, NO_HOUR};
use crate::column::Column;
use crate::selection::{Choice, Hour, Selection};
use crate::store::{ABSENT, Code, Dictionary, Store, index_of};

/// The filters that a row fails, one bit each.
pub(crate) type Fails = u8;

pub(crate) const KIND: Fails = 1;
pub(crate) const SUBTYPE: Fails = 2;
pub(crate) const AGENT: Fails = 4;
pub(crate) const DAY: Fails = 8;
pub(crate) const SEARCH: Fails = 16;
pub(crate) const HOUR: Fails = 32;
pub(crate) const CONTACT: Fails = 64;
pub(crate) const WAIT: Fails = 128;

/// The filters that have choices to count for the menus.
pub(super) const ALL: Fails = KIND | SUBTYPE | AGENT | DAY;

/// Whose counts another selection changes: a filter's counts follow all filters but itself.
pub(super) fn stale(old: &Selection, new: &Selection) -> Fails {
    let bit_if = |is: bool, bit: Fails| if is { bit } else { 0 };
    let changes = bit_if(old.kinds != new.kinds, KIND)
        | bit_if(old.subtypes != new.subtypes, SUBTYPE)
        | bit_if(old.agents != new.agents, AGENT)
        | bit_if(old.days != new.days, DAY)
        | bit_if(old.hours != new.hours, HOUR)
        | bit_if(old.contacts != new.contacts, CONTACT)
        | bit_if(old.waits != new.waits, WAIT)
        | bit_if(old.search != new.search, SEARCH);
    let stale = |own: Fails| bit_if(changes & !own != 0, own);
    stale(KIND) | stale(SUBTYPE) | stale(AGENT) | stale(DAY)
}

/// The filters with their words looked up: those of one moment, as words become known with the rows that bring them.
pub(crate) struct RowFilter<'a> {
    store: &'a Store,
    dated: &'a DayIndex,
    marks: &'a [Mark],
    kinds: Option<Table>,
    subtypes: Option<Table>,
    agents: Option<Table>,
    days: Option<Table>,
    hours: Option<Table>,
    /// By the whole mark.
    contacts: Option<Table>,
    found: Option<&'a Bitset>,
}

/// By [`index_of`] the word's code, or by day: the filter's bit where it is not picked, else 0.
type Table = Vec<Fails>;

impl<'a> RowFilter<'a> {
    pub(super) fn new(
        selection: &Selection,
        store: &'a Store,
        dated: &'a DayIndex,
        contacts: &'a Contacts,
        found: Option<&'a Bitset>,
    ) -> Self {
        Self {
            store,
            dated,
            marks: contacts.marks(),
            kinds: words(&selection.kinds, store.kinds(), KIND),
            subtypes: words(&selection.subtypes, store.subtypes(), SUBTYPE),
            agents: words(&selection.agents, store.agents(), AGENT),
            days: days(&selection.days, dated),
            hours: hours(&selection.hours),
            contacts: selection.asks_for_contacts().then(|| marks(selection)),
            found,
        }
    }

    /// Whether every row passes.
    pub(super) fn is_open(&self) -> bool {
        let words = [&self.kinds, &self.subtypes, &self.agents];
        let others = [&self.days, &self.hours, &self.contacts];
        words.into_iter().chain(others).all(Option::is_none) && self.found.is_none()
    }

    /// What each of some rows fails: nothing, where it is shown. Filter by filter, which is quicker than row by row.
    pub(crate) fn fails(&self, rows: Range<u32>, fails: &mut Vec<Fails>) {
        fails.clear();
        fails.resize(rows.len(), 0);
        let words = [
            (&self.kinds, Column::Kind, KIND),
            (&self.subtypes, Column::Subtype, SUBTYPE),
            (&self.agents, Column::Agent, AGENT),
        ];
        for (table, column, bit) in words {
            let Some(table) = table else { continue };
            let range = rows.start as usize..rows.end as usize;
            let codes = self.store.codes(column).get(range).unwrap_or_default();
            for (fails, code) in fails.iter_mut().zip(codes) {
                *fails |= table.get(index_of(*code)).copied().unwrap_or(bit);
            }
        }
        if let Some(table) = &self.days {
            for (fails, day) in fails.iter_mut().zip(self.dated.days(rows.clone())) {
                *fails |= table.get(usize::from(*day)).copied().unwrap_or(DAY);
            }
        }
        if let Some(table) = &self.hours {
            for (fails, hour) in fails.iter_mut().zip(self.dated.hours(rows.clone())) {
                *fails |= table.get(usize::from(*hour)).copied().unwrap_or(HOUR);
            }
        }
        if let Some(table) = &self.contacts {
            let range = rows.start as usize..rows.end as usize;
            for (fails, mark) in fails.iter_mut().zip(self.marks.get(range).unwrap_or_default()) {
                *fails |= table.get(usize::from(*mark)).copied().unwrap_or(CONTACT);
            }
        }
        if let Some(found) = self.found {
            for (fails, row) in fails.iter_mut().zip(rows) {
                *fails |= if found.contains(row) { 0 } else { SEARCH };
            }
        }
    }

    /// What the filters look at in a row.
    pub(crate) fn codes(&self, row: u32) -> Codes {
        let code = |column| self.store.codes(column).get(row as usize).copied().unwrap_or(ABSENT);
        Codes {
            kind: code(Column::Kind),
            subtype: code(Column::Subtype),
            agent: code(Column::Agent),
            day: self.dated.days(row..row + 1).first().copied().unwrap_or(Day::MAX),
            hour: self.dated.hours(row..row + 1).first().copied().unwrap_or(NO_HOUR),
            mark: self.marks.get(row as usize).copied().unwrap_or_default(),
        }
    }
}

/// What the filters look at in a row.
#[derive(Clone, Copy)]
pub(crate) struct Codes {
    pub(crate) kind: Code,
    pub(crate) subtype: Code,
    pub(crate) agent: Code,
    pub(crate) day: Day,
    pub(crate) hour: u8,
    pub(crate) mark: Mark,
}

/// Nothing where no word is picked, so that all pass.
fn words(choices: &[Choice], known: &Dictionary, bit: Fails) -> Option<Table> {
    if choices.is_empty() {
        return None;
    }
    let mut table = vec![bit; known.len() + 1];
    for choice in choices {
        let code = choice.as_deref().map_or(Some(ABSENT), |word| known.find(word));
        if let Some(fails) = code.and_then(|code| table.get_mut(index_of(code))) {
            *fails = 0;
        }
    }
    Some(table)
}

fn days(days: &[NaiveDate], dated: &DayIndex) -> Option<Table> {
    if days.is_empty() {
        return None;
    }
    let span = dated.calendar().days();
    let mut table = vec![DAY; span.count() + 1];
    for index in days.iter().filter_map(|it| span.index_of(*it)) {
        table[index] = 0;
    }
    Some(table)
}

fn hours(hours: &[Hour]) -> Option<Table> {
    if hours.is_empty() {
        return None;
    }
    let mut table = vec![HOUR; usize::from(NO_HOUR)];
    for hour in hours {
        table[usize::from(hour.index())] = 0;
    }
    Some(table)
}

/// What each mark fails.
fn marks(selection: &Selection) -> Table {
    let fails = |mark: Mark| {
        let is_picked = |picked: &[u8], it: u8| picked.is_empty() || picked.contains(&it);
        let has_contact = is_picked(&selection.contacts, contacts::contact(mark));
        let wait = contacts::wait(mark).unwrap_or(Mark::MAX);
        let contact = if has_contact { 0 } else { CONTACT };
        contact | if is_picked(&selection.waits, wait) { 0 } else { WAIT }
    };
    (0..=Mark::MAX).map(fails).collect()
}
