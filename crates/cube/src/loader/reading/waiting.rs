//! Retries and cooldown: what becomes of a page that fails, and when the next request may be sent.

use super::Reading;
use crate::fetch::{FetchError, PageKey};
use crate::loader::lanes::Cooldown;
use crate::loader::patience::Trouble;
use crate::loader::walk::Walk;

/// Why nothing is sent for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// When it ends, in milliseconds since 1970.
    pub until_millis: i64,
    /// Whether the service asked for it; otherwise it is the patience with one that does not answer.
    pub is_asked_for: bool,
}

/// A shorter wait than this is not believed more than once.
const TOLD_MILLIS: i64 = 1000;

impl Reading {
    /// Notes that a page could not be had; it is asked for again where that may help, not before `retry_at_millis`, and
    /// as long as there is patience.
    pub(in crate::loader) fn fail(
        &mut self,
        page: PageKey,
        error: FetchError,
        retry_at_millis: Option<i64>,
        now_millis: i64,
    ) {
        let Some(walk) = self.walks.get_mut(page.walk) else { return };
        // A wait that was asked for stands by itself; one of no length does not.
        let is_told =
            retry_at_millis.is_some_and(|it| it.saturating_sub(now_millis) >= TOLD_MILLIS);
        let attempt = if is_told { 1 } else { walk.attempts(page.number) };
        let key = (page.walk as u64) << 32 | u64::from(page.number);
        let is_throttle = error == FetchError::Throttled;
        if is_throttle {
            self.patience.note_throttle(now_millis);
        } else if error.is_passing() {
            self.patience.note_failure(page, &error, self.jitter, now_millis);
        }
        let left = self.patience.left_millis(now_millis);
        let back_off_millis = self.jitter.back_off_millis(key, attempt);
        let wait = wait([back_off_millis, left], &error, retry_at_millis, now_millis);
        let again = error.is_passing() && left > 0 && !wait.is_too_long;
        let again = again.then_some(wait.until_millis);
        if is_throttle || retry_at_millis.is_some() {
            if is_throttle {
                let closed =
                    self.lanes.cooldown(now_millis).map_or(now_millis, |it| it.until_millis);
                self.patience.excuse(wait.until_millis.saturating_sub(closed));
            }
            self.lanes.close(wait, now_millis);
        }
        let is_over = error.is_passing() && (is_throttle || self.patience.is_away()) && left == 0;
        walk.fail(page.number, error.clone(), again, &self.store, &mut self.changes);
        if is_over {
            self.give_up_waiting(&error);
        }
    }

    /// Leaves the service alone for as long as it asks with a reply that is no page's.
    pub(in crate::loader) fn leave_alone(
        &mut self,
        error: &FetchError,
        retry_at_millis: Option<i64>,
        now_millis: i64,
    ) {
        if *error != FetchError::Throttled && retry_at_millis.is_none() {
            return;
        }
        let back_off_millis = self.jitter.back_off_millis(u64::MAX, 1);
        let left = self.patience.left_millis(now_millis);
        let wait = wait([back_off_millis, left], error, retry_at_millis, now_millis);
        self.lanes.close(wait, now_millis);
    }

    /// Gives up every page that waits, for the same reason: whether to come back so much later is the reader's to
    /// decide. What is in flight may still come.
    pub(in crate::loader) fn give_up_waiting(&mut self, error: &FetchError) {
        for walk in &mut self.walks {
            walk.give_up_waiting(error, &self.store, &mut self.changes);
        }
    }

    /// What the service fails with, where no page has come since.
    pub fn trouble(&self) -> Option<&Trouble> {
        self.patience.trouble()
    }

    /// Until when the service asks to be left alone, in milliseconds since 1970, where that is still to come. A
    /// run does not wait for all of it where it is too long.
    pub fn asked_until(&self, now_millis: i64) -> Option<i64> {
        self.lanes.cooldown(now_millis).map(|it| it.until_millis)
    }

    /// Why nothing is sent at this moment, where that is so.
    pub fn pause(&self, now_millis: i64) -> Option<Pause> {
        if self.is_stopped {
            return None;
        }
        let due_millis = self.due_millis(now_millis).filter(|it| *it > now_millis)?;
        if let Some(cooldown) = self.lanes.cooldown(now_millis) {
            return Some(Pause { until_millis: cooldown.until_millis, is_asked_for: true });
        }
        let is_idle = self.lanes.in_flight == 0;
        is_idle.then_some(Pause { until_millis: due_millis, is_asked_for: false })
    }

    /// When the next request may be sent, where a lane is free then; `None` where nothing is left to send.
    pub(in crate::loader) fn due_millis(&self, now_millis: i64) -> Option<i64> {
        let waiting = self.walks.iter().flat_map(Walk::waiting).map(|it| it.until_millis);
        let has_fresh = self.walks.iter().any(Walk::has_queued);
        let fresh = has_fresh.then(|| self.patience.fresh_from_millis());
        let due_millis = waiting.chain(fresh).min()?;
        let closed_until = self.lanes.cooldown(now_millis).map_or(i64::MIN, |it| it.until_millis);
        Some(due_millis.max(closed_until))
    }
}

/// The wait after an error: as long as the service asks for, and as the back-off at least, which ends with the patience.
fn wait(
    [back_off_millis, left_millis]: [i64; 2],
    error: &FetchError,
    retry_at_millis: Option<i64>,
    now_millis: i64,
) -> Cooldown {
    let back_off = now_millis + back_off_millis.min(left_millis);
    let until_millis = retry_at_millis.map_or(back_off, |it| it.max(back_off));
    let is_too_long = until_millis.saturating_sub(now_millis) > left_millis;
    Cooldown { until_millis, error: error.clone(), is_too_long }
}
