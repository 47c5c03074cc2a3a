//! `config.json`, which the page reads at its start, as the relay writes it: nothing is left to
//! fill in.

use cubeboard_cube::demo::Demo;
use serde::Serialize;

use crate::list::List;
use crate::relay::Relay;
use crate::settings::file::Campaign;
use crate::settings::for_everyone::ForEveryone;

#[derive(Serialize)]
struct Config {
    /// Empty: where the page itself comes from.
    endpoint: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sign_in: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resource: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    campaigns: Vec<Campaign>,
    #[serde(flatten)]
    for_everyone: ForEveryone,
    /// Whether readers signed in here and can sign out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    sign_out: bool,
}

/// The document for a page that talks to this relay. The reader has to sign in only where the relay
/// itself has no credentials for Cube, and asks the usual list where none is named. The demo knows its campaigns by itself.
pub fn document(
    relay: &Relay,
    list: Option<List>,
    campaigns: &[Campaign],
    for_everyone: ForEveryone,
    has_sign_out: bool,
) -> String {
    let config = Config {
        endpoint: "",
        sign_in: (!relay.needs_sign_in()).then_some("none"),
        resource: list.map(List::name),
        campaigns: match relay {
            Relay::Demo(_) if campaigns.is_empty() => invented().collect(),
            _ => campaigns.to_vec(),
        },
        for_everyone,
        sign_out: has_sign_out,
    };
    // Writing to memory what has texts for keys does not fail.
    serde_json::to_string(&config).unwrap_or_default()
}

/// The demo's campaigns. What counts as success there, is what does anywhere.
pub fn invented() -> impl Iterator<Item = Campaign> {
    Demo::campaigns().map(|(id, name)| Campaign {
        id: id.into(),
        name: name.to_owned(),
        success: None,
        neither: Vec::new(),
        failure: Vec::new(),
        goal: None,
    })
}
