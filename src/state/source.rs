//! Where responses come from: an endpoint, a snapshot, or the demo inside the page.

use std::rc::Rc;

use cubeboard_cube::fetch::target::Target;
use cubeboard_cube::fetch::{FetchError, Freshness, Reply};
use js_sys::Function;
use web_sys::AbortSignal;

use crate::net::client;
use crate::net::demo::{DemoService, ask_snapshot};
use crate::net::endpoint::Endpoint;

/// A service to ask.
#[derive(Clone)]
pub enum Source {
    /// Cube or a relay.
    Endpoint(Endpoint),
    /// The invented one.
    Demo(Rc<DemoService>),
    /// A snapshot, by the function that answers for it.
    Snapshot(Function),
}

impl Source {
    /// Asks for one target, until `stop` fires; relays are told which replies that they kept will do.
    ///
    /// # Errors
    /// Where no whole reply came.
    pub async fn fetch(
        &self,
        target: &Target,
        freshness: &Freshness,
        stop: &AbortSignal,
    ) -> Result<Reply, FetchError> {
        match self {
            Self::Endpoint(endpoint) => client::fetch(endpoint, target, freshness, stop).await,
            Self::Demo(service) => service.fetch(target).await,
            Self::Snapshot(answer) => ask_snapshot(answer, target).await,
        }
    }
}
