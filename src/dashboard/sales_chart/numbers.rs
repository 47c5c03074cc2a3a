//! The sales chart in words and numbers: a bar's tooltip, the table of all bars, and what the chart leaves out.

use cubeboard_i18n::figures::ChartMessages;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::notes::{Note, ShownNote};
use cubeboard_responses::series::{Part, PartName, Series};

use crate::components::bar_chart::tooltip::{BarTip, TipLine, TipSum};
use crate::components::numbers_table::Numbers;
use crate::dashboard::bar_labels::{bar_name, bar_title, part_name};
use crate::i18n::formatter::Formatter;

/// The words that numbers are told with.
#[derive(Clone, Copy)]
pub struct Words {
    /// The chart's words.
    pub text: &'static ChartMessages,
    /// Name of the period that is compared with.
    pub compared: &'static str,
    /// Name of the successes.
    pub successes: &'static str,
    /// Name of the goal.
    pub goal: &'static str,
    /// Writes numbers and days.
    pub formatter: Formatter,
    /// Name of the column with notes.
    pub notes: &'static str,
}

impl Words {
    fn number(self, count: u32) -> String {
        self.formatter.number(count.into())
    }
}

/// One bar's numbers, the top of the stack first, as it is seen.
pub fn bar_tip(
    series: &Series,
    bar: usize,
    hidden: &[PartName],
    notes: &[ShownNote],
    words: Words,
) -> Option<BarTip> {
    let Words { text, compared, formatter, .. } = words;
    let title = bar_title(series, bar, text, formatter)?;
    let shown = || series.parts.iter().filter(|part| !hidden.contains(&part.name));
    let count = |part: &Part| part.counts.get(bar).copied().unwrap_or(0);
    let line = |part: &Part| TipLine {
        name: part_name(&part.name, text),
        colour: part.slot,
        count: words.number(count(part)),
    };
    let before = series.before.get(bar).copied().flatten();
    let before = before.map(|count| TipSum { name: compared, count: words.number(count) });
    let total = TipSum { name: text.total, count: words.number(shown().map(count).sum()) };
    let mut parts: Vec<_> = shown().map(line).collect();
    parts.reverse();
    let goal = goal_of(series, bar).map(|goal| {
        let successes = series.successes.get(bar).copied().unwrap_or(0);
        let goal = TipSum { name: words.goal, count: formatter.amount(goal) };
        [TipSum { name: words.successes, count: words.number(successes) }, goal]
    });
    let sums = std::iter::once(total).chain(before).chain(goal.into_iter().flatten());
    let days = series.bars.get(bar)?;
    Some(BarTip { title, parts, sums: sums.collect(), notes: notes_on(*days, notes, formatter) })
}

/// The chart's numbers as a table: a row for each bar, a column for each part.
pub fn numbers(series: &Series, notes: &[ShownNote], words: Words) -> Numbers {
    let Words { text, compared, formatter, .. } = words;
    let has_notes = !series.noted.is_empty();
    let has_goal = !series.goal.is_empty();
    let has_before = !series.before.is_empty();
    let mut columns = vec![text.per(series.per).to_owned()];
    columns.extend(series.parts.iter().map(|part| part_name(&part.name, text)));
    columns.push(text.total.to_owned());
    columns.extend(has_before.then(|| compared.to_owned()));
    columns
        .extend([words.successes, words.goal].map(str::to_owned).into_iter().filter(|_| has_goal));
    columns.extend(has_notes.then(|| words.notes.to_owned()));
    let row = |(index, bar): (usize, &Days)| {
        let mut row = vec![bar_name(*bar, series.per, formatter)];
        let counts = series.parts.iter().map(|part| part.counts.get(index).copied().unwrap_or(0));
        row.extend(counts.map(|count| words.number(count)));
        row.push(words.number(series.bar_total(index)));
        let before = series.before.get(index).filter(|_| has_before);
        row.extend(before.map(|count| count.map(|count| words.number(count)).unwrap_or_default()));
        if has_goal {
            row.push(words.number(series.successes.get(index).copied().unwrap_or(0)));
            let goal = goal_of(series, index);
            row.push(goal.map(|goal| formatter.amount(goal)).unwrap_or_default());
        }
        row.extend(has_notes.then(|| notes_on(*bar, notes, formatter).join("; ")));
        row
    };
    let mut totals = vec![text.total.to_owned()];
    totals.extend(series.parts.iter().map(|part| words.number(part.total())));
    totals.push(words.number(series.total()));
    totals.extend(has_before.then(|| words.number(series.before.iter().flatten().sum())));
    if has_goal {
        totals.push(words.number(series.successes.iter().sum()));
        totals.push(formatter.amount(series.goal.iter().flatten().sum()));
    }
    totals.extend(has_notes.then(String::new));
    Numbers { columns, rows: series.bars.iter().enumerate().map(row).collect(), totals, has_notes }
}

/// The notes on the days of a bar; of a bar of several days, each with its own.
fn notes_on(days: Days, notes: &[ShownNote], formatter: Formatter) -> Vec<String> {
    let is_one_day = days.count() == 1;
    let here = notes.iter().map(|it| &it.note).filter(|note| days.contains(note.day));
    let told = |note: &Note| {
        if is_one_day {
            note.text.clone()
        } else {
            format!("{}: {}", formatter.short_day(note.day), note.text)
        }
    };
    here.map(told).collect()
}

/// What a bar has to bring, where there is a goal.
fn goal_of(series: &Series, bar: usize) -> Option<f64> {
    series.goal.get(bar).copied().flatten()
}

/// What the chart does not show, in words; nothing where it shows all.
pub fn left_out(series: &Series, words: Words) -> Option<String> {
    let text = words.text;
    let outside = (series.outside > 0).then(|| text.outside(&words.number(series.outside)));
    let undated = (series.undated > 0).then(|| text.undated(&words.number(series.undated)));
    let notes: Vec<_> = outside.into_iter().chain(undated).collect();
    (!notes.is_empty()).then(|| notes.join(" "))
}
