//! Head of a snapshot of what is shown: the query, the view, when it was read and how complete it is. For the programs that
//! write files.

use cubeboard_cube::query::Fields;
use cubeboard_files::privacy::{Agents, PersonalData, Privacy};
use cubeboard_files::snapshot::head::{Head, Question};
use cubeboard_responses::address::Address;
use cubeboard_responses::calendar::time::Timestamp;

use crate::messages::ViewFacts;

/// What becomes of personal data in a snapshot: agents are employees and stay.
pub fn privacy(personal_data: PersonalData) -> Privacy {
    Privacy { personal_data, agents: Agents::Keep }
}

/// The head of a snapshot of what is shown.
pub fn head(facts: &ViewFacts, privacy: Privacy) -> Head {
    let address = Address::parse(&facts.address);
    Head {
        query: question(&Fields::of(&address)),
        // It answers by itself, also where the demo was asked.
        view: privacy.address(&address.clone().with("demo", "")).search(),
        read_at: Timestamp(facts.read_at_micros).to_string(),
        zone: address.get("tz").to_owned(),
        title: None,
        campaigns: facts.campaigns.clone(),
        completeness: facts.completeness.clone(),
        personal_data: privacy.personal_data,
        agents: privacy.agents,
        notes: facts.notes.clone(),
    }
}

fn question(fields: &Fields) -> Question {
    let ids = fields.campaign.split(',');
    Question {
        campaigns: ids.filter_map(|id| id.trim().parse().ok()).collect(),
        from: fields.from.clone(),
        to: fields.to.clone(),
        response_type: Some(fields.response_type.clone()).filter(|name| !name.is_empty()),
    }
}
