//! The goal in the summary: how much of it is reached, as a bar and in words, where it will end, and how that is
//! reckoned.

mod goal_words;

use leptos::prelude::*;

use self::goal_words::{GoalWords, goal_words};
use crate::i18n::use_locale;
use crate::state::goal_outlook::use_goal_outlook;

/// The goal and what is said of it, hidden where there is none.
#[component]
pub fn GoalNote() -> impl IntoView {
    let locale = use_locale();
    let outlook = use_goal_outlook();
    let words = Memo::new(move |_| {
        let about = outlook.outlook();
        let day = outlook.day_forecast();
        let about = about.read();
        about.as_ref().map(|it| goal_words(it, day.get(), locale.text(), locale.formatter()))
    });
    let word = move |of: fn(&GoalWords) -> &String| {
        Signal::derive(move || words.read().as_ref().map(of).cloned().unwrap_or_default())
    };
    let (goal, reached) = (word(|it| &it.goal), word(|it| &it.reached));
    let (forecast, reckoning) = (word(|it| &it.forecast), word(|it| &it.reckoning));
    let percent = move || words.read().as_ref().and_then(|it| it.percent);
    let width = move || format!("{}%", percent().unwrap_or_default().min(100));
    view! {
        <div class="goal" hidden=move || words.read().is_none()>
            <p>
                <strong>{goal}</strong>
                <span>{reached}</span>
            </p>
            <div
                class="goal-bar"
                role="meter"
                hidden=move || percent().is_none()
                aria-label=move || locale.text().goal.title
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=move || percent().map(|it| it.min(100).to_string())
                aria-valuetext=reached
            >
                <div class="goal-reached" style:width=width></div>
            </div>
            <p hidden=move || forecast.read().is_empty()>{forecast}</p>
            <p class="goal-reckoning" hidden=move || reckoning.read().is_empty()>
                {reckoning}
            </p>
        </div>
    }
    .into_any()
}
