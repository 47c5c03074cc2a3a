//! Turns of the boards on one screen: which of them is shown, by the clock and by what each has to show.

use cubeboard_responses::wallboard::turn;
use leptos::prelude::*;

use crate::state::now::Now;

/// The boards that take turns.
#[derive(Debug, Clone, Copy)]
pub struct Turns {
    boards: RwSignal<Vec<Board>>,
    shown: Memo<usize>,
}

/// A board's campaign, and whether it has something to show.
#[derive(Debug, Clone, Copy)]
struct Board {
    campaign: Memo<String>,
    has_something: Memo<bool>,
}

impl Turns {
    /// No boards yet.
    pub fn new(now: Now) -> Self {
        let boards = RwSignal::new(Vec::<Board>::new());
        let shown = Memo::new(move |_| {
            let has_something: Vec<_> =
                boards.read().iter().map(|it| it.has_something.get()).collect();
            turn::shown(&has_something, now.millis().div_euclid(1000))
        });
        Self { boards, shown }
    }

    /// Takes another board in, which learns whether it is its turn.
    pub fn join(self, campaign: Memo<String>, has_something: Memo<bool>) -> Signal<bool> {
        let number = self.boards.read_untracked().len();
        self.boards.update(|boards| boards.push(Board { campaign, has_something }));
        Signal::derive(move || self.shown.get() == number)
    }

    /// The campaigns that are passed over, as long as another has something to show.
    pub fn passed_over(self) -> Vec<String> {
        let boards = self.boards.read();
        if !boards.iter().any(|it| it.has_something.get()) {
            return Vec::new();
        }
        let passed_over = boards.iter().filter(|it| !it.has_something.get());
        // Before anything is asked there is no name.
        passed_over.map(|it| it.campaign.get()).filter(|it| !it.is_empty()).collect()
    }
}
