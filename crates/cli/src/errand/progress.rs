//! How far it is: a bar on a terminal, a line now and then elsewhere. All of it goes to standard error.

use std::io::{IsTerminal as _, stderr};

use cubeboard_cube::loader::{Pause, Reading};
use indicatif::{ProgressBar, ProgressStyle};

/// Tells how far a reading is.
#[derive(Debug)]
pub enum Progress {
    /// A bar that moves.
    Bar(ProgressBar),
    /// A line for each tenth, a second apart at least, and for each new wait.
    Lines(Lines),
    /// Nothing.
    Quiet,
}

/// What the lines said last.
#[derive(Debug, Default)]
pub struct Lines {
    rows: u64,
    at_millis: i64,
    pause_until_millis: i64,
}

/// No two lines on progress come closer.
const MILLIS_BETWEEN_LINES: i64 = 1000;
/// A line for so many responses, where nobody knows how many there will be.
const ROWS_PER_LINE: u64 = 10_000;

impl Progress {
    /// What suits standard error.
    pub fn new(is_quiet: bool) -> Self {
        if is_quiet {
            Self::Quiet
        } else if stderr().is_terminal() {
            Self::Bar(bar())
        } else {
            Self::Lines(Lines::default())
        }
    }

    /// Shows a reading as it is at this time, in milliseconds since 1970.
    pub fn show(&mut self, reading: &Reading, now_millis: i64) {
        let pause = reading.pause(now_millis);
        let (rows, expected) = (reading.row_count(), reading.expected());
        match self {
            Self::Bar(bar) => {
                match expected {
                    Some(count) => bar.set_length(count),
                    None => bar.unset_length(),
                }
                bar.set_position(rows);
                bar.set_message(pause.map(|it| waiting(&it, now_millis)).unwrap_or_default());
            }
            Self::Lines(lines) => {
                for line in lines.new_lines(rows, expected, pause.as_ref(), now_millis) {
                    eprintln!("cubeboard: {line}");
                }
            }
            Self::Quiet => {}
        }
    }

    /// Takes the bar away, so that what is said next stands by itself.
    pub fn end(self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

impl Lines {
    fn new_lines(
        &mut self,
        rows: u64,
        expected: Option<u64>,
        pause: Option<&Pause>,
        now_millis: i64,
    ) -> Vec<String> {
        let mut lines = Vec::new();
        let step = expected.map_or(ROWS_PER_LINE, |it| it.div_ceil(10)).max(1);
        let is_time = now_millis - self.at_millis >= MILLIS_BETWEEN_LINES;
        if is_time && rows / step > self.rows / step {
            (self.rows, self.at_millis) = (rows, now_millis);
            let of = expected.map(|it| format!(" of {it}")).unwrap_or_default();
            lines.push(format!("{rows}{of} responses"));
        }
        let is_new = |it: &&Pause| it.until_millis > self.pause_until_millis.max(now_millis);
        if let Some(pause) = pause.filter(is_new) {
            self.pause_until_millis = pause.until_millis;
            lines.push(waiting(pause, now_millis));
        }
        lines
    }
}

fn waiting(pause: &Pause, now_millis: i64) -> String {
    let millis = u64::try_from(pause.until_millis - now_millis).unwrap_or_default();
    let why = if pause.is_asked_for { "Cube asks to wait" } else { "no answer" };
    format!("{why}; asking again in {} s", millis.div_ceil(1000))
}

fn bar() -> ProgressBar {
    let template = "{bar:30} {human_pos} of {human_len} responses, {elapsed} {msg}";
    // The template is a fixed text; were it wrong, the usual bar would do.
    let style = ProgressStyle::with_template(template);
    ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tenth_gets_one_line() {
        let mut lines = Lines::default();
        let mut told = |now, rows| lines.new_lines(rows, Some(207), None, now);
        assert_eq!(told(1_000, 50), ["50 of 207 responses"]);
        assert!(told(2_000, 62).is_empty());
        assert_eq!(told(3_000, 207), ["207 of 207 responses"]);
        assert!(told(4_000, 207).is_empty());
    }

    #[test]
    fn lines_keep_a_second_apart() {
        let mut lines = Lines::default();
        let mut told = |now, rows| lines.new_lines(rows, Some(100), None, now);
        assert_eq!(told(1_000, 20), ["20 of 100 responses"]);
        assert!(told(1_999, 90).is_empty());
        assert_eq!(told(2_000, 90), ["90 of 100 responses"]);
    }

    #[test]
    fn without_a_count_there_is_a_line_now_and_then() {
        let mut lines = Lines::default();
        let mut told = |rows| lines.new_lines(rows, None, None, 1_000);
        assert!(told(9_999).is_empty());
        assert_eq!(told(10_050), ["10050 responses"]);
    }

    #[test]
    fn a_wait_is_told_once() {
        let pause = Pause { until_millis: 7_001, is_asked_for: true };
        let mut lines = Lines::default();
        let mut told = |now| lines.new_lines(0, None, Some(&pause), now);
        assert_eq!(told(1_000), ["Cube asks to wait; asking again in 7 s"]);
        assert!(told(2_000).is_empty());
    }
}
