//! What a board says of the whole period: how far its goal is, and where it will end.

use cubeboard_i18n::wallboard::WallboardMessages;
use cubeboard_responses::goal::day_forecast::DayForecast;
use cubeboard_responses::goal::progress::{Course, Progress};

use super::board_text::{reached_percent, target, whole};
use crate::i18n::formatter::Formatter;

/// A figure in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodFigure {
    /// What it is.
    pub name: String,
    /// The figure.
    pub value: String,
    /// What stands below.
    pub note: String,
}

/// Successes of the period, beside its goal where there is one; nothing of either before all of them are counted.
pub fn reached(
    progress: Option<&Progress>,
    in_period: Option<u32>,
    has_goal: bool,
    text: &WallboardMessages,
    formatter: Formatter,
) -> PeriodFigure {
    let reached = |successes: u32| formatter.number(successes.into());
    let Some(progress) = progress else {
        let name =
            if has_goal && in_period.is_none() { text.goal_of_period } else { text.in_period };
        let value = in_period.map_or_else(|| "–".to_owned(), reached);
        return PeriodFigure { name: name.to_owned(), value, note: String::new() };
    };
    let of_target = text.of(&target(progress.target(), formatter));
    let share = progress.part(f64::from(progress.reached)).map(|it| reached_percent(it, formatter));
    PeriodFigure {
        name: text.goal_of_period.to_owned(),
        value: share.unwrap_or_else(|| reached(progress.reached)),
        note: format!("{} {of_target}", reached(progress.reached)),
    }
}

/// Where the period ends at this pace; `day` is the forecast of a single day, where there is one.
pub fn pace(
    progress: &Progress,
    day: Option<DayForecast>,
    text: &WallboardMessages,
    formatter: Formatter,
) -> PeriodFigure {
    let forecast = match progress.course {
        Course::Forecast(forecast) => Some((forecast.at_end, forecast.interval)),
        Course::Today => day.map(|it| (it.at_end, it.interval)),
        Course::Settled | Course::TooEarly { .. } => None,
    };
    let Some((at_end, (low, high))) = forecast else {
        return no_pace(text.no_forecast, text);
    };
    let (low, high) = (whole(low.floor(), formatter), whole(high.ceil(), formatter));
    let note = text.between(&low, &high);
    PeriodFigure { name: text.pace.to_owned(), value: whole(at_end, formatter), note }
}

/// The same where that cannot be told, and why.
pub fn no_pace(why: &str, text: &WallboardMessages) -> PeriodFigure {
    PeriodFigure { name: text.pace.to_owned(), value: "–".to_owned(), note: why.to_owned() }
}
