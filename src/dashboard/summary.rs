//! Summary: six figures of what is shown, each with its change from the period that it is compared with.

mod tile_text;

use leptos::prelude::*;

use self::tile_text::{ChangeText, Compared, Counted, Figure, TileText, tile_text};
use super::compared_days::compared_days;
use super::goal_note::GoalNote;
use super::success_menu::SuccessMenu;
use crate::i18n::use_locale;
use crate::state::comparison::use_comparison;
use crate::state::definitions::use_definitions;
use crate::state::page_address::use_page_address;
use crate::state::statistics::use_statistics;
use crate::state::today::use_today;

/// Card with the tiles, and the menu that says what counts as success.
#[component]
pub fn Summary() -> impl IntoView {
    let locale = use_locale();
    let (statistics, comparison) = (use_statistics(), use_comparison());
    let today = use_today();
    let (selection, definition) = (use_page_address().selection(), use_definitions().current());
    let compared = Memo::new(move |_| {
        let (before, compare) = (comparison.summary(), comparison.compare());
        let shows_all = selection.read().shows_all();
        statistics.with(|figures, _, reading| {
            let (figures, days) = (figures.summary(), figures.calendar().days());
            let counted = shows_all.then(|| Counted::of(reading, &definition.read())).flatten();
            let is_over = days.last() < today.day();
            Compared { figures, days, is_over, before, compare, counted }
        })
    });
    let stretch = move || {
        let stretch = comparison.stretch()?;
        let words =
            compared_days(&stretch, &locale.text().chart, &|day| locale.formatter().day(day));
        Some(view! { <p class="compared-days">{words}</p> })
    };
    let tile = |figure: Figure| view! { <Tile figure compared /> };
    view! {
        <section class="card summary" role="region" aria-label=move || locale.text().summary.title>
            <dl class="tiles">{Figure::ALL.map(tile).collect_view()}</dl>
            {stretch}
            <GoalNote />
            <SuccessMenu />
        </section>
    }
    .into_any()
}

/// Tile of one figure; a dash where there is none yet.
#[component]
fn Tile(
    /// Which figure.
    figure: Figure,
    /// All figures of what is shown, beside those of the period before.
    compared: Memo<Option<Compared>>,
) -> impl IntoView {
    let locale = use_locale();
    let text = Memo::new(move |_| {
        tile_text(figure, compared.get().as_ref(), locale.text(), locale.formatter())
    });
    let note = move || {
        let TileText { note, .. } = text.get();
        (!note.is_empty()).then(|| view! { <span>{note}</span> })
    };
    let change = move || {
        let ChangeText { sign, class, words } = text.get().change?;
        Some(view! {
            <span class=class>
                <i aria-hidden="true">{sign}</i>
                {words}
            </span>
        })
    };
    view! {
        <div class="tile">
            <dt>{move || text.get().name}</dt>
            <dd class="tile-figure">{move || text.get().figure}</dd>
            <dd class="tile-note">{note} {change}</dd>
        </div>
    }
    .into_any()
}
