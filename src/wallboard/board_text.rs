//! Numbers of a board in the reader's words, and why there are none.

use cubeboard_i18n::wallboard::WallboardMessages;
use cubeboard_responses::goal::progress::told_part;

use crate::i18n::formatter::Formatter;
use crate::state::board::Phase;

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

/// Why there is no figure of what is under way, where nothing is.
pub fn not_under_way(phase: Phase, text: &WallboardMessages) -> Option<&'static str> {
    match phase {
        Phase::ToCome => Some(text.to_come),
        Phase::UnderWay => None,
        Phase::Over => Some(text.over),
    }
}

/// What stands in place of the day's successes where there are none.
pub fn no_success(phase: Phase, text: &WallboardMessages) -> &'static str {
    match phase {
        Phase::ToCome | Phase::UnderWay => text.no_success_yet,
        Phase::Over => text.no_success,
    }
}
