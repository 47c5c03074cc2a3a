//! What everybody finds on the page besides the campaigns: saved views. They read as they do in the page's `config.json`,
//! which says what is wrong with one that cannot be shown.

use serde::{Deserialize, Serialize};

/// What `config.json` has of it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ForEveryone {
    /// Saved views.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<View>,
}

/// One of the parts `[[views]]`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// What people call it.
    pub name: String,
    /// A link to it, or what stands behind the page's address in one.
    pub address: String,
    /// Whether it opens where an address asks for nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub first: bool,
}
