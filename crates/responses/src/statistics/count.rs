//! Incremental counting of rows: one look at each, for all statistics at once.

use std::ops::Range;

use super::agents::AgentCount;
use super::attempts::Attempts;
use super::class_table::ClassTable;
use super::classes::{Classes, Delta};
use super::customers::Customers;
use super::summary::SummaryFigures;
use super::{Basis, filters};
use crate::calendar::midnights::Calendar;
use crate::column::Column;
use crate::rows::{Change, Rows};
use crate::selection::Selection;
use crate::series::Layers;
use crate::statistics::definition::Class;
use crate::store::{ABSENT, Code, Store, index_of};
use crate::view::{AGENT, CONTACT, Codes, DAY, Fails, HOUR, KIND, RowFilter, SUBTYPE, View, WAIT};

/// Hours from Monday, midnight, to Sunday's last.
pub const HOURS_OF_WEEK: usize = 7 * 24;

/// Everything counted of the rows that passed some filters.
#[derive(Debug, Clone)]
pub(super) struct Count {
    basis: Basis,
    filters: Selection,
    calendar: Calendar,
    /// What was known of contacts when it began.
    contacts: Option<u32>,
    /// How many of the run's changes it has followed.
    followed: usize,
    pub layers: Layers,
    /// The layers' sums.
    pub by_day: Vec<u32>,
    /// Of these, the successes.
    pub successes_by_day: Vec<u32>,
    pub outside: u32,
    pub undated: u32,
    pub agents: Vec<AgentCount>,
    /// By type, then by subtype; each by [`index_of`] the code.
    pub outcomes: Vec<Vec<u32>>,
    pub hours: Vec<Classes>,
    pub attempts: Attempts,
    days: Vec<Classes>,
    all: Classes,
    customers: Customers,
}

impl Count {
    pub fn new(view: &View, basis: Basis) -> Self {
        let calendar = view.calendar().clone();
        let day_count = calendar.days().count();
        Self {
            basis,
            filters: filters(view.selection()),
            calendar,
            contacts: view.contacts_version(),
            followed: 0,
            layers: Layers::default(),
            by_day: vec![0; day_count],
            successes_by_day: vec![0; day_count],
            outside: 0,
            undated: 0,
            agents: Vec::new(),
            outcomes: Vec::new(),
            hours: vec![Classes::default(); HOURS_OF_WEEK],
            attempts: Attempts::default(),
            days: vec![Classes::default(); day_count],
            all: Classes::default(),
            customers: Customers::default(),
        }
    }

    pub fn is_of(&self, view: &View, basis: &Basis) -> bool {
        // While more rows come, what was known of contacts before them stands.
        let knows = |version| self.contacts == Some(version);
        view.contacts_version().is_none_or(knows)
            && self.basis == *basis
            && self.filters == filters(view.selection())
            && self.calendar == *view.calendar()
    }

    /// Whether contacts are those that the view knows.
    pub fn knows_contacts_of(&self, view: &View) -> bool {
        self.contacts.is_some() && self.contacts == view.contacts_version()
    }

    pub fn basis(&self) -> &Basis {
        &self.basis
    }

    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    pub fn filters(&self) -> &Selection {
        &self.filters
    }

    pub fn summary(&self) -> SummaryFigures {
        SummaryFigures::new(self.all, &self.days, self.customers.len())
    }

    /// Counts up to `most` rows that came or went since the last time, whole pages of them; whether there are more.
    pub fn follow(&mut self, view: &View, reading: &dyn Rows, most: usize) -> bool {
        let store = reading.store();
        let gate = view.gate(store);
        let classes = ClassTable::new(store, &self.basis.definition);
        let mut fails = Vec::new();
        let mut done = 0;
        let mut is_customer_gone = false;
        // Not further than the view, which knows no day of the rows behind that.
        let changes = view.changes(reading);
        for change in changes.get(self.followed..).unwrap_or_default() {
            if done > most {
                break;
            }
            let (rows, delta) = match change {
                Change::Added(rows) => (rows, Delta::Up),
                Change::Withdrawn(rows) => (rows, Delta::Down),
            };
            gate.fails(rows.clone(), &mut fails);
            for (row, fails) in rows.clone().zip(&fails) {
                if *fails & !(KIND | SUBTYPE) != 0
                    && *fails & !(CONTACT | WAIT) != 0
                    && !fails.is_power_of_two()
                {
                    continue; // It fails two filters, so no figure counts it.
                }
                let codes = gate.codes(row);
                let class = classes.of(codes.kind, codes.subtype);
                self.count(store, row, codes, class, *fails, delta);
            }
            is_customer_gone |= delta == Delta::Down;
            done += rows.len();
            self.followed += 1;
        }
        if is_customer_gone {
            self.find_customers(&gate, reading);
        }
        !self.is_at_end_of(changes)
    }

