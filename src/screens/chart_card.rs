//! The answer: responses per day, and the same numbers as a table.

use cubeboard_core::series::{Part, PartName, Series};
use cubeboard_core::text::Text;
use leptos::prelude::*;

use crate::browser::intl::Writer;
use crate::components::chart::{Chart, Tip, chart};
use crate::components::legend::{LegendEntry, legend};
use crate::components::numbers_table::{Numbers, numbers_table};
use crate::html::{El, el};
use crate::live::memo;
use crate::state::dataset::Dataset;
use crate::state::preferences::{Preferences, Voice};
use crate::state::trend::Trend;

/// The chart with its legend, its numbers and what it leaves out.
pub fn chart_card(voice: Voice) -> El {
    let Voice { text, writer } = voice;
    let preferences = expect_context::<Preferences>();
    let dataset = expect_context::<Dataset>();
    let series = expect_context::<Trend>().series();
    let entries = memo(move || {
        let entry = |part: &Part| LegendEntry { name: part_name(part, text), slot: part.slot };
        series.read().iter().flat_map(|it| it.parts.iter().map(entry)).collect::<Vec<_>>()
    });
    let tip_at = move |day: usize| tip(series.read().as_ref()?, day, text, writer);
    let numbers = move || {
        let series = series.read();
        series.as_ref().map(|it| numbers(it, text, writer)).unwrap_or_default()
    };
    let is_growing = memo(move || dataset.is_loading());
    let notes = move || {
        let series = series.read();
        series.as_ref().map(|it| left_out(it, text, writer)).unwrap_or_default()
    };
    let label = text.chart.responses_per_day;
    let chart = chart(Chart {
        series,
        label,
        help: text.chart.help,
        failure: text.failure.chart_not_drawn,
        writer,
        is_dark: move || preferences.is_dark(),
        tip_at,
    });
    let head = el("div").class("chart-head").child(el("h2").child(label)).child(legend(entries));
    let figure = el("figure")
        .attr("aria-label", label)
        .child(head)
        .child(chart)
        .child(el("p").class("chart-notes").child(notes))
        .child(numbers_table(label, text.chart.numbers, is_growing, numbers));
    el("section").class("card chart-card").child(figure)
}

fn part_name(part: &Part, text: &Text) -> String {
    match &part.name {
        PartName::Named(name) => name.clone(),
        PartName::Absent => text.chart.no_type.to_owned(),
        PartName::Other => text.chart.other.to_owned(),
    }
}

/// One day's numbers, the top of the stack first, as it is seen.
fn tip(series: &Series, day: usize, text: &Text, writer: Writer) -> Option<Tip> {
    let date = series.days.nth(day)?;
    let count = |part: &Part| part.counts.get(day).copied().unwrap_or(0);
    let line = |part: &Part| (part_name(part, text), part.slot, writer.number(count(part).into()));
    Some(Tip {
        title: writer.long_day(date),
        lines: series.parts.iter().rev().map(line).collect(),
        total: (text.chart.total, writer.number(series.day_total(day).into())),
    })
}

fn numbers(series: &Series, text: &Text, writer: Writer) -> Numbers {
    let names = series.parts.iter().map(|part| part_name(part, text));
    let columns = std::iter::once(text.chart.day.to_owned())
        .chain(names)
        .chain([text.chart.total.to_owned()])
        .collect();
    let number = |count: u32| writer.number(count.into());
    let row = |(index, day)| {
        let counts = series.parts.iter().map(|it| it.counts.get(index).copied().unwrap_or(0));
        let total = series.day_total(index);
        std::iter::once(writer.day(day)).chain(counts.chain([total]).map(number)).collect()
    };
    let sums = series.parts.iter().map(Part::total).chain([series.total()]).map(number);
    Numbers {
        columns,
        rows: series.days.iter().enumerate().map(row).collect(),
        totals: std::iter::once(text.chart.total.to_owned()).chain(sums).collect(),
    }
}

/// What the chart does not show, in words; empty where it shows all.
fn left_out(series: &Series, text: &Text, writer: Writer) -> String {
    let say = |count: u32, words: fn(&str) -> String| {
        (count > 0).then(|| words(&writer.number(count.into())))
    };
    let notes = [say(series.outside, text.chart.outside), say(series.undated, text.chart.undated)];
    notes.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
