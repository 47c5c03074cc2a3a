//! Words of the detail: the table, and one response of it.

use super::Advice;
use cubeboard_responses::column::Column;

/// The table of responses.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct TableMessages {
    pub responses: &'static str,
    pub submitted: &'static str,
    pub kind: &'static str,
    pub subtype: &'static str,
    pub agent: &'static str,
    pub customer: &'static str,
    pub crm_id: &'static str,
    pub external_id: &'static str,
    pub comment: &'static str,
    pub campaign: &'static str,
    pub no_value: &'static str,
    pub help: &'static str,
    pub search: &'static str,
    pub filter_by_kind: &'static str,
    pub filter_by_subtype: &'static str,
    pub filter_by_agent: &'static str,
    pub filter_by_day: &'static str,
    pub(crate) remove_filter: fn(filter: &str) -> String,
    pub remove_all: &'static str,
    pub(crate) shown_of: fn(shown: &str, all: &str) -> String,
    pub nothing_left: Advice,
    pub sort_by: &'static str,
    pub own_order: &'static str,
    pub columns: &'static str,
    pub(crate) move_left: fn(column: &str) -> String,
    pub(crate) move_right: fn(column: &str) -> String,
    pub(crate) width_of: fn(column: &str) -> String,
    pub usual_columns: &'static str,
    pub(crate) copied: fn(rows: &str) -> String,
    pub(crate) copied_first: fn(rows: &str, selected: &str) -> String,
    pub not_copied: &'static str,
}

impl TableMessages {
    /// “Fjern filter: {filter}”.
    pub fn remove_filter(&self, filter: &str) -> String {
        (self.remove_filter)(filter)
    }

    /// “{shown} av {all} vises”.
    pub fn shown_of(&self, shown: &str, all: &str) -> String {
        (self.shown_of)(shown, all)
    }

    /// “Flytt {column} til venstre”.
    pub fn move_left(&self, column: &str) -> String {
        (self.move_left)(column)
    }

    /// “Flytt {column} til høyre”.
    pub fn move_right(&self, column: &str) -> String {
        (self.move_right)(column)
    }

    /// “Bredden på {column}”.
    pub fn width_of(&self, column: &str) -> String {
        (self.width_of)(column)
    }

    /// copied.
    pub fn copied(&self, rows: &str) -> String {
        (self.copied)(rows)
    }

    /// “Copied the first {rows} of {selected} rows: more cannot be pasted at once”.
    pub fn copied_first(&self, rows: &str, selected: &str) -> String {
        (self.copied_first)(rows, selected)
    }
}

impl TableMessages {
    /// A column's name.
    pub fn column(&self, column: Column) -> &'static str {
        match column {
            Column::Submitted => self.submitted,
            Column::Kind => self.kind,
            Column::Subtype => self.subtype,
            Column::Agent => self.agent,
            Column::Customer => self.customer,
            Column::CrmId => self.crm_id,
            Column::ExternalId => self.external_id,
            Column::Comment => self.comment,
        }
    }
}

/// One response and its customer's others.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct ResponseMessages {
    pub title: &'static str,
    pub close: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub(crate) copy: fn(what: &str) -> String,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub history: &'static str,
    pub only_contact: &'static str,
    pub(crate) contact_of: fn(place: usize, count: &str) -> String,
    pub(crate) days_since_first: fn(outcome: &str, days: usize) -> String,
}

impl ResponseMessages {
    /// “Sale after 6 days”.
    pub fn days_since_first(&self, outcome: &str, days: usize) -> String {
        (self.days_since_first)(outcome, days)
    }

    /// “Kopier {what}”.
    pub fn copy(&self, what: &str) -> String {
        (self.copy)(what)
    }

    /// “third of 4 contacts”; `place` is counted from 1.
    pub fn contact_of(&self, place: usize, count: &str) -> String {
        (self.contact_of)(place, count)
    }
}
