//! Goals and pace: how many successes a campaign wants per day, week, month or period, how much of it is reached, and
//! where it will end.

pub mod day_forecast;
pub mod forecast;
pub mod progress;
pub mod shares;
mod student;
pub mod working_days;

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

/// A goal of successes: so many per day, week, month or period. Serialized, as in `config.json` and in snapshots, it is
/// `{"successes": 250, "per": "month"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Goal {
    /// How many, at least one.
    pub successes: NonZeroU32,
    /// In which time.
    pub per: GoalPer,
}

/// The time in which a goal is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GoalPer {
    /// A working day.
    Day,
    /// A week, from Monday to Sunday.
    Week,
    /// A calendar month.
    #[default]
    Month,
    /// All days that are asked for.
    Period,
}

impl GoalPer {
    /// All of them, from short to long.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Period];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Period => "period",
        }
    }

    /// The one of a name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

impl Goal {
    /// Writes it as a text that [`Self::read`] reads: `250 month`.
    pub fn write(self) -> String {
        format!("{} {}", self.successes, self.per.key())
    }

    /// Reads what [`Self::write`] wrote; `None` where it is something else.
    pub fn read(text: &str) -> Option<Self> {
        let (successes, per) = text.split_once(' ')?;
        Some(Self { successes: successes.parse().ok()?, per: GoalPer::from_key(per)? })
    }
}

/// Why several campaigns have no goal together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoSum {
    /// Some of them have none.
    Missing,
    /// They are per day here and per month there.
    Mixed,
}

/// The goal of several campaigns together; `None` where none of them has one.
///
/// # Errors
/// Where some have none, or they are for different times.
pub fn sum(goals: &[Option<Goal>]) -> Result<Option<Goal>, NoSum> {
    let Some(first) = goals.iter().flatten().next() else { return Ok(None) };
    let add = |sum: Goal, goal: &Option<Goal>| {
        let goal = goal.ok_or(NoSum::Missing)?;
        let successes = sum.successes.saturating_add(goal.successes.get());
        if goal.per == sum.per { Ok(Goal { successes, ..sum }) } else { Err(NoSum::Mixed) }
    };
    if goals.contains(&None) {
        return Err(NoSum::Missing);
    }
    goals.iter().skip(1).try_fold(*first, add).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goal(text: &str) -> Option<Goal> {
        Goal::read(text)
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        for text in ["1 day", "60 week", "250 month", "4294967295 period"] {
            assert_eq!(goal(text).map(Goal::write).as_deref(), Some(text));
        }
        for text in
            ["", "250", "0 month", "-1 day", "1.5 day", "250 year", "250 month ", "250  month"]
        {
            assert_eq!(goal(text), None, "{text}");
        }
    }

    #[test]
    fn files_hold_it_as_an_object() {
        let json = r#"{"successes":250,"per":"month"}"#;
        assert_eq!(serde_json::from_str(json).ok(), goal("250 month"));
        assert_eq!(serde_json::to_string(&goal("250 month")).unwrap(), json);
        for json in [
            r#"{"successes":0,"per":"day"}"#,
            r#"{"successes":1}"#,
            r#"{"successes":1,"per":"year"}"#,
        ] {
            assert!(serde_json::from_str::<Goal>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn goals_for_the_same_time_add_up_and_others_do_not() {
        let sum_of = |texts: &[&str]| sum(&texts.iter().map(|it| goal(it)).collect::<Vec<_>>());
        assert_eq!(sum_of(&["250 month"]), Ok(goal("250 month")));
        assert_eq!(sum_of(&["250 month", "50 month", "1 month"]), Ok(goal("301 month")));
        assert_eq!(sum_of(&["250 month", "12 day"]), Err(NoSum::Mixed));
        assert_eq!(sum_of(&["250 month", "none"]), Err(NoSum::Missing));
        assert_eq!(sum_of(&["none", "250 month", "12 day"]), Err(NoSum::Missing));
        assert_eq!((sum_of(&["none", "none"]), sum_of(&[])), (Ok(None), Ok(None)));
        let most = format!("{} day", u32::MAX);
        assert_eq!(sum_of(&[&most, "1 day"]), Ok(goal(&most)));
    }
}
