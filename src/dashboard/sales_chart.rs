//! Sales chart: responses per day, week or month, with legend, choices, and the same numbers as a table.

mod chart_legend;
mod choices;
mod notes_list;
mod numbers;

use cubeboard_cube::query::Fields;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::series::Series;
use leptos::prelude::*;

use self::chart_legend::ChartLegend;
use self::choices::ChartChoices;
use self::notes_list::NotesList;
use self::numbers::{Words, bar_tip, left_out, numbers};
use super::bar_labels::days_name;
use super::notes_menu::NotesMenu;
use crate::components::bar_chart::BarChart;
use crate::components::bar_chart::event::{BarRange, ChartEvent};
use crate::components::bar_chart::surface::Surface;
use crate::components::numbers_table::NumbersTable;
use crate::i18n::use_locale;
use crate::state::chart::use_chart;
use crate::state::comparison::use_comparison;
use crate::state::dataset::use_dataset;
use crate::state::page_address::{PageAddress, use_page_address};
use crate::state::preferences::use_preferences;

/// Card with the chart; a press on a bar filters by its days, a selection can be zoomed to.
#[component]
pub fn SalesChart() -> impl IntoView {
    let locale = use_locale();
    let dataset = use_dataset();
    let (chart, comparison) = (use_chart(), use_comparison());
    let series = chart.series();
    let text = move || &locale.text().chart;
    let name = Signal::derive(move || text().responses_per(chart.per()));
    let words = move || Words {
        text: text(),
        compared: text().compare(comparison.compare()),
        successes: locale.text().summary.successes,
        goal: locale.text().goal.title,
        formatter: locale.formatter(),
        notes: locale.notes().title,
    };
    let all_numbers = move || {
        let series = series.read();
        let notes = chart.notes();
        let notes = notes.read();
        series.as_ref().map(|series| numbers(series, &notes, words())).unwrap_or_default()
    };
    let notes = move || {
        let left_out = series.read().as_ref().and_then(|series| left_out(series, words()));
        let is_incomplete = comparison.is_incomplete();
        let incomplete = is_incomplete.then(|| text().comparison_incomplete.to_owned());
        let notes = left_out.into_iter().chain(incomplete);
        notes.collect::<Vec<_>>().join(" ")
    };
    view! {
        <section class="card chart-card">
            <figure aria-label=move || name.get()>
                <div class="chart-head">
                    <h2>{move || name.get()}</h2>
                    <ChartChoices />
                    <NotesMenu />
                    <ChartLegend />
                </div>
                <Bars words=Signal::derive(words) name />
                <p class="chart-notes">{notes}</p>
                <NotesList />
                <NumbersTable
                    label=name
                    summary=move || text().numbers
                    is_growing=Memo::new(move |_| dataset.is_loading())
                    numbers=all_numbers
                />
            </figure>
        </section>
    }
    .into_any()
}

/// The bars, with what a press or a zoom does.
#[component]
fn Bars(
    /// The words that numbers are told with.
    words: Signal<Words>,
    /// Name of the chart.
    name: Signal<&'static str>,
) -> impl IntoView {
    let (chart, address, preferences) = (use_chart(), use_page_address(), use_preferences());
    let (series, hidden) = (chart.series(), chart.hidden());
    let label = move || format!("{}. {}", name.get(), words.get().text.help);
    let surface = move || match (preferences.is_printing(), preferences.is_dark()) {
        (true, _) => Surface::Paper,
        (_, true) => Surface::Dark,
        _ => Surface::Light,
    };
    let notes = chart.notes();
    let tip_at = move |bar: usize| {
        bar_tip(series.read().as_ref()?, bar, &hidden.read(), &notes.read(), words.get())
    };
    let zoom_name = move |bars: BarRange| {
        let Words { text, formatter, .. } = words.get();
        let days = days_of(series.read().as_ref()?, bars)?;
        Some(text.zoom(&days_name(days, formatter)))
    };
    let on_event = move |event: ChartEvent| {
        let days = untrack(|| days_of(series.read().as_ref()?, event.bars()));
        if let Some(days) = days {
            follow(event, days, address);
        }
    };
    view! {
        <BarChart
            series
            hidden
            surface
            label
            tip_at
            zoom_name=move |bars| zoom_name(bars).unwrap_or_default()
            on_event
        />
    }
    .into_any()
}

/// First day of the first bar to last day of the last one.
fn days_of(series: &Series, bars: BarRange) -> Option<Days> {
    let days = &series.bars;
    Days::new(days.get(bars.first)?.first(), days.get(bars.last)?.last())
}

/// Filters by the days of a picked bar, or no longer; asks for the days that were zoomed to.
fn follow(event: ChartEvent, days: Days, address: PageAddress) {
    match event {
        ChartEvent::Pick(_) => {
            address.select(|selection| selection.toggle_only_days(days.iter().collect()));
        }
        ChartEvent::Zoom(_) => {
            let (from, to) = (days.first().to_string(), days.last().to_string());
            address.ask(&Fields { from, to, period: String::new(), ..address.fields() });
        }
    }
}
