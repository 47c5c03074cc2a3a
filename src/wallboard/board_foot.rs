//! Foot of a board: how old its figures are, and what keeps them from being newer.

use cubeboard_cube::loader::{Outcome, Reading};
use leptos::prelude::*;

use crate::dashboard::follow_line::{failure_text, updated_text};
use crate::i18n::use_locale;
use crate::state::dataset::use_dataset;
use crate::state::follow::use_follow;
use crate::state::notice::Notice;
use crate::state::now::use_now;
use crate::state::query_form::use_query_form;

/// When the figures were read, and what is wrong with them.
#[component]
pub fn BoardFoot() -> impl IntoView {
    let locale = use_locale();
    let (dataset, follow, now) = (use_dataset(), use_follow(), use_now());
    let form = use_query_form();
    let minute = now.minute();
    let age = move |since_millis: i64| {
        let minutes = minute.get() - since_millis.div_euclid(60_000);
        let minutes = u64::try_from(minutes).ok().filter(|minutes| *minutes > 0)?;
        Some(locale.wallboard().age(&locale.formatter().number(minutes)))
    };
    let updated = move || match follow.upkeep() {
        Some(upkeep) if upkeep.failure.is_none() => updated_text(&upkeep, locale),
        Some(upkeep) => age(upkeep.updated_millis).unwrap_or_default(),
        None if dataset.is_loading() => locale.wallboard().loading.to_owned(),
        None => {
            let has_replied = dataset.with_shown(Reading::has_replied) == Some(true);
            let time = || locale.formatter().time(dataset.ended_millis());
            let as_of = || locale.wallboard().as_of(&time());
            has_replied.then(as_of).unwrap_or_default()
        }
    };
    let trouble = move || {
        let text = locale.text();
        if let Some(failure) = follow.upkeep().and_then(|it| failure_text(&it, locale)) {
            return Some(failure);
        }
        if let Some(mistake) = form.first_mistake(&text.field_error) {
            return Some(mistake.to_owned());
        }
        let Some(Outcome::Incomplete(gap)) = dataset.with_current(Reading::outcome) else {
            return None;
        };
        let notice = Notice::of_gap(&gap, text).map(|it| format!("{} {}", it.title, it.remedy));
        let has_rows = dataset.with_shown(Reading::row_count).is_some_and(|count| count > 0);
        let too_low = has_rows.then(|| locale.wallboard().incomplete.to_owned());
        Some(notice.into_iter().chain(too_low).collect::<Vec<_>>().join(" "))
    };
    view! {
        <footer class="board-foot">
            <p>{updated}</p>
            <p class="board-trouble" role="status">
                {trouble}
            </p>
        </footer>
    }
    .into_any()
}
