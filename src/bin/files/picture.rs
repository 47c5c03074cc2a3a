//! Picture of the chart for export: drawn anew as an SVG document, in light colours, and around it in words what it
//! shows.

use cubeboard_app::browser::picture::size_of;
use cubeboard_app::components::bar_chart::canvas::with_labels;
use cubeboard_app::dashboard::bar_labels::part_name;
use cubeboard_app::i18n::formatter::Formatter;
use cubeboard_app::messages::ChartFacts;
use cubeboard_plot::picture::{self, Entry, Mark, Picture};
use cubeboard_responses::calendar::comparison::Compare;
use cubeboard_responses::calendar::days::parse_day;
use js_sys::Array;
use web_sys::{Blob, BlobPropertyBag};

use crate::page::{Facts, Page};

/// The chart that is on the screen; nothing where there is none.
pub fn svg(page: &Page) -> Option<Blob> {
    let ChartFacts { campaigns: names, series, caption } = page.chart()?;
    let facts = page.facts()?;
    let text = &facts.language.text().chart;
    let formatter = Formatter { language: facts.language, ..Formatter::default() };
    let size = size_of(".chart canvas")?;

    let title = text.responses_per(series.per);
    let names = if names.is_empty() { facts.address().get("campaign").to_owned() } else { names };
    let query = query(&facts, names, caption.filters);
    let note = [caption.compared, caption.status, caption.time_zone, caption.today];
    let note = note.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
    let parts: Vec<_> = series.parts.iter().map(|part| part_name(&part.name, text)).collect();
    let marks = series.parts.iter().map(|part| Mark::Part(part.slot));
    let compare = Compare::from_key(facts.address().get("compare"));
    let goal = Some(caption.goal.as_str()).filter(|_| !series.goal.is_empty());
    let lines = [
        (Mark::Mean, series.has_mean().then_some(text.mean)),
        (Mark::Before, (!series.before.is_empty()).then(|| text.compare(compare))),
        (Mark::Goal, goal),
    ];
    let lines = lines.into_iter().filter_map(|(mark, name)| Some(Entry { mark, name: name? }));
    let legend: Vec<_> =
        marks.zip(&parts).map(|(mark, name)| Entry { mark, name }).chain(lines).collect();
    let drawn = with_labels(&series, &[], formatter, |chart| {
        let picture = Picture { title, query: &query, note: &note, legend: &legend, chart: *chart };
        picture::svg(&picture, size)
    });
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let parts = Array::of1(&drawn.ok()?.into());
    Blob::new_with_str_sequence_and_options(&parts, &options).ok()
}

/// What was asked, and what of the answer is shown.
fn query(facts: &Facts, names: String, filters: Vec<String>) -> String {
    let address = facts.address();
    let formatter = Formatter { language: facts.language, ..Formatter::default() };
    let [first, last] =
        ["from", "to"].map(|key| parse_day(address.get(key)).map(|day| formatter.day(day)));
    let days = if first == last {
        first
    } else {
        Some([first, last].map(Option::unwrap_or_default).join(" – "))
    };
    let sought = address.get("q");
    let sought = (!sought.is_empty()).then(|| format!("“{sought}”"));
    let kind = Some(address.get("type").to_owned()).filter(|it| !it.is_empty());
    let all = [Some(names), days, kind, sought].into_iter().flatten();
    all.chain(filters).collect::<Vec<_>>().join(" · ")
}
