//! Who sells, and how sure that is.

use leptos::prelude::*;
use std::cmp::Reverse;

use cubeboard_responses::column::Column;
use cubeboard_responses::sort;
use cubeboard_responses::statistics::Agent;
use cubeboard_responses::text::collate;

use super::fold::Fold;
use crate::browser::focus;
use crate::components::sparkline::spark;
use crate::html::{El, button, el};
use crate::state::page_address::use_page_address;
use crate::state::preferences::Voice;
use crate::state::trend::use_trend;
use crate::state::visible_rows::use_visible_rows;

/// What the agents can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum By {
    Name,
    Responses,
    #[default]
    Successes,
    Rate,
}

/// The agents with their figures.
pub fn agents_card(voice: Voice) -> El {
    let text = &voice.text.behind;
    let trend = use_trend();
    let selection = use_visible_rows().selection();
    let by = RwSignal::new(By::default());
    let fold = Fold::default();
    let agents = Memo::new(move |_| {
        let agents = trend.counted().with(|figures, _, it| figures.agents(it.store()));
        sorted(agents.unwrap_or_default(), by.get())
    });
    let rows = move || {
        focus::keep();
        let (agents, picked) = (agents.read(), selection.read());
        let all: u32 = agents.iter().map(|it| it.classes.responses()).sum();
        let most = fold.shown(agents.len());
        let is_picked = |it: &Agent| picked.agents.is_empty() || picked.agents.contains(&it.name);
        agents.iter().take(most).map(|it| row(it, all, is_picked(it), voice)).collect::<Vec<_>>()
    };
    let more = move || fold.button(agents.read().len(), voice);
    let head = |class: &'static str, name: &'static str, key: By| {
        let order = if key == By::Name { "ascending" } else { "descending" };
        let sorted = move || (by.get() == key).then_some(order);
        let name = button("head-button", name, move || by.set(key));
        el("th").class(class).attr("scope", "col").attr("aria-sort", sorted).child(name)
    };
    let names = el("tr")
        .child(head("", text.agent, By::Name))
        .child(head("number wide", text.responses, By::Responses))
        .child(head("number", text.successes, By::Successes))
        .child(head("number", text.rate, By::Rate))
        .child(el("th").class("number wide").attr("scope", "col").child(text.share))
        .child(el("th").attr("scope", "col").child(text.trend));
    let table = el("table")
        .class("agents")
        .attr("aria-label", text.agents)
        .child(el("thead").child(names))
        .child(el("tbody").child(rows));
    el("section")
        .class("card behind-card")
        .child(el("h2").child(text.agents))
        .child(table)
        .child(more)
}

fn sorted(agents: Vec<Agent>, by: By) -> Vec<Agent> {
    let value = |it: &Agent| it.rate().value().unwrap_or(-1.0);
    let mut order: Vec<u32> = (0..agents.len()).map_while(|it| u32::try_from(it).ok()).collect();
    let agent = |place: u32| agents.get(place as usize);
    sort::by(&mut order, &|some, other| {
        let (Some(some), Some(other)) = (agent(some), agent(other)) else {
            return std::cmp::Ordering::Equal;
        };
        match by {
            By::Name => {
                let name = |it: &'_ Agent| it.name.clone().unwrap_or_default();
                collate::compare(&name(some), &name(other))
            }
            By::Responses => {
                Reverse(some.classes.responses()).cmp(&Reverse(other.classes.responses()))
            }
            By::Successes => Reverse(some.classes.successes).cmp(&Reverse(other.classes.successes)),
            By::Rate => value(other).total_cmp(&value(some)),
        }
    });
    order.into_iter().filter_map(|it| agent(it).cloned()).collect()
}

fn row(agent: &Agent, all: u32, is_picked: bool, voice: Voice) -> El {
    let (text, writer) = (&voice.text.behind, voice.writer);
    let number = |count: u32| el("td").class("number").child(writer.number(count.into()));
    let address = use_page_address();
    let choice = agent.name.clone();
    let name = choice.clone().unwrap_or_else(|| voice.text.table.no_value.to_owned());
    let pick = move || address.select(|it| it.toggle_word(Column::Agent, choice.clone()));
    let id = ["agent-", &name].concat();
    let person = name.split_once('@').map_or(name.as_str(), |it| it.0).to_owned();
    let name = button("pick", person, pick).attr("id", id).attr("title", name);
    let rate = agent.rate();
    let percent = |share: f64| writer.percent((share * 100.0).round() / 100.0);
    let of_all = writer.share(agent.classes.responses(), all);
    let told = rate.value().zip(rate.interval()).map(|(value, (low, high))| {
        let interval = [&percent(low), "–", &percent(high)].concat();
        vec![el("span").child(percent(value)), el("small").child(interval)]
    });
    let shaky = rate.is_shaky();
    let rate = el("td").class(if shaky { "number rate shaky" } else { "number rate" });
    let rate = rate.attr("title", shaky.then_some(text.few)).child(told);
    el("tr")
        .class(if is_picked { "" } else { "unpicked" })
        .child(el("th").attr("scope", "row").child(name))
        .child(number(agent.classes.responses()).class("number wide"))
        .child(number(agent.classes.successes))
        .child(rate)
        .child(el("td").class("number wide").child(of_all))
        .child(el("td").child(spark(&agent.spark)))
}
