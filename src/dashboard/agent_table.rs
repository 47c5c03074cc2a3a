//! Table of agents: responses, successes, hit rate with its 95 % interval, share of all, part of the goal, and the
//! trend.

use std::cmp::Reverse;

use cubeboard_responses::column::Column;
use cubeboard_responses::sort;
use cubeboard_responses::statistics::{Agent, Classes};
use cubeboard_responses::text::collate;
use leptos::prelude::*;

use super::fold::{Fold, FoldButton};
use super::picked::is_picked;
use crate::components::recycled_list::{RecycledList, RowItem};
use crate::components::sparkline::Sparkline;
use crate::i18n::formatter::Formatter;
use crate::i18n::use_locale;
use crate::state::goal_outlook::use_goal_outlook;
use crate::state::page_address::use_page_address;
use crate::state::statistics::use_statistics;
use crate::state::visible_rows::use_visible_rows;

/// What the table can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum SortBy {
    Name,
    Responses,
    #[default]
    Successes,
    Rate,
}

/// Card with the agents' figures; a press on a name filters by it.
#[component]
pub fn AgentTable() -> impl IntoView {
    let locale = use_locale();
    let statistics = use_statistics();
    let sort_by = RwSignal::new(SortBy::default());
    let fold = Fold::new();
    let agents = Memo::new(move |_| {
        let agents = statistics.with(|figures, _, rows| figures.agents(rows.store()));
        sorted(agents.unwrap_or_default(), sort_by.get())
    });
    let responses =
        Memo::new(move |_| agents.read().iter().map(|agent| agent.classes.responses()).sum());
    let ids = move || {
        let agents = agents.read();
        let visible = agents.iter().take(fold.visible_count(agents.len()));
        visible.map(id_of).collect::<Vec<_>>()
    };
    let row = move |item| view! { <AgentRow item agents responses /> }.into_any();
    let text = move || &locale.text().breakdown;
    view! {
        <section class="card breakdown-card">
            <h2>{move || text().agents}</h2>
            <table class="agents" aria-label=move || text().agents>
                <AgentTableHead sort_by />
                <tbody>
                    <RecycledList ids row />
                </tbody>
            </table>
            <FoldButton fold count=move || agents.read().len() />
        </section>
    }
    .into_any()
}

/// Names of the columns; all but the last two sort.
#[component]
fn AgentTableHead(
    /// What the table is sorted by.
    sort_by: RwSignal<SortBy>,
) -> impl IntoView {
    let locale = use_locale();
    let text = move || &locale.text().breakdown;
    view! {
        <thead>
            <tr>
                <SortHeader sort_by by=SortBy::Name name=move || text().agent class="" />
                <SortHeader
                    sort_by
                    by=SortBy::Responses
                    name=move || text().responses
                    class="number wide"
                />
                <SortHeader
                    sort_by
                    by=SortBy::Successes
                    name=move || text().successes
                    class="number"
                />
                <SortHeader sort_by by=SortBy::Rate name=move || text().rate class="number" />
                <th class="number wide" scope="col">
                    {move || text().share}
                </th>
                <GoalHead />
                <th scope="col">{move || text().trend}</th>
            </tr>
        </thead>
    }
    .into_any()
}

/// Column header that sorts by its column.
#[component]
fn SortHeader(
    /// What the table is sorted by.
    sort_by: RwSignal<SortBy>,
    /// What a press sorts by.
    by: SortBy,
    /// Name of the column.
    #[prop(into)]
    name: Signal<&'static str>,
    /// Class of the cell.
    class: &'static str,
) -> impl IntoView {
    let order = if by == SortBy::Name { "ascending" } else { "descending" };
    view! {
        <th class=class scope="col" aria-sort=move || (sort_by.get() == by).then_some(order)>
            <button type="button" class="head-button" on:click=move |_| sort_by.set(by)>
                {move || name.get()}
            </button>
        </th>
    }
    .into_any()
}

/// Id of the button with an agent's name, unique in the page.
fn id_of(agent: &Agent) -> String {
    format!("agent-{}", agent.name.as_deref().unwrap_or_default())
}

