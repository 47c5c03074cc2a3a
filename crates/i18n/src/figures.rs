//! Words of the answer: the summary, the chart, and what lies behind it.

use cubeboard_responses::calendar::comparison::Compare;
use cubeboard_responses::calendar::holiday::Holiday;
use cubeboard_responses::selection::{MOST_CONTACTS, WAITS};
use cubeboard_responses::series::{Per, Stack};
use cubeboard_responses::statistics::definition::Class;

/// The figures at the top, and what they go by.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct SummaryMessages {
    pub title: &'static str,
    pub responses: &'static str,
    pub successes: &'static str,
    pub hit_rate: &'static str,
    pub per_active_day: &'static str,
    pub best_day: &'static str,
    pub customers: &'static str,
    pub(crate) of_decided: fn(successes: &str, decided: &str) -> String,
    pub(crate) active_days: fn(days: &str) -> String,
    pub(crate) contacts_each: fn(contacts: &str) -> String,
    pub nothing_yet: &'static str,
    pub(crate) change: fn(change: &str, than: &str) -> String,
    pub definition: &'static str,
    pub definition_note: &'static str,
    /// Success, failure, neither.
    pub(crate) classes: [&'static str; 3],
    pub like_its_type: &'static str,
    pub(crate) counts_as: fn(word: &str) -> String,
    pub usual_definition: &'static str,
}

impl SummaryMessages {
    /// “{successes} av {decided} avgjorte”.
    pub fn of_decided(&self, successes: &str, decided: &str) -> String {
        (self.of_decided)(successes, decided)
    }

    /// “{days} aktive dager”.
    pub fn active_days(&self, days: &str) -> String {
        (self.active_days)(days)
    }

    /// “{contacts} kontakter hver”.
    pub fn contacts_each(&self, contacts: &str) -> String {
        (self.contacts_each)(contacts)
    }

    /// “{change} mot {than}”.
    pub fn change(&self, change: &str, than: &str) -> String {
        (self.change)(change, than)
    }

    /// “{word} teller som”.
    pub fn counts_as(&self, word: &str) -> String {
        (self.counts_as)(word)
    }
}

/// What lies behind the chart.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct BehindMessages {
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
    pub(crate) contacts: [&'static str; MOST_CONTACTS as usize],
    pub wait: &'static str,
    /// As [`WAITS`] divides days.
    pub(crate) waits: [&'static str; WAITS.len()],
    pub(crate) contact_is: fn(contact: &str) -> String,
    pub(crate) came_after: fn(days: &str) -> String,
    pub(crate) all_of: fn(count: &str) -> String,
    pub fewer: &'static str,
}

impl BehindMessages {
    /// “{contact} kontakt”.
    pub fn contact_is(&self, contact: &str) -> String {
        (self.contact_is)(contact)
    }

    /// “etter {days}”.
    pub fn came_after(&self, days: &str) -> String {
        (self.came_after)(days)
    }

    /// “Alle {count}”.
    pub fn all_of(&self, count: &str) -> String {
        (self.all_of)(count)
    }
}

/// The chart and its numbers.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct ChartMessages {
    /// By day, by week, by month.
    pub(crate) responses_per: [&'static str; 3],
    pub bars: &'static str,
    pub(crate) per: [&'static str; 3],
    pub stacked_by: &'static str,
    pub(crate) stack: [&'static str; 4],
    pub compare_with: &'static str,
    pub(crate) compare: [&'static str; 3],
    /// The same inside of a sentence.
    pub(crate) compared: [&'static str; 3],
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
    pub(crate) zoom: fn(days: &str) -> String,
    pub let_go: &'static str,
    pub(crate) holiday: fn(Holiday) -> &'static str,
    pub(crate) outside: fn(rows: &str) -> String,
    pub(crate) undated: fn(rows: &str) -> String,
    pub comparison_incomplete: &'static str,
}

impl ChartMessages {
    /// “Zoom til {days}”.
    pub fn zoom(&self, days: &str) -> String {
        (self.zoom)(days)
    }

    /// The name of a holiday.
    pub fn holiday(&self, holiday: Holiday) -> &'static str {
        (self.holiday)(holiday)
    }

    /// “{rows} ligger på en dag utenfor perioden i denne tidssonen.”.
    pub fn outside(&self, rows: &str) -> String {
        (self.outside)(rows)
    }

    /// “{rows} har ikke noe tidspunkt og er ikke med i diagrammet.”.
    pub fn undated(&self, rows: &str) -> String {
        (self.undated)(rows)
    }
}

impl ChartMessages {
    /// Name of the chart: "Responses per day".
    pub fn responses_per(&self, per: Per) -> &'static str {
        let [day, week, month] = self.responses_per;
        by_per(per, day, week, month)
    }

    /// What a bar stands for: "Day".
    pub fn per(&self, per: Per) -> &'static str {
        let [day, week, month] = self.per;
        by_per(per, day, week, month)
    }

    /// What the bars are divided by: "Type".
    pub fn stack(&self, stack: Stack) -> &'static str {
        let [kind, subtype, agent, nothing] = self.stack;
        match stack {
            Stack::Kind => kind,
            Stack::Subtype => subtype,
            Stack::Agent => agent,
            Stack::Nothing => nothing,
        }
    }

    /// What the responses are compared with: "The year before".
    pub fn compare(&self, compare: Compare) -> &'static str {
        let [nothing, previous, year] = self.compare;
        by_compare(compare, nothing, previous, year)
    }

    /// The same inside of a sentence.
    pub fn compared(&self, compare: Compare) -> &'static str {
        let [nothing, previous, year] = self.compared;
        by_compare(compare, nothing, previous, year)
    }
}

fn by_per<T>(per: Per, day: T, week: T, month: T) -> T {
    match per {
        Per::Day => day,
        Per::Week => week,
        Per::Month => month,
    }
}

fn by_compare<T>(compare: Compare, nothing: T, previous: T, year: T) -> T {
    match compare {
        Compare::Nothing => nothing,
        Compare::Previous => previous,
        Compare::Year => year,
    }
}

impl SummaryMessages {
    /// What a word counts as: "Success".
    pub fn class(&self, class: Class) -> &'static str {
        let [success, failure, neither] = self.classes;
        match class {
            Class::Success => success,
            Class::Failure => failure,
            Class::Neither => neither,
        }
    }
}

impl BehindMessages {
    /// Which contact with a customer, counted from 1: "First"; nothing past the last that is told apart.
    pub fn contact_name(&self, contact: u8) -> Option<&'static str> {
        self.contacts.get(usize::from(contact.checked_sub(1)?)).copied()
    }

    /// How long after the first contact, as the place in [`WAITS`]: "Same day".
    pub fn wait_name(&self, wait: u8) -> Option<&'static str> {
        self.waits.get(usize::from(wait)).copied()
    }
}
