//! Board of one campaign, with a state of its own.

use cubeboard_cube::fetch::FetchError;
use cubeboard_cube::loader::{Gap, GapReason, Outcome, Reading};
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
use super::turns::Turns;
use crate::browser;
use crate::state;
use crate::state::board::Board;
use crate::state::dataset::{Dataset, use_dataset};
use crate::state::definitions::use_definitions;
use crate::state::follow::{Follow, use_follow};
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
    /// The boards that it takes turns with.
    turns: Turns,
    /// Its number, from 0, and how many there are.
    turn: (usize, usize),
) -> impl IntoView {
    let config = &configuration.config;
    let is_named = config.campaigns.iter().any(|it| it.named.id == campaign);
    // To a display the list of names is closed.
    let is_display = config.is_wallboard_only;
    let wants_name = !is_named && !is_display;
    state::provide(address, configuration);
    let (dataset, definitions) = (use_dataset(), use_definitions());
    let board = Board::new(dataset, definitions, use_preferences(), use_today(), use_now());
    provide_context(board);
    let name = campaign_name();
    let is_shown = turns.join(name, board.has_something());
    // Of a key that was withdrawn, the relay tells on a page of its own; nothing stays on the screen.
    let follow = use_follow();
    Effect::new(move || {
        if is_display && is_signed_out(dataset, follow) {
            browser::address::reload();
        }
    });
    use_query_form().follow_address();
    use_query_form().follow_day();
    // After the responses, whose first pages may have been asked for before the program was here.
    if wants_name {
        use_settings().ask_for_campaigns();
    }
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
            <BoardFoot turns />
        </article>
    }
    .into_any()
}

/// Whether the relay knows the screen no more.
fn is_signed_out(dataset: Dataset, follow: Follow) -> bool {
    let of_run = || match dataset.with_current(Reading::outcome) {
        Some(Outcome::Incomplete(gap)) => Some(gap),
        _ => None,
    };
    let of_upkeep = || Some(follow.upkeep()?.failure?.gap);
    let is_of_session = |gap: Gap| gap.reason == GapReason::Failed(FetchError::SignedOut);
    of_run().or_else(of_upkeep).is_some_and(is_of_session)
}
