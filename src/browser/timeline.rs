//! User Timing marks: what profilers, benchmarks and tests read.

use super::window;

/// The form can be used.
pub const INTERACTIVE: &str = "cubeboard:interactive";
/// A run's first rows are painted.
pub const FIRST_ROWS: &str = "cubeboard:first-rows";
/// A run's last row is in the table and the chart, and both are painted.
pub const COMPLETE: &str = "cubeboard:complete";

/// Sets a mark once what was just drawn is on the screen.
pub fn mark_after_paint(name: &'static str) {
    super::frame::after_paint(move || {
        if let Some(performance) = window().and_then(|it| it.performance()) {
            drop(performance.mark(name));
        }
    });
}

/// Takes away the marks of the run before.
pub fn clear_run() {
    if let Some(performance) = window().and_then(|it| it.performance()) {
        performance.clear_marks_with_mark_name(FIRST_ROWS);
        performance.clear_marks_with_mark_name(COMPLETE);
    }
}
