//! Slots of connections: so many for whatever is asked, and some more for health checks.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use super::limits::ConnectionLimits;
use crate::forwarding::customer;
use crate::listen::Peer;
use crate::relay::bounds::senders::SenderSemaphores;

/// Which connections there may still be.
#[derive(Debug)]
pub(super) struct Slots {
    usual: Arc<Semaphore>,
    reserved: Arc<Semaphore>,
    /// Half of those that are reserved, for each address.
    reserved_of: SenderSemaphores,
    /// When the log last told that there are too many.
    told: Option<Instant>,
}

/// A connection's right to be.
pub(super) struct Slot {
    /// For health checks alone.
    pub is_reserved: bool,
    _permit: OwnedSemaphorePermit,
    _of_sender: Option<OwnedSemaphorePermit>,
}

/// The log tells at most once in so long that there are too many.
const TELLING_PAUSE: Duration = Duration::from_mins(1);

impl Slots {
    /// As many as the limits say.
    pub fn new(limits: &ConnectionLimits) -> Self {
        let [usual, reserved] =
            [limits.most, limits.reserve].map(|it| Arc::new(Semaphore::new(it)));
        let reserved_of = SenderSemaphores::new(limits.reserve.div_ceil(2));
        Self { usual, reserved, reserved_of, told: None }
    }

    /// One of them; nothing where there is none left.
    pub fn take(&mut self, peer: Peer) -> Option<Slot> {
        if let Ok(permit) = Arc::clone(&self.usual).try_acquire_owned() {
            return Some(Slot { is_reserved: false, _permit: permit, _of_sender: None });
        }
        if self.told.is_none_or(|it| it.elapsed() >= TELLING_PAUSE) {
            self.told = Some(Instant::now());
            tracing::warn!(
                "as many connections as there may be; further ones get health checks alone"
            );
        }
        let of_sender = match peer {
            Peer::Address(address) => {
                let own = self.reserved_of.of(customer(address.ip()));
                Some(own.try_acquire_owned().ok()?)
            }
            Peer::Local => None,
        };
        let permit = Arc::clone(&self.reserved).try_acquire_owned().ok()?;
        Some(Slot { is_reserved: true, _permit: permit, _of_sender: of_sender })
    }
}
