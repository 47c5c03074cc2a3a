//! Chart model: a stacked bar chart of responses per day, week or month.

use chrono::NaiveDate;
use cubeboard_responses::series::{MEAN_DAYS, Part, PartName, Per, Series, trailing_sums};

/// Stacked bars, with the words for their axes.
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

    /// Whether a bar is one day that rests.
    pub(crate) fn is_wash(&self, bar: usize) -> bool {
        let day = self.series.bars.get(bar).filter(|_| self.series.per == Per::Day);
        day.is_some_and(|it| (self.is_shaded)(it.first()))
    }

    /// The mean of seven days, by bar; only for days, as weeks and months have no weekends to take out, and only once they
    /// are read.
    pub(crate) fn mean(&self, totals: &[u32]) -> Vec<Option<f64>> {
        if !self.series.counted.is_empty() {
            return Vec::new();
        }
        self.smooth(totals, self.series.ended_bar_count())
    }

    /// What to compare with, by bar: smoothed as the mean is, where that makes a line of more than one point, and else
    /// as it was.
    pub(crate) fn before(&self) -> Vec<Option<f64>> {
        let before = &self.series.before;
        let known: Vec<u32> = before.iter().map(|it| it.unwrap_or_default()).collect();
        let mean = self.smooth(&known, known.len());
        if mean.iter().flatten().count() > 1 {
            return mean;
        }
        before.iter().map(|it| it.map(f64::from)).collect()
    }

    /// How many successes each bar has to bring.
    pub(crate) fn goal(&self) -> &'a [Option<f64>] {
        &self.series.goal
    }

    /// How many responses each bar is going to have. Only of all parts: it is not known which of them they are.
    pub(crate) fn counted(&self) -> &[u32] {
        if self.hidden.is_empty() { &self.series.counted } else { &[] }
    }

    fn smooth(&self, totals: &[u32], end: usize) -> Vec<Option<f64>> {
        if self.series.per != Per::Day {
            return Vec::new();
        }
        let sums = trailing_sums(totals, end);
        sums.into_iter().map(|it| it.map(|sum| f64::from(sum) / f64::from(MEAN_DAYS))).collect()
    }

    /// How many responses each bar shows, oldest first.
    pub(crate) fn totals(&self) -> Vec<u32> {
        let mut totals = vec![0; self.series.bars.len()];
        for part in self.parts() {
            for (total, count) in totals.iter_mut().zip(&part.counts) {
                *total += count;
            }
        }
        totals
    }
}
