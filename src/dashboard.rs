//! The dashboard, the page's one screen: header, query form, load status, and cards with charts and tables.
//!
//! A file for each card, dialog and menu, in the order in which they stand on the screen. They take state from context and
//! hand props to components.

mod header;
mod views_menu;
mod share_menu;
mod query_form;
mod load_status;
mod newer_version;
mod status_text;
mod unreadable_rows;
mod empty_states;
mod compared_days;
mod summary;
mod sales_chart;
mod notes_menu;
mod success_menu;
mod goal_form;
mod goal_note;
mod goal_line;
pub mod bar_labels;
mod agent_table;
mod outcome_bars;
mod hour_heatmap;
mod contact_bars;
mod fold;
pub mod follow_line;
mod picked;
mod response_table;
mod table_toolbar;
mod filter_menu;
mod filter_chips;
mod column_menu;
mod cell_text;
mod open_response;
mod response_drawer;
mod customer_history;
mod connection_dialog;
mod shortcut_dialog;

use cubeboard_cube::loader::{Outcome, Reading};
use leptos::prelude::*;

use self::agent_table::AgentTable;
use self::connection_dialog::ConnectionDialog;
use self::contact_bars::ContactBars;
use self::empty_states::{EmptyResult, Welcome};
use self::header::Header;
use self::hour_heatmap::HourHeatmap;
use self::load_status::LoadStatusArea;
use self::outcome_bars::OutcomeBars;
use self::query_form::QueryCard;
use self::response_table::ResponseTable;
use self::sales_chart::SalesChart;
use self::shortcut_dialog::ShortcutDialog;
use self::summary::Summary;
use crate::components::deferred::{Deferred, Moment};
use crate::state::dataset::{Dataset, use_dataset};
use crate::state::settings::use_settings;

/// The whole screen, from the query down to single responses.
#[component]
pub fn Dashboard() -> impl IntoView {
    let dataset = use_dataset();
    let snapshot = use_settings().snapshot();
    // A snapshot answers one query: no other can be put to it.
    let is_answered_by_snapshot = move || snapshot.is_shown();
    // A memo, so that the cards stay while rows come.
    let answer = Memo::new(move |_| Answer::current(dataset));
    // Once made, they stay, hidden where there is nothing to show: making them anew takes time, and memory that Leptos
    // does not give back (docs/performance.md).
    let has_cards = Memo::new(move |had_cards: Option<&bool>| {
        had_cards == Some(&true) || answer.get() == Answer::Rows
    });
    let instead = move || match answer.get() {
        Answer::NotAsked => view! { <Welcome /> }.into_any(),
        Answer::Empty => view! { <EmptyResult /> }.into_any(),
        Answer::Rows | Answer::Failed => ().into_any(),
    };
    view! {
        <Header />
        <main>
            <fieldset class="question" disabled=is_answered_by_snapshot>
                <QueryCard />
            </fieldset>
            <LoadStatusArea />
            // What has come meanwhile is taken in before, and the next requests are sent.
            <Deferred until=Moment::Idle>
                <Show when=move || has_cards.get()>
                    <div class="cards" hidden=move || answer.get() != Answer::Rows>
                        <Cards />
                    </div>
                </Show>
                {instead}
            </Deferred>
        </main>
        <Deferred until=Moment::Idle>
            <ConnectionDialog />
            <ShortcutDialog />
        </Deferred>
    }
    .into_any()
}

/// What the responses tell: figures, their course over time, what lies behind them, and each by itself. They are built one
/// after the other, so that the reader is listened to between them; what lies below the first screen comes when that stands.
#[component]
fn Cards() -> impl IntoView {
    view! {
        <Summary />
        <SalesChart />
        <div class="breakdown">
            <Deferred until=Moment::AfterPaint>
                <AgentTable />
                <OutcomeBars />
                <div class="breakdown-stack">
                    <HourHeatmap />
                    <ContactBars />
                </div>
            </Deferred>
        </div>
        <Deferred until=Moment::Idle>
            <ResponseTable />
        </Deferred>
    }
    .into_any()
}

/// What stands below the load status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// Nothing was asked yet.
    NotAsked,
    /// There are responses, or they may still come.
    Rows,
    /// The service has no responses to the query.
    Empty,
    /// No response came, and the load status says why.
    Failed,
}

impl Answer {
    fn current(dataset: Dataset) -> Self {
        let has_rows = || dataset.with_shown(Reading::row_count).is_some_and(|count| count > 0);
        match dataset.with_current(Reading::outcome) {
            None => Self::NotAsked,
            Some(Outcome::Loading) => Self::Rows,
            Some(_) if has_rows() => Self::Rows,
            Some(Outcome::Incomplete(_)) => Self::Failed,
            Some(_) => Self::Empty,
        }
    }
}
