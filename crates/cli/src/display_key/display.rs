//! A display whose key a relay knows: what it may read, and how.

use std::fmt;

use cubeboard_responses::agent_alias::AgentNaming;

use super::key::Entry;
use super::pseudonyms::Pseudonyms;

/// What a relay goes by while it answers a display.
pub struct Display {
    /// What people call it.
    pub name: String,
    /// The campaigns that it may read.
    pub campaigns: Vec<u64>,
    /// How it names agents.
    pub naming: AgentNaming,
    /// Pseudonyms of customers and agents in its lists.
    pub pseudonyms: Pseudonyms,
}

impl Display {
    /// The display of a key; `usual` is how agents are named where its key does not say.
    pub fn new(entry: &Entry, usual: AgentNaming) -> Self {
        Self {
            name: entry.name.clone(),
            campaigns: entry.campaigns.clone(),
            naming: entry.agents.unwrap_or(usual),
            pseudonyms: Pseudonyms::new(&entry.secret),
        }
    }
}

impl fmt::Debug for Display {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Display").field("name", &self.name).finish_non_exhaustive()
    }
}
