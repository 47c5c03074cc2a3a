//! Limit of sign-in attempts: five a minute of each sender, which is an address, or a device from which somebody signed
//! in before; of keys of displays as many. So guessing is slow, and who guesses from a reader's own network does not
//! lock that reader's device out.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::sessions::Id;
use crate::shared::{Kind, Shared};

/// As many attempts are free within [`MINUTE`].
const MOST_ATTEMPTS: u32 = 5;
/// After this, a sender begins anew.
const MINUTE: Duration = Duration::from_mins(1);
/// No more senders are watched at once. Were there more, the one that began first would be forgotten: nobody is locked
/// out because others are many, and how fast passwords are hashed still bounds them all.
const MOST_SENDERS: usize = 10_000;

/// Who tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sender {
    /// Somebody at this address, one for a whole network of version 6.
    Address(IpAddr),
    /// A device from which somebody signed in.
    Device(Id),
    /// Somebody at this address who brings a display's key. A wrong one takes nobody's attempts at the password.
    Display(IpAddr),
}

/// Attempts of the last minute, by sender.
#[derive(Debug, Default)]
pub struct Attempts {
    here: Mutex<HashMap<Sender, (u32, Instant)>>,
    /// Where those at other relays count, too.
    shared: Shared,
}

impl Sender {
    /// What it is called where attempts of all relays are counted.
    fn name(self) -> String {
        match self {
            Self::Address(address) => format!("address {address}"),
            Self::Device(id) => format!("device {id}"),
            Self::Display(address) => format!("display {address}"),
        }
    }
}

impl Attempts {
    /// None yet.
    pub fn new(shared: Shared) -> Self {
        Self { here: Mutex::default(), shared }
    }

    /// Counts an attempt, before it is known how it ends.
    ///
    /// # Errors
    ///
    /// How long to wait, where there were too many.
    pub async fn begin(&self, sender: Sender) -> Result<(), Duration> {
        self.begin_here(sender)?;
        match self.shared.count(Kind::Attempts, &[sender.name().as_bytes()], MINUTE).await {
            Some((count, rest)) if count > MOST_ATTEMPTS.into() => Err(rest),
            _ => Ok(()),
        }
    }

    fn begin_here(&self, sender: Sender) -> Result<(), Duration> {
        let now = Instant::now();
        let mut attempts = self.here.lock().unwrap_or_else(PoisonError::into_inner);
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
    pub async fn forget(&self, sender: Sender) {
        self.here.lock().unwrap_or_else(PoisonError::into_inner).remove(&sender);
        self.shared.forget(Kind::Attempts, &[sender.name().as_bytes()], MINUTE).await;
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
            assert_eq!(attempts.begin_here(one), Ok(()));
        }
        tokio::time::advance(Duration::from_secs(20)).await;
        assert_eq!(attempts.begin_here(one), Err(Duration::from_secs(40)));
        assert_eq!(attempts.begin_here(other), Ok(()));
        assert_eq!(attempts.begin_here(Sender::Device(7)), Ok(()));
        tokio::time::advance(Duration::from_secs(40)).await;
        assert_eq!(attempts.begin_here(one), Ok(()));
    }

    #[tokio::test(start_paused = true)]
    async fn any_number_of_addresses_shuts_nobody_out() {
        let attempts = Attempts::default();
        let address = |n: u32| Sender::Address(IpAddr::V4(n.into()));
        for n in 0..12_000 {
            assert_eq!(attempts.begin_here(address(n)), Ok(()), "{n}");
        }
        assert!(attempts.here.lock().unwrap().len() <= MOST_SENDERS);
        assert_eq!(attempts.begin_here(address(u32::MAX)), Ok(()));
    }
}
