//! Name of a board's campaign: as it is configured, or else its number.

use cubeboard_cube::loader::Reading;
use leptos::prelude::*;

use crate::state::dataset::use_dataset;
use crate::state::settings::use_settings;

/// The name, which follows what is asked; empty before that.
pub fn campaign_name() -> Memo<String> {
    let dataset = use_dataset();
    let known = use_settings().campaigns().known();
    Memo::new(move |_| {
        let first = |reading: &Reading| reading.query().campaigns.first().copied();
        let Some(campaign) = dataset.with_current(first).flatten() else { return String::new() };
        let known = known.read();
        let named = known.iter().find(|it| it.id == campaign);
        named.map_or_else(|| campaign.0.to_string(), |it| it.name.clone())
    })
}
