//! Mistakes in the page's address: parameters that may have a few values, and have another. What is passed over in them is
//! told; a mistake in what is asked is told at its field.

use cubeboard_i18n::Language;
use cubeboard_responses::address::Address;
use cubeboard_responses::calendar::comparison::Compare;
use cubeboard_responses::series::{Per, Stack};

use crate::i18n::formatter::Clock;
use crate::state::preferences::Theme;

/// A parameter with an unknown value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressMistake {
    /// Its name.
    pub parameter: &'static str,
    /// Its value, as far as there is room for it.
    pub value: String,
    /// What it may be.
    pub choices: Vec<&'static str>,
}

/// A longer value is cut.
const MOST_LETTERS: usize = 40;

/// Every mistake of an address, in the order of its parameters.
pub fn address_mistakes(address: &Address) -> Vec<AddressMistake> {
    let choices = [
        ("per", Per::ALL.map(Per::key).to_vec()),
        ("stack", Stack::ALL.map(Stack::key).to_vec()),
        ("compare", Compare::ALL.map(Compare::key).to_vec()),
        ("lang", [Language::English, Language::Bokmal].map(Language::tag).to_vec()),
        ("tz", Clock::ALL.map(Clock::tag).to_vec()),
        ("theme", Theme::ALL.map(Theme::tag).to_vec()),
        ("follow", vec!["1"]),
        ("demo", vec!["1"]),
        ("view", vec!["wallboard"]),
    ];
    let mistake = |(parameter, choices): (&'static str, Vec<&'static str>)| {
        let value = address.get(parameter);
        let is_known = match parameter {
            // Browsers' tags of other regions are understood, too.
            "lang" => Language::from_tag(value).is_some(),
            _ => choices.contains(&value),
        };
        if value.is_empty() || is_known {
            return None;
        }
        Some(AddressMistake { parameter, value: shortened(value), choices })
    };
    choices.into_iter().filter_map(mistake).collect()
}

fn shortened(value: &str) -> String {
    match value.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(search: &str, expected: &[(&str, &str)]) {
        let mistakes = address_mistakes(&Address::parse(search));
        let told: Vec<_> = mistakes.iter().map(|it| (it.parameter, it.value.as_str())).collect();
        assert_eq!(told, expected, "{search}");
    }

    #[test]
    fn each_parameter_with_an_unknown_value_is_a_mistake() {
        check("?tz=Mars&campaign=926", &[("tz", "Mars")]);
        check(
            "?theme=pink&lang=fr&compare=week&stack=day&per=hour",
            &[
                ("per", "hour"),
                ("stack", "day"),
                ("compare", "week"),
                ("lang", "fr"),
                ("theme", "pink"),
            ],
        );
        check(
            "?view=wall&demo=true&follow=yes",
            &[("follow", "yes"), ("demo", "true"), ("view", "wall")],
        );
        let tz = &address_mistakes(&Address::parse("?tz=Mars"))[0];
        assert_eq!(tz.choices, ["Europe/Oslo", "UTC", "local"]);
    }

    #[test]
    fn what_is_known_or_absent_is_none() {
        check("", &[]);
        check("?tz=&per=", &[]);
        check("?follow=1&demo=1&view=wallboard", &[]);
        check("?per=week&stack=none&compare=year&lang=nb-NO&tz=Europe%2FOslo&theme=auto", &[]);
    }

    #[test]
    fn of_a_long_value_the_beginning_is_told() {
        let mistakes = address_mistakes(&Address::parse(&format!("?tz={}", "å".repeat(500))));
        assert_eq!(mistakes[0].value, format!("{}…", "å".repeat(40)));
    }
}
