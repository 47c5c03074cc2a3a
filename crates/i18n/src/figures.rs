//! Words of the statistics: the summary, the chart, and the cards below it.

use super::Language;
use cubeboard_responses::calendar::comparison::Compare;
use cubeboard_responses::calendar::holiday::Holiday;
use cubeboard_responses::series::{Per, Stack};
use cubeboard_responses::statistics::definition::Class;

/// The figures at the top, and what they go by.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct SummaryMessages {
    pub(super) language: Language,
    pub title: &'static str,
    pub responses: &'static str,
    pub successes: &'static str,
    pub hit_rate: &'static str,
    pub per_active_day: &'static str,
    pub best_day: &'static str,
    pub customers: &'static str,
    pub no_success: &'static str,
    pub no_success_yet: &'static str,
    pub counted: &'static str,
    pub definition: &'static str,
    pub definition_note: &'static str,
    pub like_its_type: &'static str,
    pub usual_definition: &'static str,
}

impl SummaryMessages {
    /// "31 of 120 decided".
    pub fn of_decided(&self, successes: &str, decided: &str) -> String {
        match self.language {
            Language::English => format!("{successes} of {decided} decided"),
            Language::Bokmal => format!("{successes} av {decided} avgjorte"),
        }
    }

    /// "22 active days".
    pub fn active_days(&self, days: &str) -> String {
        match self.language {
            Language::English => match days {
                "1" => "1 active day".to_owned(),
                _ => format!("{days} active days"),
            },
            Language::Bokmal => match days {
                "1" => "1 aktiv dag".to_owned(),
                _ => format!("{days} aktive dager"),
            },
        }
    }

    /// "1.8 contacts each".
    pub fn contacts_each(&self, contacts: &str) -> String {
        match self.language {
            Language::English => format!("{contacts} contacts each"),
            Language::Bokmal => format!("{contacts} kontakter hver"),
        }
    }

    /// "+12 % vs. period before".
    pub fn change(&self, change: &str, than: &str) -> String {
        match self.language {
            Language::English => format!("{change} vs. {than}"),
            Language::Bokmal => format!("{change} mot {than}"),
        }
    }

    /// "Sale counts as".
    pub fn counts_as(&self, word: &str) -> String {
        match self.language {
            Language::English => format!("{word} counts as"),
            Language::Bokmal => format!("{word} teller som"),
        }
    }

    /// What a response comes to: "Success".
    pub fn class(&self, class: Class) -> &'static str {
        match self.language {
            Language::English => match class {
                Class::Success => "Success",
                Class::Failure => "Failure",
                Class::Neither => "Neither",
            },
            Language::Bokmal => match class {
                Class::Success => "Suksess",
                Class::Failure => "Avslag",
                Class::Neither => "Ingen av delene",
            },
        }
    }
}

/// What lies behind the chart.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct BreakdownMessages {
    pub(super) language: Language,
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
    pub contact_title: &'static str,
    pub wait_title: &'static str,
    pub fewer: &'static str,
}

impl BreakdownMessages {
    /// Which contact with the customer, counted from 1: "2nd"; `None` past [`MOST_CONTACTS`].
    ///
    /// [`MOST_CONTACTS`]: cubeboard_responses::selection::MOST_CONTACTS
    pub fn contact(&self, contact: u8) -> Option<&'static str> {
        match self.language {
            Language::English => match contact {
                1 => Some("1st"),
                2 => Some("2nd"),
                3 => Some("3rd"),
                4 => Some("4th"),
                5 => Some("5th"),
                6 => Some("6th+"),
                _ => None,
            },
            Language::Bokmal => match contact {
                1 => Some("1."),
                2 => Some("2."),
                3 => Some("3."),
                4 => Some("4."),
                5 => Some("5."),
                6 => Some("6.+"),
                _ => None,
            },
        }
    }

    /// How long after the first contact, by its place in [`WAITS`]: "2–3 days"; `None` past their end.
    ///
    /// [`WAITS`]: cubeboard_responses::selection::WAITS
    pub fn wait(&self, wait: u8) -> Option<&'static str> {
        match self.language {
            Language::English => match wait {
                0 => Some("the same day"),
                1 => Some("1 day"),
                2 => Some("2–3 days"),
                3 => Some("4–7 days"),
                4 => Some("8–14 days"),
                5 => Some("15 days+"),
                _ => None,
            },
            Language::Bokmal => match wait {
                0 => Some("samme dag"),
                1 => Some("1 dag"),
                2 => Some("2–3 dager"),
                3 => Some("4–7 dager"),
                4 => Some("8–14 dager"),
                5 => Some("15 dager+"),
                _ => None,
            },
        }
    }

    /// "2nd contact".
    pub fn contact_is(&self, contact: &str) -> String {
        match self.language {
            Language::English => format!("{contact} contact"),
            Language::Bokmal => format!("{contact} kontakt"),
        }
    }

    /// "after 2–3 days".
    pub fn came_after(&self, days: &str) -> String {
        match self.language {
            Language::English => format!("after {days}"),
            Language::Bokmal => format!("etter {days}"),
        }
    }

    /// "All 24".
    pub fn all_of(&self, count: &str) -> String {
        match self.language {
            Language::English => format!("All {count}"),
            Language::Bokmal => format!("Alle {count}"),
        }
    }
}

/// The chart and its numbers.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct ChartMessages {
    pub(super) language: Language,
    pub bars: &'static str,
    pub stacked_by: &'static str,
    pub compare_with: &'static str,
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
    pub let_go: &'static str,
    pub comparison_incomplete: &'static str,
    pub counted: &'static str,
    pub nothing_compared: &'static str,
}

