//! Cursor of a bar chart: which bar the reader is at and which are selected, by pointer, finger or keys.

use cubeboard_plot::plan::Plan;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::ChartEvent;
use crate::browser::pointer;

/// The bar under the pointer or the keys, and the selected ones.
#[derive(Debug, Clone, Copy)]
pub(super) struct BarCursor {
    plan: RwSignal<Option<Plan>>,
    /// The bar whose numbers are shown.
    pub(super) bar: RwSignal<Option<usize>>,
    /// From which bar to which is selected, in the order in which it happened.
    selected: RwSignal<Option<(usize, usize)>>,
    /// Where a drag began.
    pressed: StoredValue<Option<usize>>,
    /// The bar that was shown before a finger came down.
    touched: StoredValue<Option<usize>>,
}

impl BarCursor {
    pub(super) fn new(plan: RwSignal<Option<Plan>>) -> Self {
        Self {
            plan,
            bar: RwSignal::new(None),
            selected: RwSignal::new(None),
            pressed: StoredValue::new(None),
            touched: StoredValue::new(None),
        }
    }

    /// The first and the last bar that are selected.
    pub(super) fn selection(self) -> Option<(usize, usize)> {
        self.selected.get().map(|(some, other)| (some.min(other), some.max(other)))
    }

    /// Selects nothing any more.
    pub(super) fn clear_selection(self) {
        self.selected.set(None);
    }

    /// Shows no bar any more; what is selected stays.
    pub(super) fn leave(self) {
        self.bar.set(None);
    }

    fn bar_at(self, event: &PointerEvent, ratio: f64) -> Option<usize> {
        let x = f64::from(event.offset_x()) * ratio;
        self.plan.read_untracked().as_ref().and_then(|it| it.bar_at(x))
    }

    /// Follows the pointer; with a mouse or pen held down, it selects.
    pub(super) fn on_pointer_move(self, event: &PointerEvent, ratio: f64) {
        let bar = self.bar_at(event, ratio);
        if self.bar.get_untracked() != bar {
            self.bar.set(bar);
        }
        if let (Some(start), Some(bar)) = (self.pressed.get_value(), bar)
            && (start != bar || self.selected.get_untracked().is_some())
        {
            self.selected.set(Some((start, bar)));
        }
    }

    pub(super) fn on_pointer_down(self, event: &PointerEvent, ratio: f64) {
        let bar = self.bar_at(event, ratio);
        self.touched.set_value(self.bar.get_untracked());
        self.bar.set(bar);
        if event.pointer_type() != "touch" && event.button() == 0 {
            self.clear_selection();
            self.pressed.set_value(bar);
            pointer::capture(event);
        }
    }

    /// Ends a drag. A press that was none picks its bar; of a finger the second one, as the first shows its numbers.
    pub(super) fn on_pointer_up(self, event: &PointerEvent, ratio: f64) -> Option<ChartEvent> {
        let bar = self.bar_at(event, ratio);
        let pressed = self.pressed.try_update_value(Option::take).flatten();
        let start =
            if event.pointer_type() == "touch" { self.touched.get_value() } else { pressed };
        let is_press = self.selected.get_untracked().is_none();
        bar.filter(|_| start == bar && is_press).map(ChartEvent::Pick)
    }

    /// Walks, selects, picks or lets go, among so many bars.
    pub(super) fn on_key_down(self, event: &KeyboardEvent, count: usize) -> Option<ChartEvent> {
        let last = count.checked_sub(1)?;
        let bar = self.bar.get_untracked();
        let next = match (event.key().as_str(), bar) {
            ("ArrowRight", Some(bar)) => Some((bar + 1).min(last)),
            ("ArrowLeft", Some(bar)) => Some(bar.saturating_sub(1)),
            ("ArrowRight" | "Home", _) => Some(0),
            ("ArrowLeft" | "End", _) => Some(last),
            ("Escape", _) if self.selected.get_untracked().is_some() => {
                self.clear_selection();
                bar
            }
            ("Escape", Some(_)) => None,
            ("Enter" | " ", _) => {
                event.prevent_default();
                let zoom = self.selection().map(|(first, last)| ChartEvent::Zoom(first, last));
                self.clear_selection();
                return zoom.or(bar.map(ChartEvent::Pick));
            }
            _ => return None,
        };
        event.prevent_default();
        if event.shift_key()
            && let Some(next) = next
        {
            let start = self.selected.get_untracked().map(|it| it.0).or(bar);
            self.selected.set(Some((start.unwrap_or(next), next)));
        }
        self.bar.set(next);
        None
    }
}
