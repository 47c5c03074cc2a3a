//! Why a test cannot go on, in words for whoever reads its output.

use std::fmt;

/// What a step of a test returns.
pub type Outcome<T = ()> = Result<T, Failure>;

/// A reason in plain words; every error turns into one.
pub struct Failure(pub String);

// The test harness prints errors by `Debug`, and people should read words there, not a struct.
impl fmt::Debug for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}
