//! Turns of the boards on one screen: which of them is shown, by the clock and by what each has to show.

use cubeboard_responses::wallboard::turn;
use leptos::prelude::*;

use crate::state::now::Now;

/// The boards that take turns.
#[derive(Debug, Clone, Copy)]
pub struct Turns {
    /// Of each board, whether it has something to show.
    boards: RwSignal<Vec<Memo<bool>>>,
    shown: Memo<usize>,
}

impl Turns {
    /// No boards yet.
    pub fn new(now: Now) -> Self {
        let boards = RwSignal::new(Vec::<Memo<bool>>::new());
        let shown = Memo::new(move |_| {
            let has_something: Vec<_> = boards.read().iter().map(|it| it.get()).collect();
            turn::shown(&has_something, now.millis().div_euclid(1000))
        });
        Self { boards, shown }
    }

    /// Takes another board in, which learns whether it is its turn.
    pub fn join(self, has_something: Memo<bool>) -> Signal<bool> {
        let number = self.boards.read_untracked().len();
        self.boards.update(|boards| boards.push(has_something));
        Signal::derive(move || self.shown.get() == number)
    }
}
