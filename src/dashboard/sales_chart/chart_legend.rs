//! Legend of the sales chart: its parts, which can be switched off, and the lines before them.

use cubeboard_responses::series::{Part, PartName};
use leptos::prelude::*;

use crate::components::legend::{Legend, LegendEntry, LegendLine};
use crate::dashboard::bar_labels::part_name;
use crate::dashboard::compared_days::stretch_days;
use crate::dashboard::goal_line::goal_line;
use crate::i18n::use_locale;
use crate::state::chart::use_chart;
use crate::state::comparison::use_comparison;
use crate::state::goals::use_goals;

/// Legend of the parts and of the lines before them.
#[component]
pub fn ChartLegend() -> impl IntoView {
    let locale = use_locale();
    let (chart, comparison) = (use_chart(), use_comparison());
    let (series, goal) = (chart.series(), use_goals().current());
    let text = move || &locale.text().chart;
    let entries = Memo::new(move |_| {
        let entry = |part: &Part| {
            let name = part_name(&part.name, text());
            LegendEntry { part: part.name.clone(), name, colour: part.slot }
        };
        let series = series.read();
        series.iter().flat_map(|series| series.parts.iter().map(entry)).collect::<Vec<_>>()
    });
    let lines = Memo::new(move |_| {
        let series = series.read();
        let Some(series) = series.as_ref() else { return Vec::new() };
        let line = |class, name| LegendLine { class, name };
        let mean = series.has_mean().then(|| line("line-mean", text().mean.to_owned()));
        let days = comparison.stretch().map(|it| {
            let formatter = locale.formatter();
            stretch_days(&it, &|day| formatter.day(day))
        });
        let before = days.filter(|_| !series.before.is_empty()).map(|days| {
            let name = text().compare(comparison.compare());
            line("line-before", format!("{name}: {days}"))
        });
        let counted =
            (!series.counted.is_empty()).then(|| line("line-counted", text().counted.to_owned()));
        let goal = goal.get().ok().flatten().filter(|_| !series.goal.is_empty()).map(|goal| {
            let (words, formatter) = (&locale.text().goal, locale.formatter());
            line("line-goal", goal_line(goal, series.per, words, formatter))
        });
        mean.into_iter().chain(before).chain(goal).chain(counted).collect()
    });
    view! {
        <Legend
            entries
            lines
            hint=move || text().switch_off
            hidden=chart.hidden()
            on_switch=move |part: PartName| chart.switch(&part)
        />
    }
    .into_any()
}
