//! One fault as it is written on the command line, such as `status=503@2x1`.

use std::str::FromStr;
use std::time::Duration;

use thiserror::Error;

use crate::relay::faults::fault::{
    After, Breakage, Change, Count, Fault, How, Kind, LinkForm, Pages, RetryAfter, Shift,
};

/// Why a text is no fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FaultError {
    /// Nobody knows this one.
    #[error("there is no such fault; there are {}", keys())]
    Unknown,
    /// A known one, written wrongly.
    #[error("{key} is written {form}: {meaning}")]
    Malformed {
        /// Which one.
        key: &'static str,
        /// How it is written.
        form: &'static str,
        /// What it does then.
        meaning: &'static str,
    },
}

/// Every fault: its key, how it is written, and what it does.
const FORMS: [(&str, &str, &str); 11] = [
    ("delay", "delay=MILLISECONDS", "every reply comes so much later"),
    ("status", "status=CODE@PAGE[xTIMES]", "PAGE is refused with a CODE from 400 to 599"),
    (
        "retry-after",
        "retry-after=[date+]SECONDS",
        "what status=429 and status=503 ask for, as a number or as a date",
    ),
    ("html", "html=PAGE[xTIMES]", "PAGE is a sign-in page with status 200"),
    ("cut", "cut=PAGE[xTIMES]", "the JSON of PAGE ends half-way, with status 200"),
    ("reset", "reset=PAGE[xTIMES]", "the connection ends half-way through PAGE"),
    (
        "drift",
        "drift=+N@PAGE, drift=-N@PAGE, drift=+Nx* or drift=-Nx*",
        "N rows come or go at the top after PAGE, or after every reply",
    ),
    ("swap", "swap=N@PAGE", "N rows go at the top and N come at the bottom after PAGE"),
    ("count", "count=none, count=+N or count=-N", "the count is missing, or wrong by N"),
    (
        "next",
        "next=odd, query, reordered, http, inner, relative or always",
        "the form of links; always: on the last page too",
    ),
    ("repeat", "repeat", "every page is page one, with a link to a next one"),
];

/// All faults with what they do, for the command's help.
pub fn help() -> String {
    let forms = FORMS.iter().map(|(_, form, meaning)| format!("  {form}\n      {meaning}\n"));
    format!(
        "Faults for --demo-faults, which meet lists of responses only:\n{}\
         PAGE is a number; for status, html, cut and reset also *, which is every page. TIMES is\n\
         how many of its first requests are met; all without it. docs/demo-faults.md says more.",
        forms.collect::<String>()
    )
}

fn keys() -> String {
    FORMS.map(|(key, _, _)| key).join(", ")
}

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (key, value) = match text.split_once('=') {
            Some((key, value)) => (key, Some(value)),
            None => (text, None),
        };
        let known = FORMS.iter().find(|(known, _, _)| *known == key);
        let &(key, form, meaning) = known.ok_or(FaultError::Unknown)?;
        kind(key, value).map(Self).ok_or(FaultError::Malformed { key, form, meaning })
    }
}

fn kind(key: &str, value: Option<&str>) -> Option<Kind> {
    let Some(value) = value else { return (key == "repeat").then_some(Kind::Repeat) };
    match key {
        "delay" => number(value).map(|it: u32| Kind::Delay(Duration::from_millis(it.into()))),
        "status" => {
            let (code, pages) = value.split_once('@')?;
            let status = number(code).filter(|it| (400..600).contains(it))?;
            breakage(How::Refused(status), pages)
        }
        "retry-after" => Some(Kind::RetryAfter(match value.strip_prefix("date+") {
            Some(seconds) => RetryAfter::Date(number(seconds)?),
            None => RetryAfter::Seconds(number(value)?),
        })),
        "html" => breakage(How::SignIn, value),
        "cut" => breakage(How::Cut, value),
        "reset" => breakage(How::Reset, value),
        "drift" => drift(value),
        "swap" => {
            let (rows, page) = value.split_once('@')?;
            let after = After::Page(positive(page)?);
            Some(Kind::Shift(Shift { change: Change::Swap(positive(rows)?), after }))
        }
        "count" => Some(Kind::Count(match value.split_at_checked(1)? {
            ("+", rows) => Count::TooHigh(positive(rows)?),
            ("-", rows) => Count::TooLow(positive(rows)?),
            _ => (value == "none").then_some(Count::None)?,
        })),
        "next" => Some(Kind::Next(match value {
            "odd" => LinkForm::Odd,
            "query" => LinkForm::Query,
            "reordered" => LinkForm::Reordered,
            "http" => LinkForm::Http,
            "inner" => LinkForm::Inner,
            "relative" => LinkForm::Relative,
            "always" => return Some(Kind::NextAlways),
            _ => return None,
        })),
        _ => None,
    }
}

fn breakage(how: How, text: &str) -> Option<Kind> {
    let (page, times) = match text.split_once('x') {
        Some((page, times)) => (page, Some(positive(times)?)),
        None => (text, None),
    };
    let pages = if page == "*" { Pages::All } else { Pages::One(positive(page)?) };
    Some(Kind::Breakage(Breakage { how, pages, times }))
}

