//! Words around the question: how a campaign is named, what is remembered of it, and how long its answer takes.

/// What is said while a question is put and answered.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct AskingText {
    pub suggestions: &'static str,
    pub unknown_name: &'static str,
    pub clock: &'static str,
    pub seconds_left: fn(seconds: &str) -> String,
    pub minutes_left: fn(minutes: &str) -> String,
    pub whole_year: fn(year: &str) -> String,
    pub connected: &'static str,
    pub connected_to: fn(host: &str) -> String,
    pub keep_for_tab: &'static str,
    pub remembered: &'static str,
    pub forget: &'static str,
    pub forgotten: &'static str,
}

pub(super) const EN: AskingText = AskingText {
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

pub(super) const NB: AskingText = AskingText {
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
