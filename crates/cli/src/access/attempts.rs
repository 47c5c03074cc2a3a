//! Rate limit of sign-in attempts: some attempts a minute from each address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// As many attempts are free within [`MINUTE`].
const MOST_ATTEMPTS: u32 = 5;
/// After this, an address begins anew.
const MINUTE: Duration = Duration::from_mins(1);
/// No more addresses are watched at once; were there more, new ones would have to wait.
const MOST_ADDRESSES: usize = 10_000;

/// Attempts of the last minute, by address.
#[derive(Debug, Default)]
pub struct Attempts(Mutex<HashMap<IpAddr, (u32, Instant)>>);

impl Attempts {
    /// Counts an attempt, before it is known how it ends.
    ///
    /// # Errors
    ///
    /// How long to wait, where there were too many.
    pub fn begin(&self, sender: IpAddr) -> Result<(), Duration> {
        let now = Instant::now();
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.retain(|_, (_, since)| now - *since < MINUTE);
        if attempts.len() >= MOST_ADDRESSES && !attempts.contains_key(&sender) {
            return Err(MINUTE);
        }
        let (count, since) = attempts.entry(sender).or_insert((0, now));
        if *count >= MOST_ATTEMPTS {
            return Err(MINUTE.saturating_sub(now - *since));
        }
        *count += 1;
        Ok(())
    }

    /// Forgets those of an address that knew the password in the end.
    pub fn forget(&self, sender: IpAddr) {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.remove(&sender);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn after_five_attempts_an_address_waits_and_others_do_not() {
        let attempts = Attempts::default();
        let [one, other] = ["192.0.2.1", "192.0.2.2"].map(|it| it.parse().unwrap());
        for _ in 0..MOST_ATTEMPTS {
            assert_eq!(attempts.begin(one), Ok(()));
        }
        tokio::time::advance(Duration::from_secs(20)).await;
        assert_eq!(attempts.begin(one), Err(Duration::from_secs(40)));
        assert_eq!(attempts.begin(other), Ok(()));
        tokio::time::advance(Duration::from_secs(40)).await;
        assert_eq!(attempts.begin(one), Ok(()));
    }
}
