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
    /// Listens to the service worker, for as long as the page lives.
    pub fn watch() -> Self {
        let is_there = RwSignal::new(false);
        service_worker::keep_page(move || {
            is_there.try_set(true);
        });
        Self { is_there }
    }

    /// Whether the server has a newer one; follows it.
    pub fn is_there(self) -> bool {
        self.is_there.get()
    }
}
