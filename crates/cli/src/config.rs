//! `config.json`, which the page reads at its start, as the relay writes it: nothing is left to
//! fill in.

use cubeboard_cube::demo::Demo;
use cubeboard_responses::agent_alias::AgentNaming;
use serde::Serialize;

use crate::display_key::display::Display;
use crate::list::List;
use crate::relay::Relay;
use crate::settings::file::Campaign;
use crate::settings::for_everyone::ForEveryone;

/// What it says.
#[derive(Debug, Serialize)]
pub struct Config {
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
    /// How agents are named on screens that others read, where that is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    agents: Option<AgentNaming>,
    /// Whether the wallboard is all that the page shows.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    wallboard_only: bool,
    /// Whether readers signed in here and can sign out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    sign_out: bool,
}

impl Config {
    /// What a page is told that talks to this relay. The reader has to sign in only where the relay itself has no credentials
    /// for Cube, and asks the usual list where none is named. The demo knows its campaigns by itself.
    pub fn new(
        relay: &Relay,
        list: Option<List>,
        campaigns: Vec<Campaign>,
        for_everyone: ForEveryone,
        agents: Option<AgentNaming>,
        has_sign_out: bool,
    ) -> Self {
        Self {
            endpoint: "",
            sign_in: (!relay.needs_sign_in()).then_some("none"),
            resource: list.map(List::name),
            campaigns: match relay {
                Relay::Demo(_) if campaigns.is_empty() => invented().collect(),
                _ => campaigns,
            },
            for_everyone,
            agents,
            wallboard_only: false,
            sign_out: has_sign_out,
        }
    }

    /// The document.
    pub fn document(&self) -> String {
        // Writing to memory what has texts for keys does not fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What a display is told: of its own campaigns, and no views and notes, as a wallboard shows neither.
    pub fn document_for(&self, display: &Display) -> String {
        let campaigns = display.campaigns.iter().map(|id| {
            let known = self.campaigns.iter().find(|it| it.id == *id).cloned();
            // A display may not ask for the list of names.
            known.unwrap_or_else(|| Campaign::named(*id, id.to_string()))
        });
        let config = Self {
            endpoint: self.endpoint,
            sign_in: Some("none"),
            resource: self.resource,
            campaigns: campaigns.collect(),
            for_everyone: ForEveryone::default(),
            agents: Some(display.naming),
            wallboard_only: true,
            sign_out: false,
        };
        config.document()
    }
}

/// The demo's campaigns. What counts as success there, is what does anywhere.
pub fn invented() -> impl Iterator<Item = Campaign> {
    Demo::campaigns().map(|(id, name)| Campaign::named(id.into(), name.to_owned()))
}
