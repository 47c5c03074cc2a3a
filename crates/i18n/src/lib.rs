//! Every word the reader sees, in every language the page speaks. A language is a value of [`Text`], so one that
//! lacks a sentence does not compile. Numbers and dates arrive already written in the reader's way.

mod asking;
pub mod detail;
mod en;
pub mod figures;
mod nb;
pub mod paper;
pub mod share;
pub mod shortcuts;

pub use asking::AskingMessages;

use detail::{ResponseMessages, TableMessages};
use figures::{BehindMessages, ChartMessages, SummaryMessages};
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

    /// The tag by which numbers and dates are written: day before month in both.
    pub fn locale(self) -> &'static str {
        match self {
            Self::English => "en-GB",
            Self::Bokmal => "nb-NO",
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
            Self::English => &en::TEXT,
            Self::Bokmal => &nb::TEXT,
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
    pub state: StateMessages,
    pub row_error: RowErrorMessages,
    pub failure: FailureMessages,
    pub odd_reply: OddReplyMessages,
    pub try_again: &'static str,

    pub shortcuts: ShortcutMessages,
    pub connection: ConnectionMessages,
    pub share: share::ShareMessages,

    pub welcome: Advice,
    pub try_the_demo: &'static str,
    pub connect: &'static str,
    pub empty: Advice,

    pub summary: SummaryMessages,
    pub chart: ChartMessages,
    pub behind: BehindMessages,
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
}

/// The state line. Arguments are numbers and times as written for the reader.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct StateMessages {
    pub(crate) of: fn(here: &str, expected: &str) -> String,
    pub(crate) without_count: fn(here: &str) -> String,
    pub waiting_for_first: &'static str,
    pub loading: &'static str,
    pub nothing: &'static str,
    pub(crate) pages: fn(read: &str, planned: &str) -> String,
    pub asked_to_wait: &'static str,
    pub(crate) asked_until: fn(time: &str) -> String,
    pub no_answer: &'static str,
    pub(crate) on_again_in: fn(seconds: &str) -> String,
    pub complete: &'static str,
    pub complete_so_far: &'static str,
    pub unproven: &'static str,
    pub(crate) undercounted: fn(count: &str) -> String,
    pub(crate) missing: fn(missing: &str) -> String,
    pub stopped: &'static str,
    pub page_failed: &'static str,
    pub(crate) unreadable: fn(rows: &str) -> String,
    pub count_differs: &'static str,
    pub keeps_changing: &'static str,
    pub bad_pages: &'static str,
    pub(crate) ambiguous_times: fn(times: &str) -> String,
    pub(crate) read_at: fn(time: &str) -> String,
    pub(crate) stale: fn(time: &str) -> String,
    pub zone_oslo: &'static str,
    pub zone_utc: &'static str,
    pub zone_local: &'static str,
}

impl StateMessages {
    /// “{here} av {expected} responser”.
    pub fn of(&self, here: &str, expected: &str) -> String {
        (self.of)(here, expected)
    }

    /// “{here} responser”.
    pub fn without_count(&self, here: &str) -> String {
        (self.without_count)(here)
    }

    /// “side {read} av {planned}”.
    pub fn pages(&self, read: &str, planned: &str) -> String {
        (self.pages)(read, planned)
    }

    /// “Cube ber om en pause til {time}”.
    pub fn asked_until(&self, time: &str) -> String {
        (self.asked_until)(time)
    }

    /// “prøver igjen om {seconds} s”.
    pub fn on_again_in(&self, seconds: &str) -> String {
        (self.on_again_in)(seconds)
    }

    /// “alt Cube listet opp, selv om det bare teller {count}”.
    pub fn undercounted(&self, count: &str) -> String {
        (self.undercounted)(count)
    }

    /// “ufullstendig: {missing} mangler”.
    pub fn missing(&self, missing: &str) -> String {
        (self.missing)(missing)
    }

    /// “{rows} kunne ikke leses”.
    pub fn unreadable(&self, rows: &str) -> String {
        (self.unreadable)(rows)
    }

    /// “tidspunkter i timen som gjentas om høsten, regnet som den første: {times}”.
    pub fn ambiguous_times(&self, times: &str) -> String {
        (self.ambiguous_times)(times)
    }

    /// “lest {time}”.
    pub fn read_at(&self, time: &str) -> String {
        (self.read_at)(time)
    }

    /// “radene er fra forrige spørring, lest {time}”.
    pub fn stale(&self, time: &str) -> String {
        (self.stale)(time)
    }
}

/// What is wrong with rows that could not be read.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct RowErrorMessages {
    pub title: &'static str,
    pub(crate) place: fn(page: &str, row: &str) -> String,
    pub not_an_object: &'static str,
    pub no_known_field: &'static str,
    pub(crate) wrong_kind: fn(field: &str) -> String,
    pub not_a_time: &'static str,
    pub(crate) more: fn(rows: &str) -> String,
}

impl RowErrorMessages {
    /// more.
    pub fn more(&self, rows: &str) -> String {
        (self.more)(rows)
    }

    /// “Side {page}, rad {row}”.
    pub fn place(&self, page: &str, row: &str) -> String {
        (self.place)(page, row)
    }

    /// “«{field}» er verken tekst eller heltall”.
    pub fn wrong_kind(&self, field: &str) -> String {
        (self.wrong_kind)(field)
    }
}

/// Every failure, with its remedy.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct FailureMessages {
    pub offline: Advice,
    pub insecure: Advice,
    pub forbidden: Advice,
    pub unreachable: Advice,
    pub timed_out: Advice,
    pub too_large: Advice,
    pub redirected: Advice,
    pub not_signed_in: Advice,
    pub not_allowed: Advice,
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
    pub bad_config: Advice,
    pub chart_not_drawn: Advice,
}

/// What came in place of a list of responses.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct OddReplyMessages {
    pub(crate) not_json: fn(line: usize, column: usize) -> String,
    pub not_a_list: &'static str,
    pub unknown_rows: &'static str,
}

impl OddReplyMessages {
    /// “ikke JSON, fra linje {line}, kolonne {column}.”.
    pub fn not_json(&self, line: usize, column: usize) -> String {
        (self.not_json)(line, column)
    }
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
    pub works: Advice,
    pub no_list: Advice,
    pub list_not_allowed: Advice,
    pub no_cors: Advice,
    pub for_support: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_norwegian_tag_is_served_in_bokmal() {
        for tag in ["nb", "nb-NO", "nn", "no", "NO_no"] {
            assert_eq!(Language::from_tag(tag), Some(Language::Bokmal), "{tag}");
        }
        assert_eq!(Language::from_tag("en-US"), Some(Language::English));
        assert_eq!(Language::from_tag("de"), None);
    }
}