impl ChartMessages {
    /// The chart's name: "Responses per day".
    pub fn responses_per(&self, per: Per) -> &'static str {
        match self.language {
            Language::English => match per {
                Per::Day => "Responses per day",
                Per::Week => "Responses per week",
                Per::Month => "Responses per month",
            },
            Language::Bokmal => match per {
                Per::Day => "Responser per dag",
                Per::Week => "Responser per uke",
                Per::Month => "Responser per måned",
            },
        }
    }

    /// What a bar stands for: "Day".
    pub fn per(&self, per: Per) -> &'static str {
        match self.language {
            Language::English => match per {
                Per::Day => "Day",
                Per::Week => "Week",
                Per::Month => "Month",
            },
            Language::Bokmal => match per {
                Per::Day => "Dag",
                Per::Week => "Uke",
                Per::Month => "Måned",
            },
        }
    }

    /// What bars are divided by: "Subtype".
    pub fn stack(&self, stack: Stack) -> &'static str {
        match self.language {
            Language::English => match stack {
                Stack::Kind => "Type",
                Stack::Subtype => "Subtype",
                Stack::Agent => "Agent",
                Stack::Nothing => "None",
            },
            Language::Bokmal => match stack {
                Stack::Kind => "Type",
                Stack::Subtype => "Undertype",
                Stack::Agent => "Agent",
                Stack::Nothing => "Ingen",
            },
        }
    }

    /// What to compare with: "Period before".
    pub fn compare(&self, compare: Compare) -> &'static str {
        match self.language {
            Language::English => match compare {
                Compare::Nothing => "No comparison",
                Compare::Previous => "Period before",
                Compare::Year => "Year before",
            },
            Language::Bokmal => match compare {
                Compare::Nothing => "Uten sammenligning",
                Compare::Previous => "Perioden før",
                Compare::Year => "Året før",
            },
        }
    }

    /// The same inside of a sentence: "period before"; `None` without a comparison.
    pub fn compared(&self, compare: Compare) -> Option<&'static str> {
        match self.language {
            Language::English => match compare {
                Compare::Nothing => None,
                Compare::Previous => Some("period before"),
                Compare::Year => Some("year before"),
            },
            Language::Bokmal => match compare {
                Compare::Nothing => None,
                Compare::Previous => Some("perioden før"),
                Compare::Year => Some("året før"),
            },
        }
    }

    /// "Compared with Sat, 1 Feb 2020 – Fri, 28 Feb 2020."
    pub fn compared_with(&self, days: &str) -> String {
        match self.language {
            Language::English => format!("Compared with {days}."),
            Language::Bokmal => format!("Sammenlignet med {days}."),
        }
    }

    /// "Without a counterpart: Sat, 29 Feb 2020."
    pub fn without_counterpart(&self, days: &str) -> String {
        match self.language {
            Language::English => format!("Without a counterpart: {days}."),
            Language::Bokmal => format!("Uten motstykke: {days}."),
        }
    }

    /// A holiday's name: "Good Friday".
    pub fn holiday(&self, holiday: Holiday) -> &'static str {
        match self.language {
            Language::English => match holiday {
                Holiday::NewYear => "New Year's Day",
                Holiday::MaundyThursday => "Maundy Thursday",
                Holiday::GoodFriday => "Good Friday",
                Holiday::EasterSunday => "Easter Sunday",
                Holiday::EasterMonday => "Easter Monday",
                Holiday::LabourDay => "Labour Day",
                Holiday::ConstitutionDay => "Constitution Day",
                Holiday::Ascension => "Ascension Day",
                Holiday::WhitSunday => "Whit Sunday",
                Holiday::WhitMonday => "Whit Monday",
                Holiday::ChristmasDay => "Christmas Day",
                Holiday::BoxingDay => "Boxing Day",
            },
            Language::Bokmal => match holiday {
                Holiday::NewYear => "Første nyttårsdag",
                Holiday::MaundyThursday => "Skjærtorsdag",
                Holiday::GoodFriday => "Langfredag",
                Holiday::EasterSunday => "Første påskedag",
                Holiday::EasterMonday => "Andre påskedag",
                Holiday::LabourDay => "Arbeidernes dag",
                Holiday::ConstitutionDay => "Grunnlovsdagen",
                Holiday::Ascension => "Kristi himmelfartsdag",
                Holiday::WhitSunday => "Første pinsedag",
                Holiday::WhitMonday => "Andre pinsedag",
                Holiday::ChristmasDay => "Første juledag",
                Holiday::BoxingDay => "Andre juledag",
            },
        }
    }

    /// "Zoom to 1–7 March".
    pub fn zoom(&self, days: &str) -> String {
        match self.language {
            Language::English => format!("Zoom to {days}"),
            Language::Bokmal => format!("Zoom til {days}"),
        }
    }

    /// "2 lie on a day outside the period in this time zone.".
    pub fn outside(&self, rows: &str) -> String {
        match self.language {
            Language::English => {
                let lie = if rows == "1" { "lies" } else { "lie" };
                format!("{rows} {lie} on a day outside the period in this time zone.")
            }
            Language::Bokmal => {
                format!("{rows} ligger på en dag utenfor perioden i denne tidssonen.")
            }
        }
    }

    /// "3 have no time and are not in the chart.".
    pub fn undated(&self, rows: &str) -> String {
        match self.language {
            Language::English => match rows {
                "1" => "1 has no time and is not in the chart.".to_owned(),
                _ => format!("{rows} have no time and are not in the chart."),
            },
            Language::Bokmal => {
                format!("{rows} har ikke noe tidspunkt og er ikke med i diagrammet.")
            }
        }
    }
}
