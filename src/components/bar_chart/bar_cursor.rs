//! Cursor of the bar chart: which bar the reader is at and which are selected, by mouse, pen, finger or keys.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::canvas::DrawnChart;
use super::event::{BarRange, ChartEvent};
use crate::browser::pointer;

/// The bar whose numbers are shown, and the selected bars.
#[derive(Debug, Clone, Copy)]
pub(super) struct BarCursor {
    drawn: Memo<Option<DrawnChart>>,
    bar: RwSignal<Option<usize>>,
    selection: RwSignal<Option<Selection>>,
    /// Where a drag began.
    drag_start: StoredValue<Option<usize>>,
    /// The bar that was shown before a finger came down.
    bar_before_touch: StoredValue<Option<usize>>,
}

/// Selected bars, in the direction in which they were selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Selection {
    start: usize,
    end: usize,
}

impl Selection {
    fn range(self) -> BarRange {
        BarRange::between(self.start, self.end)
    }
}

impl BarCursor {
    /// At no bar, among those that are drawn.
    pub(super) fn new(drawn: Memo<Option<DrawnChart>>) -> Self {
        Self {
            drawn,
            bar: RwSignal::new(None),
            selection: RwSignal::new(None),
            drag_start: StoredValue::new(None),
            bar_before_touch: StoredValue::new(None),
        }
    }

    /// Index of the bar whose numbers are shown; follows it.
    pub(super) fn bar(self) -> Option<usize> {
        self.bar.get()
    }

    /// The selected bars; follows them.
    pub(super) fn selected(self) -> Option<BarRange> {
        self.selection.get().map(Selection::range)
    }

    /// Selects nothing any more.
    pub(super) fn clear_selection(self) {
        self.selection.set(None);
    }

    /// Shows no bar any more; what is selected stays.
    pub(super) fn leave(self) {
        self.bar.set(None);
    }

    /// Follows the pointer; with a mouse or pen held down, it selects.
    pub(super) fn on_pointer_move(self, event: &PointerEvent) {
        let bar = self.bar_under(event);
        if self.bar.get_untracked() != bar {
            self.bar.set(bar);
        }
        if let (Some(start), Some(end)) = (self.drag_start.get_value(), bar)
            && (start != end || self.has_selection())
        {
            self.selection.set(Some(Selection { start, end }));
        }
    }

    /// Begins a drag, unless by finger: that scrolls the page.
    pub(super) fn on_pointer_down(self, event: &PointerEvent) {
        let bar = self.bar_under(event);
        self.bar_before_touch.set_value(self.bar.get_untracked());
        self.bar.set(bar);
        if !is_touch(event) && event.button() == 0 {
            self.clear_selection();
            self.drag_start.set_value(bar);
            pointer::capture(event);
        }
    }

    /// Ends a drag. A press that was none picks its bar; of a finger the second one, as the first shows its numbers.
    pub(super) fn on_pointer_up(self, event: &PointerEvent) -> Option<ChartEvent> {
        let bar = self.bar_under(event);
        let drag_start = self.drag_start.try_update_value(Option::take).flatten();
        let start = if is_touch(event) { self.bar_before_touch.get_value() } else { drag_start };
        let is_press = start == bar && !self.has_selection();
        bar.filter(|_| is_press).map(ChartEvent::Pick)
    }

    /// Arrows, Home and End walk, and select together with Shift; Enter and Space pick a bar or zoom to the selected
    /// ones; Escape gives up the selection, then the bar.
    pub(super) fn on_key_down(self, event: &KeyboardEvent, bar_count: usize) -> Option<ChartEvent> {
        let last = bar_count.checked_sub(1)?;
        let bar = self.bar.get_untracked();
        match event.key().as_str() {
            "Enter" | " " => {
                event.prevent_default();
                return self.activate();
            }
            "Escape" if self.has_selection() => self.clear_selection(),
            "Escape" if bar.is_some() => self.leave(),
            key => {
                let next = bar_after_key(key, bar, last)?;
                if event.shift_key() {
                    self.select_to(next);
                }
                self.bar.set(Some(next));
            }
        }
        event.prevent_default();
        None
    }

    fn activate(self) -> Option<ChartEvent> {
        let selection = self.selection.get_untracked();
        self.clear_selection();
        match selection {
            Some(selection) => Some(ChartEvent::Zoom(selection.range())),
            None => self.bar.get_untracked().map(ChartEvent::Pick),
        }
    }

    fn select_to(self, end: usize) {
        let start = self.selection.get_untracked().map(|selection| selection.start);
        let start = start.or(self.bar.get_untracked()).unwrap_or(end);
        self.selection.set(Some(Selection { start, end }));
    }

    fn has_selection(self) -> bool {
        self.selection.get_untracked().is_some()
    }

    fn bar_under(self, event: &PointerEvent) -> Option<usize> {
        self.drawn.read_untracked().as_ref()?.bar_at(f64::from(event.offset_x()))
    }
}

fn is_touch(event: &PointerEvent) -> bool {
    event.pointer_type() == "touch"
}

/// Index of the bar to which a key leads, from the one that is shown, where there is one; `None` where the key leads
/// nowhere.
fn bar_after_key(key: &str, bar: Option<usize>, last: usize) -> Option<usize> {
    match (key, bar) {
        ("ArrowRight", Some(bar)) => Some((bar + 1).min(last)),
        ("ArrowLeft", Some(bar)) => Some(bar.saturating_sub(1)),
        ("ArrowRight", None) | ("Home", _) => Some(0),
        ("ArrowLeft", None) | ("End", _) => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_walk_from_bar_to_bar_and_stop_at_the_ends() {
        assert_eq!(bar_after_key("ArrowRight", Some(3), 9), Some(4));
        assert_eq!(bar_after_key("ArrowRight", Some(9), 9), Some(9));
        assert_eq!(bar_after_key("ArrowLeft", Some(3), 9), Some(2));
        assert_eq!(bar_after_key("ArrowLeft", Some(0), 9), Some(0));
        assert_eq!(bar_after_key("Home", Some(3), 9), Some(0));
        assert_eq!(bar_after_key("End", Some(3), 9), Some(9));
        assert_eq!(bar_after_key("Tab", Some(3), 9), None);
    }

    #[test]
    fn the_first_arrow_leads_to_the_end_it_comes_from() {
        assert_eq!(bar_after_key("ArrowRight", None, 9), Some(0));
        assert_eq!(bar_after_key("ArrowLeft", None, 9), Some(9));
    }

    #[test]
    fn a_bar_past_the_end_of_fewer_bars_leads_back_among_them() {
        assert_eq!(bar_after_key("ArrowRight", Some(30), 9), Some(9));
    }

    #[test]
    fn bars_selected_from_right_to_left_are_a_range_from_left_to_right() {
        assert_eq!(Selection { start: 7, end: 2 }.range(), BarRange { first: 2, last: 7 });
    }
}
