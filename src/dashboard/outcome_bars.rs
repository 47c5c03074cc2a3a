//! What was said, the most frequent first.

use cubeboard_responses::column::Column;
use cubeboard_responses::selection::Selection;
use cubeboard_responses::series::ColourSlots;
use cubeboard_responses::statistics::OutcomeCount;
use leptos::prelude::*;

use super::fold::Fold;
use crate::browser::focus;
use crate::components::ranked_bar::{RankedBar, bar_percent, ranked_bar};
use crate::html::{El, el};
use crate::state::page_address::use_page_address;
use crate::state::preferences::Voice;
use crate::state::trend::use_trend;
use crate::state::visible_rows::use_visible_rows;

/// Types and subtypes as bars.
pub fn outcomes_card(voice: Voice) -> El {
    let text = &voice.text.behind;
    let trend = use_trend();
    let selection = use_visible_rows().selection();
    let fold = Fold::default();
    let outcomes = Memo::new(move |_| {
        let outcomes = trend.counted().with(|figures, _, it| {
            let colours = figures.colours(it.store());
            let coloured = |it: OutcomeCount, colours: &ColourSlots, kind| (it, colours.slot(kind));
            let outcomes = figures.outcomes(it.store()).into_iter();
            let kinds = it.store().kinds();
            outcomes
                .map(|it| {
                    let kind = it.kind.as_deref().and_then(|it| kinds.find(it));
                    coloured(it, &colours, kind.unwrap_or(cubeboard_responses::store::ABSENT))
                })
                .collect::<Vec<_>>()
        });
        outcomes.unwrap_or_default()
    });
    let rows = move || {
        focus::keep();
        let (outcomes, picked) = (outcomes.read(), selection.read());
        let all = outcomes.iter().map(|it| it.0.count).sum::<u32>().max(1);
        let top = outcomes.first().map_or(1, |it| it.0.count).max(1);
        let most = fold.shown(outcomes.len());
        let row = |(it, slot): &(OutcomeCount, usize)| row(it, *slot, (top, all), &picked, voice);
        outcomes.iter().take(most).map(row).collect::<Vec<_>>()
    };
    let more = move || fold.button(outcomes.read().len(), voice);
    el("section")
        .class("card behind-card")
        .child(el("h2").child(text.outcomes))
        .child(el("ol").class("ranking").child(rows))
        .child(more)
}

fn row(
    outcome: &OutcomeCount,
    slot: usize,
    (top, all): (u32, u32),
    picked: &Selection,
    voice: Voice,
) -> El {
    let writer = voice.writer;
    let address = use_page_address();
    let (kind, subtype) = (outcome.kind.clone(), outcome.subtype.clone());
    // By its subtype where it has one, which says more.
    let (column, choice) = match subtype {
        Some(_) => (Column::Subtype, subtype),
        None => (Column::Kind, kind.clone()),
    };
    let name = choice.clone().unwrap_or_else(|| voice.text.table.no_value.to_owned());
    let is_picked = (picked.kinds.is_empty() || picked.kinds.contains(&outcome.kind))
        && (picked.subtypes.is_empty() || picked.subtypes.contains(&outcome.subtype));
    let id = ["outcome-", kind.as_deref().unwrap_or_default(), "-", &name].concat();
    let pick = move || address.select(|it| it.toggle_word(column, choice.clone()));
    let title = [kind.as_deref(), outcome.subtype.as_deref()];
    let title = title.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let value = [&writer.number(outcome.count.into()), " · ", &writer.share(outcome.count, all)];
    let percent = bar_percent(outcome.count, top);
    ranked_bar(RankedBar { id, name, title, slot, percent, value: value.concat(), is_picked }, pick)
}
