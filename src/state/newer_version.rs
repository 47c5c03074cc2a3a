//! Newer version of the page on its server, which the reader is offered.

use leptos::prelude::*;

use crate::browser::service_worker;

/// Whether there is one.
#[derive(Debug, Clone, Copy)]
pub struct NewerVersion {
    is_there: RwSignal<bool>,
}

/// The one that is in context.
pub fn use_newer_version() -> NewerVersion {
    expect_context()
}

impl NewerVersion {
    /// None is known of.
    pub fn new() -> Self {
        Self { is_there: RwSignal::new(false) }
    }

    /// Listens to the service worker from the next picture on, for as long as the page lives.
    pub fn watch(self) {
        service_worker::keep_page(move || {
            self.is_there.try_set(true);
        });
    }

    /// Whether the server has a newer one; follows it.
    pub fn is_there(self) -> bool {
        self.is_there.get()
    }
}

impl Default for NewerVersion {
    fn default() -> Self {
        Self::new()
    }
}
