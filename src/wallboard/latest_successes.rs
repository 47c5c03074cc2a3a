//! The latest successes of the day, by agent and time. What has just come stands out for a while.

use cubeboard_responses::agent_alias::label;
use cubeboard_responses::wallboard::{DayBoard, LATEST_COUNT};
use leptos::prelude::*;

use super::board_text::no_success;
use crate::i18n::use_locale;
use crate::state::board::use_board;
use crate::state::now::use_now;
use crate::state::settings::use_settings;

/// For so long a success is news.
const FRESH_MILLIS: i64 = 3 * 60 * 1000;

/// As many rows as may be shown, filled as far as there are successes.
#[component]
pub fn LatestSuccesses() -> impl IntoView {
    let locale = use_locale();
    let board = use_board();
    let figures = board.figures();
    let rows: Vec<_> =
        (0..LATEST_COUNT).map(|index| view! { <LatestSuccess figures index /> }).collect();
    let is_empty = Memo::new(move |_| {
        let is_empty = figures.read().as_ref().is_some_and(|it| it.latest.is_empty());
        is_empty && !board.is_pending()
    });
    let none = move || no_success(board.phase(), locale.wallboard());
    view! {
        <section class="board-latest">
            <h2>{move || locale.wallboard().latest}</h2>
            <ol>{rows}</ol>
            <p hidden=move || !is_empty.get()>{none}</p>
        </section>
    }
    .into_any()
}

/// One success.
#[component]
fn LatestSuccess(
    /// The day's figures.
    figures: Memo<Option<DayBoard>>,
    /// Which row it is, from 0.
    index: usize,
) -> impl IntoView {
    let (locale, now) = (use_locale(), use_now());
    let naming = use_settings().agent_naming();
    let success =
        Memo::new(move |_| figures.read().as_ref().and_then(|it| it.latest.get(index).cloned()));
    let millis = move || success.read().as_ref().map(|it| it.submitted_micros.div_euclid(1000));
    let time = move || millis().map(|millis| locale.formatter().time(millis));
    let agent = move || {
        let success = success.read();
        let agent = success.as_ref()?.agent.as_deref();
        let nobody = || locale.wallboard().nobody.to_owned();
        Some(agent.map_or_else(nobody, |agent| label(naming, agent)))
    };
    let is_fresh = Memo::new(move |_| {
        millis().is_some_and(|millis| (now.millis() - millis).abs() < FRESH_MILLIS)
    });
    view! {
        <li hidden=move || success.read().is_none() class:fresh=is_fresh>
            <span class="board-agent">{agent}</span>
            <time>{time}</time>
        </li>
    }
    .into_any()
}
