//! Limit of sign-in attempts: five a minute of each sender, which is an address, or a device from which somebody signed
//! in before. So guessing is slow, and who guesses from a reader's own network does not lock that reader's device out.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::sessions::Id;

/// As many attempts are free within [`MINUTE`].
const MOST_ATTEMPTS: u32 = 5;
/// After this, a sender begins anew.
const MINUTE: Duration = Duration::from_mins(1);
/// No more senders are watched at once. Were there more, the one that began first would be forgotten: nobody is locked out
/// because others are many, and how fast passwords are hashed still bounds them all.
const MOST_SENDERS: usize = 10_000;

/// Who tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sender {
    /// Somebody at this address, one for a whole network of version 6.
    Address(IpAddr),
    /// A device from which somebody signed in.
    Device(Id),
}

/// Attempts of the last minute, by sender.
#[derive(Debug, Default)]
pub struct Attempts(Mutex<HashMap<Sender, (u32, Instant)>>);

impl Attempts {
    /// Counts an attempt, before it is known how it ends.
    ///
    /// # Errors
    ///
    /// How long to wait, where there were too many.
    pub fn begin(&self, sender: Sender) -> Result<(), Duration> {
        let now = Instant::now();
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.retain(|_, (_, since)| now - *since < MINUTE);
        if attempts.len() >= MOST_SENDERS && !attempts.contains_key(&sender) {
            let first = attempts.iter().min_by_key(|(_, (_, since))| *since).map(|(it, _)| *it);
            first.map(|it| attempts.remove(&it));
        }
        let (count, since) = attempts.entry(sender).or_insert((0, now));
        if *count >= MOST_ATTEMPTS {
            return Err(MINUTE.saturating_sub(now - *since));
        }
        *count += 1;
        Ok(())
    }

    /// Forgets those of a sender that knew the password in the end.
    pub fn forget(&self, sender: Sender) {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.remove(&sender);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn after_five_attempts_a_sender_waits_and_others_do_not() {
        let attempts = Attempts::default();
        let [one, other] =
            ["192.0.2.1", "192.0.2.2"].map(|it| Sender::Address(it.parse().unwrap()));
        for _ in 0..MOST_ATTEMPTS {
            assert_eq!(attempts.begin(one), Ok(()));
        }
        tokio::time::advance(Duration::from_secs(20)).await;
        assert_eq!(attempts.begin(one), Err(Duration::from_secs(40)));
        assert_eq!(attempts.begin(other), Ok(()));
        assert_eq!(attempts.begin(Sender::Device(7)), Ok(()));
        tokio::time::advance(Duration::from_secs(40)).await;
        assert_eq!(attempts.begin(one), Ok(()));
    }

    #[tokio::test(start_paused = true)]
    async fn any_number_of_addresses_shuts_nobody_out() {
        let attempts = Attempts::default();
        let address = |n: u32| Sender::Address(IpAddr::V4(n.into()));
        for n in 0..12_000 {
            assert_eq!(attempts.begin(address(n)), Ok(()), "{n}");
        }
        assert!(attempts.0.lock().unwrap().len() <= MOST_SENDERS);
        assert_eq!(attempts.begin(address(u32::MAX)), Ok(()));
    }
}
