//! Fields that set a campaign's goal, in the menu that says what counts as success there.

use std::num::NonZeroU32;

use cubeboard_responses::goal::GoalPer;
use leptos::prelude::*;

use crate::components::select::Select;
use crate::components::select_option::SelectOption;
use crate::components::text_field::{FieldKind, TextField};
use crate::i18n::use_locale;
use crate::state::goals::use_goals;

/// How many successes are wanted, and in which time; where several campaigns are shown, why that cannot be set.
#[component]
pub fn GoalForm() -> impl IntoView {
    let locale = use_locale();
    let goals = use_goals();
    let text = move || &locale.text().goal;
    let goal = move || goals.campaign().and_then(|campaign| goals.of(campaign));
    let successes_of =
        |goal: Option<NonZeroU32>| goal.map_or_else(String::new, |it| it.to_string());
    let successes = RwSignal::new(successes_of(untrack(|| goal().map(|goal| goal.successes))));
    let per = RwSignal::new(untrack(|| goal().map(|goal| goal.per)).unwrap_or_default());
    let is_bad = RwSignal::new(false);
    let on_change = move || {
        let written = successes.read_untracked().trim().to_owned();
        let wanted = written.parse::<NonZeroU32>().ok();
        is_bad.set(wanted.is_none() && !written.is_empty());
        if !is_bad.get_untracked() {
            goals.set(wanted, per.get_untracked());
        }
    };
    let on_per = move |key: String| {
        per.set(GoalPer::from_key(&key).unwrap_or_default());
        on_change();
    };
    let on_reset = move |_| {
        goals.reset();
        let goal = untrack(goal);
        successes.set(successes_of(goal.map(|goal| goal.successes)));
        per.set(goal.map(|goal| goal.per).unwrap_or_default());
        is_bad.set(false);
    };
    let times =
        move || GoalPer::ALL.map(|per| SelectOption::new(per.key(), text().per(per))).to_vec();
    let is_settable = move || goals.campaign().is_some();
    view! {
        <h2>{move || text().title}</h2>
        <p hidden=is_settable>{move || text().of_one_campaign}</p>
        <div class="goal-form" hidden=move || !is_settable()>
            <div class="goal-fields" on:change=move |_| on_change()>
                <TextField
                    id="goal-successes"
                    kind=FieldKind::Text
                    label=move || text().field
                    value=successes
                    error=move || is_bad.get().then(|| text().not_a_count)
                />
                <Select
                    label=move || text().per_label.to_owned()
                    options=times
                    selected=move || per.get().key().to_owned()
                    on_select=on_per
                />
            </div>
            <p>{move || text().note}</p>
            <button type="button" class="button" hidden=move || !goals.is_own() on:click=on_reset>
                {move || text().as_configured}
            </button>
        </div>
    }
    .into_any()
}
