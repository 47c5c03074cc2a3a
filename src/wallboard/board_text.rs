//! Numbers of a board in the reader's words.

use crate::i18n::formatter::Formatter;

/// A whole number, rounded.
pub fn whole(value: f64, formatter: Formatter) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of successes; a cast saturates"
    )]
    let rounded = value.round() as u64;
    formatter.number(rounded)
}

/// A share to the whole percent.
pub fn percent(share: f64, formatter: Formatter) -> String {
    formatter.percent((share * 100.0).round() / 100.0)
}
