//! The head of a snapshot, as an order tells it.

use cubeboard_cube::wire::write::write_time;
use cubeboard_files::privacy::{Agents, PersonalData, Privacy};
use cubeboard_files::snapshot::head::{Campaign, Completeness, Head, Question, State};
use cubeboard_responses::address::Address;
use cubeboard_responses::statistics::definition::{Class, Definition};

/// What becomes of personal data, by the name that an order has for it.
pub fn privacy(order: &Address) -> Privacy {
    let personal_data = match order.get("personal") {
        "keep" => PersonalData::Keep,
        "pseudonyms" => PersonalData::Pseudonyms,
        _ => PersonalData::Omit,
    };
    Privacy { personal_data, agents: Agents::Keep }
}

/// The head that goes with it.
pub fn head(order: &Address) -> Head {
    let privacy = privacy(order);
    let number = |key| order.get(key).parse().ok();
    let query = question(order);
    let names = Address::parse(order.get("names"));
    let definition = Definition::read(order.get("definition"));
    let words = |class| definition.words(class).map(str::to_owned).collect::<Vec<_>>();
    let rows: Vec<u32> = order.get("rows").split(',').filter_map(|it| it.parse().ok()).collect();
    let campaigns = query.campaigns.iter().zip(&rows).map(|(id, rows)| Campaign {
        id: *id,
        name: Some(names.get(&id.to_string()).to_owned()).filter(|it| !it.is_empty()),
        success: words(Class::Success),
        neither: words(Class::Neither),
        rows: *rows,
    });
    let campaigns = campaigns.collect();
    let completeness = Completeness {
        state: state(order.get("state")),
        rows: rows.iter().copied().map(u64::from).sum(),
        expected: number("expected"),
        missing: number("missing"),
    };
    let mut read_at = Vec::new();
    let read_millis: i64 = order.get("read").parse().unwrap_or_default();
    write_time(read_millis.saturating_mul(1000), &mut read_at);
    Head {
        query,
        // It answers by itself, also where the demo was asked.
        view: privacy.address(&order.clone().for_others().with("demo", "")).search(),
        read_at: read_at.into_iter().map(char::from).collect(),
        zone: order.get("tz").to_owned(),
        title: None,
        campaigns,
        completeness,
        personal_data: privacy.personal_data,
        agents: privacy.agents,
    }
}

fn question(order: &Address) -> Question {
    let ids = order.get("campaign").split(',');
    Question {
        campaigns: ids.filter_map(|it| it.trim().parse().ok()).collect(),
        from: order.get("from").to_owned(),
        to: order.get("to").to_owned(),
        response_type: Some(order.get("type").to_owned()).filter(|it| !it.is_empty()),
    }
}

fn state(name: &str) -> State {
    match name {
        "complete" => State::Complete,
        "complete_so_far" => State::CompleteSoFar,
        "unproven" => State::Unproven,
        "undercounted" => State::Undercounted,
        _ => State::Incomplete,
    }
}
