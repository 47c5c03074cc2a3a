//! Bounds of what is under way for readers: so many requests at Cube, and so much memory for replies (`body_memory.rs`),
//! of each sender and of all together. Whoever has more waits for a turn, so that nobody can keep Cube, or the memory, to
//! themselves.

pub mod body_memory;
pub mod own_wait;
pub mod senders;

use std::net::IpAddr;
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use own_wait::OwnWait;
use senders::SenderSemaphores;

/// As many as a page may have under way.
const OF_ONE_SENDER: usize = 32;
/// Of all senders together.
const OF_ALL: usize = 128;

/// The turns that are taken.
#[derive(Debug)]
pub struct Bounds {
    all: Arc<Semaphore>,
    senders: SenderSemaphores,
}

/// A turn to ask Cube; it ends when this is dropped.
#[derive(Debug)]
pub struct Turn {
    _of_sender: OwnedSemaphorePermit,
    _of_all: OwnedSemaphorePermit,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            all: Arc::new(Semaphore::new(OF_ALL)),
            senders: SenderSemaphores::new(OF_ONE_SENDER),
        }
    }
}

impl Bounds {
    /// Waits for a turn; nothing only where there are none any more, which does not happen.
    pub async fn turn(&self, sender: IpAddr, own_wait: &OwnWait) -> Option<Turn> {
        // The sender's own first: who has many waits for themselves, and holds nobody's turn meanwhile.
        let of_sender = own_wait.acquire(self.senders.of(sender), 1).await?;
        let of_all = Arc::clone(&self.all).acquire_owned().await.ok()?;
        Some(Turn { _of_sender: of_sender, _of_all: of_all })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_has_many_under_way_waits_and_others_do_not() {
        let bounds = Bounds::default();
        let [one, other] = ["192.0.2.1", "192.0.2.2"].map(|it| it.parse().unwrap());
        let mut turns = Vec::new();
        for _ in 0..OF_ONE_SENDER {
            turns.push(bounds.turn(one, &OwnWait::default()).await.unwrap());
        }
        let own_wait = OwnWait::default();
        let mut waiting = Box::pin(bounds.turn(one, &own_wait));
        assert!(futures_are_pending(&mut waiting).await);
        own_wait.begun().await;
        assert!(bounds.turn(other, &OwnWait::default()).await.is_some());
        turns.pop();
        assert!(waiting.await.is_some());
    }

    async fn futures_are_pending<F: Future + Unpin>(future: &mut F) -> bool {
        tokio::select! {
            biased;
            _ = future => false,
            () = tokio::task::yield_now() => true,
        }
    }
}
