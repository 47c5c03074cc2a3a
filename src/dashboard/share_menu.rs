//! Menu "Share and export" at the end of the page header. Its panel is a program of its own, loaded when it first
//! opens.

use leptos::html;
use leptos::prelude::*;

use super::compared_days::compared_days;
use super::filter_chips::filter_names;
use super::goal_line::goal_line;
use super::load_status::{clock_name, current_status};
use crate::browser::focus;
use crate::components::icon::{Icon, SHARE};
use crate::components::menu::Menu;
use crate::i18n::use_locale;
use crate::messages::ChartCaption;
use crate::state::chart::use_chart;
use crate::state::comparison::use_comparison;
use crate::state::dataset::use_dataset;
use crate::state::exports::use_exports;
use crate::state::goals::use_goals;
use crate::state::settings::use_settings;
use crate::state::today::use_today;
use crate::state::visible_rows::use_visible_rows;

/// Button and panel for links, files, printing and snapshots.
#[component]
pub fn ShareMenu() -> impl IntoView {
    let locale = use_locale();
    let name = move || locale.text().share.share;
    let is_open = RwSignal::new(false);
    let opener = NodeRef::<html::Button>::new();
    let on_close = move |()| {
        let was_open = is_open.get_untracked();
        is_open.set(false);
        if let Some(opener) = opener.get_untracked().filter(|_| was_open) {
            focus::on(&opener);
        }
    };
    let face = move || {
        view! {
            <Icon class="icon" path=SHARE />
            <span class="share-name">{name}</span>
        }
    };
    use_exports().caption_chart(chart_caption());
    view! {
        <Menu label=name face is_open opener>
            <SharePanel on_close />
        </Menu>
    }
    .into_any()
}

/// What a picture of the chart says of it.
fn chart_caption() -> Signal<ChartCaption> {
    let locale = use_locale();
    let (dataset, snapshot) = (use_dataset(), use_settings().snapshot());
    let (selection, today) = (use_visible_rows().selection(), use_today());
    let (comparison, chart, goal) = (use_comparison(), use_chart(), use_goals().current());
    Signal::derive(move || {
        let text = locale.text();
        ChartCaption {
            status: current_status(dataset, snapshot, locale).line(),
            time_zone: clock_name(locale.clock(), &text.state).to_owned(),
            today: locale.formatter().day(today.day()),
            goal: goal.get().ok().flatten().map_or_else(String::new, |goal| {
                goal_line(goal, chart.per(), &text.goal, locale.formatter())
            }),
            filters: filter_names(&selection.read(), text, locale.formatter()),
            compared: comparison
                .stretch()
                .map(|it| compared_days(&it, &text.chart, &|day| locale.formatter().day(day)))
                .unwrap_or_default(),
        }
    })
}

/// The element in which the loaded program shows its panel, and why there is none where it could not be loaded.
#[component]
fn SharePanel(
    /// Runs when the panel wants to be closed.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let exports = use_exports();
    let host = NodeRef::<html::Div>::new();
    // Another language is another panel: that program knows no signals of the page.
    Effect::new(move || {
        locale.language();
        if let Some(host) = host.get() {
            exports.show_panel(host.into(), on_close);
        }
    });
    let failure = move || exports.is_missing().then(|| locale.text().share.not_loaded);
    view! {
        <div node_ref=host></div>
        {failure}
    }
    .into_any()
}
