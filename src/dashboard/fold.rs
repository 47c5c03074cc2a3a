//! Folding of long lists: the first rows are shown until the reader asks for all; on paper all are.

use leptos::prelude::*;

use crate::i18n::use_locale;
use crate::state::preferences::use_preferences;

/// How many rows of a folded list are shown.
const FOLDED_ROWS: usize = 10;
/// The button takes as much room as a row, so a list is folded only where that hides more rows than this.
const LEAST_HIDDEN: usize = 3;

/// Whether a list is folded.
#[derive(Debug, Clone, Copy)]
pub struct Fold {
    is_unfolded: RwSignal<bool>,
    is_printing: Signal<bool>,
}

impl Fold {
    /// Folded to begin with.
    pub fn new() -> Self {
        let preferences = use_preferences();
        Self {
            is_unfolded: RwSignal::new(false),
            is_printing: Signal::derive(move || preferences.is_printing()),
        }
    }

    /// How many rows of a list of this length are shown.
    pub fn visible_count(self, count: usize) -> usize {
        let is_whole = self.is_unfolded.get() || self.is_printing.get();
        if is_whole || !is_foldable(count) { count } else { FOLDED_ROWS }
    }
}

/// Button that shows all rows of a folded list, and then fewer again; hidden where the list is short.
#[component]
pub fn FoldButton(
    /// The list's state.
    fold: Fold,
    /// How many rows the list has.
    #[prop(into)]
    count: Signal<usize>,
) -> impl IntoView {
    let locale = use_locale();
    let is_foldable = Memo::new(move |_| is_foldable(count.get()));
    let name = move || {
        let text = &locale.text().breakdown;
        if fold.is_unfolded.get() {
            text.fewer.to_owned()
        } else {
            text.all_of(&locale.formatter().number(count.get() as u64))
        }
    };
    let on_press = move |_| fold.is_unfolded.update(|is_unfolded| *is_unfolded = !*is_unfolded);
    view! {
        <button type="button" class="chip" hidden=move || !is_foldable.get() on:click=on_press>
            {name}
        </button>
    }
    .into_any()
}

fn is_foldable(count: usize) -> bool {
    count >= FOLDED_ROWS + LEAST_HIDDEN
}
