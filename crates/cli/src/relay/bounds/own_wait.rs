//! Waits for one's own bounds. Whoever shares a request with others says so when it has to wait for what its own sender has
//! taken already, because that is nothing that others should wait for.

use std::sync::Arc;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// Whether somebody waits, or did.
#[derive(Debug, Clone, Default)]
pub struct OwnWait(Arc<Notify>);

impl OwnWait {
    /// From now on.
    pub fn begin(&self) {
        self.0.notify_one();
    }

    /// Takes permits of the sender's own; begins where they are not there.
    pub(super) async fn acquire(
        &self,
        own: Arc<Semaphore>,
        permits: u32,
    ) -> Option<OwnedSemaphorePermit> {
        if let Ok(permit) = Arc::clone(&own).try_acquire_many_owned(permits) {
            return Some(permit);
        }
        self.begin();
        own.acquire_many_owned(permits).await.ok()
    }

    /// Waits for that; it may have been before.
    pub async fn begun(&self) {
        self.0.notified().await;
    }
}
