//! Definition of success for each campaign: what the reader said goes before the configuration, and that before
//! "Sale".

use cubeboard_cube::query::CampaignId;
use cubeboard_responses::statistics::definition::Definition;
use leptos::prelude::*;

use crate::browser::storage;
use crate::state::dataset::Dataset;
use crate::state::settings::Settings;

/// The definition of the campaign that is shown.
#[derive(Debug, Clone, Copy)]
pub struct Definitions {
    campaign: Memo<Option<CampaignId>>,
    current: Memo<Definition>,
    /// Storage is not reactive; this says that something was written there.
    written: Trigger,
}

/// The one that is in context.
pub fn use_definitions() -> Definitions {
    expect_context()
}

impl Definitions {
    /// Follows what is shown.
    pub fn new(dataset: Dataset, settings: Settings) -> Self {
        let campaign = Memo::new(move |_| {
            dataset.with_shown(|rows| rows.query().campaigns.first().copied()).flatten()
        });
        let written = Trigger::new();
        let current = Memo::new(move |_| {
            written.track();
            let Some(campaign) = campaign.get() else { return Definition::default() };
            let own = storage::read(&key(campaign)).map(|text| Definition::read(&text));
            own.or_else(|| settings.definition(campaign)).unwrap_or_default()
        });
        Self { campaign, current, written }
    }

    /// What counts as success now.
    pub fn current(self) -> Memo<Definition> {
        self.current
    }

    /// Changes and remembers it.
    pub fn change(self, change: impl FnOnce(&mut Definition)) {
        let mut definition = self.current.get_untracked();
        change(&mut definition);
        self.keep(Some(&definition.write()));
    }

    /// Forgets what the reader said.
    pub fn reset(self) {
        self.keep(None);
    }

    /// Looks again at what is remembered: it may have been forgotten.
    pub fn renew(self) {
        self.written.notify();
    }

    fn keep(self, text: Option<&str>) {
        if let Some(campaign) = self.campaign.get_untracked() {
            storage::write(&key(campaign), text);
            self.renew();
        }
    }
}

fn key(campaign: CampaignId) -> String {
    format!("definition.{}", campaign.0)
}
