//! Words of the query form: how a campaign is named, what is remembered of it, and how long its answer takes.

use super::Language;

/// What is said while a question is put and answered.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct AskingMessages {
    language: Language,
    pub suggestions: &'static str,
    pub unknown_name: &'static str,
    pub clock: &'static str,
    pub connected: &'static str,
    pub keep_token: &'static str,
    pub keep_address: &'static str,
    pub remembered: &'static str,
    pub forget: &'static str,
    pub forgotten: &'static str,
}

impl AskingMessages {
    /// Why there are no names to choose from, and what to do; `reason` is a sentence, or empty.
    pub fn no_campaigns(&self, reason: &str) -> String {
        let (failed, remedy) = match self.language {
            Language::English => (
                "Cube's list of campaigns could not be read.",
                "Enter a campaign's number, or reload the page to ask for the list again.",
            ),
            Language::Bokmal => (
                "Cubes liste over kampanjer kunne ikke leses.",
                "Oppgi kampanjens nummer, eller last siden på nytt for å hente listen igjen.",
            ),
        };
        [failed, reason, remedy]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Why a name may be missing in the list, and what to do.
    pub fn cut_campaigns(&self) -> &'static str {
        match self.language {
            Language::English => {
                "The list of campaigns could not be read to its end. Enter the number of one that is not in it."
            }
            Language::Bokmal => {
                "Listen over kampanjer kunne ikke leses til slutten. Oppgi nummeret til en som ikke står i den."
            }
        }
    }

    /// What is wrong with a parameter of the address: "“tz=Mars” is not known: tz may be Europe/Oslo, UTC or local."
    pub fn unknown_value(&self, parameter: &str, value: &str, choices: &[&str]) -> String {
        let or = match self.language {
            Language::English => " or ",
            Language::Bokmal => " eller ",
        };
        let choices = match choices {
            [all @ .., last] if !all.is_empty() => format!("{}{or}{last}", all.join(", ")),
            all => all.concat(),
        };
        match self.language {
            Language::English => {
                format!("“{parameter}={value}” is not known: {parameter} may be {choices}.")
            }
            Language::Bokmal => {
                format!("«{parameter}={value}» er ukjent: {parameter} kan være {choices}.")
            }
        }
    }

    /// "about 12 s left".
    pub fn seconds_left(&self, seconds: &str) -> String {
        match self.language {
            Language::English => format!("about {seconds} s left"),
            Language::Bokmal => format!("omtrent {seconds} s igjen"),
        }
    }

    /// "about 3 min left".
    pub fn minutes_left(&self, minutes: &str) -> String {
        match self.language {
            Language::English => format!("about {minutes} min left"),
            Language::Bokmal => format!("omtrent {minutes} min igjen"),
        }
    }

    /// "All of 2025".
    pub fn whole_year(&self, year: &str) -> String {
        match self.language {
            Language::English => format!("All of {year}"),
            Language::Bokmal => format!("Hele {year}"),
        }
    }

    /// "Connected to relay.example.org".
    pub fn connected_to(&self, host: &str) -> String {
        match self.language {
            Language::English => format!("Connected to {host}"),
            Language::Bokmal => format!("Tilkoblet {host}"),
        }
    }
}

pub(super) const EN: AskingMessages = AskingMessages {
    language: Language::English,
    suggestions: "Suggestions",
    unknown_name: "No campaign is called that. Choose from the list, or enter a number.",
    clock: "Clock",
    connected: "Connected through relay",
    keep_token: "Keep the token for this tab",
    keep_address: "Keep the endpoint for this tab. User and password are not kept: sign in anew after a reload.",
    remembered: "This browser remembers the last query, the columns, what counts as success, goals, and the choice of language, clock, appearance and single keys. It keeps no responses, searches or filters.",
    forget: "Forget what this browser remembers",
    forgotten: "Forgotten.",
};

pub(super) const NB: AskingMessages = AskingMessages {
    language: Language::Bokmal,
    suggestions: "Forslag",
    unknown_name: "Ingen kampanje heter det. Velg fra listen, eller oppgi et nummer.",
    clock: "Klokke",
    connected: "Tilkoblet via relé",
    keep_token: "Behold nøkkelen i denne fanen",
    keep_address: "Behold endepunktet i denne fanen. Bruker og passord beholdes ikke: logg på igjen etter ny innlasting.",
    remembered: "Denne nettleseren husker siste spørring, kolonnene, hva som teller som suksess, mål, og valg av språk, klokke, utseende og enkelttaster. Den beholder ingen responser, søk eller filtre.",
    forget: "Glem det denne nettleseren husker",
    forgotten: "Glemt.",
};
