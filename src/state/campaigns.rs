//! The campaigns that can be chosen by name: those of the configuration, or else the service's own list.

use cubeboard_cube::campaigns::{self, Named};
use cubeboard_cube::fetch::Reply;
use cubeboard_cube::fetch::target::Target;
use leptos::prelude::*;

use crate::browser::network;
use crate::state::source::Source;

/// What is known of them.
#[derive(Debug, Clone, Copy)]
pub struct Campaigns {
    known: RwSignal<Vec<Named>>,
    is_known: StoredValue<bool>,
}

impl Campaigns {
    /// None to begin with.
    pub fn new() -> Self {
        Self { known: RwSignal::default(), is_known: StoredValue::new(false) }
    }

    /// Those that are known, in the order in which they are suggested.
    pub fn known(self) -> Signal<Vec<Named>> {
        self.known.into()
    }

    /// Takes those that the configuration names; the service is then not asked for any.
    pub fn configure(self, known: Vec<Named>) {
        self.is_known.set_value(!known.is_empty());
        self.known.set(known);
    }

    /// Asks the service for its list, once. It may have none, or keep it from these credentials; numbers are enough then.
    // Not a `LocalResource`, which asks before anybody needs the list, nor an `Action`: the list goes into the signal that the
    // configuration and snapshots set, too.
    #[expect(clippy::disallowed_methods, reason = "asynchronous work starts in state")]
    pub fn ask(self, source: Source) {
        let Some(stopper) = network::stopper().filter(|_| !self.is_known.get_value()) else {
            return;
        };
        self.is_known.set_value(true);
        leptos::task::spawn_local(async move {
            let reply = source.fetch(&Target::campaigns(), false, &stopper.signal()).await;
            if let Ok(body) = reply.and_then(Reply::into_body) {
                self.known.set(campaigns::read(&body));
            }
        });
    }
}

impl Default for Campaigns {
    fn default() -> Self {
        Self::new()
    }
}
