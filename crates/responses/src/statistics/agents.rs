//! Figures by agent: responses, successes, hit rate, and successes over time as a sparkline.

use std::cmp::Reverse;

use super::classes::{Classes, Delta};
use crate::sort;
use crate::statistics::definition::Class;
use crate::statistics::rate::Rate;
use crate::store::{Store, code_at};

/// Into how many stretches an agent's line divides the period at most.
pub const SPARK_COUNT: usize = 16;

/// One agent's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// Who; nothing for responses that name nobody.
    pub name: Option<String>,
    /// What came of the responses.
    pub classes: Classes,
    /// Successes over time, oldest first.
    pub spark: Vec<u32>,
}

impl Agent {
    /// Successes among what was decided.
    pub fn rate(&self) -> Rate {
        self.classes.rate()
    }
}

/// What is counted of an agent.
#[derive(Debug, Clone, Default)]
pub(super) struct AgentCount {
    classes: Classes,
    spark: Vec<u32>,
}

impl AgentCount {
    pub fn change(&mut self, class: Class, day: usize, day_count: usize, delta: Delta) {
        self.classes.change(class, delta);
        if class == Class::Success && day < day_count {
            let stretches = day_count.min(SPARK_COUNT);
            self.spark.resize(stretches, 0);
            if let Some(count) = self.spark.get_mut(day * stretches / day_count) {
                delta.apply(count);
            }
        }
    }
}

/// Those with most successes first, then with most responses, then by name.
pub(super) fn ranked(counts: &[AgentCount], store: &Store) -> Vec<Agent> {
    let name = |index: usize| store.agents().word(code_at(index));
    let occurring: Vec<_> =
        (0..counts.len()).filter(|it| counts[*it].classes.responses() > 0).collect();
    let keys: Vec<_> = occurring
        .iter()
        .map(|it| {
            let classes = counts[*it].classes;
            (Reverse(classes.successes), Reverse(classes.responses()), name(*it))
        })
        .collect();
    let agent = |place: u32| {
        let index = *occurring.get(place as usize)?;
        let count = counts.get(index)?;
        let name = name(index).map(str::to_owned);
        Some(Agent { name, classes: count.classes, spark: count.spark.clone() })
    };
    sort::places(&keys).into_iter().filter_map(agent).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spark(days: &[usize], day_count: usize) -> Vec<u32> {
        let mut count = AgentCount::default();
        for day in days {
            count.change(Class::Success, *day, day_count, Delta::Up);
        }
        count.spark
    }

    #[test]
    fn a_line_has_a_stretch_for_each_day_or_sixteen_of_equal_length() {
        assert_eq!(spark(&[0, 2, 2], 3), [1, 0, 2]);
        let mut quarters = vec![0; SPARK_COUNT];
        (quarters[0], quarters[1], quarters[15]) = (2, 1, 1);
        assert_eq!(spark(&[0, 3, 4, 63], 64), quarters);
    }

    #[test]
    fn a_success_without_a_day_is_on_no_line() {
        assert!(spark(&[3], 3).is_empty());
    }
}
