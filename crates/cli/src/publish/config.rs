//! `config.json` of a published page, and what is known of its campaigns.

use cubeboard_cube::query::{CampaignId, Query};
use cubeboard_files::snapshot::head::Head;
use serde::Serialize;

use crate::config;
use crate::settings::Settings;
use crate::settings::file::Campaign;

/// The document for a page that opens on this snapshot.
#[derive(Debug, Serialize)]
pub struct Config<'a> {
    /// The snapshot's name, beside the page.
    pub snapshot: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    campaigns: Option<Vec<Campaign>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_zone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
}

impl<'a> Config<'a> {
    /// What a snapshot tells of itself, told to the page.
    pub fn of(snapshot: &'a str, head: &'a Head, language: Option<&'static str>) -> Self {
        let named = head.campaigns.iter().filter_map(|it| {
            let (success, neither) = (it.success.clone(), it.neither.clone());
            Some(Campaign { id: it.id, name: it.name.clone()?, success, neither })
        });
        Self {
            snapshot,
            title: head.title.as_deref(),
            campaigns: Some(named.collect()),
            time_zone: Some(&head.zone),
            language,
        }
    }

    /// That of a locked snapshot, which tells of itself once it is unlocked: its name, and the language to ask in.
    pub fn locked(snapshot: &'a str, language: Option<&'static str>) -> Self {
        Self { snapshot, title: None, campaigns: None, time_zone: None, language }
    }
}

/// What the settings know of the campaigns asked for, or the demo of its own.
pub fn campaigns(query: &Query, settings: &Settings, is_demo: bool) -> Vec<Campaign> {
    let invented = config::invented().filter(|_| is_demo);
    let known = settings.file.campaigns.iter().cloned().chain(invented);
    known.filter(|it| query.campaigns.contains(&CampaignId(it.id))).collect()
}
