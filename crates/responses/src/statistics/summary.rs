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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(successes: u32, failures: u32) -> Classes {
        Classes { successes, failures, others: 1 }
    }

    #[test]
    fn of_days_that_are_as_good_the_first_is_the_best() {
        let days = [day(0, 3), day(2, 0), day(1, 9), day(2, 7)];
        assert_eq!(SummaryFigures::new(day(5, 19), &days, 0).best, Some((1, 2)));
        assert_eq!(SummaryFigures::new(day(0, 3), &days[..1], 0).best, None);
    }

    #[test]
    fn means_are_over_days_and_customers_that_there_are() {
        let days = [day(3, 1), Classes::default(), day(0, 3)];
        let figures = SummaryFigures::new(day(3, 4), &days, 5);
        assert_eq!(figures.active_days, 2);
        assert_eq!(figures.per_active_day(), Some(1.5));
        assert_eq!(figures.contacts_each(), Some(1.6));
        assert_eq!(figures.rate(), Rate { successes: 3, decided: 7 });
    }

    #[test]
    fn without_days_or_customers_there_is_no_mean() {
        let figures = SummaryFigures::new(Classes::default(), &[Classes::default()], 0);
        assert_eq!((figures.per_active_day(), figures.contacts_each()), (None, None));
    }
}
