//! Visible rows: filtered, searched and sorted as the reader picks; they follow the rows, the clock and the address.

use cubeboard_cube::loader::{Outcome, Reading};
use cubeboard_responses::column::Column;
use cubeboard_responses::rows::Rows;
use cubeboard_responses::selection::Selection;
use cubeboard_responses::store::Dictionary;
use cubeboard_responses::table::sheet::Sheet;
use cubeboard_responses::view::View;
use leptos::prelude::*;

use crate::browser::{clock, frame, task};
use crate::state::calendar;
use crate::state::columns::Columns;
use crate::state::dataset::Dataset;
use crate::state::preferences::Preferences;

/// The view of the rows, and how it comes about.
#[derive(Debug, Clone, Copy)]
pub struct VisibleRows {
    dataset: Dataset,
    preferences: Preferences,
    selection: Memo<Selection>,
    view: RwSignal<Option<View>>,
    is_at_work: StoredValue<bool>,
    looks_for_contacts: StoredValue<bool>,
}

/// The one that is in context.
pub fn use_visible_rows() -> VisibleRows {
    expect_context()
}

/// How long one task may last before the browser has its turn.
const TASK_MILLIS: f64 = 24.0;

impl VisibleRows {
    /// Follows what is loaded and what is picked.
    pub fn new(dataset: Dataset, preferences: Preferences, selection: Memo<Selection>) -> Self {
        let rows = Self {
            dataset,
            preferences,
            selection,
            view: RwSignal::new(None),
            is_at_work: StoredValue::new(false),
            looks_for_contacts: StoredValue::new(false),
        };
        // Not derived, as one change may be worked out in several tasks; the view before it stands meanwhile.
        Effect::new(move |_| rows.follow());
        rows
    }

    /// Looks at the view together with its reading; nothing before a first page.
    pub fn with<T>(self, look: impl FnOnce(&View, &Reading) -> T) -> Option<T> {
        self.view.with(|view| {
            let view = view.as_ref()?;
            let is_of_view = |reading: &Reading| reading.serial() == view.serial();
            self.dataset
                .with_shown_untracked(|reading| is_of_view(reading).then(|| look(view, reading)))?
        })
    }

    /// Follows every change of them.
    pub fn track(self) {
        self.view.track();
    }

    /// Looks once, without following them.
    pub fn with_now<T>(self, look: impl FnOnce(&View, &Reading) -> T) -> Option<T> {
        untrack(|| self.with(look))
    }

    /// Looks at what the table shows: the one place that says so, for the screen and for files.
    pub fn with_sheet<T>(self, columns: Columns, look: impl FnOnce(Sheet<'_>) -> T) -> Option<T> {
        let layout = columns.layout();
        self.with(|view, reading| look(Sheet::new(view, reading, &layout.read())))
    }

    /// How many rows are shown.
    pub fn row_count(self) -> Memo<usize> {
        Memo::new(move |_| self.view.with(|it| it.as_ref().map_or(0, View::len)))
    }

    /// The words that occur in a column, in the order in which they came.
    pub fn words(self, column: Column) -> Vec<String> {
        let words = self.with_now(|_, reading| {
            let words = |it: &Dictionary| it.words().map(str::to_owned).collect();
            reading.store().dictionary(column).map(words)
        });
        words.flatten().unwrap_or_default()
    }

    /// What the reader picked.
    pub fn selection(self) -> Memo<Selection> {
        self.selection
    }

    fn follow(self) {
        let clock = self.preferences.clock();
        let selection = self.selection.get();
        self.dataset.with_shown(|reading| {
            // Before a first page nothing is known; to show zeros would be to say that there is nothing.
            if !reading.has_replied() {
                return;
            }
            let Some(calendar) = calendar::of(reading.query().days, clock) else { return };
            self.view.update_untracked(|slot| {
                let known = slot.take().filter(|it| it.is_of(reading, &calendar));
                let mut view = known.unwrap_or_else(|| View::new(reading, calendar));
                view.follow(reading);
                view.select(selection);
                *slot = Some(view);
            });
        });
        if !self.is_at_work.get_value() {
            self.work();
        }
    }

    /// Works until nothing is left to do, in tasks short enough not to be felt.
    fn work(self) {
        let has_more = self.work_for_a_task(View::advance);
        self.is_at_work.set_value(has_more);
        if has_more {
            task::soon(move || self.work());
        } else {
            self.view.notify();
        }
    }

    /// Finds out which contact with its customer each response was, where that is not known and can be. It begins once
    /// what is shown by now has been painted.
    pub fn look_for_contacts(self) {
        let is_due = |view: &View, reading: &Reading| {
            view.contacts_version().is_none() && reading.outcome() != Outcome::Loading
        };
        if self.with_now(is_due) == Some(true) && !self.looks_for_contacts.get_value() {
            self.looks_for_contacts.set_value(true);
            frame::after_paint(move || self.go_on_with_contacts());
        }
    }

    fn go_on_with_contacts(self) {
        let has_more = self.work_for_a_task(View::look_for_contacts);
        self.looks_for_contacts.set_value(has_more);
        if has_more {
            task::soon(move || self.go_on_with_contacts());
            return;
        }
        let is_known = |view: &View, _: &Reading| view.contacts_version().is_some();
        if self.with_now(is_known) == Some(true) && !self.is_at_work.get_value() {
            // What is picked may depend on it.
            self.work();
        }
    }

    /// Works on the view for as long as one task may last; whether there is more to do.
    fn work_for_a_task(self, advance: fn(&mut View, &dyn Rows) -> bool) -> bool {
        let end_millis = clock::running_millis() + TASK_MILLIS;
        let work = |view: &mut Option<View>| {
            let view = view.as_mut()?;
            self.dataset.with_shown_untracked(|reading| {
                let mut has_more = true;
                while has_more && clock::running_millis() < end_millis {
                    has_more = advance(view, reading);
                }
                has_more
            })
        };
        self.view.try_update_untracked(work).flatten().unwrap_or(false)
    }
}
