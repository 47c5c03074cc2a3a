//! Goals of successes, one a campaign: what the reader said goes before the snapshot that is open, and that before the
//! configuration.

use std::num::NonZeroU32;

use cubeboard_cube::query::CampaignId;
use cubeboard_responses::goal::{self, Goal, GoalPer, NoSum};
use leptos::prelude::*;

use crate::browser::storage;
use crate::state::dataset::Dataset;
use crate::state::settings::Settings;

/// The goals of the campaigns that are shown.
#[derive(Debug, Clone, Copy)]
pub struct Goals {
    settings: Settings,
    campaigns: Memo<Vec<CampaignId>>,
    current: Memo<Result<Option<Goal>, NoSum>>,
    /// Storage is not reactive; this says that something was written there.
    written: Trigger,
}

/// The ones in context.
pub fn use_goals() -> Goals {
    expect_context()
}

/// What is kept of a campaign whose reader wants no goal.
const NONE: &str = "none";

impl Goals {
    /// Follows what is shown.
    pub fn new(dataset: Dataset, settings: Settings) -> Self {
        let campaigns = Memo::new(move |_| {
            dataset.with_shown(|rows| rows.query().campaigns.clone()).unwrap_or_default()
        });
        let written = Trigger::new();
        let current = Memo::new(move |_| {
            written.track();
            let goals: Vec<_> = campaigns.read().iter().map(|it| of(*it, settings)).collect();
            goal::sum(&goals)
        });
        Self { settings, campaigns, current, written }
    }

    /// The goal of what is shown: of several campaigns, what theirs come to.
    pub fn current(self) -> Memo<Result<Option<Goal>, NoSum>> {
        self.current
    }

    /// The goal of one campaign.
    pub fn of(self, campaign: CampaignId) -> Option<Goal> {
        self.written.track();
        of(campaign, self.settings)
    }

    /// The campaign whose goal can be set: the one that is shown, where it is one.
    pub fn campaign(self) -> Option<CampaignId> {
        match self.campaigns.read()[..] {
            [campaign] => Some(campaign),
            _ => None,
        }
    }

    /// Whether the reader said something of the goal that can be set.
    pub fn is_own(self) -> bool {
        self.written.track();
        self.campaign().is_some_and(|campaign| storage::read(&key(campaign)).is_some())
    }

    /// Sets and remembers the goal of the campaign that is shown; without successes, it has none.
    pub fn set(self, successes: Option<NonZeroU32>, per: GoalPer) {
        let goal = successes.map(|successes| Goal { successes, per }.write());
        self.keep(Some(goal.as_deref().unwrap_or(NONE)));
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
        if let Some(campaign) = untrack(|| self.campaign()) {
            storage::write(&key(campaign), text);
            self.renew();
        }
    }
}

fn of(campaign: CampaignId, settings: Settings) -> Option<Goal> {
    let told = settings.goal(campaign);
    storage::read(&key(campaign)).map_or(told, |own| Goal::read(&own))
}

fn key(campaign: CampaignId) -> String {
    format!("goal.{}", campaign.0)
}
