//! What is known of the campaigns that are published.

use cubeboard_cube::query::{CampaignId, Query};

use crate::config;
use crate::settings::Settings;
use crate::settings::file::Campaign;

/// What the settings know of the campaigns asked for, or the demo of its own.
pub fn campaigns(query: &Query, settings: &Settings, is_demo: bool) -> Vec<Campaign> {
    let invented = config::invented().filter(|_| is_demo);
    let known = settings.file.campaigns.iter().cloned().chain(invented);
    known.filter(|it| query.campaigns.contains(&CampaignId(it.id))).collect()
}
