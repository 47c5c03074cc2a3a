//! A list of which the first are shown until the reader wants all; on paper all are.

use crate::html::{El, button};
use crate::state::preferences::{Voice, use_preferences};
use leptos::prelude::*;

/// What is shown of a longer list.
const FEW: usize = 10;
/// A button takes as much room as a row; it hides more than that.
const WORTH_HIDING: usize = 3;

/// Whether a list is shown whole.
#[derive(Clone, Copy, Default)]
pub struct Fold {
    shows_all: RwSignal<bool>,
}

impl Fold {
    /// How many of so many are shown.
    pub fn shown(self, count: usize) -> usize {
        let is_whole = self.shows_all.get() || use_preferences().is_printing();
        if is_whole || !is_long(count) { count } else { FEW }
    }

    /// The button that shows all, and then fewer again.
    pub fn button(self, count: usize, voice: Voice) -> Option<El> {
        let text = &voice.text.behind;
        let name = if self.shows_all.get() {
            text.fewer.to_owned()
        } else {
            text.all_of(&voice.writer.number(count as u64))
        };
        is_long(count).then(|| button("chip", name, move || self.shows_all.update(|it| *it = !*it)))
    }
}

fn is_long(count: usize) -> bool {
    count >= FEW + WORTH_HIDING
}
