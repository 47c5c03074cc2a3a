//! Bar chart of outcomes: types and subtypes by how often they occur, the most frequent first.

use cubeboard_responses::column::Column;
use cubeboard_responses::selection::{Choice, Selection};
use cubeboard_responses::statistics::OutcomeCount;
use cubeboard_responses::store::ABSENT;
use leptos::prelude::*;

use super::fold::{Fold, FoldButton};
use super::picked::is_picked;
use crate::components::ranked_bar::{BarFigures, RankedBar, bar_percent};
use crate::components::recycled_list::{RecycledList, RowItem};
use crate::i18n::use_locale;
use crate::state::page_address::use_page_address;
use crate::state::statistics::use_statistics;
use crate::state::visible_rows::use_visible_rows;

/// An outcome with its colour.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ColouredOutcome {
    key: OutcomeKey,
    /// How many responses ended so.
    count: u32,
    /// Index of the colour, as the style sheet numbers them.
    colour: usize,
}

/// What tells an outcome from every other.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OutcomeKey {
    kind: Choice,
    subtype: Choice,
}

impl OutcomeKey {
    /// The column and the word to filter by: the subtype where it has one, which says more.
    fn filter(&self) -> (Column, Choice) {
        match self.subtype {
            Some(_) => (Column::Subtype, self.subtype.clone()),
            None => (Column::Kind, self.kind.clone()),
        }
    }

    /// "No · Price"
    fn title(&self) -> String {
        let words = [self.kind.as_deref(), self.subtype.as_deref()].into_iter().flatten();
        words.collect::<Vec<_>>().join(" · ")
    }

    /// Id of its button, unique in the page.
    fn id(&self) -> String {
        let [kind, subtype] =
            [&self.kind, &self.subtype].map(|word| word.as_deref().unwrap_or_default());
        // Either word may hold a hyphen.
        format!("outcome-{}-{kind}-{subtype}", kind.len())
    }

    /// Whether its type and its subtype are picked, or one of them where nothing else is; `None` where neither are.
    fn is_picked(&self, selection: &Selection) -> Option<bool> {
        let by_kind = is_picked(&selection.kinds, &self.kind);
        let by_subtype = is_picked(&selection.subtypes, &self.subtype);
        by_kind.into_iter().chain(by_subtype).reduce(|kind, subtype| kind && subtype)
    }
}

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
                let OutcomeCount { kind, subtype, count, .. } = outcome;
                let code = kind.as_deref().and_then(|kind| store.kinds().find(kind));
                let colour = colours.slot(code.unwrap_or(ABSENT));
                ColouredOutcome { key: OutcomeKey { kind, subtype }, count, colour }
            };
            figures.outcomes(store).into_iter().map(coloured).collect::<Vec<_>>()
        });
        outcomes.unwrap_or_default()
    });
    let ids = move || {
        let outcomes = outcomes.read();
        let visible = outcomes.iter().take(fold.visible_count(outcomes.len()));
        visible.map(|outcome| outcome.key.id()).collect::<Vec<_>>()
    };
    let row = move |item| view! { <OutcomeBar item outcomes /> }.into_any();
    view! {
        <section class="card breakdown-card">
            <h2>{move || locale.text().breakdown.outcomes}</h2>
            <ol class="ranking">
                <RecycledList ids row />
            </ol>
            <FoldButton fold count=move || outcomes.read().len() />
        </section>
    }
    .into_any()
}

/// Bar of one outcome.
#[component]
fn OutcomeBar(
    /// Which of the outcomes.
    item: RowItem,
    /// All outcomes, the most frequent first.
    outcomes: Memo<Vec<ColouredOutcome>>,
) -> impl IntoView {
    let locale = use_locale();
    let address = use_page_address();
    let selection = use_visible_rows().selection();
    let figures = Memo::new(move |_| {
        let formatter = locale.formatter();
        let outcomes = outcomes.read();
        let all = outcomes.iter().map(|outcome| outcome.count).sum::<u32>().max(1);
        let longest = outcomes.first().map_or(1, |outcome| outcome.count);
        let outcome = item.index.get().and_then(|index| outcomes.get(index));
        let Some(outcome) = outcome else { return BarFigures::default() };
        let ColouredOutcome { key, count, colour } = outcome;
        let (_, word) = key.filter();
        let number = formatter.number((*count).into());
        BarFigures {
            name: word.unwrap_or_else(|| locale.text().table.no_value.to_owned()),
            title: key.title(),
            colour: *colour,
            percent: bar_percent(*count, longest),
            value: format!("{number} · {}", formatter.share(*count, all)),
            is_picked: key.is_picked(&selection.read()),
        }
    });
    let on_pick = move |()| {
        let filter = |index: usize| Some(outcomes.read_untracked().get(index)?.key.filter());
        if let Some((column, word)) = item.index.get_untracked().and_then(filter) {
            address.select(|selection| selection.toggle_word(column, word));
        }
    };
    view! { <RankedBar id=item.id figures on_pick /> }.into_any()
}
