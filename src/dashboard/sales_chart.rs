//! Sales chart: responses per day, week or month, with legend, choices, and the same numbers as a table.

use cubeboard_cube::query::Fields;
use cubeboard_i18n::figures::ChartMessages;
use cubeboard_responses::calendar::comparison::Compare;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::series::{Part, PartName, Per, Series, Stack};
use leptos::prelude::*;

use super::bar_labels::{bar_name, bar_title, days_name, part_name};
use crate::components::bar_chart::event::{BarRange, ChartEvent};
use crate::components::bar_chart::tooltip::{BarTip, TipLine, TipSum};
use crate::components::bar_chart::{BarChart, Surface};
use crate::components::legend::{Legend, LegendEntry, LegendLine};
use crate::components::numbers_table::{Numbers, NumbersTable};
use crate::components::segmented_control::SegmentedControl;
use crate::components::select::Select;
use crate::i18n::formatter::Formatter;
use crate::i18n::use_locale;
use crate::state::chart::use_chart;
use crate::state::comparison::use_comparison;
use crate::state::dataset::use_dataset;
use crate::state::page_address::use_page_address;
use crate::state::preferences::use_preferences;

/// Card with the chart; a press on a bar filters by its days, a selection can be zoomed to.
#[component]
pub fn SalesChart() -> impl IntoView {
    let locale = use_locale();
    let preferences = use_preferences();
    let dataset = use_dataset();
    let address = use_page_address();
    let (chart, comparison) = (use_chart(), use_comparison());
    let (series, hidden) = (chart.series(), chart.hidden());
    let text = move || &locale.text().chart;
    let name = Signal::derive(move || text().responses_per(chart.per()));
    let label = move || format!("{}. {}", name.get(), text().help);
    let compared = move || text().compare(comparison.compare());
    let surface = move || match (preferences.is_printing(), preferences.is_dark()) {
        (true, _) => Surface::Paper,
        (_, true) => Surface::Dark,
        _ => Surface::Light,
    };
    let tip_at = move |bar: usize| {
        let hidden = hidden.read();
        bar_tip(series.read().as_ref()?, bar, &hidden, text(), compared(), locale.formatter())
    };
    let numbers = move || {
        let series = series.read();
        let numbers = |series: &Series| numbers(series, text(), compared(), locale.formatter());
        series.as_ref().map(numbers).unwrap_or_default()
    };
    let notes = move || {
        let left_out = series.read().as_ref().map(|it| left_out(it, text(), locale.formatter()));
        let is_incomplete = comparison.is_incomplete();
        let incomplete = is_incomplete.then(|| text().comparison_incomplete.to_owned());
        let notes = left_out.into_iter().flatten().chain(incomplete);
        notes.collect::<Vec<_>>().join(" ")
    };
    let days = move |bars: BarRange| {
        let series = series.read();
        let days = &series.as_ref()?.bars;
        Days::new(days.get(bars.first)?.first(), days.get(bars.last)?.last())
    };
    let zoom_name = move |bars: BarRange| {
        let name = |days| text().zoom(&days_name(days, locale.formatter()));
        days(bars).map(name).unwrap_or_default()
    };
    let on_event = move |event: ChartEvent| match event {
        ChartEvent::Pick(bar) => {
            if let Some(days) = untrack(|| days(BarRange::one(bar))) {
                address.select(|selection| selection.toggle_days(days.iter().collect()));
            }
        }
        ChartEvent::Zoom(bars) => {
            if let Some(days) = untrack(|| days(bars)) {
                let (from, to) = (days.first().to_string(), days.last().to_string());
                address.ask(&Fields { from, to, ..address.fields() });
            }
        }
    };
    view! {
        <section class="card chart-card">
            <figure aria-label=move || name.get()>
                <div class="chart-head">
                    <h2>{move || name.get()}</h2>
                    <ChartChoices />
                    <ChartLegend />
                </div>
                <BarChart series hidden surface label tip_at zoom_name on_event />
                <p class="chart-notes">{notes}</p>
                <NumbersTable
                    label=name
                    summary=move || text().numbers
                    is_growing=Memo::new(move |_| dataset.is_loading())
                    numbers
                />
            </figure>
        </section>
    }
    .into_any()
}

