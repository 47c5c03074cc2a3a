//! Names of the chart's bars and of their parts, in the reader's words.

use cubeboard_i18n::figures::ChartMessages;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::calendar::holiday::Holiday;
use cubeboard_responses::series::{PartName, Per, Series};

use crate::i18n::formatter::Formatter;

/// A part's name for the reader.
pub fn part_name(part: &PartName, text: &ChartMessages) -> String {
    match part {
        PartName::Named(name) => name.clone(),
        PartName::Absent => text.no_word.to_owned(),
        PartName::Other => text.other.to_owned(),
        PartName::All => text.all.to_owned(),
    }
}

/// A bar by its days, with the year.
pub fn bar_name(bar: Days, per: Per, formatter: Formatter) -> String {
    match per {
        Per::Day => formatter.day(bar.first()),
        Per::Week => days_name(bar, formatter),
        Per::Month => formatter.month_year(bar.first()),
    }
}

/// Days from one to another, or the one that it is: "2 Jan – 8 Jan".
pub fn days_name(days: Days, formatter: Formatter) -> String {
    let [first, last] = [days.first(), days.last()].map(|day| formatter.short_day(day));
    if days.count() == 1 { first } else { format!("{first} – {last}") }
}

/// What stands above a bar's numbers: its days, whether they rest, and whether they have ended.
pub fn bar_title(
    series: &Series,
    bar: usize,
    text: &ChartMessages,
    formatter: Formatter,
) -> Option<String> {
    let days = *series.bars.get(bar)?;
    let is_day = series.per == Per::Day;
    let name = if is_day {
        formatter.long_day(days.first())
    } else {
        bar_name(days, series.per, formatter)
    };
    let holiday = Holiday::of(days.first()).filter(|_| is_day).map(|holiday| text.holiday(holiday));
    let unfinished = (series.unfinished == Some(bar)).then_some(text.unfinished);
    let notes = [Some(name.as_str()), holiday, unfinished];
    Some(notes.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}
