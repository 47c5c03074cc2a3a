//! The smaller figures of a board: hit rate and last hour of the day, and the period's.

use cubeboard_cube::loader::{Outcome, Reading};
use cubeboard_responses::series::Series;
use cubeboard_responses::statistics::Figures as Counted;
use cubeboard_responses::view::View;
use leptos::prelude::*;

use super::board_text::{not_under_way, percent};
use super::period_figures::{PeriodFigure, no_pace, pace, reached};
use crate::i18n::use_locale;
use crate::state::board::{Phase, use_board};
use crate::state::chart::use_chart;
use crate::state::goal_outlook::{Outlook, use_goal_outlook};
use crate::state::goals::use_goals;
use crate::state::statistics::use_statistics;

/// Four figures side by side.
#[component]
pub fn Figures() -> impl IntoView {
    let locale = use_locale();
    let (outlook, series) = (use_goal_outlook(), use_chart().series());
    let (goal, statistics) = (use_goals().current(), use_statistics());
    let board = use_board();
    let figures = board.figures();
    // Of one type alone, all or none would be successes.
    let rate = Memo::new(move |_| {
        let rate = figures.read().as_ref().map(|it| it.classes.rate());
        rate.filter(|_| board.has_all_types())
    });
    let rate_text = move || Some(percent(rate.get()?.value()?, locale.formatter()));
    let decided = move || {
        let decided = rate.get()?.decided;
        Some(locale.wallboard().of_decided(&locale.formatter().number(decided.into())))
    };
    let last_hour = move || {
        board.day().filter(|_| board.phase() == Phase::UnderWay)?;
        let successes = figures.read().as_ref()?.last_hour;
        Some(locale.formatter().number(successes.into()))
    };
    let why_not = move || not_under_way(board.phase(), locale.wallboard());
    let is_counted = Memo::new(move |_| {
        let are_whole = |figures: &Counted, view: &View, rows: &Reading| {
            rows.outcome() != Outcome::Loading && figures.are_whole(view, rows)
        };
        statistics.with(are_whole) == Some(true)
    });
    let in_period = Memo::new(move |_| {
        let sum = |series: &Series| series.successes.iter().sum::<u32>();
        series.read().as_ref().filter(|_| is_counted.get()).map(sum)
    });
    let about = outlook.outlook();
    let progress = Memo::new(move |_| match about.get() {
        Some(Outlook::Reckoned(progress)) => Some(progress),
        _ => None,
    });
    let of_period = Memo::new(move |_| {
        let (text, formatter) = (locale.wallboard(), locale.formatter());
        let has_goal = goal.read().is_ok_and(|goal| goal.is_some());
        Some(reached(progress.read().as_ref(), in_period.get(), has_goal, text, formatter))
    });
    let at_end = Memo::new(move |_| {
        let (text, formatter) = (locale.wallboard(), locale.formatter());
        let day = outlook.day_forecast().get();
        match why_not() {
            Some(why) => Some(no_pace(why, text)),
            None => progress.read().as_ref().map(|it| pace(it, day, text, formatter)),
        }
    });
    let of = move |figure: Memo<Option<PeriodFigure>>, part: fn(PeriodFigure) -> String| {
        move || figure.get().map(part)
    };
    view! {
        <dl class="board-figures">
            <BoardFigure
                name=move || locale.wallboard().hit_rate.to_owned()
                value=rate_text
                note=decided
            />
            <BoardFigure
                name=move || locale.wallboard().last_hour.to_owned()
                value=last_hour
                note=move || why_not().map(str::to_owned)
            />
            <BoardFigure
                name=move || of(of_period, |it| it.name)().unwrap_or_default()
                value=of(of_period, |it| it.value)
                note=of(of_period, |it| it.note)
            />
            <BoardFigure
                name=move || locale.wallboard().pace.to_owned()
                value=of(at_end, |it| it.value)
                note=of(at_end, |it| it.note)
            />
        </dl>
    }
    .into_any()
}

/// A figure with its name and what it rests on.
#[component]
fn BoardFigure(
    /// What it is.
    #[prop(into)]
    name: Signal<String>,
    /// The figure; a dash where it cannot be told.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// What stands below.
    #[prop(into)]
    note: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>
                <strong>{move || value.get().unwrap_or_else(|| "–".to_owned())}</strong>
                <span>{note}</span>
            </dd>
        </div>
    }
    .into_any()
}
