//! Figures that a run measures and people read; no test fails on them, because machines differ.

use std::io::Write as _;

/// Prints one figure into the test run's output, past the harness, which swallows what a passing
/// test prints.
pub fn figure(name: &str, value: f64, unit: &str) {
    let mut output = std::io::stdout().lock();
    // A figure that cannot be printed is no reason to fail.
    let _ = writeln!(output, "figure: {name}: {value:.0} {unit}");
}

/// Where a figure of several rounds lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The least.
    pub min: f64,
    /// The one in the middle; of an even number, the upper of the two there.
    pub median: f64,
    /// The most.
    pub max: f64,
}

impl Spread {
    /// Of the rounds in any order. Of no round at all, nothing is a number.
    pub fn of<T>(rounds: &[T], figure: impl FnMut(&T) -> f64) -> Self {
        let mut figures: Vec<f64> = rounds.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        let at = |place: usize| figures.get(place).copied().unwrap_or(f64::NAN);
        Self { min: at(0), median: at(figures.len() / 2), max: at(figures.len().wrapping_sub(1)) }
    }

    /// Its three cells, each written by `write`.
    pub fn cells(self, write: impl Fn(f64) -> String) -> [String; 3] {
        [self.min, self.median, self.max].map(write)
    }
}

/// Prints one line of a table: a name, three figures under each other, and the goal if there is one.
pub fn line(name: &str, cells: &[String; 3], goal: &str) {
    let [min, median, max] = cells;
    println!("{}", format!("{name:<28}{min:>9}{median:>9}{max:>9}   {goal}").trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_does_not_depend_on_the_order_of_rounds() {
        let spread = Spread::of(&[9.0, 1.0, 2.0], |it| *it);
        assert_eq!(spread, Spread { min: 1.0, median: 2.0, max: 9.0 });
    }

    #[test]
    fn one_round_is_least_middle_and_most() {
        assert_eq!(Spread::of(&[7.0], |it| *it), Spread { min: 7.0, median: 7.0, max: 7.0 });
    }
}
