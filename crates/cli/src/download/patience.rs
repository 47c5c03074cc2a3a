//! A length of time as it is written on the command line: `90s`, `5m`, `1h30m`.

use std::str::FromStr;

use thiserror::Error;

/// For how long a service that fails is asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience(i64);

/// A text that is no length of time.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("takes a length of time such as 90s, 5m or 1h30m, of a week at most; 0 for none")]
pub struct PatienceError;

/// Nobody waits longer, and it is far from what cannot be added to a time.
const LONGEST_MILLIS: i64 = 7 * 24 * 3_600_000;

impl Patience {
    /// In milliseconds.
    pub fn millis(self) -> i64 {
        self.0
    }
}

impl FromStr for Patience {
    type Err = PatienceError;

    fn from_str(text: &str) -> Result<Self, PatienceError> {
        if text == "0" {
            return Ok(Self(0));
        }
        let mut rest = text;
        let mut sum = 0_i64;
        while !rest.is_empty() {
            let (number, after) = split(rest, |it| it.is_ascii_digit());
            let (unit, after) = split(after, |it| !it.is_ascii_digit());
            let unit_millis = match unit {
                "ms" => 1,
                "s" => 1000,
                "m" => 60_000,
                "h" => 3_600_000,
                _ => return Err(PatienceError),
            };
            let millis = number.parse::<i64>().ok().and_then(|it| it.checked_mul(unit_millis));
            sum = millis.and_then(|it| sum.checked_add(it)).ok_or(PatienceError)?;
            rest = after;
        }
        Some(Self(sum)).filter(|it| !text.is_empty() && it.0 <= LONGEST_MILLIS).ok_or(PatienceError)
    }
}

/// What of a text belongs together, and the rest.
fn split(text: &str, is_part: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|it| !is_part(it)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_read() {
        for (text, millis) in [
            ("0", 0),
            ("0s", 0),
            ("250ms", 250),
            ("90s", 90_000),
            ("5m", 300_000),
            ("1h30m", 5_400_000),
            ("168h", 604_800_000),
        ] {
            assert_eq!(text.parse(), Ok(Patience(millis)), "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "5",
            "m",
            "-5m",
            "1.5h",
            "5 m",
            "5M",
            "5min",
            "169h",
            "5m9",
            "99999999999999999999s",
        ] {
            assert_eq!(text.parse::<Patience>(), Err(PatienceError), "{text}");
        }
    }
}
