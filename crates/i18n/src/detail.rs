//! Words of the detail: the table, and one response of it.

use super::Advice;
use cubeboard_responses::column::Column;

/// The table of responses.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct TableText {
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
    pub remove_filter: fn(filter: &str) -> String,
    pub remove_all: &'static str,
    pub shown_of: fn(shown: &str, all: &str) -> String,
    pub nothing_left: Advice,
    pub sort_by: &'static str,
    pub own_order: &'static str,
    pub columns: &'static str,
    pub move_left: fn(column: &str) -> String,
    pub move_right: fn(column: &str) -> String,
    pub width_of: fn(column: &str) -> String,
    pub usual_columns: &'static str,
    pub copied: fn(rows: &str) -> String,
    pub copied_first: fn(rows: &str, selected: &str) -> String,
    pub not_copied: &'static str,
}

impl TableText {
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
pub struct ResponseText {
    pub title: &'static str,
    pub close: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub copy: fn(what: &str) -> String,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub history: &'static str,
    pub only_contact: &'static str,
    pub contact_of: fn(place: usize, count: &str) -> String,
    pub days_since_first: fn(outcome: &str, days: usize) -> String,
}