/// What a bar stands for, what it is divided by, and what it is compared with.
#[component]
fn ChartChoices() -> impl IntoView {
    let locale = use_locale();
    let (chart, comparison) = (use_chart(), use_comparison());
    let text = move || &locale.text().chart;
    let on_per = move |index: usize| {
        chart.choose_per(Per::ALL.get(index).copied().unwrap_or_default());
    };
    let on_stack = move |index: usize| {
        chart.choose_stack(Stack::ALL.get(index).copied().unwrap_or_default());
    };
    let on_compare = move |index: usize| {
        comparison.choose(Compare::ALL.get(index).copied().unwrap_or_default());
    };
    view! {
        <SegmentedControl
            label=move || text().bars
            segments=move || Per::ALL.map(|per| text().per(per)).to_vec()
            selected=move || index_of(&Per::ALL, chart.per())
            on_select=on_per
        />
        <SegmentedControl
            label=move || text().stacked_by
            segments=move || Stack::ALL.map(|stack| text().stack(stack)).to_vec()
            selected=move || index_of(&Stack::ALL, chart.stack())
            on_select=on_stack
        />
        <Select
            label=move || text().compare_with.to_owned()
            options=move || Compare::ALL.map(|it| text().compare(it).to_owned()).to_vec()
            selected=move || index_of(&Compare::ALL, comparison.compare())
            on_select=on_compare
        />
    }
    .into_any()
}

fn index_of<T: PartialEq>(all: &[T], chosen: T) -> usize {
    all.iter().position(|choice| *choice == chosen).unwrap_or_default()
}

/// Legend of the parts and of the lines before them.
#[component]
fn ChartLegend() -> impl IntoView {
    let locale = use_locale();
    let (chart, comparison) = (use_chart(), use_comparison());
    let series = chart.series();
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
        let mean = series.has_mean().then(|| LegendLine { class: "line-mean", name: text().mean });
        let before = (!series.before.is_empty()).then(|| {
            let name = text().compare(comparison.compare());
            LegendLine { class: "line-before", name }
        });
        mean.into_iter().chain(before).collect()
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

/// One bar's numbers, the top of the stack first, as it is seen.
fn bar_tip(
    series: &Series,
    bar: usize,
    hidden: &[PartName],
    text: &ChartMessages,
    compared: &'static str,
    formatter: Formatter,
) -> Option<BarTip> {
    let title = bar_title(series, bar, text, formatter)?;
    let shown = || series.parts.iter().filter(|part| !hidden.contains(&part.name));
    let count = |part: &Part| part.counts.get(bar).copied().unwrap_or(0);
    let number = |count: u32| formatter.number(count.into());
    let line = |part: &Part| TipLine {
        name: part_name(&part.name, text),
        colour: part.slot,
        count: number(count(part)),
    };
    let before = series.before.get(bar).copied().flatten();
    let before = before.map(|it| TipSum { name: compared, count: number(it) });
    let total = TipSum { name: text.total, count: number(shown().map(count).sum()) };
    let mut parts: Vec<_> = shown().map(line).collect();
    parts.reverse();
    Some(BarTip { title, parts, sums: std::iter::once(total).chain(before).collect() })
}

/// The chart's numbers as a table.
fn numbers(
    series: &Series,
    text: &ChartMessages,
    compared: &'static str,
    formatter: Formatter,
) -> Numbers {
    let has_before = !series.before.is_empty();
    let number = |count: u32| formatter.number(count.into());
    let mut columns = vec![text.per(series.per).to_owned()];
    columns.extend(series.parts.iter().map(|part| part_name(&part.name, text)));
    columns.push(text.total.to_owned());
    columns.extend(has_before.then(|| compared.to_owned()));
    let row = |(index, bar): (usize, &Days)| {
        let mut row = vec![bar_name(*bar, series.per, formatter)];
        let counts = series.parts.iter().map(|part| part.counts.get(index).copied().unwrap_or(0));
        row.extend(counts.map(number));
        row.push(number(series.bar_total(index)));
        let before = series.before.get(index).filter(|_| has_before);
        row.extend(before.map(|count| count.map(number).unwrap_or_default()));
        row
    };
    let mut totals = vec![text.total.to_owned()];
    totals.extend(series.parts.iter().map(Part::total).map(number));
    totals.push(number(series.total()));
    totals.extend(has_before.then(|| number(series.before.iter().flatten().sum())));
    Numbers { columns, rows: series.bars.iter().enumerate().map(row).collect(), totals }
}

/// What the chart does not show, in words; nothing where it shows all.
fn left_out(series: &Series, text: &ChartMessages, formatter: Formatter) -> Option<String> {
    let number = |count: u32| formatter.number(count.into());
    let outside = (series.outside > 0).then(|| text.outside(&number(series.outside)));
    let undated = (series.undated > 0).then(|| text.undated(&number(series.undated)));
    let notes: Vec<_> = outside.into_iter().chain(undated).collect();
    (!notes.is_empty()).then(|| notes.join(" "))
}
