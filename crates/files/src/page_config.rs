//! Configuration, `config.json`, of a page that opens on a snapshot: a published folder, and a page that is one file.

use cubeboard_responses::goal::Goal;
use cubeboard_responses::statistics::definition::Class;
use serde::Serialize;

use crate::snapshot::head::{self, Head};

/// The document.
#[derive(Debug, Serialize)]
pub struct PageConfig<'a> {
    /// The snapshot's name, beside the page.
    pub snapshot: &'a str,
    /// A hash of it, with which it is asked for: nobody who keeps replies has one of another snapshot for that address.
    #[serde(skip_serializing_if = "Option::is_none")]
    snapshot_hash: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    campaigns: Option<Vec<Campaign<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_zone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

/// A campaign that has a name.
#[derive(Debug, Serialize)]
struct Campaign<'a> {
    id: u64,
    name: &'a str,
    /// An empty list says that nothing is a success, and none that "Sale" is.
    #[serde(skip_serializing_if = "Option::is_none")]
    success: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    neither: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    failure: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<Goal>,
}

impl<'a> Campaign<'a> {
    /// What a snapshot tells of one; nothing where it has no name.
    fn of(campaign: &'a head::Campaign) -> Option<Self> {
        let definition = campaign.definition();
        let words = |class| -> Option<Vec<String>> {
            Some(definition.as_ref()?.words(class).map(str::to_owned).collect())
        };
        Some(Self {
            id: campaign.id,
            name: campaign.name.as_deref()?,
            success: words(Class::Success),
            neither: words(Class::Neither).unwrap_or_default(),
            failure: words(Class::Failure).unwrap_or_default(),
            goal: campaign.goal,
        })
    }
}

impl<'a> PageConfig<'a> {
    /// What a snapshot tells of itself, told to the page; `language` is the tag for readers who have chosen none.
    pub fn of(snapshot: &'a str, head: &'a Head, language: Option<&'a str>) -> Self {
        let named = head.campaigns.iter().filter_map(Campaign::of);
        Self {
            snapshot,
            snapshot_hash: None,
            title: head.title.as_deref(),
            campaigns: Some(named.collect()),
            time_zone: Some(&head.zone),
            language,
        }
    }

    /// That of a locked snapshot, which tells of itself once it is unlocked: its name, and the language to ask in.
    pub fn locked(snapshot: &'a str, language: Option<&'a str>) -> Self {
        Self {
            snapshot,
            snapshot_hash: None,
            title: None,
            campaigns: None,
            time_zone: None,
            language,
        }
    }

    /// The same of a snapshot with this hash.
    #[must_use]
    pub fn with_hash(self, snapshot_hash: Option<&'a str>) -> Self {
        Self { snapshot_hash, ..self }
    }
}
