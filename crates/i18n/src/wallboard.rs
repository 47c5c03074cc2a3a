//! Words of the wallboard, a screen in the room.

use cubeboard_responses::series::Per;

use super::{Advice, Language};

/// What a screen in the room says.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct WallboardMessages {
    language: Language,
    pub title: &'static str,
    pub today: &'static str,
    pub hit_rate: &'static str,
    pub last_hour: &'static str,
    pub goal_of_period: &'static str,
    pub pace: &'static str,
    pub no_forecast: &'static str,
    pub in_period: &'static str,
    pub best: &'static str,
    pub no_success: &'static str,
    pub no_success_yet: &'static str,
    pub over: &'static str,
    pub to_come: &'static str,
    pub latest: &'static str,
    pub nobody: &'static str,
    pub loading: &'static str,
    pub incomplete: &'static str,
    pub full_screen: &'static str,
    pub leave_full_screen: &'static str,
    pub dashboard: &'static str,
    pub nothing_asked: Advice,
}

/// The words in a language.
pub fn wallboard_text(language: Language) -> &'static WallboardMessages {
    match language {
        Language::English => &EN,
        Language::Bokmal => &NB,
    }
}

impl WallboardMessages {
    /// "Nothing to show of Spring 2016.": campaigns that do not take a turn.
    pub fn passed_over(&self, campaigns: &str) -> String {
        match self.language {
            Language::English => format!("Nothing to show of {campaigns}."),
            Language::Bokmal => format!("Ingenting å vise fra {campaigns}."),
        }
    }

    /// What the large figure counts: "Successes on 31 Jan".
    pub fn on_day(&self, day: &str) -> String {
        match self.language {
            Language::English => format!("Successes on {day}"),
            Language::Bokmal => format!("Suksesser {day}"),
        }
    }

    /// Beside a figure: "of 14".
    pub fn of(&self, target: &str) -> String {
        match self.language {
            Language::English => format!("of {target}"),
            Language::Bokmal => format!("av {target}"),
        }
    }

    /// "86 % of the day's goal".
    pub fn of_day_goal(&self, percent: &str) -> String {
        match self.language {
            Language::English => format!("{percent} of the day’s goal"),
            Language::Bokmal => format!("{percent} av dagens mål"),
        }
    }

    /// "221 to 271".
    pub fn between(&self, low: &str, high: &str) -> String {
        match self.language {
            Language::English => format!("{low} to {high}"),
            Language::Bokmal => format!("{low} til {high}"),
        }
    }

    /// "of 38 decided".
    pub fn of_decided(&self, decided: &str) -> String {
        match self.language {
            Language::English => format!("of {decided} decided"),
            Language::Bokmal => format!("av {decided} avgjorte"),
        }
    }

    /// A place that many have: "9 agents with 2 each".
    pub fn shared_place(&self, agents: &str, successes: &str) -> String {
        match self.language {
            Language::English => format!("{agents} agents with {successes} each"),
            Language::Bokmal => format!("{agents} agenter med {successes} hver"),
        }
    }

    /// Title of the chart: "Successes per day".
    pub fn successes_per(&self, per: Per) -> &'static str {
        match self.language {
            Language::English => match per {
                Per::Day => "Successes per day",
                Per::Week => "Successes per week",
                Per::Month => "Successes per month",
            },
            Language::Bokmal => match per {
                Per::Day => "Suksesser per dag",
                Per::Week => "Suksesser per uke",
                Per::Month => "Suksesser per måned",
            },
        }
    }

    /// How old figures are: "14 min old".
    pub fn age(&self, minutes: &str) -> String {
        match self.language {
            Language::English => format!("{minutes} min old"),
            Language::Bokmal => format!("{minutes} min gammelt"),
        }
    }

    /// The figures of a time: "As of 12:03".
    pub fn as_of(&self, time: &str) -> String {
        match self.language {
            Language::English => format!("As of {time}"),
            Language::Bokmal => format!("Slik det var {time}"),
        }
    }

    /// Which of several campaigns is shown: "1 of 3".
    pub fn turn(&self, number: &str, count: &str) -> String {
        match self.language {
            Language::English => format!("{number} of {count}"),
            Language::Bokmal => format!("{number} av {count}"),
        }
    }
}

static EN: WallboardMessages = WallboardMessages {
    language: Language::English,
    title: "Wallboard",
    today: "Successes today",
    hit_rate: "Hit rate",
    last_hour: "Last hour",
    goal_of_period: "Goal",
    pace: "At this pace",
    no_forecast: "No forecast yet",
    in_period: "In the period",
    best: "Best of the day",
    no_success: "No success on that day",
    no_success_yet: "No success yet",
    over: "The period is over",
    to_come: "Not begun yet",
    latest: "Latest successes",
    nobody: "No name",
    loading: "Loading",
    incomplete: "Some responses are missing, so that figures are too low.",
    full_screen: "Full screen",
    leave_full_screen: "Leave full screen",
    dashboard: "Dashboard",
    nothing_asked: Advice {
        title: "Nothing to show",
        remedy: "The address has to name campaigns by their numbers, as “?view=wallboard&campaign=926&period=this-month” does.",
    },
};

static NB: WallboardMessages = WallboardMessages {
    language: Language::Bokmal,
    title: "Veggskjerm",
    today: "Suksesser i dag",
    hit_rate: "Treffprosent",
    last_hour: "Siste time",
    goal_of_period: "Mål",
    pace: "I dette tempoet",
    no_forecast: "Ingen prognose ennå",
    in_period: "I perioden",
    best: "Dagens beste",
    no_success: "Ingen suksess den dagen",
    no_success_yet: "Ingen suksess ennå",
    over: "Perioden er over",
    to_come: "Ikke begynt ennå",
    latest: "Siste suksesser",
    nobody: "Uten navn",
    loading: "Laster",
    incomplete: "Noen responser mangler, så tallene er for lave.",
    full_screen: "Fullskjerm",
    leave_full_screen: "Avslutt fullskjerm",
    dashboard: "Oversikt",
    nothing_asked: Advice {
        title: "Ingenting å vise",
        remedy: "Adressen må nevne kampanjer med numrene deres, slik «?view=wallboard&campaign=926&period=this-month» gjør.",
    },
};
