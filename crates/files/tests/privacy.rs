//! No personal data in what leaves without them, byte by byte.
#![cfg(not(target_arch = "wasm32"))]

mod rows;

use std::collections::HashMap;

use cubeboard_files::csv::Csv;
use cubeboard_files::json::{Json, Layout};
use cubeboard_files::privacy::{Agents, Anonymiser, PersonalData, Privacy};
use cubeboard_i18n::Language;
use cubeboard_responses::address::Address;
use cubeboard_responses::store::{Id, Response};
use proptest::prelude::*;
use rows::{Owned, id_text, row};

const PERSONAL_DATA: [PersonalData; 3] =
    [PersonalData::Keep, PersonalData::Pseudonyms, PersonalData::Omit];
const AGENTS: [Agents; 2] = [Agents::Keep, Agents::Pseudonyms];

fn anonymiser(personal_data: PersonalData, agents: Agents) -> Anonymiser {
    Anonymiser::new(Privacy { personal_data, agents }, Language::English)
}

fn contact(crm_id: u64, customer: &str) -> Response<'_> {
    Response {
        crm_id: Some(Id::Number(crm_id)),
        external_id: Some(Id::Number(crm_id + 1)),
        customer: Some(customer),
        agent: Some("kari@callcenter.no"),
        comment: Some("Åse called back"),
        kind: Some("Sale"),
        ..Response::default()
    }
}

#[test]
fn pseudonyms_are_the_same_for_the_same_and_count_from_one() {
    let mut anonymiser = anonymiser(PersonalData::Pseudonyms, Agents::Pseudonyms);
    let mut told = Vec::new();
    for (crm_id, name) in [(971_352, "Åse"), (17, "Bo"), (971_352, "Åse Østby")] {
        let row = contact(crm_id, name);
        let it = anonymiser.apply(&row);
        assert_eq!((it.agent, it.kind, it.comment), (Some("Agent 1"), Some("Sale"), None));
        assert_eq!(it.crm_id, it.external_id);
        told.push((it.customer.unwrap().to_owned(), id_text(it.crm_id)));
    }
    assert_eq!(told[0], ("Customer 1".to_owned(), "1".to_owned()));
    assert_eq!(told[1], ("Customer 2".to_owned(), "2".to_owned()));
    assert_eq!(told[2], told[0]);
}

#[test]
fn numbers_go_by_who_was_met_first() {
    let mut anonymiser = anonymiser(PersonalData::Pseudonyms, Agents::Keep);
    let rows = [contact(3, "Åse"), contact(1, "Bo"), contact(2, "Cato")];
    for row in &rows {
        anonymiser.meet(row);
    }
    let customers = ["Customer 2", "Customer 3", "Customer 1"];
    for (row, customer) in [&rows[1], &rows[2], &rows[0]].into_iter().zip(customers) {
        assert_eq!(anonymiser.apply(row).customer, Some(customer));
    }
}

#[test]
fn pseudonyms_are_in_the_readers_language() {
    let privacy = Privacy { personal_data: PersonalData::Pseudonyms, agents: Agents::Pseudonyms };
    let mut anonymiser = Anonymiser::new(privacy, Language::Bokmal);
    assert_eq!(anonymiser.apply(&contact(1, "Åse")).customer, Some("Kunde 1"));
}

#[test]
fn an_address_tells_no_more_than_the_rows() {
    let link = "?campaign=926&q=nordmann&is_type=Sale&is_agent=kari%40callcenter.no&contact=2&sort=type\
                &per=week&theme=dark&secret=1";
    let address = |personal_data, agents| {
        Privacy { personal_data, agents }.address(&Address::parse(link)).search()
    };
    assert_eq!(address(PersonalData::Keep, Agents::Keep), Address::parse(link).search());
    assert_eq!(
        address(PersonalData::Omit, Agents::Keep),
        "?campaign=926&is_type=Sale&is_agent=kari%40callcenter.no&sort=type&per=week"
    );
    assert_eq!(
        address(PersonalData::Pseudonyms, Agents::Pseudonyms),
        "?campaign=926&is_type=Sale&contact=2&sort=type&per=week"
    );
    assert_eq!(
        address(PersonalData::Keep, Agents::Pseudonyms),
        "?campaign=926&is_type=Sale&contact=2&sort=type&per=week"
    );
}

