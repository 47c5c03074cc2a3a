//! Names of agents for a screen that others read: in full, as initials, or as a number (docs/wallboard.md).
//!
//! Where not even the page may know who it is, a relay hands out an *alias*: the initials, if any, a tilde and sixteen
//! hexadecimal digits that tell one agent from another.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use crate::text::normal_form::word;

/// How agents are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AgentNaming {
    /// As the service names them.
    Name,
    /// By their initials.
    #[default]
    Initials,
    /// By a number that stays theirs.
    Number,
}

/// The alias of an agent, in which `mark` tells it from others of the same initials. A name in full is no alias.
pub fn alias(naming: AgentNaming, agent: &str, mark: u64) -> String {
    match naming {
        AgentNaming::Name => agent.to_owned(),
        AgentNaming::Initials => format!("{}~{mark:016x}", initials(agent)),
        AgentNaming::Number => format!("~{mark:016x}"),
    }
}

/// What a screen shows for an agent, whose name may be an alias; several may be shown alike.
pub fn label(naming: AgentNaming, agent: &str) -> String {
    match (parse(agent), naming) {
        (Some(("", mark)), _) => number(mark),
        (Some((initials, _)), _) => initials.to_owned(),
        // Of an address, what all agents have in common says nothing.
        (None, AgentNaming::Name) => local_part(agent).to_owned(),
        (None, AgentNaming::Initials) => initials(agent),
        (None, AgentNaming::Number) => number(fnv_1a(&word(agent))),
    }
}

/// The first letters of the first and the last part of a name or of an address's local part, in upper case; of a single
/// part the first two.
pub fn initials(agent: &str) -> String {
    let composed: String = local_part(agent).nfc().collect();
    let mut parts =
        composed.split(|letter: char| !letter.is_alphanumeric()).filter(|it| !it.is_empty());
    let Some(first) = parts.next() else { return "–".to_owned() };
    let letters: String = match parts.next_back() {
        Some(last) => first.chars().take(1).chain(last.chars().take(1)).collect(),
        None => first.chars().take(2).collect(),
    };
    letters.to_uppercase()
}

/// What stands before the “@” of an address; another name as it is.
fn local_part(agent: &str) -> &str {
    match agent.split_once('@') {
        Some((local, _)) if !local.is_empty() => local,
        _ => agent,
    }
}

fn parse(agent: &str) -> Option<(&str, u64)> {
    let (initials, mark) = agent.rsplit_once('~')?;
    let is_mark =
        mark.len() == 16 && mark.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
    Some((initials, u64::from_str_radix(mark, 16).ok().filter(|_| is_mark)?))
}

/// Four digits, the first of which is not 0.
fn number(mark: u64) -> String {
    (1000 + mark % 9000).to_string()
}

/// The hash FNV-1a of 64 bits (Fowler, Noll and Vo), which is the same in every build. It hides nothing: whoever knows the agents'
/// names can tell their numbers.
fn fnv_1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_part() {
        for (agent, expected) in [
            ("kari@callcenter.no", "KA"),
            ("kari.nordmann@callcenter.no", "KN"),
            ("Kari Anne Nordmann", "KN"),
            ("øyvind", "ØY"),
            ("A\u{30a}se Berg", "ÅB"),
            ("7", "7"),
            ("", "–"),
            ("@", "–"),
        ] {
            assert_eq!(initials(agent), expected, "{agent}");
        }
    }

    #[test]
    fn an_alias_tells_agents_apart_and_shows_no_more_than_it_may() {
        let alias_of = |naming, mark| alias(naming, "kari.nordmann@callcenter.no", mark);
        assert_eq!(alias_of(AgentNaming::Name, 7), "kari.nordmann@callcenter.no");
        assert_eq!(alias_of(AgentNaming::Initials, 7), "KN~0000000000000007");
        assert_eq!(alias_of(AgentNaming::Number, 7), "~0000000000000007");
        for naming in [AgentNaming::Name, AgentNaming::Initials, AgentNaming::Number] {
            assert_eq!(label(naming, "KN~0000000000000007"), "KN");
            assert_eq!(label(naming, "~0000000000000007"), "1007");
        }
    }

    #[test]
    fn a_name_is_shown_as_is_wanted() {
        let shown = |naming| label(naming, "Kari Nordmann");
        assert_eq!(shown(AgentNaming::Name), "Kari Nordmann");
        assert_eq!(label(AgentNaming::Name, "kari@callcenter.no"), "kari");
        assert_eq!(shown(AgentNaming::Initials), "KN");
        let number = shown(AgentNaming::Number);
        assert!((1000..10_000).contains(&number.parse().unwrap()), "{number}");
        assert_eq!(label(AgentNaming::Number, "Kari  Nordmann"), number, "one word, one number");
        // A tilde alone makes no alias.
        assert_eq!(label(AgentNaming::Name, "Kari~7"), "Kari~7");
    }

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!((fnv_1a(""), fnv_1a("a")), (0xcbf2_9ce4_8422_2325, 0xaf63_dc4c_8601_ec8c));
    }
}
