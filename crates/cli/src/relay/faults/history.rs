//! History of requests and replies so far, list by list. Faults count by it instead of by the clock.

use std::collections::HashMap;

use crate::relay::faults::edits::Edits;
use crate::relay::faults::fault::{After, Shift};

/// Every list that was asked for, by its path: a list is the same one whichever days are asked for.
#[derive(Debug, Default)]
pub(super) struct History(HashMap<String, List>);

impl History {
    pub fn list(&mut self, path: &str) -> &mut List {
        self.0.entry(path.to_owned()).or_default()
    }
}

/// What became of one list.
#[derive(Debug, Default)]
pub(super) struct List {
    /// How often each page was asked for.
    questions: HashMap<usize, u32>,
    /// How often each page was given.
    replies: HashMap<usize, u32>,
    edits: Edits,
}

impl List {
    /// Counts a question for this page, and says which one it is, from 1.
    pub fn count_question(&mut self, page: usize) -> u32 {
        next(&mut self.questions, page)
    }

    /// Notes that the page was given, and lets happen what happens right after that.
    pub fn count_reply(&mut self, page: usize, shifts: &[Shift]) {
        let nth = next(&mut self.replies, page);
        for shift in shifts {
            let is_due = match shift.after {
                After::Page(number) => number == page && nth == 1,
                After::EveryReply => true,
            };
            if is_due {
                self.edits.apply(shift.change);
            }
        }
    }

    pub fn edits(&self) -> &Edits {
        &self.edits
    }
}

fn next(counts: &mut HashMap<usize, u32>, page: usize) -> u32 {
    let count = counts.entry(page).or_default();
    *count = count.saturating_add(1);
    *count
}
