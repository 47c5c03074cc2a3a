//! Progress of a download on standard error: a bar on a terminal, a line now and then elsewhere.

use std::io::{IsTerminal as _, stderr};

use cubeboard_cube::loader::{Pause, Reading, Trouble};
use indicatif::{ProgressBar, ProgressStyle};

use crate::account::connect_failure::ConnectFailure;
use crate::download::report;
use crate::terminal;

/// Tells how far a reading is.
#[derive(Debug)]
pub enum Progress {
    /// A bar that moves.
    Bar(ProgressBar),
    /// A line for each tenth, a second apart at least, and now and then for what is waited for.
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
    trouble_millis: i64,
}

/// Why it does not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wait {
    /// The service asks for it.
    Asked { until_millis: i64 },
    /// The service fails with this, and is asked again at this time; `None` while it is being asked.
    Failing { error: String, until_millis: Option<i64> },
}

/// No two lines on progress come closer.
const MILLIS_BETWEEN_LINES: i64 = 1000;
/// Nor do two on a service that fails; so long it may also fail before it is said while requests are under way.
const MILLIS_BETWEEN_TROUBLES: i64 = 10_000;
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

    /// Shows a reading as it is at this time, in milliseconds since 1970, and why a request got no connection, where one
    /// did not.
    pub fn show(&mut self, reading: &Reading, failure: Option<&ConnectFailure>, now_millis: i64) {
        let wait = Wait::of(reading.pause(now_millis), reading.trouble(), failure, now_millis);
        let (rows, expected) = (reading.row_count(), reading.expected());
        match self {
            Self::Bar(bar) => {
                match expected {
                    Some(count) => bar.set_length(count),
                    None => bar.unset_length(),
                }
                bar.set_position(rows);
                bar.set_message(wait.map(|it| it.words(now_millis)).unwrap_or_default());
            }
            Self::Lines(lines) => {
                for line in lines.new_lines(rows, expected, wait, now_millis) {
                    terminal::say(line);
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
        wait: Option<Wait>,
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
        if let Some(wait) = wait.filter(|it| self.is_news(it, now_millis)) {
            lines.push(wait.words(now_millis));
        }
        lines
    }

    /// Whether a wait was not told of yet, or not for a while.
    fn is_news(&mut self, wait: &Wait, now_millis: i64) -> bool {
        match wait {
            Wait::Asked { until_millis } => {
                let told = std::mem::replace(&mut self.pause_until_millis, *until_millis);
                *until_millis > told.max(now_millis)
            }
            Wait::Failing { .. } => {
                let is_news = now_millis - self.trouble_millis >= MILLIS_BETWEEN_TROUBLES;
                if is_news {
                    self.trouble_millis = now_millis;
                }
                is_news
            }
        }
    }
}

impl Wait {
    fn of(
        pause: Option<Pause>,
        trouble: Option<&Trouble>,
        failure: Option<&ConnectFailure>,
        now_millis: i64,
    ) -> Option<Self> {
        match (pause, trouble) {
            (Some(Pause { until_millis, is_asked_for: true }), _) => {
                Some(Self::Asked { until_millis })
            }
            (Some(pause), Some(trouble)) => {
                let until_millis = Some(pause.until_millis);
                Some(Self::Failing { error: report::words(&trouble.error, failure), until_millis })
            }
            (None, Some(trouble)) => {
                let is_long = now_millis - trouble.since_millis >= MILLIS_BETWEEN_TROUBLES;
                let error = report::words(&trouble.error, failure);
                is_long.then_some(Self::Failing { error, until_millis: None })
            }
            (_, None) => None,
        }
    }

    fn words(&self, now_millis: i64) -> String {
        let seconds = |until_millis: i64| {
            let millis = u64::try_from(until_millis - now_millis).unwrap_or_default();
            millis.div_ceil(1000)
        };
        match self {
            Self::Asked { until_millis } => {
                format!("Cube asks to wait; asking again in {} s", seconds(*until_millis))
            }
            Self::Failing { error, until_millis: Some(until_millis) } => {
                format!("waiting for Cube: {error}; asking again in {} s", seconds(*until_millis))
            }
            Self::Failing { error, until_millis: None } => {
                format!("waiting for Cube: {error}; asking again")
            }
        }
    }
}

fn bar() -> ProgressBar {
    let template = "{bar:30} {human_pos} of {human_len} responses, {elapsed} {msg}";
    // The template is a fixed text; were it wrong, the usual bar would do.
    let style = ProgressStyle::with_template(template);
    ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

#[cfg(test)]
mod tests {
    use cubeboard_cube::fetch::FetchError;

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
        let pause = Some(Pause { until_millis: 7_001, is_asked_for: true });
        let mut lines = Lines::default();
        let mut told = |now| lines.new_lines(0, None, Wait::of(pause, None, None, now), now);
        assert_eq!(told(1_000), ["Cube asks to wait; asking again in 7 s"]);
        assert!(told(2_000).is_empty());
    }

    #[test]
    fn report_7_what_is_waited_for_is_told_now_and_then() {
        let trouble = |since_millis| Trouble { since_millis, error: FetchError::Unreachable };
        let mut lines = Lines::default();
        let mut told = |now, pause_seconds: Option<i64>| {
            let until = |seconds| Pause { until_millis: now + seconds * 1000, is_asked_for: false };
            let wait = Wait::of(pause_seconds.map(until), Some(&trouble(20_000)), None, now);
            lines.new_lines(0, None, wait, now)
        };
        assert!(told(20_100, None).is_empty(), "the next request may already be answered");
        assert_eq!(told(20_500, Some(3)), ["waiting for Cube: no reply; asking again in 3 s"]);
        assert!(told(24_000, Some(5)).is_empty());
        assert_eq!(told(31_000, Some(9)), ["waiting for Cube: no reply; asking again in 9 s"]);
        assert_eq!(told(41_000, None), ["waiting for Cube: no reply; asking again"]);
    }
}
