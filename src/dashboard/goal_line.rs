//! Name of the goal, and of its line in the chart, in the reader's words.

use cubeboard_i18n::goal::GoalMessages;
use cubeboard_responses::goal::{Goal, GoalPer};
use cubeboard_responses::series::Per;

use crate::i18n::formatter::Formatter;

/// A goal: "250 successes per month".
pub fn goal_name(goal: Goal, text: &GoalMessages, formatter: Formatter) -> String {
    text.goal(&formatter.number(goal.successes.get().into()), goal.per)
}

/// The line of a goal in a chart: where its bars are not what the goal is for, they have shares of it.
pub fn goal_line(goal: Goal, bars: Per, text: &GoalMessages, formatter: Formatter) -> String {
    let name = goal_name(goal, text, formatter);
    let is_whole = matches!(
        (goal.per, bars),
        (GoalPer::Day, Per::Day) | (GoalPer::Week, Per::Week) | (GoalPer::Month, Per::Month)
    );
    if is_whole { text.line(&name) } else { text.divided_line(&name) }
}
