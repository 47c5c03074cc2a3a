//! Memory of reply bodies, bounded for each sender and for all together. A body counts from its first byte until nobody
//! holds it any more: neither the cache nor a connection whose reader takes their time. Who finds no room waits, so that
//! Cube's reply is read no faster than readers take theirs.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::own_wait::OwnWait;
use super::senders::SenderSemaphores;
use crate::account::body::{NoRoom, Room};

/// For all senders together, besides what is kept: eight of the largest replies.
const OF_ALL: usize = 256 << 20;
/// For one sender, besides what is kept.
const OF_ONE_SENDER: usize = 64 << 20;
/// Taken at once, so that not each piece that arrives has to ask.
const STEP: usize = 64 << 10;
/// How long room is waited for. Were all to hold half of a reply and wait for the other half, this is when it ends.
const PATIENCE: Duration = Duration::from_secs(20);

/// What there is.
#[derive(Debug)]
pub struct BodyMemory {
    all: Arc<Semaphore>,
    senders: SenderSemaphores,
}

/// What one body has of it; it goes back when this is dropped.
#[derive(Debug)]
pub struct Share {
    all: Arc<Semaphore>,
    sender: Arc<Semaphore>,
    own_wait: OwnWait,
    taken: Option<Taken>,
}

#[derive(Debug)]
struct Taken {
    of_all: OwnedSemaphorePermit,
    of_sender: OwnedSemaphorePermit,
}

/// A body, and its share for as long as it is there.
struct Held {
    body: Bytes,
    _share: Share,
}

impl BodyMemory {
    /// For a relay that keeps so many bytes of replies, which count as those of whoever asked for them.
    pub fn new(kept: u64) -> Self {
        let kept = usize::try_from(kept).unwrap_or(usize::MAX);
        let [all, sender] =
            [OF_ALL, OF_ONE_SENDER].map(|it| kept.saturating_add(it).min(Semaphore::MAX_PERMITS));
        Self { all: Arc::new(Semaphore::new(all)), senders: SenderSemaphores::new(sender) }
    }

    /// The share of a body that this sender asks for.
    pub fn share(&self, sender: IpAddr, own_wait: &OwnWait) -> Share {
        let (all, sender) = (Arc::clone(&self.all), self.senders.of(sender));
        Share { all, sender, own_wait: own_wait.clone(), taken: None }
    }
}

impl Share {
    /// Keeps of it what a whole body needs, for as long as somebody holds that.
    pub fn hold(mut self, body: Bytes) -> Bytes {
        if let Some(Taken { of_all, of_sender }) = &mut self.taken {
            let surplus = of_all.num_permits().saturating_sub(body.len());
            drop((of_all.split(surplus), of_sender.split(surplus)));
        }
        Bytes::from_owner(Held { body, _share: self })
    }

    async fn take(&self, bytes: usize) -> Option<Taken> {
        let bytes = u32::try_from(bytes).ok()?;
        // The sender's own first: who has much waits for themselves, and holds nobody's room meanwhile.
        let of_sender = self.own_wait.acquire(Arc::clone(&self.sender), bytes).await?;
        let of_all = Arc::clone(&self.all).acquire_many_owned(bytes).await.ok()?;
        Some(Taken { of_all, of_sender })
    }
}

impl Room for Share {
    async fn make(&mut self, bytes: usize) -> Result<(), NoRoom> {
        let taken = self.taken.as_ref().map_or(0, |it| it.of_all.num_permits());
        let Some(missing) = bytes.checked_sub(taken).filter(|it| *it > 0) else { return Ok(()) };
        let more = timeout(PATIENCE, self.take(missing.next_multiple_of(STEP))).await;
        let more = more.ok().flatten().ok_or(NoRoom)?;
        match &mut self.taken {
            Some(taken) => {
                taken.of_all.merge(more.of_all);
                taken.of_sender.merge(more.of_sender);
            }
            None => self.taken = Some(more),
        }
        Ok(())
    }
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.body
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: usize = 32 << 20;

    async fn body(memory: &BodyMemory, sender: &str) -> Result<Bytes, NoRoom> {
        let mut share = memory.share(sender.parse().unwrap(), &OwnWait::default());
        share.make(BODY / 2).await?;
        share.make(BODY).await?;
        Ok(share.hold(vec![0; BODY].into()))
    }

    #[tokio::test(start_paused = true)]
    async fn who_holds_much_waits_until_it_is_taken_and_others_do_not() {
        let memory = BodyMemory::new(0);
        let first = body(&memory, "192.0.2.1").await.unwrap();
        let copy = first.clone();
        let _second = body(&memory, "192.0.2.1").await.unwrap();
        assert!(body(&memory, "192.0.2.1").await.is_err(), "after some time, it is told");
        assert!(body(&memory, "192.0.2.2").await.is_ok());
        drop(first);
        assert!(body(&memory, "192.0.2.1").await.is_err(), "somebody still holds it");
        let waiting = body(&memory, "192.0.2.1");
        assert!(tokio::join!(waiting, async { drop(copy) }).0.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn all_together_have_no_more_than_there_is() {
        let memory = BodyMemory::new(0);
        let mut bodies = Vec::new();
        for sender in 1..=OF_ALL / BODY {
            bodies.push(body(&memory, &format!("192.0.2.{sender}")).await.unwrap());
        }
        assert!(body(&memory, "192.0.2.99").await.is_err());
        bodies.pop();
        assert!(body(&memory, "192.0.2.99").await.is_ok());
    }

    #[tokio::test]
    async fn a_body_keeps_what_it_needs_alone() {
        let memory = BodyMemory::new(0);
        let mut share = memory.share("192.0.2.1".parse().unwrap(), &OwnWait::default());
        share.make(BODY).await.unwrap();
        let body = share.hold(Bytes::from_static(b"[]"));
        assert_eq!((memory.all.available_permits(), &*body), (OF_ALL - 2, &b"[]"[..]));
        drop(body);
        assert_eq!(memory.all.available_permits(), OF_ALL);
    }
}
