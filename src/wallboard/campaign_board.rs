//! Board of one campaign, with a state of its own.

use cubeboard_cube::query::CampaignId;
use leptos::prelude::*;

use super::best_agents::BestAgents;
use super::board_foot::BoardFoot;
use super::board_head::BoardHead;
use super::campaign_name::campaign_name;
use super::day_figure::DayFigure;
use super::figures::Figures;
use super::latest_successes::LatestSuccesses;
use super::period_chart::PeriodChart;
use crate::state;
use crate::state::board::Board;
use crate::state::dataset::use_dataset;
use crate::state::definitions::use_definitions;
use crate::state::now::use_now;
use crate::state::page_address::PageAddress;
use crate::state::preferences::use_preferences;
use crate::state::query_form::use_query_form;
use crate::state::settings::{Configuration, use_settings};
use crate::state::today::use_today;

/// What one campaign's board tells, hidden while it is another's turn.
#[component]
pub fn CampaignBoard(
    /// What it asks.
    address: PageAddress,
    /// What config.json says.
    configuration: Configuration,
    /// The campaign.
    campaign: CampaignId,
    /// Whether it is its turn.
    is_shown: Signal<bool>,
    /// Its number, from 0, and how many there are.
    turn: (usize, usize),
) -> impl IntoView {
    let config = &configuration.config;
    let is_named = config.campaigns.iter().any(|it| it.named.id == campaign);
    // To a display the list of names is closed.
    let wants_name = !is_named && !config.is_wallboard_only;
    state::provide(address, configuration);
    if wants_name {
        use_settings().ask_for_campaigns();
    }
    let (dataset, definitions) = (use_dataset(), use_definitions());
    let board = Board::new(dataset, definitions, use_preferences(), use_today(), use_now());
    provide_context(board);
    use_query_form().follow_address();
    use_query_form().follow_day();
    let name = campaign_name();
    view! {
        <article
            class="board"
            class:pending=move || board.is_pending()
            aria-label=name
            hidden=move || !is_shown.get()
        >
            <BoardHead name turn />
            <DayFigure />
            <Figures />
            <PeriodChart />
            <BestAgents />
            <LatestSuccesses />
            <BoardFoot />
        </article>
    }
    .into_any()
}
