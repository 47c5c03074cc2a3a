//! What is known of the campaigns that are published, and the notes on their days.

use cubeboard_cube::query::{CampaignId, Query};
use cubeboard_responses::notes::Note;

use crate::config;
use crate::settings::Settings;
use crate::settings::file::Campaign;

/// The notes of the settings that are about the campaigns and the days asked for.
pub fn notes(query: &Query, settings: &Settings) -> Vec<Note> {
    let campaigns: Vec<_> = query.campaigns.iter().map(|it| it.0).collect();
    let notes = settings.file.notes.iter();
    let notes = notes.filter_map(|it| Note::new(it.day, &it.text, it.campaigns.clone()));
    notes.filter(|it| query.days.contains(it.day) && it.is_about(&campaigns)).collect()
}

/// What the settings know of the campaigns asked for, or the demo of its own.
pub fn campaigns(query: &Query, settings: &Settings, is_demo: bool) -> Vec<Campaign> {
    let invented = config::invented().filter(|_| is_demo);
    let known = settings.file.campaigns.iter().cloned().chain(invented);
    known.filter(|it| query.campaigns.contains(&CampaignId(it.id))).collect()
}
