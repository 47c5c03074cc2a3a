//! What everybody finds on the page besides the campaigns: saved views, and notes on days. They read as they do in the
//! page's `config.json`, which says what is wrong with one that cannot be shown.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What `config.json` has of it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ForEveryone {
    /// Saved views.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<View>,
    /// Notes on days.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<DayNote>,
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

/// One of the parts `[[notes]]`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DayNote {
    /// The day, as `2017-01-31`.
    pub day: NaiveDate,
    /// A few words.
    pub text: String,
    /// The campaigns that it is about; all of them where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub campaigns: Vec<u64>,
}
