//! Wallboard: what a screen in the room tells of one day. It knows agents and times of successes, and nothing of customers.

pub mod drift;
pub mod standings;
#[cfg(test)]
mod tests;
pub mod turn;

use std::cmp::Reverse;
use std::ops::Range;

use self::standings::{AgentScore, Standings};
use crate::column::Column;
use crate::rows::Rows;
use crate::statistics::definition::{Class, Definition};
use crate::statistics::{ClassTable, Classes};
use crate::store::{ABSENT, Code, code_at, index_of};

/// So many of the latest successes are told.
pub const LATEST_COUNT: usize = 6;
/// The last hour, in microseconds.
const HOUR_MICROS: i64 = 3_600_000_000;

/// The figures of a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayBoard {
    /// What came of its responses.
    pub classes: Classes,
    /// Successes of the hour before now.
    pub last_hour: u32,
    /// The best agents.
    pub standings: Standings,
    /// The latest successes, newest first.
    pub latest: Vec<LatestSuccess>,
}

/// A success as the room may see it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LatestSuccess {
    /// Who; nothing where the response names nobody.
    pub agent: Option<String>,
    /// Microseconds since 1970.
    pub submitted_micros: i64,
}

impl DayBoard {
    /// Counts the rows of a day, given by its instants in microseconds since 1970, as of now; one look at each time.
    pub fn count(
        rows: &dyn Rows,
        definition: &Definition,
        day: Range<i64>,
        now_micros: i64,
    ) -> Self {
        let store = rows.store();
        let table = ClassTable::new(store, definition);
        let (kinds, subtypes, agents) =
            (store.codes(Column::Kind), store.codes(Column::Subtype), store.codes(Column::Agent));
        // A clock that is slow takes what has just come for the future.
        let last_hour = now_micros - HOUR_MICROS..day.end;
        let mut board = Self::default();
        let mut by_agent = Vec::<Classes>::new();
        let mut successes = Vec::new();
        for row in rows.segments().flatten() {
            let Some(micros) = store.time(row) else { continue };
            // Soon after midnight, the last hour is of the day before, too.
            let (is_of_hour, is_of_day) = (last_hour.contains(&micros), day.contains(&micros));
            if !is_of_hour && !is_of_day {
                continue;
            }
            let code = |codes: &[Code]| codes.get(row as usize).copied().unwrap_or(ABSENT);
            let class = table.of(code(kinds), code(subtypes));
            board.last_hour += u32::from(is_of_hour && class == Class::Success);
            if !is_of_day {
                continue;
            }
            let agent = index_of(code(agents));
            if agent >= by_agent.len() {
                by_agent.resize(agent + 1, Classes::default());
            }
            by_agent[agent].add(class);
            board.classes.add(class);
            if class == Class::Success {
                successes.push((micros, code(agents)));
            }
        }
        let name = |index: usize| store.agents().word(code_at(index));
        let scores = by_agent.iter().enumerate().filter_map(|(index, classes)| {
            Some(AgentScore { agent: name(index)?.to_owned(), classes: *classes })
        });
        board.standings = Standings::new(scores.collect());
        board.latest = latest(successes, |code| store.agents().word(code));
        board
    }
}

/// The latest of these, newest first; those of one instant in the order of their agents.
fn latest<'a>(
    mut successes: Vec<(i64, Code)>,
    name: impl Fn(Code) -> Option<&'a str>,
) -> Vec<LatestSuccess> {
    successes.sort_by_key(|(micros, agent)| (Reverse(*micros), name(*agent)));
    successes.truncate(LATEST_COUNT);
    let told = successes.into_iter().map(|(submitted_micros, agent)| LatestSuccess {
        agent: name(agent).map(str::to_owned),
        submitted_micros,
    });
    told.collect()
}
