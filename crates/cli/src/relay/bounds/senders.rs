//! Semaphores by sender: each sender has one of their own for as long as they hold something of it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::Semaphore;

/// The semaphores of those who hold something.
#[derive(Debug)]
pub struct SenderSemaphores {
    permits: usize,
    held: Mutex<HashMap<IpAddr, Weak<Semaphore>>>,
}

impl SenderSemaphores {
    /// With so many permits each.
    pub fn new(permits: usize) -> Self {
        Self { permits, held: Mutex::default() }
    }

    /// The sender's.
    pub fn of(&self, sender: IpAddr) -> Arc<Semaphore> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(semaphore) = held.get(&sender).and_then(Weak::upgrade) {
            return semaphore;
        }
        // Those who hold nothing are as if they had never come.
        held.retain(|_, it| it.strong_count() > 0);
        let semaphore = Arc::new(Semaphore::new(self.permits));
        held.insert(sender, Arc::downgrade(&semaphore));
        semaphore
    }
}
