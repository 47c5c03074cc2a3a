//! Summary: six figures of what is shown, each with its change from the period that it is compared with.

use cubeboard_i18n::Catalogue;
use cubeboard_responses::calendar::comparison::Compare;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::statistics::Summary as Figures;
use leptos::prelude::*;

use super::success_menu::SuccessMenu;
use crate::i18n::formatter::Formatter;
use crate::i18n::use_locale;
use crate::state::comparison::use_comparison;
use crate::state::statistics::use_statistics;

/// Stands for a figure that there is not.
const NOTHING: &str = "–";

/// Changes smaller than this share are neither up nor down.
const LEAST_CHANGE: f64 = 0.005;

/// One figure, written for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct TileText {
    name: &'static str,
    figure: String,
    note: String,
    change: Option<ChangeText>,
}

/// By how much a figure changed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ChangeText {
    sign: &'static str,
    class: &'static str,
    words: String,
}

/// How many tiles there are.
const TILES: usize = 6;

/// Card with the tiles, and the menu that says what counts as success.
#[component]
pub fn Summary() -> impl IntoView {
    let locale = use_locale();
    let (statistics, comparison) = (use_statistics(), use_comparison());
    let figures = Memo::new(move |_| {
        statistics.with(|figures, _, _| (figures.summary(), figures.calendar().days()))
    });
    let before = Memo::new(move |_| comparison.summary());
    let tiles = Memo::new(move |_| {
        let (figures, days) = figures.get()?;
        let before = before.get().map(|before| (before, comparison.compare()));
        Some(tiles(&figures, before.as_ref(), days, locale.text(), locale.formatter()))
    });
    let has_figures = Memo::new(move |_| tiles.read().is_some());
    let tile = move |index: usize| {
        let text = Signal::derive(move || {
            let tiles = tiles.read();
            let text = tiles.as_ref().and_then(|tiles| tiles.get(index)).cloned();
            text.unwrap_or_default()
        });
        view! { <Tile text /> }
    };
    view! {
        <section class="card summary" role="region" aria-label=move || locale.text().summary.title>
            <dl class="tiles">
                <Show when=move || has_figures.get()>{(0..TILES).map(tile).collect_view()}</Show>
            </dl>
            <SuccessMenu />
        </section>
    }
    .into_any()
}

/// Tile of one figure.
#[component]
fn Tile(
    /// What it says.
    text: Signal<TileText>,
) -> impl IntoView {
    let note = move || {
        let note = text.read().note.clone();
        (!note.is_empty()).then(|| view! { <span>{note}</span> })
    };
    let change = move || {
        let ChangeText { sign, class, words } = text.read().change.clone()?;
        Some(view! {
            <span class=class>
                <i aria-hidden="true">{sign}</i>
                {words}
            </span>
        })
    };
    view! {
        <div class="tile">
            <dt>{move || text.read().name}</dt>
            <dd class="tile-figure">{move || text.read().figure.clone()}</dd>
            <dd class="tile-note">{note} {change}</dd>
        </div>
    }
    .into_any()
}

fn tiles(
    here: &Figures,
    before: Option<&(Figures, Compare)>,
    days: Days,
    text: &Catalogue,
    formatter: Formatter,
) -> [TileText; TILES] {
    let number = |count: u32| formatter.number(count.into());
    let decimal = |value: Option<f64>| {
        value.map_or_else(|| NOTHING.to_owned(), |value| formatter.decimal(value))
    };
    let change = |value: &dyn Fn(&Figures) -> Option<f64>| {
        let (before, compare) = before?;
        let (current, earlier) = (value(here)?, value(before)?);
        let than = text.chart.compared(*compare)?;
        let words = |change| text.summary.change(&formatter.change(change), than);
        (earlier > 0.0).then(|| change_text((current - earlier) / earlier, words))
    };
    let count_change = |count: fn(&Figures) -> u32| change(&|it| Some(f64::from(count(it))));
    let best = here.best.and_then(|(day, count)| Some((days.nth(day)?, count)));
    let rate = here.rate();
    // Responses without anybody are of customers that were left out, as in a snapshot.
    let are_left_out = here.customers == 0 && here.classes.responses() > 0;
    let text = &text.summary;
    [
        TileText {
            name: text.responses,
            figure: number(here.classes.responses()),
            note: text.active_days(&number(here.active_days)),
            change: count_change(|figures| figures.classes.responses()),
        },
        TileText {
            name: text.successes,
            figure: number(here.classes.successes),
            note: String::new(),
            change: count_change(|figures| figures.classes.successes),
        },
        TileText {
            name: text.hit_rate,
            figure: rate
                .value()
                .map_or_else(|| NOTHING.to_owned(), |share| formatter.percent(share)),
            note: text.of_decided(&number(rate.successes), &number(rate.decided)),
            change: change(&|figures| figures.rate().value()),
        },
        TileText {
            name: text.per_active_day,
            figure: decimal(here.per_active_day()),
            note: String::new(),
            change: change(&Figures::per_active_day),
        },
        TileText {
            name: text.best_day,
            figure: best.map_or_else(|| NOTHING.to_owned(), |(_, count)| number(count)),
            note: best.map_or_else(|| text.nothing_yet.to_owned(), |(day, _)| formatter.day(day)),
            change: count_change(|figures| figures.best.map_or(0, |(_, count)| count)),
        },
        TileText {
            name: text.customers,
            figure: if are_left_out { NOTHING.to_owned() } else { number(here.customers) },
            note: here
                .contacts_each()
                .map(|contacts| text.contacts_each(&formatter.decimal(contacts)))
                .unwrap_or_default(),
            change: count_change(|figures| figures.customers),
        },
    ]
}

/// A change, given as a share of what it was.
fn change_text(change: f64, words: impl FnOnce(f64) -> String) -> ChangeText {
    let (sign, class) = match change {
        change if change > LEAST_CHANGE => ("▲ ", "change change-up"),
        change if change < -LEAST_CHANGE => ("▼ ", "change change-down"),
        _ => ("", "change"),
    };
    ChangeText { sign, class, words: words(change) }
}
