//! Words on goals: how one is set, how much of it is reached, where it will end, and how that is reckoned.

use super::Language;
use cubeboard_responses::goal::{GoalPer, NoSum};

/// What is said of a goal.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct GoalMessages {
    language: Language,
    pub title: &'static str,
    pub field: &'static str,
    pub per_label: &'static str,
    pub note: &'static str,
    pub not_a_count: &'static str,
    pub as_configured: &'static str,
    pub of_one_campaign: &'static str,
    pub loading: &'static str,
    pub incomplete: &'static str,
    pub filtered: &'static str,
    pub one_type: &'static str,
    pub no_working_day: &'static str,
    pub no_weekdays: &'static str,
    pub of_goal: &'static str,
}

impl GoalMessages {
    /// In which time a goal is to be reached: "per month".
    pub fn per(&self, per: GoalPer) -> &'static str {
        match self.language {
            Language::English => match per {
                GoalPer::Day => "per working day",
                GoalPer::Week => "per week",
                GoalPer::Month => "per month",
                GoalPer::Period => "in the whole period",
            },
            Language::Bokmal => match per {
                GoalPer::Day => "per arbeidsdag",
                GoalPer::Week => "per uke",
                GoalPer::Month => "per måned",
                GoalPer::Period => "i hele perioden",
            },
        }
    }

    /// "250 successes per month".
    pub fn goal(&self, successes: &str, per: GoalPer) -> String {
        let per = self.per(per);
        match (self.language, successes) {
            (Language::English, "1") => format!("1 success {per}"),
            (Language::English, _) => format!("{successes} successes {per}"),
            (Language::Bokmal, "1") => format!("1 suksess {per}"),
            (Language::Bokmal, _) => format!("{successes} suksesser {per}"),
        }
    }

    /// The line in the chart: "Goal: 250 successes per month".
    pub fn line(&self, goal: &str) -> String {
        format!("{}: {goal}", self.title)
    }

    /// The same where a bar has only a share of it.
    pub fn divided_line(&self, goal: &str) -> String {
        match self.language {
            Language::English => format!("Goal: {goal}, by working days"),
            Language::Bokmal => format!("Mål: {goal}, fordelt på arbeidsdager"),
        }
    }

    /// "143 of 250 reached: 57 %".
    pub fn reached(&self, reached: &str, target: &str, percent: &str) -> String {
        match self.language {
            Language::English => format!("{reached} of {target} reached: {percent}"),
            Language::Bokmal => format!("{reached} av {target} nådd: {percent}"),
        }
    }

    /// "These days' share of it, by working days: 57.5."
    pub fn share(&self, target: &str) -> String {
        match self.language {
            Language::English => format!("These days' share of it, by working days: {target}."),
            Language::Bokmal => format!("Disse dagenes andel, etter arbeidsdager: {target}."),
        }
    }

    /// "At this pace 246 by Tue, 31 Jan 2017: 98 %."
    pub fn at_this_pace(&self, at_end: &str, day: &str, percent: &str) -> String {
        match self.language {
            Language::English => format!("At this pace {at_end} by the end of {day}: {percent}."),
            Language::Bokmal => {
                format!("I dette tempoet {at_end} ved slutten av {day}: {percent}.")
            }
        }
    }

    /// "With 95 % certainty between 221 and 271."
    pub fn between(&self, low: &str, high: &str) -> String {
        match self.language {
            Language::English => format!("With 95 % certainty between {low} and {high}."),
            Language::Bokmal => format!("Med 95 % sikkerhet mellom {low} og {high}."),
        }
    }

    /// "No forecast yet: 2 working days are over, and it takes three."
    pub fn too_early(&self, days: &str) -> String {
        match (self.language, days) {
            (Language::English, "1") => {
                "No forecast yet: 1 working day is over, and it takes more.".to_owned()
            }
            (Language::English, _) => {
                format!("No forecast yet: {days} working days are over, and it takes more.")
            }
            (Language::Bokmal, "1") => {
                "Ingen prognose ennå: 1 arbeidsdag er over, og det trengs flere.".to_owned()
            }
            (Language::Bokmal, _) => {
                format!("Ingen prognose ennå: {days} arbeidsdager er over, og det trengs flere.")
            }
        }
    }

    /// "Reckoned from 6.5 successes a working day, on 14 that are over; 10 are still to come."
    pub fn pace(&self, per_day: &str, finished: &str, left: &str) -> String {
        match self.language {
            Language::English => format!(
                "Reckoned from {per_day} successes per working day on the {finished} that are over; still to come, without today: {left}."
            ),
            Language::Bokmal => format!(
                "Regnet ut fra {per_day} suksesser per arbeidsdag på de {finished} som er over; igjen, uten i dag: {left}."
            ),
        }
    }

    /// "Of today, 3.2 more are expected."
    pub fn rest_of_today(&self, rest: &str) -> String {
        match self.language {
            Language::English => {
                format!("Today counts as it is, and {rest} more are expected of it.")
            }
            Language::Bokmal => format!("I dag teller som den er, og {rest} til ventes av den."),
        }
    }

    /// On which days the campaign works: "Working days are Monday to Friday; weekends have been free."
    pub fn working_days(&self, saturdays: bool, sundays: bool) -> &'static str {
        match self.language {
            Language::English => match (saturdays, sundays) {
                (false, false) => {
                    "Working days are Monday to Friday, as past weekends show, without Norwegian public holidays."
                }
                (true, false) => {
                    "Working days are Monday to Saturday, as past weekends show, without Norwegian public holidays."
                }
                (false, true) => {
                    "Working days are Sunday to Friday, as past weekends show, without Norwegian public holidays."
                }
                (true, true) => {
                    "Every day is a working day, as past weekends show, except Norwegian public holidays."
                }
            },
            Language::Bokmal => match (saturdays, sundays) {
                (false, false) => {
                    "Arbeidsdager er mandag til fredag, som tidligere helger viser, uten norske helligdager."
                }
                (true, false) => {
                    "Arbeidsdager er mandag til lørdag, som tidligere helger viser, uten norske helligdager."
                }
                (false, true) => {
                    "Arbeidsdager er søndag til fredag, som tidligere helger viser, uten norske helligdager."
                }
                (true, true) => {
                    "Hver dag er en arbeidsdag, som tidligere helger viser, unntatt norske helligdager."
                }
            },
        }
    }

    /// "A Saturday counts as 20 % of a working day."
    pub fn saturday(&self, percent: &str) -> String {
        match self.language {
            Language::English => format!("A Saturday counts as {percent} of one."),
            Language::Bokmal => format!("En lørdag teller som {percent} av en."),
        }
    }

    /// "A Sunday counts as 20 % of a working day."
    pub fn sunday(&self, percent: &str) -> String {
        match self.language {
            Language::English => format!("A Sunday counts as {percent} of one."),
            Language::Bokmal => format!("En søndag teller som {percent} av en."),
        }
    }

    /// "Days off to come: Constitution Day, Ascension Day."
    pub fn holidays(&self, names: &str) -> String {
        match self.language {
            Language::English => format!("Days off to come: {names}."),
            Language::Bokmal => format!("Fridager som kommer: {names}."),
        }
    }

    /// "Reckoned from what 4 of the same weekdays in the last four weeks brought after this time of day."
    pub fn weekdays(&self, days: &str) -> String {
        match self.language {
            Language::English => format!(
                "Reckoned from what the same weekday of the last four weeks brought after this time of day, on {days} days with responses."
            ),
            Language::Bokmal => format!(
                "Regnet ut fra hva den samme ukedagen de siste fire ukene ga etter dette klokkeslettet, på {days} dager med responser."
            ),
        }
    }

    /// Why several campaigns have no goal together.
    pub fn no_sum(&self, why: NoSum) -> &'static str {
        match self.language {
            Language::English => match why {
                NoSum::Missing => "No goal is shown: not all of these campaigns have one.",
                NoSum::Mixed => {
                    "No goal is shown: these campaigns have goals for different times, such as per day and per month."
                }
            },
            Language::Bokmal => match why {
                NoSum::Missing => "Det vises ikke noe mål: ikke alle disse kampanjene har et.",
                NoSum::Mixed => {
                    "Det vises ikke noe mål: disse kampanjene har mål for ulike tider, som per dag og per måned."
                }
            },
        }
    }
}

