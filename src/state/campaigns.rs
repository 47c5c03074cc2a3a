//! The campaigns that can be chosen by name: those of the configuration, or else the service's own list.

use cubeboard_cube::campaigns::Named;
use cubeboard_cube::campaigns::listing::Listing;
use cubeboard_cube::fetch::{FetchError, Freshness, Reply};
use leptos::prelude::*;

use crate::browser::network;
use crate::state::source::Source;

/// What is known of them.
#[derive(Debug, Clone, Copy)]
pub struct Campaigns {
    known: RwSignal<Vec<Named>>,
    failure: RwSignal<Option<FetchError>>,
    is_known: StoredValue<bool>,
}

impl Campaigns {
    /// None to begin with.
    pub fn new() -> Self {
        Self {
            known: RwSignal::default(),
            failure: RwSignal::default(),
            is_known: StoredValue::new(false),
        }
    }

    /// Those that are known, in the order in which they are suggested.
    pub fn known(self) -> Signal<Vec<Named>> {
        self.known.into()
    }

    /// Why the service's list could not be had, or not be read to its end; numbers are enough then.
    pub fn failure(self) -> Signal<Option<FetchError>> {
        self.failure.into()
    }

    /// Takes those that the configuration names; the service is then not asked for any.
    pub fn configure(self, known: Vec<Named>) {
        self.is_known.set_value(!known.is_empty());
        self.failure.set(None);
        self.known.set(known);
    }

    /// Asks the service for its list, once, page by page. It may have none, or keep it from these credentials; what came
    /// until a failure is kept.
    // Not a `LocalResource`, which asks before anybody needs the list, nor an `Action`: the list goes into the signal that the
    // configuration and snapshots set, too.
    #[expect(clippy::disallowed_methods, reason = "asynchronous work starts in state")]
    pub fn ask(self, source: Source) {
        let Some(stopper) = network::stopper().filter(|_| !self.is_known.get_value()) else {
            return;
        };
        self.is_known.set_value(true);
        leptos::task::spawn_local(async move {
            let mut listing = Listing::default();
            loop {
                let (target, stop) = (listing.next_target(), stopper.signal());
                let reply = source.fetch(&target, &Freshness::default(), &stop).await;
                let body = reply.and_then(Reply::into_body);
                let goes_on = body.and_then(|it| Ok(listing.take(&it)?));
                if goes_on.is_ok() {
                    self.known.set(listing.campaigns());
                }
                match goes_on {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(error) if listing.is_end(&error) => break,
                    Err(error) if listing.has_other_way(&error) => {}
                    Err(error) => {
                        self.failure.set(Some(error));
                        break;
                    }
                }
            }
        });
    }
}

impl Default for Campaigns {
    fn default() -> Self {
        Self::new()
    }
}
