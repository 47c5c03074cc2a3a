//! Numbers of a board in the reader's words.

use cubeboard_responses::goal::progress::told_part;

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

/// What has to be brought, in whole successes: none is brought by half.
pub fn target(value: f64, formatter: Formatter) -> String {
    // Shares of a goal come out a hair above whole numbers.
    whole((value - 1e-6).ceil(), formatter)
}

/// A share to the whole percent.
pub fn percent(share: f64, formatter: Formatter) -> String {
    formatter.percent((share * 100.0).round() / 100.0)
}

/// A share of a goal to the whole percent.
pub fn reached_percent(share: f64, formatter: Formatter) -> String {
    formatter.percent(told_part(share))
}
