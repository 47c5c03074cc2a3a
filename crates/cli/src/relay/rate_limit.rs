//! Rate limit of each sender: steadily at some rate, and faster than that for ten seconds' worth of requests.
//!
//! Each sender has a time at which all that it asked so far would have been due at the steady rate ("generic cell rate
//! algorithm", ITU-T I.371, annex A). A sender whose time has passed is like one that never asked, so nothing is lost
//! when it is forgotten.

use std::collections::HashMap;
use std::net::IpAddr;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::shared::{Kind, Shared};

/// Requests in a second that each sender may go on with; 0 for any number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestsPerSecond(u32);

/// More than the 32 requests at once that a page may have under way, at six a second each. With six, and what the
/// relay remembers, a page stays below it as well; and no sender can keep the relay or Cube busy alone.
const USUAL: RequestsPerSecond = RequestsPerSecond(200);

/// For how many seconds' worth of requests a sender may be ahead.
const AHEAD_SECONDS: u32 = 10;
/// No more senders are watched at once; were there more, new ones would have to wait.
const MOST_SENDERS: usize = 10_000;

/// The senders of the last seconds.
#[derive(Debug)]
pub struct RateLimiter {
    interval: Duration,
    /// Of one sender within [`AHEAD_SECONDS`], at all relays that share their pace.
    most_anywhere: u64,
    shared: Shared,
    due: Mutex<HashMap<IpAddr, Instant>>,
}

impl RateLimiter {
    /// Lets each sender ask so often; nothing where there is no limit.
    pub fn new(rate: RequestsPerSecond, shared: Shared) -> Option<Self> {
        let interval = Duration::from_secs(1).checked_div(rate.0)?;
        // As many as one relay lets through at once, and in the seconds after that.
        let most_anywhere = u64::from(rate.0) * u64::from(AHEAD_SECONDS) * 2;
        Some(Self { interval, most_anywhere, shared, due: Mutex::default() })
    }

    /// Counts a request.
    ///
    /// # Errors
    ///
    /// How long to wait, where it is one too many. It is not counted then.
    pub async fn take(&self, sender: IpAddr) -> Result<(), Duration> {
        self.take_here(sender)?;
        let window = Duration::from_secs(AHEAD_SECONDS.into());
        let name = sender.to_string();
        match self.shared.count(Kind::Requests, &[name.as_bytes()], window).await {
            Some((count, rest)) if count > self.most_anywhere => Err(rest),
            _ => Ok(()),
        }
    }

    fn take_here(&self, sender: IpAddr) -> Result<(), Duration> {
        let now = Instant::now();
        let ahead = Duration::from_secs(AHEAD_SECONDS.into());
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        if due.len() >= MOST_SENDERS && !due.contains_key(&sender) {
            due.retain(|_, it| *it > now);
            if due.len() >= MOST_SENDERS {
                return Err(ahead);
            }
        }
        let time = due.entry(sender).or_insert(now);
        let next = (*time).max(now) + self.interval;
        let wait = next.saturating_duration_since(now + ahead);
        if !wait.is_zero() {
            return Err(wait);
        }
        *time = next;
        Ok(())
    }
}

impl Default for RequestsPerSecond {
    fn default() -> Self {
        USUAL
    }
}

impl FromStr for RequestsPerSecond {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let rate = text.parse().ok().filter(|it| *it <= 1_000_000);
        rate.map(Self).ok_or("takes a number of requests in a second, 0 for any number")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limiter(rate: u32) -> RateLimiter {
        RateLimiter::new(RequestsPerSecond(rate), Shared::default()).unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn a_sender_may_be_ten_seconds_ahead_and_then_keeps_the_rate() {
        let limiter = limiter(4);
        let [one, other] = ["192.0.2.1", "192.0.2.2"].map(|it| it.parse().unwrap());
        for _ in 0..40 {
            assert_eq!(limiter.take_here(one), Ok(()));
        }
        for _ in 0..2 {
            assert_eq!(
                limiter.take_here(one),
                Err(Duration::from_millis(250)),
                "a refused one costs nothing"
            );
        }
        assert_eq!(limiter.take_here(other), Ok(()));
        tokio::time::advance(Duration::from_millis(500)).await;
        assert_eq!(limiter.take_here(one), Ok(()));
        assert_eq!(limiter.take_here(one), Ok(()));
        assert!(limiter.take_here(one).is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn senders_are_forgotten_once_their_time_has_passed() {
        let limiter = limiter(1);
        let sender =
            |n: usize| IpAddr::V4(std::net::Ipv4Addr::from_bits(u32::try_from(n).unwrap()));
        for n in 0..MOST_SENDERS {
            limiter.take_here(sender(n)).unwrap();
        }
        assert!(limiter.take_here(sender(MOST_SENDERS)).is_err());
        assert_eq!(limiter.take_here(sender(0)), Ok(()), "one that is watched goes on");
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(limiter.take_here(sender(MOST_SENDERS)), Ok(()));
        assert_eq!(limiter.due.lock().unwrap().len(), 2);
    }

    #[test]
    fn nothing_is_limited_where_that_is_wished() {
        assert!(RateLimiter::new("0".parse().unwrap(), Shared::default()).is_none());
        assert!("-1".parse::<RequestsPerSecond>().is_err());
        assert!("fast".parse::<RequestsPerSecond>().is_err());
    }
}
