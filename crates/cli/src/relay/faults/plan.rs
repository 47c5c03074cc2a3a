//! All faults of one demo, put together and checked against each other.

use std::time::Duration;

use thiserror::Error;

use crate::relay::faults::fault::{Breakage, Count, Fault, How, Kind, LinkForm, RetryAfter, Shift};

/// What goes wrong. By default nothing does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    delay: Option<Duration>,
    breakages: Vec<Breakage>,
    retry_after: Option<RetryAfter>,
    shifts: Vec<Shift>,
    count: Option<Count>,
    link_form: Option<LinkForm>,
    links_past_the_end: bool,
    repeats: bool,
}

/// Why faults do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FaultsError {
    /// It can have one value only.
    #[error("--demo-faults has {0} twice")]
    Twice(&'static str),
    /// Nothing would carry the header.
    #[error("--demo-faults has retry-after, but neither status=429@… nor status=503@… to carry it")]
    RetryAfterUnused,
}

impl Faults {
    /// Puts faults together. Where several would break one reply, the first of them does.
    ///
    /// # Errors
    ///
    /// When one that can have only one value has two, or one cannot show.
    pub fn new(faults: impl IntoIterator<Item = Fault>) -> Result<Self, FaultsError> {
        let mut all = Self::default();
        for Fault(kind) in faults {
            match kind {
                Kind::Delay(delay) => set("delay", &mut all.delay, delay)?,
                Kind::Breakage(breakage) => all.breakages.push(breakage),
                Kind::RetryAfter(wait) => set("retry-after", &mut all.retry_after, wait)?,
                Kind::Shift(shift) => all.shifts.push(shift),
                Kind::Count(count) => set("count", &mut all.count, count)?,
                Kind::Next(form) => set("next", &mut all.link_form, form)?,
                Kind::NextAlways => all.links_past_the_end = true,
                Kind::Repeat => all.repeats = true,
            }
        }
        let carries_wait = |it: &Breakage| matches!(it.how, How::Refused(429 | 503));
        if all.retry_after.is_some() && !all.breakages.iter().any(carries_wait) {
            return Err(FaultsError::RetryAfterUnused);
        }
        Ok(all)
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a list that never changed is answered as it was invented.
    pub(super) fn keeps_pages(&self) -> bool {
        let Self { count, link_form, links_past_the_end, repeats, .. } = self;
        count.is_none() && link_form.is_none() && !links_past_the_end && !repeats
    }

    pub(super) fn delay(&self) -> Duration {
        self.delay.unwrap_or_default()
    }

    /// How the reply to the page's `nth` request, counted from 1, is broken.
    pub(super) fn breakage(&self, page: usize, nth: u32) -> Option<How> {
        let meets =
            |it: &&Breakage| it.pages.contains(page) && it.times.is_none_or(|times| nth <= times);
        self.breakages.iter().find(meets).map(|it| it.how)
    }

    pub(super) fn retry_after(&self) -> Option<RetryAfter> {
        self.retry_after
    }

    pub(super) fn shifts(&self) -> &[Shift] {
        &self.shifts
    }

    /// What the reply says for its count, where the list has `rows`.
    pub(super) fn count(&self, rows: usize) -> Option<u64> {
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        match self.count {
            None => Some(rows),
            Some(Count::None) => None,
            Some(Count::TooHigh(by)) => Some(rows.saturating_add(by)),
            Some(Count::TooLow(by)) => Some(rows.saturating_sub(by)),
        }
    }

    pub(super) fn link_form(&self) -> LinkForm {
        self.link_form.unwrap_or_default()
    }

    /// Whether the last page has a `next`, too.
    pub(super) fn links_past_the_end(&self) -> bool {
        self.links_past_the_end || self.repeats
    }

    /// Whether every page is page one.
    pub(super) fn repeats(&self) -> bool {
        self.repeats
    }
}

fn set<T>(key: &'static str, slot: &mut Option<T>, value: T) -> Result<(), FaultsError> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(FaultsError::Twice(key)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(spec: &str) -> Result<Faults, FaultsError> {
        Faults::new(spec.split(',').map(|it| it.parse().unwrap()))
    }

    #[test]
    fn the_first_breakage_that_meets_a_request_counts() {
        let faults = faults("status=503@2x1,cut=2x2,html=*").unwrap();
        let second = [1, 2, 3].map(|nth| faults.breakage(2, nth));
        assert_eq!(second, [Some(How::Refused(503)), Some(How::Cut), Some(How::SignIn)]);
        assert_eq!(faults.breakage(1, 1), Some(How::SignIn));
    }

    #[test]
    fn what_has_one_value_is_said_once() {
        assert_eq!(faults("delay=1,delay=2"), Err(FaultsError::Twice("delay")));
        assert_eq!(faults("count=none,count=+1"), Err(FaultsError::Twice("count")));
        assert_eq!(faults("next=odd,next=http"), Err(FaultsError::Twice("next")));
        assert!(faults("next=always,next=http").is_ok());
    }

    #[test]
    fn a_wait_needs_a_refusal_that_carries_it() {
        assert_eq!(faults("status=500@1,retry-after=1"), Err(FaultsError::RetryAfterUnused));
        let twice = "retry-after=1,retry-after=date+1,status=429@1";
        assert_eq!(faults(twice), Err(FaultsError::Twice("retry-after")));
        assert!(faults("retry-after=1,status=500@1,status=429@1").is_ok());
    }
}