    /// Whether all of it was counted.
    pub fn is_at_end_of(&self, changes: &[Change]) -> bool {
        self.followed >= changes.len()
    }

    /// Counts a row for each figure whose filters it passes.
    fn count(
        &mut self,
        store: &Store,
        row: u32,
        codes: Codes,
        class: Class,
        fails: Fails,
        delta: Delta,
    ) {
        let day = usize::from(codes.day);
        if fails & !DAY == 0 {
            self.count_in_chart(store, row, codes, class, delta);
        }
        if fails & !AGENT == 0 {
            let agent = entry(&mut self.agents, codes.agent);
            agent.change(class, day, self.days.len(), delta);
        }
        if fails & !(KIND | SUBTYPE) == 0 {
            let subtypes = entry(&mut self.outcomes, codes.kind);
            delta.apply(entry(subtypes, codes.subtype));
        }
        if fails & !HOUR == 0
            && let Some(hour) = self.hours.get_mut(usize::from(codes.hour))
        {
            hour.change(class, delta);
        }
        if fails & !(CONTACT | WAIT) == 0 {
            self.attempts.change(codes.mark, class, delta);
        }
        if fails == 0 {
            self.all.change(class, delta);
            if let Some(classes) = self.days.get_mut(day) {
                classes.change(class, delta);
            }
            if delta == Delta::Up {
                self.customers.add(store.crm_id(row));
            }
        }
    }

    /// Counts a row for the chart: on its day, or among those outside the query's days or without a date.
    fn count_in_chart(
        &mut self,
        store: &Store,
        row: u32,
        codes: Codes,
        class: Class,
        delta: Delta,
    ) {
        let word = match self.basis.stack.column() {
            Some(Column::Kind) => codes.kind,
            Some(Column::Subtype) => codes.subtype,
            Some(Column::Agent) => codes.agent,
            _ => ABSENT,
        };
        let day = usize::from(codes.day);
        if let Some(sum) = self.by_day.get_mut(day) {
            delta.apply(sum);
            if class == Class::Success
                && let Some(successes) = self.successes_by_day.get_mut(day)
            {
                delta.apply(successes);
            }
            if let Some(count) = self.layers.count_mut(word, day, self.days.len()) {
                delta.apply(count);
            }
        } else if store.time(row).is_some() {
            delta.apply(&mut self.outside);
        } else {
            delta.apply(&mut self.undated);
        }
    }

    /// A customer who is gone with a row may still be there with another, so all are looked at again. Pages are
    /// withdrawn only while a list changes under the reader's eyes, and those lists are short.
    fn find_customers(&mut self, gate: &RowFilter<'_>, reading: &dyn Rows) {
        self.customers = Customers::default();
        let mut fails = Vec::new();
        let mut rows: Vec<Range<u32>> = Vec::new();
        for change in &reading.changes()[..self.followed] {
            match change {
                Change::Added(added) => rows.push(added.clone()),
                Change::Withdrawn(gone) => rows = without(rows, gone),
            }
        }
        for rows in rows {
            gate.fails(rows.clone(), &mut fails);
            for (row, _) in rows.zip(&fails).filter(|(_, fails)| **fails == 0) {
                self.customers.add(reading.store().crm_id(row));
            }
        }
    }
}

/// Stretches of rows, less those of another one.
fn without(rows: Vec<Range<u32>>, gone: &Range<u32>) -> Vec<Range<u32>> {
    let rest = |rows: Range<u32>| {
        let before = rows.start..rows.end.min(gone.start);
        let after = rows.start.max(gone.end)..rows.end;
        [before, after].into_iter().filter(|rest| !rest.is_empty())
    };
    rows.into_iter().flat_map(rest).collect()
}

/// The entry of a word in a list by words, which grows to hold it.
fn entry<T: Default + Clone>(list: &mut Vec<T>, code: Code) -> &mut T {
    let index = index_of(code);
    if index >= list.len() {
        list.resize(index + 1, T::default());
    }
    &mut list[index]
}
