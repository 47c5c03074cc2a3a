//! How often a password may be tried: some attempts a minute from each address.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
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
    pub fn begin(&self, peer: IpAddr) -> Result<(), Duration> {
        let now = Instant::now();
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.retain(|_, (_, since)| now - *since < MINUTE);
        if attempts.len() >= MOST_ADDRESSES && !attempts.contains_key(&network(peer)) {
            return Err(MINUTE);
        }
        let (count, since) = attempts.entry(network(peer)).or_insert((0, now));
        if *count >= MOST_ATTEMPTS {
            return Err(MINUTE.saturating_sub(now - *since));
        }
        *count += 1;
        Ok(())
    }

    /// Forgets those of an address that knew the password in the end.
    pub fn forget(&self, peer: IpAddr) {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.remove(&network(peer));
    }
}

/// What counts as one address: of version 6, a whole network of 64 bits, which is what one customer has.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        address @ IpAddr::V4(_) => address,
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

    #[tokio::test(start_paused = true)]
    async fn one_network_of_version_6_is_one_address() {
        let attempts = Attempts::default();
        for host in 0..MOST_ATTEMPTS {
            let address = format!("2001:db8::{host:x}").parse().unwrap();
            assert_eq!(attempts.begin(address), Ok(()));
        }
        assert!(attempts.begin("2001:db8::ffff".parse().unwrap()).is_err());
        assert_eq!(attempts.begin("2001:db8:0:1::1".parse().unwrap()), Ok(()));
    }
}