pub(super) const EN: GoalMessages = GoalMessages {
    language: Language::English,
    title: "Goal",
    field: "Successes wanted",
    per_label: "In which time",
    note: "Weekends are working days where this campaign's own past days show it; Norwegian public holidays are days off. Empty: no goal.",
    not_a_count: "A whole number, 1 or more.",
    as_configured: "As set for everybody",
    of_one_campaign: "A goal is one campaign's: ask for one alone to set it.",
    loading: "How much of it is reached is told once all responses are here.",
    incomplete: "Some responses are missing, so how much of it is reached is not told.",
    filtered: "It is of all responses, so it is not reckoned while filters are set.",
    one_type: "Only one type was asked for, which not all successes are of, so it is not reckoned.",
    no_working_day: "There is no working day among these days, so nothing of it falls to them.",
    no_weekdays: "A single day has a forecast once three of the same weekday in the last four weeks, with responses, are here.",
    of_goal: "Of goal",
};

pub(super) const NB: GoalMessages = GoalMessages {
    language: Language::Bokmal,
    title: "Mål",
    field: "Ønskede suksesser",
    per_label: "På hvilken tid",
    note: "Helger er arbeidsdager der kampanjens egne tidligere dager viser det; norske helligdager er fridager. Tomt: intet mål.",
    not_a_count: "Et helt tall, 1 eller mer.",
    as_configured: "Som satt for alle",
    of_one_campaign: "Et mål hører til én kampanje: spør etter bare én for å sette det.",
    loading: "Hvor mye av det som er nådd, sies når alle responser er her.",
    incomplete: "Noen responser mangler, så hvor mye av det som er nådd, sies ikke.",
    filtered: "Det gjelder alle responser, så det regnes ikke mens filtre er satt.",
    one_type: "Det ble spurt etter bare én type, som ikke alle suksesser er av, så det regnes ikke.",
    no_working_day: "Det er ingen arbeidsdag blant disse dagene, så ingenting av det faller på dem.",
    no_weekdays: "En enkelt dag har en prognose når tre av samme ukedag de siste fire ukene, med responser, er her.",
    of_goal: "Av målet",
};
