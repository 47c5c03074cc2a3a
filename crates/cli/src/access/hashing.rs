//! Password hashing, bounded: it takes memory and time on purpose, so there are few at once, whoever hangs up meanwhile.
//! Devices from which somebody signed in have a place of their own, which strangers cannot take.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::Instant;

use super::password::AccessHash;
use crate::shared::{Kind, Shared};

/// A stranger's password takes at least so long, one after the other: ten a second, however many try.
const STRANGERS_PACE: Duration = Duration::from_millis(100);
/// More strangers than this do not wait in line.
const LONGEST_LINE: usize = 50;

/// Whose password it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// One from which nobody signed in yet.
    Strange,
    /// One from which somebody did.
    Known,
}

/// There are too many others before this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineTooLong;

/// Hashing of passwords, one of a stranger and one of a known device at a time.
#[derive(Debug)]
pub struct Hashing {
    hash: AccessHash,
    strangers: Arc<Semaphore>,
    line: Arc<Semaphore>,
    known: Arc<Semaphore>,
    shared: Shared,
}

impl Hashing {
    /// Compares with this hash.
    pub fn new(hash: AccessHash, shared: Shared) -> Self {
        let [strangers, known] = [(); 2].map(|()| Arc::new(Semaphore::new(1)));
        Self { hash, strangers, known, line: Arc::new(Semaphore::new(LONGEST_LINE)), shared }
    }

    /// Whether it is the password.
    ///
    /// # Errors
    ///
    /// Where too many strangers wait already.
    pub async fn is_right(&self, password: String, device: Device) -> Result<bool, LineTooLong> {
        let place = match device {
            Device::Strange => {
                Some(Arc::clone(&self.line).try_acquire_owned().map_err(|_| LineTooLong)?)
            }
            Device::Known => None,
        };
        let turns = if device == Device::Known { &self.known } else { &self.strangers };
        // Never closed.
        let turn = Arc::clone(turns).acquire_owned().await.map_err(|_| LineTooLong)?;
        drop(place);
        let (hash, shared) = (self.hash.clone(), self.shared.clone());
        let hashed = tokio::spawn(async move {
            if device == Device::Strange {
                wait_for_others(&shared).await;
            }
            let started = Instant::now();
            let is_right = tokio::task::spawn_blocking(move || hash.is_of(&password)).await;
            if device == Device::Strange {
                tokio::time::sleep_until(started + STRANGERS_PACE).await;
            }
            // Held to the end, also where whoever asked has left.
            drop(turn);
            is_right.unwrap_or(false)
        });
        Ok(hashed.await.unwrap_or(false))
    }
}

/// Waits until the relays that share their pace have compared fewer passwords within a second than one of them may. After
/// as many seconds as strangers may wait for here, it is this one's turn: who guesses at all of them slows everyone, and
/// locks nobody out.
async fn wait_for_others(shared: &Shared) {
    const SECOND: Duration = Duration::from_secs(1);
    let most = SECOND.as_millis() / STRANGERS_PACE.as_millis();
    for _ in 0..5 {
        match shared.count(Kind::Passwords, &[], SECOND).await {
            Some((count, rest)) if u128::from(count) > most => tokio::time::sleep(rest).await,
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_hangs_up_frees_no_turn_before_the_hash_is_done() {
        let hashing =
            Arc::new(Hashing::new(AccessHash::of("blåbær og fløte").unwrap(), Shared::default()));
        let first = {
            let hashing = Arc::clone(&hashing);
            tokio::spawn(async move { hashing.is_right("x".into(), Device::Strange).await })
        };
        while hashing.strangers.available_permits() == 1 {
            tokio::task::yield_now().await;
        }
        first.abort();
        assert!(first.await.is_err());
        assert_eq!(hashing.strangers.available_permits(), 0, "it is hashed all the same");
        assert_eq!(hashing.is_right("blåbær og fløte".into(), Device::Known).await, Ok(true));
        assert_eq!(hashing.is_right("blåbær og fløte".into(), Device::Strange).await, Ok(true));
    }

    #[tokio::test]
    async fn a_crowd_of_strangers_is_turned_away_and_a_known_device_is_not() {
        let hashing = Hashing::new(AccessHash::of("blåbær og fløte").unwrap(), Shared::default());
        let _turn = hashing.strangers.acquire().await.unwrap();
        let _line = hashing.line.acquire_many(50).await.unwrap();
        assert_eq!(hashing.is_right("x".into(), Device::Strange).await, Err(LineTooLong));
        assert_eq!(hashing.is_right("blåbær og fløte".into(), Device::Known).await, Ok(true));
    }
}
