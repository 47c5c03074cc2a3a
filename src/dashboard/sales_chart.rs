//! The answer: responses per day, week or month, and the same numbers as a table.

use cubeboard_i18n::figures::ChartMessages;
use cubeboard_responses::calendar::comparison::Compare;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::series::{Part, Per, Series, Stack};
use leptos::prelude::*;

use super::bar_labels::{bar_name, bar_title, days_name, part_name};
use crate::components::chart::{Act, Chart, Surface, Tip, chart};
use crate::components::legend::{LegendEntry, legend};
use crate::components::numbers_table::{Numbers, numbers_table};
use crate::components::segments::{options, segments};
use crate::html::{El, el};
use crate::i18n::formatter::Formatter;
use crate::state::dataset::use_dataset;
use crate::state::page_address::use_page_address;
use crate::state::preferences::{Voice, use_preferences};
use crate::state::trend::{Trend, use_trend};

/// The chart with its choices, its legend, its numbers and what it leaves out.
pub fn chart_card(voice: Voice) -> El {
    let (text, writer) = (&voice.text.chart, voice.writer);
    let preferences = use_preferences();
    let dataset = use_dataset();
    let address = use_page_address();
    let trend = use_trend();
    let (series, hidden) = (trend.series(), trend.hidden());
    let name = move || text.responses_per(trend.per());
    let entries = Memo::new(move |_| {
        let entry = |it: &Part| {
            let name = part_name(&it.name, text);
            LegendEntry { part: it.name.clone(), name, slot: it.slot }
        };
        series.read().iter().flat_map(|it| it.parts.iter().map(entry)).collect::<Vec<_>>()
    });
    let lines = Memo::new(move |_| {
        series.read().as_ref().map_or_else(Vec::new, |it| lines(it, text, trend))
    });
    let tip_at = move |bar: usize| tip(series.read().as_ref()?, bar, text, writer, trend);
    let numbers = move || {
        let series = series.read();
        series.as_ref().map(|it| numbers(it, text, writer, trend)).unwrap_or_default()
    };
    let is_growing = Memo::new(move |_| dataset.is_loading());
    let notes = move || {
        let series = series.read();
        let notes = series.as_ref().map(|it| left_out(it, text, writer)).unwrap_or_default();
        let comparison = trend.comparison();
        if comparison.is_incomplete() {
            [&notes, " ", text.comparison_incomplete].concat()
        } else {
            notes
        }
    };
    let days = move |first: usize, last: usize| {
        let series = series.read_untracked();
        let bars = &series.as_ref()?.bars;
        Days::new(bars.get(first)?.first(), bars.get(last)?.last())
    };
    let act = move |act: Act| match act {
        Act::Pick(bar) => {
            if let Some(days) = days(bar, bar) {
                address.select(|it| it.toggle_days(days.iter().collect()));
            }
        }
        Act::Zoom(first, last) => {
            if let Some(days) = days(first, last) {
                let [from, to] = [days.first(), days.last()].map(|it| it.to_string());
                address.ask(&cubeboard_cube::query::Fields { from, to, ..address.fields() });
            }
        }
    };
    let chart = chart(Chart {
        series,
        hidden,
        label: move || [name(), ". ", text.help].concat(),
        failure: voice.text.failure.chart_not_drawn,
        writer,
        surface: move || match (preferences.is_printing(), preferences.is_dark()) {
            (true, _) => Surface::Paper,
            (_, true) => Surface::Dark,
            _ => Surface::Light,
        },
        tip_at,
        zoom: move |first, last| {
            days(first, last).map(|it| text.zoom(&days_name(it, writer))).unwrap_or_default()
        },
        let_go: text.let_go,
        act,
    });
    let per = segments(
        text.bars,
        &Per::ALL.map(|it| text.per(it)),
        move || place(&Per::ALL, trend.per()),
        move |it| trend.choose_per(Per::ALL[it]),
    );
    let stack = segments(
        text.stacked_by,
        &Stack::ALL.map(|it| text.stack(it)),
        move || place(&Stack::ALL, trend.stack()),
        move |it| trend.choose_stack(Stack::ALL[it]),
    );
    let compare = options(
        text.compare_with.to_owned(),
        &Compare::ALL.map(|it| text.compare(it)),
        move || place(&Compare::ALL, trend.comparison().compare()),
        move |it| trend.choose_compare(Compare::ALL.get(it).copied().unwrap_or_default()),
    );
    let legend = legend(entries, lines, text.switch_off, hidden, move |it| trend.switch(it));
    let head = el("div").class("chart-head").child(el("h2").child(name));
    let head = head.child(per).child(stack).child(compare).child(legend);
    let figure = el("figure")
        .attr("aria-label", name)
        .child(head)
        .child(chart)
        .child(el("p").class("chart-notes").child(notes))
        .child(numbers_table(name, text.numbers, is_growing, numbers));
    el("section").class("card chart-card").child(figure)
}

