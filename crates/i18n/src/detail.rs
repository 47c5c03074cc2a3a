//! Words of the detail: the table, and one response of it.

use super::{Advice, Language};
use cubeboard_responses::column::Column;

/// The table of responses.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct TableMessages {
    pub(super) language: Language,
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
    pub remove_all: &'static str,
    pub nothing_left: Advice,
    pub sort_by: &'static str,
    pub own_order: &'static str,
    pub columns: &'static str,
    pub usual_columns: &'static str,
    pub not_copied: &'static str,
}

impl TableMessages {
    /// "Remove filter: Sale".
    pub fn remove_filter(&self, filter: &str) -> String {
        match self.language {
            Language::English => format!("Remove filter: {filter}"),
            Language::Bokmal => format!("Fjern filter: {filter}"),
        }
    }

    /// "31 of 207 shown".
    pub fn shown_of(&self, shown: &str, all: &str) -> String {
        match self.language {
            Language::English => format!("{shown} of {all} shown"),
            Language::Bokmal => format!("{shown} av {all} vises"),
        }
    }

    /// "Move Agent to the left".
    pub fn move_left(&self, column: &str) -> String {
        match self.language {
            Language::English => format!("Move {column} to the left"),
            Language::Bokmal => format!("Flytt {column} til venstre"),
        }
    }

    /// "Move Agent to the right".
    pub fn move_right(&self, column: &str) -> String {
        match self.language {
            Language::English => format!("Move {column} to the right"),
            Language::Bokmal => format!("Flytt {column} til høyre"),
        }
    }

    /// "Width of Agent".
    pub fn width_of(&self, column: &str) -> String {
        match self.language {
            Language::English => format!("Width of {column}"),
            Language::Bokmal => format!("Bredden på {column}"),
        }
    }

    /// "Copied 12 rows".
    pub fn copied(&self, rows: &str) -> String {
        match self.language {
            Language::English => match rows {
                "1" => "Copied 1 row".to_owned(),
                _ => format!("Copied {rows} rows"),
            },
            Language::Bokmal => match rows {
                "1" => "Kopierte 1 rad".to_owned(),
                _ => format!("Kopierte {rows} rader"),
            },
        }
    }

    /// "Copied the first 100,000 of 250,000 rows: more cannot be pasted at once".
    pub fn copied_first(&self, rows: &str, selected: &str) -> String {
        match self.language {
            Language::English => {
                format!("Copied the first {rows} of {selected} rows: more cannot be pasted at once")
            }
            Language::Bokmal => format!(
                "Kopierte de første {rows} av {selected} rader: flere kan ikke limes inn på én gang"
            ),
        }
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
    pub(super) language: Language,
    pub title: &'static str,
    pub close: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub history: &'static str,
    pub only_contact: &'static str,
}

impl ResponseMessages {
    /// "Copy Comment".
    pub fn copy(&self, what: &str) -> String {
        match self.language {
            Language::English => format!("Copy {what}"),
            Language::Bokmal => format!("Kopier {what}"),
        }
    }

    /// "third of 4 contacts".
    pub fn contact_of(&self, place: usize, count: &str) -> String {
        match self.language {
            Language::English => match place {
                1 => format!("first of {count} contacts"),
                2 => format!("second of {count} contacts"),
                3 => format!("third of {count} contacts"),
                _ => format!("contact {place} of {count}"),
            },
            Language::Bokmal => match place {
                1 => format!("første av {count} kontakter"),
                2 => format!("andre av {count} kontakter"),
                3 => format!("tredje av {count} kontakter"),
                _ => format!("kontakt {place} av {count}"),
            },
        }
    }

    /// "Sale after 6 days".
    pub fn days_since_first(&self, outcome: &str, days: usize) -> String {
        match self.language {
            Language::English => match days {
                0 => format!("{outcome} on the first day"),
                1 => format!("{outcome} after 1 day"),
                _ => format!("{outcome} after {days} days"),
            },
            Language::Bokmal => match days {
                0 => format!("{outcome} første dag"),
                1 => format!("{outcome} etter 1 dag"),
                _ => format!("{outcome} etter {days} dager"),
            },
        }
    }
}
