//! Foot of a board: how old its figures are, and what keeps them from being newer.

use cubeboard_cube::loader::{Outcome, Reading};
use cubeboard_i18n::Catalogue;
use leptos::prelude::*;

use super::turns::Turns;
use crate::dashboard::follow_line::{failure_text, updated_text};
use crate::i18n::use_locale;
use crate::state::dataset::use_dataset;
use crate::state::follow::use_follow;
use crate::state::goal_outlook::{Obstacle, Outlook, use_goal_outlook};
use crate::state::notice::Notice;
use crate::state::now::use_now;
use crate::state::page_address::use_page_address;
use crate::state::query_form::use_query_form;
use crate::state::settings::use_settings;

/// When the figures were read, and what is wrong with them.
#[component]
pub fn BoardFoot(
    /// The boards that this one takes turns with.
    turns: Turns,
) -> impl IntoView {
    let locale = use_locale();
    let (dataset, follow, now) = (use_dataset(), use_follow(), use_now());
    let (form, settings, outlook) = (use_query_form(), use_settings(), use_goal_outlook());
    let address_mistakes = use_page_address().mistakes();
    let age = move |since_millis: i64| {
        let minutes = (now.millis() - since_millis).div_euclid(60_000);
        let minutes = u64::try_from(minutes).ok().filter(|minutes| *minutes > 0)?;
        Some(locale.wallboard().age(&locale.formatter().number(minutes)))
    };
    let as_of = move || {
        let has_replied = dataset.with_shown(Reading::has_replied) == Some(true);
        let millis = dataset
            .stale_millis()
            .or_else(|| (has_replied && !dataset.is_loading()).then(|| dataset.ended_millis()))?;
        let time = locale.wallboard().as_of(&locale.formatter().time(millis));
        Some(time_and_age(time, age(millis)))
    };
    let updated = move || match follow.upkeep() {
        Some(upkeep) if upkeep.failure.is_none() => updated_text(&upkeep, locale),
        Some(upkeep) => age(upkeep.updated_millis).unwrap_or_default(),
        None => {
            let loading = || dataset.is_loading().then(|| locale.wallboard().loading.to_owned());
            as_of().or_else(loading).unwrap_or_default()
        }
    };
    let trouble = move || {
        let text = locale.text();
        let of_notice = |notice: Notice| format!("{} {}", notice.title, notice.remedy);
        let of_upkeep = follow.upkeep().and_then(|upkeep| failure_text(&upkeep, locale));
        let of_address = form.first_mistake(&text.field_error).map(str::to_owned);
        let of_run = || match dataset.with_current(Reading::outcome) {
            Some(Outcome::Incomplete(gap)) => Notice::of_gap(&gap, text),
            Some(Outcome::Loading) => {
                dataset.trouble().map(|error| Notice::of_failure(&error, text))
            }
            _ => None,
        };
        let is_incomplete = |reading: &Reading| {
            reading.row_count() > 0 && matches!(reading.outcome(), Outcome::Incomplete(_))
        };
        let is_incomplete = dataset.with_shown(is_incomplete) == Some(true);
        let is_too_low = is_incomplete.then(|| locale.wallboard().incomplete.to_owned());
        let mistakes = settings.mistakes();
        let of_config = (!mistakes.is_empty()).then(|| Notice::of_config(&mistakes, text));
        // One line has room for one.
        let of_value = address_mistakes.read().first().map(|mistake| {
            text.asking.unknown_value(mistake.parameter, &mistake.value, &mistake.choices)
        });
        let passed_over = turns.passed_over();
        let passed_over = (!passed_over.is_empty())
            .then(|| locale.wallboard().passed_over(&passed_over.join(", ")));
        let obstacle = kept_from(outlook.outlook().read().as_ref(), text);
        let all = [
            of_upkeep.or(of_address).or_else(|| of_run().map(of_notice)),
            is_too_low,
            passed_over,
            obstacle.map(|obstacle| format!("{}: {obstacle}", text.goal.title)),
            of_config.map(of_notice),
            of_value,
        ];
        all.into_iter().flatten().collect::<Vec<_>>().join(" ")
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

fn time_and_age(time: String, age: Option<String>) -> String {
    age.map_or_else(|| time.clone(), |age| format!("{time} · {age}"))
}

/// Why the goal is not told, where that lies in the question.
fn kept_from(outlook: Option<&Outlook>, text: &Catalogue) -> Option<&'static str> {
    let is_of_question = matches!(outlook, Some(Outlook::Kept(_, Obstacle::OneType)));
    is_of_question.then_some(text.goal.one_type)
}