/// Row of one agent.
#[component]
fn AgentRow(
    /// Which of the agents.
    item: RowItem,
    /// All agents, in order.
    agents: Memo<Vec<Agent>>,
    /// Responses of all agents.
    responses: Memo<u32>,
) -> impl IntoView {
    let locale = use_locale();
    let address = use_page_address();
    let selection = use_visible_rows().selection();
    let agent = Memo::new(move |_| agents.read().get(item.index.get()?).cloned());
    // Responses may name nobody.
    let name = Memo::new(move |_| agent.read().as_ref().and_then(|agent| agent.name.clone()));
    let full_name = move || name.get().unwrap_or_else(|| locale.text().table.no_value.to_owned());
    // What stands before the @ of an address is enough to tell people apart.
    let short_name = move || {
        let full_name = full_name();
        full_name.split_once('@').map_or(full_name.as_str(), |(person, _)| person).to_owned()
    };
    let classes =
        move || agent.with(|agent| agent.as_ref().map_or_else(Classes::default, |it| it.classes));
    let is_picked = Memo::new(move |_| is_picked(&selection.read().agents, &*name.read()));
    let number = move |count: u32| locale.formatter().number(count.into());
    let share = move || locale.formatter().share(classes().responses(), responses.get());
    let spark =
        move || agent.with(|agent| agent.as_ref().map_or_else(Vec::new, |it| it.spark.clone()));
    let on_pick = move |_| {
        let name = name.get_untracked();
        address.select(|selection| selection.toggle_word(Column::Agent, name));
    };
    view! {
        <tr class:unpicked=move || is_picked.get() == Some(false) hidden=move || item.is_none()>
            <th scope="row">
                <button
                    type="button"
                    class="pick"
                    id=item.id
                    title=full_name
                    aria-pressed=move || (is_picked.get() == Some(true)).to_string()
                    on:click=on_pick
                >
                    {short_name}
                </button>
            </th>
            <td class="number wide">{move || number(classes().responses())}</td>
            <td class="number">{move || number(classes().successes)}</td>
            <RateCell classes />
            <td class="number wide">{share}</td>
            <GoalCell successes=move || classes().successes />
            <td>
                <Sparkline counts=spark />
            </td>
        </tr>
    }
    .into_any()
}

/// Cell with a hit rate and its interval, faint where few responses were decided.
#[component]
fn RateCell(
    /// What came of the responses.
    #[prop(into)]
    classes: Signal<Classes>,
) -> impl IntoView {
    let locale = use_locale();
    let is_shaky = move || classes.get().rate().is_shaky();
    let title = move || is_shaky().then(|| locale.text().breakdown.few);
    let rate = move || {
        let (value, interval) = rate_text(classes.get(), locale.formatter())?;
        Some(
            view! {
                <span>{value}</span>
                <small>{interval}</small>
            }
            .into_any(),
        )
    };
    view! {
        <td class="number rate" class:shaky=is_shaky title=title>
            {rate}
        </td>
    }
    .into_any()
}

/// Header of the agents' parts of the goal; hidden where there is none.
#[component]
fn GoalHead() -> impl IntoView {
    let locale = use_locale();
    let progress = use_goal_outlook().of_agents();
    view! {
        <th class="number of-goal" scope="col" hidden=move || progress.read().is_none()>
            {move || locale.text().goal.of_goal}
        </th>
    }
    .into_any()
}

/// Cell with an agent's part of the goal.
#[component]
fn GoalCell(
    /// The agent's successes.
    #[prop(into)]
    successes: Signal<u32>,
) -> impl IntoView {
    let locale = use_locale();
    let progress = use_goal_outlook().of_agents();
    let part = move || {
        let part = progress.read().as_ref()?.part(successes.get().into())?;
        Some(locale.formatter().percent((part * 100.0).round() / 100.0))
    };
    view! {
        <td class="number of-goal" hidden=move || progress.read().is_none()>
            {part}
        </td>
    }
    .into_any()
}

/// Hit rate and its interval: "44 %" and "38 %–51 %"; nothing where nothing was decided.
fn rate_text(classes: Classes, formatter: Formatter) -> Option<(String, String)> {
    let rate = classes.rate();
    let percent = |share: f64| formatter.percent((share * 100.0).round() / 100.0);
    let (value, (low, high)) = rate.value().zip(rate.interval())?;
    Some((percent(value), format!("{}–{}", percent(low), percent(high))))
}

fn sorted(agents: Vec<Agent>, by: SortBy) -> Vec<Agent> {
    let rate = |agent: &Agent| agent.rate().value().unwrap_or(-1.0);
    let mut order: Vec<u32> = (0..agents.len()).map_while(|it| u32::try_from(it).ok()).collect();
    let agent = |index: u32| agents.get(index as usize);
    sort::by(&mut order, &|some, other| {
        let (Some(some), Some(other)) = (agent(some), agent(other)) else {
            return std::cmp::Ordering::Equal;
        };
        match by {
            SortBy::Name => {
                let name = |agent: &Agent| agent.name.clone().unwrap_or_default();
                collate::compare(&name(some), &name(other))
            }
            SortBy::Responses => {
                Reverse(some.classes.responses()).cmp(&Reverse(other.classes.responses()))
            }
            SortBy::Successes => {
                Reverse(some.classes.successes).cmp(&Reverse(other.classes.successes))
            }
            SortBy::Rate => rate(other).total_cmp(&rate(some)),
        }
    });
    order.into_iter().filter_map(|index| agent(index).cloned()).collect()
}
