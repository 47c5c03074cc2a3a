//! The wallboard, a screen in the room: figures of one campaign's day, legible from afar, in turn with other campaigns'.
//!
//! Each campaign has a state of its own that follows its rows, also while another one is shown. Nothing is ever made anew:
//! a screen runs for weeks, and of all that is taken away Leptos keeps some memory (docs/performance.md).

mod best_agents;
mod board_foot;
mod board_head;
mod board_text;
mod campaign_board;
mod campaign_name;
mod day_figure;
mod figures;
mod latest_successes;
mod period_chart;
mod period_figures;
mod screen_buttons;
mod turns;

use std::collections::HashSet;

use cubeboard_cube::query::CampaignId;
use cubeboard_responses::address::Address;
use cubeboard_responses::selection::Selection;
use cubeboard_responses::wallboard::drift;
use leptos::context::Provider;
use leptos::prelude::*;

use self::campaign_board::CampaignBoard;
use self::screen_buttons::ScreenButtons;
use self::turns::Turns;
use crate::browser::{address, full_screen, preference, shell, timeline, wake_lock};
use crate::config::Config;
use crate::i18n::use_locale;
use crate::state::now::Now;
use crate::state::page_address::PageAddress;
use crate::state::preferences::Preferences;
use crate::state::settings::Configuration;

/// All boards of the screen, of which one is shown.
#[component]
pub fn Wallboard(
    /// What config.json says.
    configuration: Configuration,
) -> impl IntoView {
    shell::remove();
    wake_lock::keep_awake();
    let has_dashboard = !configuration.config.is_wallboard_only;
    let asked = Address::parse(&address::search());
    let campaigns = campaigns(&asked, &configuration.config);
    let address = PageAddress::of_board(board_address(&asked, ""));
    let preferences = Preferences::new(address, &configuration.config);
    let now = Now::new();
    provide_context(now);
    provide_context(preferences.locale());
    let locale = use_locale();
    Effect::new(move || {
        preference::set_title(&format!("{} · Cubeboard", locale.wallboard().title));
    });
    let count = campaigns.len();
    let turns = Turns::new(now);
    let boards: Vec<_> = campaigns
        .into_iter()
        .enumerate()
        .map(|(number, campaign)| {
            let address = PageAddress::of_board(board_address(&asked, &campaign.0.to_string()));
            let configuration = configuration.clone();
            // Each has a context of its own.
            view! {
                <Provider value=address>
                    <CampaignBoard address configuration campaign turns turn=(number, count) />
                </Provider>
            }
        })
        .collect();
    let minute = now.minute();
    let translate = move || {
        let (right, down) = drift::offset(minute.get());
        format!("calc({right} * 0.01vh) calc({down} * 0.01vh)")
    };
    timeline::mark_after_paint(timeline::INTERACTIVE);
    view! {
        <main class="wallboard">
            <Show when=move || count == 0>
                <div class="board-trouble" role="alert">
                    <h1>{move || locale.wallboard().nothing_asked.title}</h1>
                    <p>{move || locale.wallboard().nothing_asked.remedy}</p>
                </div>
            </Show>
            <div class="boards" style:translate=translate on:click=move |_| full_screen::enter()>
                {boards}
            </div>
            <ScreenButtons has_dashboard />
        </main>
    }
    .into_any()
}

/// The campaigns that take turns: those of the address, none where one of them is no number, or else all that the
/// configuration names.
fn campaigns(asked: &Address, config: &Config) -> Vec<CampaignId> {
    let named = asked.get("campaign");
    if named.is_empty() {
        return config.campaigns.iter().map(|it| it.named.id).collect();
    }
    let id = |text: &str| text.trim().parse().ok().map(CampaignId);
    let mut campaigns: Vec<_> = named.split(',').map(id).collect::<Option<_>>().unwrap_or_default();
    let mut known = HashSet::new();
    campaigns.retain(|campaign: &CampaignId| known.insert(campaign.0));
    campaigns
}

/// What the board of a campaign asks: what the page's address does, of this month unless that says otherwise, kept up to
/// date; and dark.
fn board_address(asked: &Address, campaign: &str) -> Address {
    // What the reader filtered is not what the room is told.
    let asked = Selection::default().write(asked.clone()).with("compare", "").with("stack", "");
    let mut address = asked.with("campaign", campaign).with("follow", "1");
    if ["period", "from", "to"].iter().all(|key| address.get(key).is_empty()) {
        address = address.with("period", "this-month");
    }
    if address.get("theme").is_empty() {
        address = address.with("theme", "dark");
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_asks_for_one_campaign_and_follows_it() {
        let asked = Address::parse("?view=wallboard&campaign=926,7&type=Sale");
        let board = board_address(&asked, "7");
        let values = ["campaign", "type", "period", "follow", "theme"].map(|key| board.get(key));
        assert_eq!(values, ["7", "Sale", "this-month", "1", "dark"]);
        let asked = Address::parse("?from=2017-01-01&to=2017-01-31&theme=light");
        let board = board_address(&asked, "7");
        assert_eq!(
            ["period", "from", "theme"].map(|key| board.get(key)),
            ["", "2017-01-01", "light"]
        );
    }

    #[test]
    fn campaigns_are_those_of_the_address_or_else_all_that_are_named() {
        let (config, _) = Config::parse(br#"{"campaigns":[{"id":5,"name":"A"}]}"#);
        let of = |search: &str| {
            let campaigns = campaigns(&Address::parse(search), &config);
            campaigns.iter().map(|it| it.0).collect::<Vec<_>>()
        };
        assert_eq!(of("?campaign=926, 7,926"), [926, 7]);
        assert_eq!(of("?view=wallboard"), [5]);
        assert!(of("?campaign=926,Winter").is_empty());
    }
}
