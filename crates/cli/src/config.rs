//! `config.json`, which the page reads at its start, as the relay writes it: nothing is left to
//! fill in.

use cubeboard_core::demo::Demo;
use serde::Serialize;

use crate::relay::Relay;

#[derive(Serialize)]
struct Config {
    /// Empty: where the page itself comes from.
    endpoint: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sign_in: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    campaigns: Vec<Campaign>,
}

#[derive(Serialize)]
struct Campaign {
    id: u32,
    name: &'static str,
}

/// The document for a page that talks to this relay. The reader has to sign in only where the relay
/// itself has no credentials for Cube.
pub fn document(relay: &Relay) -> String {
    let config = Config {
        endpoint: "",
        sign_in: (!relay.needs_sign_in()).then_some("none"),
        campaigns: match relay {
            Relay::Demo(_) => Demo::campaigns().map(|(id, name)| Campaign { id, name }).collect(),
            Relay::Cube(_) => Vec::new(),
        },
    };
    // Writing to memory what has texts for keys does not fail.
    serde_json::to_string(&config).unwrap_or_default()
}
