//! Summary figures (KPIs): responses, successes, hit rate, active days, best day, customers.

use super::classes::Classes;
use crate::statistics::rate::Rate;

/// Summary figures of the responses that pass all filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SummaryFigures {
    /// What came of them.
    pub classes: Classes,
    /// Days with a response.
    pub active_days: u32,
    /// The day with most successes, counted from 0, and how many; the first of equal ones.
    pub best: Option<(usize, u32)>,
    /// Different customers.
    pub customers: u32,
}

impl SummaryFigures {
    pub(super) fn new(classes: Classes, days: &[Classes], customers: u32) -> Self {
        let active_days = days.iter().filter(|it| it.responses() > 0).count();
        let successes = days.iter().map(|it| it.successes).enumerate();
        let best = successes.filter(|(_, count)| *count > 0).rev().max_by_key(|(_, count)| *count);
        Self {
            classes,
            active_days: u32::try_from(active_days).unwrap_or(u32::MAX),
            best,
            customers,
        }
    }

    /// Successes among what was decided.
    pub fn rate(&self) -> Rate {
        self.classes.rate()
    }

    /// Successes per day with a response.
    pub fn per_active_day(&self) -> Option<f64> {
        let days = f64::from(self.active_days);
        (self.active_days > 0).then(|| f64::from(self.classes.successes) / days)
    }

    /// Responses per customer.
    pub fn contacts_each(&self) -> Option<f64> {
        let customers = f64::from(self.customers);
        (self.customers > 0).then(|| f64::from(self.classes.responses()) / customers)
    }
}
