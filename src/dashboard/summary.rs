//! How it is going, in six figures, each beside the other time where there is one.

use cubeboard_responses::calendar::comparison::Compare;
use cubeboard_responses::statistics::Summary;
use leptos::prelude::*;

use super::success_menu::definition_menu;
use crate::html::{El, el};
use crate::state::preferences::Voice;
use crate::state::trend::use_trend;

/// One figure.
struct Tile {
    name: &'static str,
    figure: String,
    note: String,
    /// By how much it changed, as a share of what it was.
    change: Option<f64>,
}

/// The summary, and what it counts as success.
pub fn summary_card(voice: Voice) -> El {
    let text = &voice.text.summary;
    let trend = use_trend();
    let summary = Memo::new(move |_| {
        let first_day = |it: &cubeboard_responses::statistics::Figures| it.calendar().days();
        trend.counted().with(|figures, _, _| (figures.summary(), first_day(figures)))
    });
    let before = Memo::new(move |_| trend.comparison().summary());
    let tiles = move || {
        let (summary, days) = summary.get()?;
        let best = summary.best.and_then(|(day, count)| Some((days.nth(day)?, count)));
        let best = best.map(|(day, count)| (voice.writer.day(day), count));
        let than = match trend.comparison().compare() {
            Compare::Nothing => None,
            compare => Some(voice.text.chart.compared(compare)),
        };
        let tiles = tiles(&summary, before.get().as_ref(), best, voice);
        Some(tiles.into_iter().map(|it| tile(it, than, voice)).collect::<Vec<_>>())
    };
    el("section")
        .class("card summary")
        .attr("role", "region")
        .attr("aria-label", text.title)
        .child(el("dl").class("tiles").child(tiles))
        .child(definition_menu(voice))
}

fn tiles(
    here: &Summary,
    before: Option<&Summary>,
    best: Option<(String, u32)>,
    voice: Voice,
) -> [Tile; 6] {
    let (text, writer) = (&voice.text.summary, voice.writer);
    let number = |count: u32| writer.number(count.into());
    let decimal = |number: Option<f64>| number.map_or_else(nothing, |it| writer.decimal(it));
    let change = |value: &dyn Fn(&Summary) -> Option<f64>| {
        let (now, then) = (value(here)?, value(before?)?);
        (then > 0.0).then(|| (now - then) / then)
    };
    let count = |of: fn(&Summary) -> u32| change(&|it| Some(f64::from(of(it))));
    let rate = here.rate();
    // Responses without anybody are of customers that were left out, as in a snapshot.
    let are_left_out = here.customers == 0 && here.classes.responses() > 0;
    [
        Tile {
            name: text.responses,
            figure: number(here.classes.responses()),
            note: text.active_days(&number(here.active_days)),
            change: count(|it| it.classes.responses()),
        },
        Tile {
            name: text.successes,
            figure: number(here.classes.successes),
            note: String::new(),
            change: count(|it| it.classes.successes),
        },
        Tile {
            name: text.hit_rate,
            figure: rate.value().map_or_else(nothing, |it| writer.percent(it)),
            note: text.of_decided(&number(rate.successes), &number(rate.decided)),
            change: change(&|it| it.rate().value()),
        },
        Tile {
            name: text.per_active_day,
            figure: decimal(here.per_active_day()),
            note: String::new(),
            change: change(&Summary::per_active_day),
        },
        Tile {
            name: text.best_day,
            figure: best.as_ref().map_or_else(nothing, |it| number(it.1)),
            note: best.map_or_else(|| text.nothing_yet.to_owned(), |it| it.0),
            change: count(|it| it.best.map_or(0, |it| it.1)),
        },
        Tile {
            name: text.customers,
            figure: if are_left_out { nothing() } else { number(here.customers) },
            note: here
                .contacts_each()
                .map_or_else(String::new, |it| text.contacts_each(&writer.decimal(it))),
            change: count(|it| it.customers),
        },
    ]
}

/// Stands for a figure that there is not.
fn nothing() -> String {
    "–".to_owned()
}

fn tile(tile: Tile, than: Option<&str>, voice: Voice) -> El {
    let change = tile.change.zip(than).map(|(change, than)| {
        let (sign, class) = match change {
            it if it > 0.005 => ("▲ ", "change change-up"),
            it if it < -0.005 => ("▼ ", "change change-down"),
            _ => ("", "change"),
        };
        let words = voice.text.summary.change(&voice.writer.change(change), than);
        el("span").class(class).child(el("i").attr("aria-hidden", "true").child(sign)).child(words)
    });
    let note = (!tile.note.is_empty()).then(|| el("span").child(tile.note));
    el("div")
        .class("tile")
        .child(el("dt").child(tile.name))
        .child(el("dd").class("tile-figure").child(tile.figure))
        .child(el("dd").class("tile-note").child(note).child(change))
}