fn drift(text: &str) -> Option<Kind> {
    let (sign, rest) = text.split_at_checked(1)?;
    let (rows, after) = match rest.split_once('@') {
        Some((rows, page)) => (rows, After::Page(positive(page)?)),
        None => (rest.strip_suffix("x*")?, After::EveryReply),
    };
    let change = match sign {
        "+" => Change::Grow(positive(rows)?),
        "-" => Change::Shrink(positive(rows)?),
        _ => return None,
    };
    Some(Kind::Shift(Shift { change, after }))
}

/// Digits only: parsing alone would take a plus sign as well.
fn number<N: FromStr>(text: &str) -> Option<N> {
    text.bytes().all(|it| it.is_ascii_digit()).then(|| text.parse().ok())?
}

fn positive<N: FromStr + PartialEq + Default>(text: &str) -> Option<N> {
    number(text).filter(|it| *it != N::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: Kind) {
        assert_eq!(text.parse(), Ok(Fault(expected)), "{text}");
    }

    fn breakage_of(how: How, pages: Pages, times: Option<u32>) -> Kind {
        Kind::Breakage(Breakage { how, pages, times })
    }

    fn shift_of(change: Change, after: After) -> Kind {
        Kind::Shift(Shift { change, after })
    }

    #[test]
    fn every_form_is_read() {
        reads("delay=250", Kind::Delay(Duration::from_millis(250)));
        reads("status=503@2x1", breakage_of(How::Refused(503), Pages::One(2), Some(1)));
        reads("status=429@*", breakage_of(How::Refused(429), Pages::All, None));
        reads("retry-after=7", Kind::RetryAfter(RetryAfter::Seconds(7)));
        reads("retry-after=date+7", Kind::RetryAfter(RetryAfter::Date(7)));
        reads("html=*x2", breakage_of(How::SignIn, Pages::All, Some(2)));
        reads("cut=3", breakage_of(How::Cut, Pages::One(3), None));
        reads("reset=3x1", breakage_of(How::Reset, Pages::One(3), Some(1)));
        reads("drift=+5@2", shift_of(Change::Grow(5), After::Page(2)));
        reads("drift=-5@2", shift_of(Change::Shrink(5), After::Page(2)));
        reads("drift=+1x*", shift_of(Change::Grow(1), After::EveryReply));
        reads("drift=-1x*", shift_of(Change::Shrink(1), After::EveryReply));
        reads("swap=4@1", shift_of(Change::Swap(4), After::Page(1)));
        reads("count=none", Kind::Count(Count::None));
        reads("count=+3", Kind::Count(Count::TooHigh(3)));
        reads("count=-3", Kind::Count(Count::TooLow(3)));
        reads("next=query", Kind::Next(LinkForm::Query));
        reads("next=always", Kind::NextAlways);
        reads("repeat", Kind::Repeat);
    }

    #[test]
    fn the_help_shows_nothing_that_is_not_read() {
        for (key, form, _) in FORMS {
            assert!(form.starts_with(key), "{form}");
            let example = form.split(" or ").next().unwrap().split(", ").next().unwrap();
            let example = example
                .replace("MILLISECONDS", "1")
                .replace("CODE", "503")
                .replace("[xTIMES]", "x1")
                .replace("PAGE", "1")
                .replace("[date+]SECONDS", "1")
                .replace('N', "1");
            assert!(example.parse::<Fault>().is_ok(), "{example}");
            assert!(help().contains(form));
        }
    }

    #[test]
    fn what_is_written_wrongly_says_how_it_is_written() {
        for text in [
            "delay",
            "delay=",
            "delay=-1",
            "delay=1s",
            "status=503",
            "status=200@1",
            "status=600@1",
            "status=503@0",
            "status=503@1x0",
            "status=503@x1",
            "retry-after=date",
            "retry-after=+7",
            "html=",
            "cut=**",
            "reset=1x",
            "drift=5@1",
            "drift=+5",
            "drift=+0@1",
            "drift=+5@*",
            "drift=+70000@1",
            "swap=+1@1",
            "count=3",
            "count=",
            "next=",
            "next=odder",
            "repeat=1",
        ] {
            let error = text.parse::<Fault>().unwrap_err();
            assert!(matches!(error, FaultError::Malformed { .. }), "{text}: {error}");
        }
        assert_eq!(
            "count=3".parse::<Fault>().unwrap_err().to_string(),
            "count is written count=none, count=+N or count=-N: the count is missing, or wrong by N"
        );
    }

    #[test]
    fn what_is_unknown_is_told_what_there_is() {
        for text in ["", "=1", "Delay=1", "fire=1"] {
            assert_eq!(text.parse::<Fault>(), Err(FaultError::Unknown), "{text}");
        }
        let text = FaultError::Unknown.to_string();
        assert!(text.starts_with("there is no such fault; there are delay, status"), "{text}");
    }
}