fn place<T: PartialEq>(all: &[T], chosen: T) -> usize {
    all.iter().position(|it| *it == chosen).unwrap_or_default()
}

/// The lines that are drawn before the bars, each with its class.
fn lines(series: &Series, text: &ChartMessages, trend: Trend) -> Vec<(&'static str, &'static str)> {
    let has_mean = series.per == Per::Day && series.bars.len() >= 7;
    let mean = has_mean.then_some(("line-mean", text.mean));
    let before = (!series.before.is_empty()).then(|| ("line-before", compared(text, trend)));
    mean.into_iter().chain(before).collect()
}

fn compared(text: &ChartMessages, trend: Trend) -> &'static str {
    text.compare(trend.comparison().compare())
}

/// One bar's numbers, the top of the stack first, as it is seen.
fn tip(
    series: &Series,
    bar: usize,
    text: &ChartMessages,
    writer: Formatter,
    trend: Trend,
) -> Option<Tip> {
    let title = bar_title(series, bar, text, writer)?;
    let hidden = trend.hidden().read();
    let shown = || series.parts.iter().filter(|it| !hidden.contains(&it.name));
    let count = |part: &Part| part.counts.get(bar).copied().unwrap_or(0);
    let number = |count: u32| writer.number(count.into());
    let line = |part: &Part| (part_name(&part.name, text), part.slot, number(count(part)));
    let before = series.before.get(bar).copied().flatten();
    let before = before.map(|it| (compared(text, trend), number(it)));
    let total = (text.total, number(shown().map(count).sum()));
    Some(Tip {
        title,
        lines: shown().collect::<Vec<_>>().into_iter().rev().map(line).collect(),
        sums: std::iter::once(total).chain(before).collect(),
    })
}

fn numbers(series: &Series, text: &ChartMessages, writer: Formatter, trend: Trend) -> Numbers {
    let has_before = !series.before.is_empty();
    let names = series.parts.iter().map(|part| part_name(&part.name, text));
    let before = has_before.then(|| compared(text, trend).to_owned());
    let columns = std::iter::once(text.per(series.per).to_owned())
        .chain(names)
        .chain([text.total.to_owned()])
        .chain(before)
        .collect();
    let number = |count: u32| writer.number(count.into());
    let before = |bar: usize| {
        let count = series.before.get(bar).filter(|_| has_before);
        count.map(|it| it.map(number).unwrap_or_default())
    };
    let row = |(index, bar): (usize, &Days)| {
        let counts = series.parts.iter().map(|it| it.counts.get(index).copied().unwrap_or(0));
        let counts = counts.chain([series.bar_total(index)]).map(number);
        let name = bar_name(*bar, series.per, writer);
        std::iter::once(name).chain(counts).chain(before(index)).collect()
    };
    let sums = series.parts.iter().map(Part::total).chain([series.total()]).map(number);
    let before = has_before.then(|| number(series.before.iter().flatten().sum()));
    Numbers {
        columns,
        rows: series.bars.iter().enumerate().map(row).collect(),
        totals: std::iter::once(text.total.to_owned()).chain(sums).chain(before).collect(),
    }
}

/// What the chart does not show, in words; empty where it shows all.
fn left_out(series: &Series, text: &ChartMessages, writer: Formatter) -> String {
    let say = |count: u32, words: &dyn Fn(&str) -> String| {
        (count > 0).then(|| words(&writer.number(count.into())))
    };
    let outside = say(series.outside, &|it| text.outside(it));
    let notes = [outside, say(series.undated, &|it| text.undated(it))];
    notes.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
