//! Words around the question: how a campaign is named, what is remembered of it, and how long its answer takes.

/// What is said while a question is put and answered.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct AskingMessages {
    pub suggestions: &'static str,
    pub unknown_name: &'static str,
    pub clock: &'static str,
    pub(crate) seconds_left: fn(seconds: &str) -> String,
    pub(crate) minutes_left: fn(minutes: &str) -> String,
    pub(crate) whole_year: fn(year: &str) -> String,
    pub connected: &'static str,
    pub(crate) connected_to: fn(host: &str) -> String,
    pub keep_for_tab: &'static str,
    pub remembered: &'static str,
    pub forget: &'static str,
    pub forgotten: &'static str,
}

impl AskingMessages {
    /// “about {seconds} s left”.
    pub fn seconds_left(&self, seconds: &str) -> String {
        (self.seconds_left)(seconds)
    }

    /// “about {minutes} min left”.
    pub fn minutes_left(&self, minutes: &str) -> String {
        (self.minutes_left)(minutes)
    }

    /// “All of {year}”.
    pub fn whole_year(&self, year: &str) -> String {
        (self.whole_year)(year)
    }

    /// “Connected to {host}”.
    pub fn connected_to(&self, host: &str) -> String {
        (self.connected_to)(host)
    }
}

pub(super) const EN: AskingMessages = AskingMessages {
    suggestions: "Suggestions",
    unknown_name: "No campaign is called that. Choose from the list, or enter a number.",
    clock: "Clock",
    seconds_left: |seconds| ["about ", seconds, " s left"].concat(),
    minutes_left: |minutes| ["about ", minutes, " min left"].concat(),
    whole_year: |year| ["All of ", year].concat(),
    connected: "Connected through relay",
    connected_to: |host| ["Connected to ", host].concat(),
    keep_for_tab: "Keep the credentials for this tab",
    remembered: "This browser remembers the last query, the columns, what counts as success, and the choice of language, clock, appearance and single keys. It keeps no responses, searches or filters.",
    forget: "Forget what this browser remembers",
    forgotten: "Forgotten.",
};

pub(super) const NB: AskingMessages = AskingMessages {
    suggestions: "Forslag",
    unknown_name: "Ingen kampanje heter det. Velg fra listen, eller oppgi et nummer.",
    clock: "Klokke",
    seconds_left: |seconds| ["omtrent ", seconds, " s igjen"].concat(),
    minutes_left: |minutes| ["omtrent ", minutes, " min igjen"].concat(),
    whole_year: |year| ["Hele ", year].concat(),
    connected: "Tilkoblet via relé",
    connected_to: |host| ["Tilkoblet ", host].concat(),
    keep_for_tab: "Behold påloggingen i denne fanen",
    remembered: "Denne nettleseren husker siste spørring, kolonnene, hva som teller som suksess, og valg av språk, klokke, utseende og enkelttaster. Den beholder ingen responser, søk eller filtre.",
    forget: "Glem det denne nettleseren husker",
    forgotten: "Glemt.",
};
