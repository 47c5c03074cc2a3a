//! The best agents of the day, by places that several may share. There is no last one.

use cubeboard_responses::agent_alias::label;
use cubeboard_responses::wallboard::DayBoard;
use cubeboard_responses::wallboard::standings::{MOST_SHOWN, Standing};
use leptos::prelude::*;

use super::board_text::{no_success, percent};
use crate::i18n::use_locale;
use crate::state::board::use_board;
use crate::state::settings::use_settings;

/// As many rows as may be shown, filled as far as there are agents.
#[component]
pub fn BestAgents() -> impl IntoView {
    let locale = use_locale();
    let board = use_board();
    let figures = board.figures();
    let rows: Vec<_> = (0..MOST_SHOWN).map(|index| view! { <BestAgent figures index /> }).collect();
    let below = Memo::new(move |_| {
        let figures = figures.read();
        let standings = &figures.as_ref()?.standings;
        let number = |number: u64| locale.formatter().number(number);
        if let Some(shared) = standings.shared {
            let (agents, successes) =
                (number(shared.agents as u64), number(shared.successes.into()));
            return Some(locale.wallboard().shared_place(&agents, &successes));
        }
        let is_empty = standings.shown.is_empty() && !board.is_pending();
        is_empty.then(|| no_success(board.phase(), locale.wallboard()).to_owned())
    });
    view! {
        <section class="board-best">
            <h2>{move || locale.wallboard().best}</h2>
            <ol>{rows}</ol>
            <p hidden=move || below.read().is_none()>{below}</p>
        </section>
    }
    .into_any()
}

/// One of the best: place, name, successes, and the hit rate where it rests on enough.
#[component]
fn BestAgent(
    /// The day's figures.
    figures: Memo<Option<DayBoard>>,
    /// Which row it is, from 0.
    index: usize,
) -> impl IntoView {
    let locale = use_locale();
    let (board, naming) = (use_board(), use_settings().agent_naming());
    let standing = Memo::new(move |_| {
        figures.read().as_ref().and_then(|it| it.standings.shown.get(index).cloned())
    });
    let text = move |of: fn(&Standing) -> String| {
        move || standing.read().as_ref().map(of).unwrap_or_default()
    };
    let number = move |of: fn(&Standing) -> u64| {
        move || standing.read().as_ref().map(|it| locale.formatter().number(of(it)))
    };
    let name = move || standing.read().as_ref().map(|it| label(naming, &it.agent));
    let rate = move || {
        let rate = standing.read().as_ref()?.rate.filter(|_| board.has_all_types())?.value()?;
        Some(percent(rate, locale.formatter()))
    };
    view! {
        <li hidden=move || standing.read().is_none() value=text(|it| it.place.to_string())>
            <span class="board-place">{number(|it| it.place as u64)}</span>
            <span class="board-agent">{name}</span>
            <span class="board-rate">{rate}</span>
            <strong>{number(|it| it.successes.into())}</strong>
        </li>
    }
    .into_any()
}
