//! Configuration, `config.json`, of a page that opens on a snapshot: a published folder, and a page that is one file.

use cubeboard_responses::goal::Goal;
use serde::Serialize;

use crate::snapshot::head::Head;

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
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    success: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    neither: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<Goal>,
}

impl<'a> PageConfig<'a> {
    /// What a snapshot tells of itself, told to the page; `language` is the tag for readers who have chosen none.
    pub fn of(snapshot: &'a str, head: &'a Head, language: Option<&'a str>) -> Self {
        let named = head.campaigns.iter().filter_map(|it| {
            let (success, neither) = (it.success.as_slice(), it.neither.as_slice());
            let (id, name) = (it.id, it.name.as_deref()?);
            Some(Campaign { id, name, success, neither, goal: it.goal })
        });
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
