//! Message catalogue: every word the reader sees, in every language the page speaks. A language is a value of
//! [`Catalogue`], so one that lacks a sentence does not compile: fixed words are fields, the words of an enum and texts
//! with values are methods that hold every translation. Numbers and dates are written in `numbers.rs` and `dates.rs`.

mod asking;
pub mod dates;
pub mod detail;
mod en;
pub mod figures;
pub mod follow;
pub mod goal;
pub mod load_status;
pub mod lock;
mod nb;
pub mod notes;
pub mod numbers;
pub mod paper;
pub mod share;
pub mod shortcuts;
pub mod views;
pub mod wallboard;
pub mod workbook;

pub use asking::AskingMessages;

use detail::{ResponseMessages, TableMessages};
use figures::{BreakdownMessages, ChartMessages, SummaryMessages};
use goal::GoalMessages;
use load_status::{LoadStatusMessages, OddReplyMessages, RowErrorMessages};
use paper::PaperMessages;
use shortcuts::ShortcutMessages;

/// A language the page speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Norwegian Bokmål.
    Bokmal,
}

impl Language {
    /// The language a tag asks for: `nb`, `nn` and `no` are all served in Bokmål, `en` in English.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "nb" | "nn" | "no" => Some(Self::Bokmal),
            _ => None,
        }
    }

    /// The tag that stands in the address and in `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Bokmal => "nb",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::English => Self::Bokmal,
            Self::Bokmal => Self::English,
        }
    }

    /// Its words.
    pub fn text(self) -> &'static Catalogue {
        match self {
            Self::English => &en::CATALOGUE,
            Self::Bokmal => &nb::CATALOGUE,
        }
    }
}

/// What happened and what the reader can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advice {
    /// What happened.
    pub title: &'static str,
    /// What to do next.
    pub remedy: &'static str,
}

/// The words of one language. Fields are grouped by where they stand on the page, from top to bottom.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct Catalogue {
    pub tagline: &'static str,
    pub switch_language: &'static str,
    pub sign_out: &'static str,
    pub theme: ThemeMessages,
    pub demo_note: &'static str,

    pub query: &'static str,
    pub campaign: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub response_type: &'static str,
    pub all_types: &'static str,
    pub load: &'static str,
    pub stop: &'static str,
    pub period: PeriodMessages,
    pub field_error: FieldErrorMessages,
    pub asking: AskingMessages,

    pub loading_responses: &'static str,
    pub state: LoadStatusMessages,
    pub follow: follow::FollowMessages,
    pub row_error: RowErrorMessages,
    pub failure: FailureMessages,
    pub odd_reply: OddReplyMessages,
    pub newer_version: &'static str,
    pub load_newer_version: &'static str,
    pub sign_in_again: &'static str,
    pub try_again: &'static str,

    pub shortcuts: ShortcutMessages,
    pub connection: ConnectionMessages,
    pub share: share::ShareMessages,

    pub welcome: Advice,
    pub try_the_demo: &'static str,
    pub connect: &'static str,
    pub empty: Advice,

    pub summary: SummaryMessages,
    pub goal: GoalMessages,
    pub chart: ChartMessages,
    pub breakdown: BreakdownMessages,
    pub table: TableMessages,
    pub response: ResponseMessages,
    pub paper: PaperMessages,
}

/// The three looks.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct ThemeMessages {
    pub label: &'static str,
    pub auto: &'static str,
    pub light: &'static str,
    pub dark: &'static str,
}

/// The period shortcuts.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct PeriodMessages {
    pub label: &'static str,
    pub today: &'static str,
    pub yesterday: &'static str,
    pub last_7_days: &'static str,
    pub last_30_days: &'static str,
    pub this_week: &'static str,
    pub this_month: &'static str,
    pub last_month: &'static str,
    pub this_year: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
}

/// What is wrong with a field.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct FieldErrorMessages {
    pub campaign_missing: &'static str,
    pub day_missing: &'static str,
    pub not_a_number: &'static str,
    pub no_such_day: &'static str,
    pub ends_before_it_begins: &'static str,
    pub too_long: &'static str,
    pub no_such_period: &'static str,
}

/// Every failure, with its remedy.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct FailureMessages {
    pub offline: Advice,
    pub insecure: Advice,
    pub forbidden: Advice,
    pub no_service: Advice,
    pub unreachable: Advice,
    pub part_missing: Advice,
    pub timed_out: Advice,
    pub too_large: Advice,
    pub redirected: Advice,
    pub not_signed_in: Advice,
    pub not_allowed: Advice,
    pub signed_out: Advice,
    pub kept_out: Advice,
    pub not_for_readers: Advice,
    pub not_for_display: Advice,
    pub certificate: Advice,
    pub no_such_campaign: Advice,
    pub not_cube: Advice,
    pub refused: Advice,
    pub throttled: Advice,
    pub service_failing: Advice,
    pub web_page: Advice,
    pub cut_off: Advice,
    pub unknown_shape: Advice,
    pub keeps_changing: Advice,
    pub bad_pages: Advice,
    pub foreign: Advice,
    pub no_times: Advice,
    pub all_alike: Advice,
    pub bad_config: Advice,
    pub bad_address: Advice,
    pub chart_not_drawn: Advice,
}

/// The dialog on where Cube is reached.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct ConnectionMessages {
    pub title: &'static str,
    pub endpoint: &'static str,
    pub own_address: &'static str,
    pub sign_in: &'static str,
    pub no_sign_in: &'static str,
    pub with_token: &'static str,
    pub with_password: &'static str,
    pub token: &'static str,
    pub user: &'static str,
    pub password: &'static str,
    pub note: &'static str,
    pub use_it: &'static str,
    pub test: &'static str,
    pub testing: &'static str,
    pub forget: &'static str,
    pub close: &'static str,
    pub bad_endpoint: &'static str,
    /// At a token that no request can carry.
    pub bad_token: &'static str,
    pub works: Advice,
    pub no_list: Advice,
    pub list_not_allowed: Advice,
    pub no_cors: Advice,
    pub for_support: &'static str,
}

#[cfg(test)]
mod tests;
