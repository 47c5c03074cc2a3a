//! The large figure of a board: successes of the day, and how much of the day's goal they are.

use cubeboard_responses::calendar::days::Days;
use leptos::prelude::*;

use super::board_text::{self, reached_percent, whole};
use crate::i18n::use_locale;
use crate::state::board::use_board;
use crate::state::goal_outlook::use_goal_outlook;
use crate::state::today::use_today;

/// Successes of the day, with a bar that fills as the day's goal is reached.
#[component]
pub fn DayFigure() -> impl IntoView {
    let locale = use_locale();
    let (board, outlook, today) = (use_board(), use_goal_outlook(), use_today());
    let figures = board.figures();
    let title = move || {
        let text = locale.wallboard();
        match board.day() {
            Some(day) if day != today.day() => text.on_day(&locale.formatter().short_day(day)),
            _ => text.today.to_owned(),
        }
    };
    let successes = Memo::new(move |_| figures.read().as_ref().map(|it| it.classes.successes));
    let number = move || {
        let number = |successes: u32| locale.formatter().number(successes.into());
        successes.get().map_or_else(|| "–".to_owned(), number)
    };
    // What the day has to bring; nothing where nobody works.
    let target = Memo::new(move |_| {
        let day = Days::one(board.day()?);
        outlook.progress()?.shares.of_bars(&[day]).first().copied().flatten()
    });
    let share = Memo::new(move |_| {
        let target = target.get().filter(|target| *target > 0.0)?;
        Some(f64::from(successes.get()?) / target)
    });
    let of_target =
        move || Some(locale.wallboard().of(&board_text::target(target.get()?, locale.formatter())));
    let percent_of = move || Some(reached_percent(share.get()?, locale.formatter()));
    let of_goal = move || Some(locale.wallboard().of_day_goal(&percent_of()?));
    let width = move || format!("{}%", (share.get().unwrap_or_default() * 100.0).clamp(0.0, 100.0));
    let now =
        move || whole((share.get().unwrap_or_default() * 100.0).min(100.0), locale.formatter());
    view! {
        <section class="board-day">
            <h2>{title}</h2>
            <p class="board-number">
                <strong>{number}</strong>
                <span hidden=move || target.get().is_none()>{of_target}</span>
            </p>
            <div class="board-goal" hidden=move || share.get().is_none()>
                <div
                    class="goal-bar"
                    role="meter"
                    aria-label=move || locale.text().goal.title
                    aria-valuemin="0"
                    aria-valuemax="100"
                    aria-valuenow=now
                    aria-valuetext=of_goal
                >
                    <div class="goal-reached" style:width=width></div>
                </div>
                <p>{of_goal}</p>
            </div>
        </section>
    }
    .into_any()
}
