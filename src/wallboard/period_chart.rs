//! Chart of a board: successes of the period by day, week or month, with the line of the goal.

use cubeboard_responses::series::Series;
use leptos::prelude::*;

use crate::components::bar_chart::still::StillBarChart;
use crate::components::bar_chart::surface::Surface;
use crate::dashboard::bar_labels::days_name;
use crate::i18n::use_locale;
use crate::state::chart::use_chart;
use crate::state::preferences::use_preferences;

/// Bars of successes.
#[component]
pub fn PeriodChart() -> impl IntoView {
    let locale = use_locale();
    let (chart, preferences) = (use_chart(), use_preferences());
    let all = chart.series();
    let series = Memo::new(move |_| all.read().as_ref().map(Series::of_successes));
    let surface = move || if preferences.is_dark() { Surface::Dark } else { Surface::Light };
    let has_mean = move || series.read().as_ref().is_some_and(Series::has_mean);
    let has_goal = move || series.read().as_ref().is_some_and(|it| !it.goal.is_empty());
    let title = move || locale.wallboard().successes_per(chart.per());
    // The numbers of the picture: a table would be made anew with each period.
    let label = move || {
        let (series, formatter) = (series.read(), locale.formatter());
        let Some(series) = series.as_ref() else { return String::new() };
        let number = |bar: usize| formatter.number(series.bar_total(bar).into());
        let bars = series.bars.iter().enumerate();
        let bars =
            bars.map(|(bar, days)| format!("{}: {}", days_name(*days, formatter), number(bar)));
        format!("{}. {}", title(), bars.collect::<Vec<_>>().join(", "))
    };
    view! {
        <figure class="board-chart">
            <figcaption>
                <span>{title}</span>
                <span hidden=move || !has_mean()>
                    <i class="line-mean"></i>
                    {move || locale.text().chart.mean}
                </span>
                <span hidden=move || !has_goal()>
                    <i class="line-goal"></i>
                    {move || locale.text().goal.title}
                </span>
            </figcaption>
            <StillBarChart series surface label />
        </figure>
    }
    .into_any()
}
