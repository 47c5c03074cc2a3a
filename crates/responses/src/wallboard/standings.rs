//! Standings: the best agents of a day, so that nobody is shown up. Places are shared by equal numbers of successes, never by
//! rates, which few responses make high or low by chance; and nobody is shown as last.

use crate::statistics::Classes;
use crate::statistics::rate::Rate;

/// No more agents are shown.
pub const MOST_SHOWN: usize = 6;

/// What an agent has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentScore {
    /// Who.
    pub agent: String,
    /// What came of the responses.
    pub classes: Classes,
}

/// The best, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standings {
    /// Those who are shown.
    pub shown: Vec<Standing>,
    /// A place that too many share to be shown, behind those above.
    pub shared: Option<SharedPlace>,
}

/// One of the best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The place, from 1; the same for equal numbers, as in 1, 1, 3.
    pub place: usize,
    /// Who.
    pub agent: String,
    /// How many successes.
    pub successes: u32,
    /// Successes among what was decided; nothing where it rests on too few.
    pub rate: Option<Rate>,
}

/// A place that several have, without their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedPlace {
    /// How many have it.
    pub agents: usize,
    /// How many successes each has.
    pub successes: u32,
}

impl Standings {
    /// Ranks the agents that had any response. Shown are the first place, and those behind it as far as all of their agents
    /// are of the better half, so that none is the last.
    pub fn new(mut scores: Vec<AgentScore>) -> Self {
        scores.retain(|it| it.classes.responses() > 0);
        scores.sort_by(|one, other| {
            let by_successes = other.classes.successes.cmp(&one.classes.successes);
            by_successes.then_with(|| one.agent.cmp(&other.agent))
        });
        let mut standings = Self::default();
        let mut above = 0;
        for group in scores.chunk_by(|one, other| one.classes.successes == other.classes.successes)
        {
            let successes = group[0].classes.successes;
            let with_these = above + group.len();
            let is_of_better_half = 2 * with_these <= scores.len();
            if successes == 0 || (above > 0 && !is_of_better_half) {
                break;
            }
            if with_these > MOST_SHOWN {
                let has_room = group.len() > 1 && above < MOST_SHOWN;
                standings.shared =
                    has_room.then_some(SharedPlace { agents: group.len(), successes });
                break;
            }
            standings.shown.extend(group.iter().map(|score| standing(above + 1, score)));
            above = with_these;
        }
        standings
    }
}

fn standing(place: usize, score: &AgentScore) -> Standing {
    let rate = score.classes.rate();
    Standing {
        place,
        agent: score.agent.clone(),
        successes: score.classes.successes,
        rate: (!rate.is_shaky()).then_some(rate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Agents a, b, … with so many successes, and as many failures.
    fn standings(successes: &[u32]) -> Standings {
        let score = |(agent, successes): (char, &u32)| AgentScore {
            agent: agent.to_string(),
            classes: Classes { successes: *successes, failures: *successes, others: 1 },
        };
        Standings::new(('a'..).zip(successes).map(score).collect())
    }

    #[track_caller]
    fn check(successes: &[u32], expected: &str) {
        let standings = standings(successes);
        let shown =
            standings.shown.iter().map(|it| format!("{}{}:{}", it.place, it.agent, it.successes));
        let shared = standings.shared.map(|it| format!("{}x{}", it.agents, it.successes));
        assert_eq!(shown.chain(shared).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn the_better_half_is_shown_and_equal_numbers_share_a_place() {
        check(&[3, 9, 7, 1], "1b:9 2c:7");
        check(&[5, 5, 3, 2, 1, 0], "1a:5 1b:5 3c:3");
        check(&[9, 5, 5, 5, 1], "1a:9");
        check(&[9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 1, 1, 1, 1], "1a:9 2b:8 3c:7 4d:6 5e:5 6f:4");
    }

    #[test]
    fn nobody_is_last() {
        check(&[4, 3], "1a:4");
        check(&[4, 3, 3], "1a:4");
        check(&[2, 2], "1a:2 1b:2");
        check(&[3], "1a:3");
        check(&[0, 0, 0], "");
        check(&[1, 0], "1a:1");
        check(&[], "");
    }

    #[test]
    fn a_place_that_many_share_is_told_without_names() {
        check(&[2; 9], "9x2");
        check(&[4, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1], "1a:4 6x2");
    }

    #[test]
    fn a_rate_on_few_responses_is_not_told() {
        let rate = |successes| standings(&[successes, 0]).shown[0].rate;
        assert_eq!(rate(9), None);
        assert_eq!(rate(10).and_then(Rate::value), Some(0.5));
    }
}
