//! What to draw: a bar chart of responses per day.

use chrono::NaiveDate;
use cubeboard_core::series::{Part, PartName, Series};

/// A stacked bar per day, with the words for its axes.
#[derive(Clone, Copy)]
pub struct BarChart<'a> {
    /// The counts.
    pub series: &'a Series,
    /// Parts that the reader has switched off: the axis fits those that remain.
    pub hidden: &'a [PartName],
    /// A date in the reader's language.
    pub day_label: &'a dyn Fn(NaiveDate, LabelKind) -> String,
    /// A number in the reader's language.
    pub number_label: &'a dyn Fn(u32) -> String,
    /// Weekends and holidays, drawn as a wash behind the bars.
    pub is_shaded: &'a dyn Fn(NaiveDate) -> bool,
}

/// How much of a date its label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LabelKind {
    /// The day of a month already named, as in "4".
    Day,
    /// The first label of a month, as in "1 Jan".
    DayMonth,
    /// A month of a year already named, as in "Feb".
    Month,
    /// A month where no label names the year alone, as in "Feb 2017".
    MonthYear,
    /// January among months, or a year among years, as in "2017".
    Year,
}

impl<'a> BarChart<'a> {
    /// The parts to draw, from the bottom up.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &'a Part> {
        let hidden = self.hidden;
        self.series.parts.iter().filter(move |part| !hidden.contains(&part.name))
    }

    /// How many responses each day shows, oldest first.
    pub(crate) fn totals(&self) -> Vec<u32> {
        let mut totals = vec![0; self.series.days.count()];
        for part in self.parts() {
            for (total, count) in totals.iter_mut().zip(&part.counts) {
                *total += count;
            }
        }
        totals
    }
}
