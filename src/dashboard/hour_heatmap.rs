//! When it happens: every hour of the week, by the reader's clock.

use cubeboard_responses::selection::Hour;
use cubeboard_responses::statistics::Classes;
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::segments::segments;
use crate::html::{El, button, el};
use crate::state::page_address::use_page_address;
use crate::state::preferences::Voice;
use crate::state::trend::use_trend;
use crate::state::visible_rows::use_visible_rows;

/// A field for each hour that has responses, darker for more of them or for a better rate.
pub fn hours_card(voice: Voice) -> El {
    let text = &voice.text.behind;
    let trend = use_trend();
    let selection = use_visible_rows().selection();
    let shows_rate = RwSignal::new(false);
    let hours = Memo::new(move |_| {
        trend.counted().with(|figures, _, _| figures.hours().to_vec()).unwrap_or_default()
    });
    let fields = move || {
        focus::keep();
        let (hours, picked) = (hours.read(), selection.read());
        let responses =
            |hour: Hour| hours.get(usize::from(hour.index())).copied().unwrap_or_default();
        let at = |hour: u8| (0..7).map(move |weekday| Hour { weekday, hour });
        let occurs = |hour: &u8| at(*hour).any(|it| responses(it).responses() > 0);
        // An hour that no day has would only make the others' fields too small to be hit.
        let columns: Vec<u8> = (0..24).filter(occurs).collect();
        if columns.is_empty() {
            return None;
        }
        let value = |it: Classes| value(it, shows_rate.get());
        let most = hours.iter().filter_map(|it| value(*it)).fold(0.0, f64::max);
        let name = |hour: &u8| el("span").class("hour-name hour-head").child(hour.to_string());
        let head = columns.iter().map(name);
        let fields = (0..7).flat_map(|weekday| {
            let name = el("span").class("hour-name").child(voice.writer.weekday(weekday));
            let fields = columns.iter().map(move |hour| Hour { weekday, hour: *hour });
            std::iter::once(name).chain(fields.map(|it| {
                let is_picked = picked.hours.is_empty() || picked.hours.contains(&it);
                field(it, responses(it), value(responses(it)), most, is_picked, voice)
            }))
        });
        let count = columns.len();
        let map = el("div").class("hours").style("--hours", move || count.to_string());
        Some(map.child(el("span")).children(head).children(fields.collect::<Vec<_>>()))
    };
    let names = [text.responses, text.rate];
    let choose = move |place| shows_rate.set(place == 1);
    let chosen = move || usize::from(shows_rate.get());
    let head = el("div").class("behind-head").child(el("h2").child(text.hours));
    el("section")
        .class("card behind-card")
        .child(head.child(segments(text.hours_show, &names, chosen, choose)))
        .child(fields)
}

/// What a field shows; nothing where there is nothing to show.
fn value(classes: Classes, shows_rate: bool) -> Option<f64> {
    if shows_rate {
        return classes.rate().value();
    }
    let responses = classes.responses();
    (responses > 0).then(|| f64::from(responses))
}

/// The hour as it is told: "Tue 14–15".
pub fn hour_name(hour: Hour, voice: Voice) -> String {
    let (start, end) = (hour.hour, hour.hour + 1);
    [&voice.writer.weekday(hour.weekday), " ", &start.to_string(), "–", &end.to_string()].concat()
}

/// How strong the colour is, faint even for the least.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 12 to 100")]
fn heat_percent(value: f64, most: f64) -> u8 {
    let share = if most > 0.0 { value / most } else { 0.0 };
    (12.0 + 88.0 * share).round() as u8
}

fn field(
    hour: Hour,
    classes: Classes,
    value: Option<f64>,
    most: f64,
    is_picked: bool,
    voice: Voice,
) -> El {
    let writer = voice.writer;
    let Some(value) = value else { return el("span").class("hour-field") };
    let heat = heat_percent(value, most);
    let rate = classes.rate();
    let decided = rate.value().map(|it| {
        let of = voice
            .text
            .summary
            .of_decided(&writer.number(rate.successes.into()), &writer.number(rate.decided.into()));
        [", ", &writer.percent(it), " (", &of, ")"].concat()
    });
    let count = writer.number(classes.responses().into());
    let count = voice.text.state.without_count(&count);
    let label = [&hour_name(hour, voice), ": ", &count, decided.as_deref().unwrap_or("")].concat();
    let address = use_page_address();
    let pick = move || address.select(|it| it.toggle_hour(hour));
    let class = if is_picked { "hour-field heat" } else { "hour-field heat unpicked" };
    button(class, "", pick)
        .attr("id", format!("hour-{}-{}", hour.weekday, hour.hour))
        .attr("aria-label", label.clone())
        .attr("title", label)
        .style("--heat", move || format!("{heat}%"))
}