/// Rows whose personal texts are words that nothing else holds.
fn marked(rows: &[Owned]) -> Vec<Owned> {
    let mark = |row: usize, field: &str| format!("{field}\u{e5}{row}\"=x{field}");
    let marked = rows.iter().enumerate().map(|(row, it)| {
        let mut it = it.clone();
        it.texts[0] = it.texts[0].as_ref().map(|_| mark(row % 3, "agentmark"));
        it.texts[3] = it.texts[3].as_ref().map(|_| mark(row % 5, "namemark"));
        it.texts[4] = it.texts[4].as_ref().map(|_| mark(row, "commentmark"));
        it.ids[1] = it.ids[1].as_ref().map(|_| mark(row % 5, "crmmark"));
        it.ids[2] = it.ids[2].as_ref().map(|_| format!("77777{}", row % 4));
        it
    });
    marked.collect()
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|it| it == word.as_bytes())
}

proptest! {
    #[test]
    fn nothing_personal_is_in_any_file(rows in proptest::collection::vec(row(), 1..12)) {
        let rows = marked(&rows);
        let has = |field: fn(&Response<'_>) -> bool| rows.iter().any(|it| field(&it.response()));
        for personal_data in PERSONAL_DATA {
            for agents in AGENTS {
                let mut anonymiser = anonymiser(personal_data, agents);
                let mut json = Json::new(Vec::new(), Layout::Lines);
                let mut csv = Csv::as_served(Vec::new()).unwrap();
                for row in &rows {
                    let it = row.response();
                    let it = anonymiser.apply(&it);
                    json.push(&it).unwrap();
                    csv.push(&it).unwrap();
                }
                for file in [json.finish().unwrap(), csv.finish().unwrap()] {
                    let is_kept = personal_data == PersonalData::Keep;
                    let agents_kept = agents == Agents::Keep;
                    prop_assert_eq!(holds(&file, "agentmark"), agents_kept && has(|it| it.agent.is_some()));
                    prop_assert_eq!(holds(&file, "namemark"), is_kept && has(|it| it.customer.is_some()));
                    prop_assert_eq!(holds(&file, "commentmark"), is_kept && has(|it| it.comment.is_some()));
                    prop_assert_eq!(holds(&file, "crmmark"), is_kept && has(|it| it.crm_id.is_some()));
                    prop_assert!(is_kept || !holds(&file, "\"external_customer_id\":77777"));
                }
            }
        }
    }

    #[test]
    fn pseudonyms_are_equal_where_what_they_stand_for_is(rows in proptest::collection::vec(row(), 1..24)) {
        let rows = marked(&rows);
        let mut anonymiser = anonymiser(PersonalData::Pseudonyms, Agents::Pseudonyms);
        let mut seen: [HashMap<String, String>; 3] = Default::default();
        for row in &rows {
            let row = row.response();
            let it = anonymiser.apply(&row);
            prop_assert_eq!(it.customer.is_some(), row.customer.is_some());
            let told = [
                row.agent.map(str::to_owned).zip(it.agent.map(str::to_owned)),
                row.crm_id.zip(it.crm_id).map(|(was, is)| (id_text(Some(was)), id_text(Some(is)))),
                row.external_id.zip(it.external_id).map(|(was, is)| (id_text(Some(was)), id_text(Some(is)))),
            ];
            for (seen, told) in seen.iter_mut().zip(told) {
                let Some((was, is)) = told else { continue };
                let known = seen.entry(was).or_insert_with(|| is.clone());
                prop_assert_eq!(known, &is);
            }
        }
        for seen in seen {
            let mut told: Vec<_> = seen.values().collect();
            told.sort();
            told.dedup();
            prop_assert_eq!(told.len(), seen.len());
        }
    }
}
