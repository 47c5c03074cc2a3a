//! Figures that a run measures and people read; no test fails on them, because machines differ.

use std::io::Write as _;

/// Prints one figure into the test run's output, past the harness, which swallows what a passing
/// test prints.
pub fn figure(name: &str, value: f64, unit: &str) {
    let mut output = std::io::stdout().lock();
    // A figure that cannot be printed is no reason to fail.
    let _ = writeln!(output, "figure: {name}: {value:.0} {unit}");
}
