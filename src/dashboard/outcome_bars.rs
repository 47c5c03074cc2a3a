//! Bar chart of outcomes: types and subtypes by how often they occur, the most frequent first.

use cubeboard_responses::column::Column;
use cubeboard_responses::selection::{Choice, Selection};
use cubeboard_responses::statistics::OutcomeCount;
use cubeboard_responses::store::ABSENT;
use leptos::prelude::*;

use super::fold::{Fold, FoldButton};
use crate::browser::focus;
use crate::components::ranked_bar::{BarFigures, RankedBar, bar_percent};
use crate::i18n::use_locale;
use crate::state::page_address::use_page_address;
use crate::state::statistics::use_statistics;
use crate::state::visible_rows::use_visible_rows;

/// An outcome and the index of its colour.
type ColouredOutcome = (OutcomeCount, usize);

/// Type and subtype, which tell an outcome from every other.
type OutcomeKey = (Choice, Choice);

/// Card with types and subtypes as bars; a press on a name filters by it.
#[component]
pub fn OutcomeBars() -> impl IntoView {
    let locale = use_locale();
    let statistics = use_statistics();
    let fold = Fold::new();
    let outcomes = Memo::new(move |_| {
        let outcomes = statistics.with(|figures, _, rows| {
            let store = rows.store();
            let colours = figures.colours(store);
            let coloured = |outcome: OutcomeCount| {
                let kind = outcome.kind.as_deref().and_then(|kind| store.kinds().find(kind));
                (outcome, colours.slot(kind.unwrap_or(ABSENT)))
            };
            figures.outcomes(store).into_iter().map(coloured).collect::<Vec<_>>()
        });
        outcomes.unwrap_or_default()
    });
    let keys = move || {
        // A row that moves takes the focus off its button.
        focus::keep();
        let outcomes = outcomes.read();
        let visible = outcomes.iter().take(fold.visible_count(outcomes.len()));
        visible.map(|(outcome, _)| key_of(outcome)).collect::<Vec<_>>()
    };
    view! {
        <section class="card breakdown-card">
            <h2>{move || locale.text().breakdown.outcomes}</h2>
            <ol class="ranking">
                <For each=keys key=Clone::clone let:key>
                    <OutcomeBar key outcomes />
                </For>
            </ol>
            <FoldButton fold count=move || outcomes.read().len() />
        </section>
    }
    .into_any()
}

fn key_of(outcome: &OutcomeCount) -> OutcomeKey {
    (outcome.kind.clone(), outcome.subtype.clone())
}

/// Bar of one outcome.
#[component]
fn OutcomeBar(
    /// Which outcome.
    key: OutcomeKey,
    /// All outcomes, the most frequent first.
    outcomes: Memo<Vec<ColouredOutcome>>,
) -> impl IntoView {
    let locale = use_locale();
    let address = use_page_address();
    let selection = use_visible_rows().selection();
    let (kind, subtype) = key.clone();
    // By its subtype where it has one, which says more.
    let (column, choice) = match subtype {
        Some(_) => (Column::Subtype, subtype.clone()),
        None => (Column::Kind, kind.clone()),
    };
    let id = [Some("outcome"), kind.as_deref().or(Some("")), Some(choice.as_deref().unwrap_or(""))];
    let id = id.into_iter().flatten().collect::<Vec<_>>().join("-");
    let title = [kind.as_deref(), subtype.as_deref()].into_iter().flatten();
    let title = title.collect::<Vec<_>>().join(" · ");
    let picked_word = choice.clone();
    let figures = Memo::new(move |_| {
        let formatter = locale.formatter();
        let outcomes = outcomes.read();
        let all = outcomes.iter().map(|(outcome, _)| outcome.count).sum::<u32>().max(1);
        let longest = outcomes.first().map_or(1, |(outcome, _)| outcome.count).max(1);
        let outcome = outcomes.iter().find(|(outcome, _)| key_of(outcome) == key);
        let (count, slot) = outcome.map_or((0, 0), |(outcome, slot)| (outcome.count, *slot));
        let no_value = locale.text().table.no_value;
        BarFigures {
            name: choice.clone().unwrap_or_else(|| no_value.to_owned()),
            title: title.clone(),
            slot,
            percent: bar_percent(count, longest),
            value: format!("{} · {}", formatter.number(count.into()), formatter.share(count, all)),
            is_picked: is_picked(&selection.read(), &key),
        }
    });
    let on_pick =
        move |()| address.select(|selection| selection.toggle_word(column, picked_word.clone()));
    view! { <RankedBar id figures on_pick /> }.into_any()
}

fn is_picked(selection: &Selection, (kind, subtype): &OutcomeKey) -> bool {
    (selection.kinds.is_empty() || selection.kinds.contains(kind))
        && (selection.subtypes.is_empty() || selection.subtypes.contains(subtype))
}
