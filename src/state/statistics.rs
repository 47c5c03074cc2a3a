//! Statistics of the rows shown: they follow the view, and how the reader wants it counted.

use cubeboard_cube::loader::Reading;
use cubeboard_responses::series::Stack;
use cubeboard_responses::statistics::{Basis, Figures};
use cubeboard_responses::view::View;
use leptos::prelude::*;

use crate::browser::{clock, frame, task};
use crate::state::dataset::Dataset;
use crate::state::definitions::Definitions;
use crate::state::page_address::PageAddress;
use crate::state::visible_rows::VisibleRows;

/// Figures, and how they come about.
#[derive(Debug, Clone, Copy)]
pub struct Statistics {
    visible_rows: VisibleRows,
    basis: Memo<Basis>,
    figures: RwSignal<Option<Figures>>,
    is_at_work: StoredValue<bool>,
}

/// Those of the rows that the table shows, from context.
pub fn use_statistics() -> Statistics {
    expect_context()
}

/// What is counted as success, and what bars are divided by, as definitions and address say.
pub fn basis(definitions: Definitions, address: PageAddress) -> Memo<Basis> {
    let (definition, stack) = (definitions.current(), address.parameter("stack"));
    Memo::new(move |_| Basis {
        definition: definition.get(),
        stack: Stack::from_key(&stack.read()),
    })
}

/// How long one task may last before the browser has its turn.
const TASK_MILLIS: f64 = 24.0;

impl Statistics {
    /// Follows what is shown.
    pub fn new(visible_rows: VisibleRows, basis: Memo<Basis>) -> Self {
        let (figures, is_at_work) = (RwSignal::new(None), StoredValue::new(false));
        let statistics = Self { visible_rows, basis, figures, is_at_work };
        Effect::new(move |_| {
            basis.track();
            visible_rows.track();
            // The table comes first: it is where the reader looks, and it is done with the next picture.
            if !statistics.is_at_work.get_value() {
                statistics.is_at_work.set_value(true);
                frame::after_paint(move || statistics.work());
            }
        });
        statistics
    }

    /// Has the run marked as complete, and contacts looked for, once all of its rows are counted.
    pub fn finish_run(self, dataset: Dataset) {
        Effect::new(move |_| {
            let are_whole =
                |figures: &Figures, view: &View, rows: &Reading| figures.are_whole(view, rows);
            if self.with(are_whole) == Some(true) {
                dataset.mark_complete();
                self.visible_rows.look_for_contacts();
            }
        });
    }

    /// What bars are divided by.
    pub fn stack(self) -> Stack {
        self.basis.read().stack
    }

    /// Looks at the figures together with what they are of; nothing before a first page.
    pub fn with<T>(self, look: impl FnOnce(&Figures, &View, &Reading) -> T) -> Option<T> {
        self.figures.with(|figures| {
            let figures = figures.as_ref()?;
            let belongs_to_view = |view: &View| view.serial() == figures.serial();
            self.visible_rows.with_now(|view, reading| {
                belongs_to_view(view).then(|| look(figures, view, reading))
            })?
        })
    }

    /// Counts until nothing is left to do, in tasks short enough not to be felt.
    fn work(self) {
        let end_millis = clock::running_millis() + TASK_MILLIS;
        let basis = self.basis.get_untracked();
        let advance = |slot: &mut Option<Figures>| {
            self.visible_rows.with_now(|view, reading| {
                let known = slot.take().filter(|it| it.serial() == view.serial());
                let figures =
                    slot.insert(known.unwrap_or_else(|| Figures::new(view, basis.clone())));
                let mut has_more = true;
                while has_more && clock::running_millis() < end_millis {
                    has_more = figures.advance(view, reading, &basis);
                }
                has_more
            })
        };
        let has_more = self.figures.try_update_untracked(advance).flatten().unwrap_or(false);
        self.is_at_work.set_value(has_more);
        if has_more {
            task::soon(move || self.work());
        } else {
            self.figures.notify();
        }
    }
}
