//! Words of the answer: the summary, the chart, and what lies behind it.

use cubeboard_responses::calendar::holiday::Holiday;
use cubeboard_responses::selection::{MOST_CONTACTS, WAITS};

/// The figures at the top, and what they go by.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct SummaryText {
    pub title: &'static str,
    pub responses: &'static str,
    pub successes: &'static str,
    pub hit_rate: &'static str,
    pub per_active_day: &'static str,
    pub best_day: &'static str,
    pub customers: &'static str,
    pub of_decided: fn(successes: &str, decided: &str) -> String,
    pub active_days: fn(days: &str) -> String,
    pub contacts_each: fn(contacts: &str) -> String,
    pub nothing_yet: &'static str,
    pub change: fn(change: &str, than: &str) -> String,
    pub definition: &'static str,
    pub definition_note: &'static str,
    /// Success, failure, neither.
    pub classes: [&'static str; 3],
    pub like_its_type: &'static str,
    pub counts_as: fn(word: &str) -> String,
    pub usual_definition: &'static str,
}

/// What lies behind the chart.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct BehindText {
    pub agents: &'static str,
    pub agent: &'static str,
    pub responses: &'static str,
    pub successes: &'static str,
    pub rate: &'static str,
    pub share: &'static str,
    pub trend: &'static str,
    pub few: &'static str,
    pub outcomes: &'static str,
    pub hours: &'static str,
    pub hours_show: &'static str,
    pub attempts: &'static str,
    pub attempts_wait: &'static str,
    pub contact: &'static str,
    /// From the first to the sixth and later.
    pub contacts: [&'static str; MOST_CONTACTS as usize],
    pub wait: &'static str,
    /// As [`WAITS`] divides days.
    pub waits: [&'static str; WAITS.len()],
    pub contact_is: fn(contact: &str) -> String,
    pub came_after: fn(days: &str) -> String,
    pub all_of: fn(count: &str) -> String,
    pub fewer: &'static str,
}

/// The chart and its numbers.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct ChartText {
    /// By day, by week, by month.
    pub responses_per: [&'static str; 3],
    pub bars: &'static str,
    pub per: [&'static str; 3],
    pub stacked_by: &'static str,
    pub stack: [&'static str; 4],
    pub compare_with: &'static str,
    pub compare: [&'static str; 3],
    /// The same inside of a sentence.
    pub compared: [&'static str; 3],
    pub switch_off: &'static str,
    pub numbers: &'static str,
    pub day: &'static str,
    pub total: &'static str,
    pub other: &'static str,
    pub no_word: &'static str,
    pub all: &'static str,
    pub mean: &'static str,
    pub unfinished: &'static str,
    pub help: &'static str,
    pub zoom: fn(days: &str) -> String,
    pub let_go: &'static str,
    pub holiday: fn(Holiday) -> &'static str,
    pub outside: fn(rows: &str) -> String,
    pub undated: fn(rows: &str) -> String,
    pub comparison_incomplete: &'static str,
}
