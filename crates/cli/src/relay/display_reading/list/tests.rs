use cubeboard_cube::wire::decode_page;
use cubeboard_responses::store::{Id, Store};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::display_key::key::Entry;
use crate::relay::question::Question;

fn display_with(naming: AgentNaming, secret: u8) -> Display {
    let entry = Entry {
        name: "Room 2".to_owned(),
        campaigns: vec![926],
        agents: Some(naming),
        made: "2026-11-30".parse().unwrap(),
        sha256: [1; 32].into(),
        secret: [secret; 32].into(),
    };
    Display::new(&entry, AgentNaming::Name)
}

fn display(naming: AgentNaming) -> Display {
    display_with(naming, 7)
}

fn anew(body: &str, display: &Display) -> Option<String> {
    let question =
        Question::parse("/api/v1/campaigns/926/responses/", "from_date=20170101&page=2").unwrap();
    let links = Links { question: &question, own_address: "https://a.example" };
    written_anew(body.as_bytes(), &links, display)
}

fn page(rows: &str) -> String {
    format!(r#"{{"count":2,"next":null,"previous":null,"results":[{rows}]}}"#)
}

/// What becomes of rows.
#[track_caller]
fn rows(rows: &str, display: &Display) -> String {
    let written = anew(&page(rows), display).unwrap();
    let rows = written.strip_prefix(r#"{"count":2,"next":null,"previous":null,"results":["#);
    rows.and_then(|it| it.strip_suffix("]}")).unwrap().to_owned()
}

#[track_caller]
fn check(given: &str, expected: &str) {
    assert_eq!(rows(given, &display(AgentNaming::Name)), expected, "{given}");
}

/// The same response in the three shapes, with what Cube may add some day.
fn shapes() -> [Json; 3] {
    [
        json!({
            "submitted_by": "kari.nordmann@callcenter.no", "submitted_when": "2017-01-01T13:55:20.257789Z",
            "crm_customer_id": 971_352, "customer_name": "Hemmelig Hansen", "campaign_id": 926,
            "type": "Sale", "subtype": "Betaler tilsendt faktura", "comment": "Hemmelig: ring 22225555",
            "external_customer_id": 4_711_081_512_u64, "phone": "22225555", "deep": {"name": ["Hemmelig"]},
        }),
        json!({
            "response_submitted_by": "kari.nordmann@callcenter.no", "response_submitted_when": "2017-01-01T14:55:20.257789",
            "crm_customer_id": "971352", "crm__name": "Hemmelig Hansen", "campaign_id": "926",
            "response_type": "Sale", "response_subtype": "Betaler tilsendt faktura",
            "response_comment": "Hemmelig: ring 22225555", "external_customer_id": "4711081512",
        }),
        json!({
            "call_outcome__report_as__submitted_by": "", "call_outcome__submitted_by": "kari.nordmann@callcenter.no",
            "call_outcome__report_as__submitted_when_timestamp": "2017-01-01T14:55:20.257789+0100",
            "call_outcome__report_as__submitted_when": "2017-01-01 14:55",
            "call_outcome__submitted_when_timestamp": "2017-01-01T14:55:20.257789+0100",
            "call_outcome__submitted_when": "2017-01-01 14:55",
            "crm__customer_id": "4711081512", "crm__standard_info__name": "Hemmelig Hansen",
            "campaign__id": 926, "campaign__name": "Hemmelig kampanje", "call_outcome__type": "Sale",
            "call_outcome__subtype": "Betaler tilsendt faktura", "call_outcome__comment": "Hemmelig: ring 22225555",
            "call_outcome__phone": "22225555",
        }),
    ]
}

const SECRETS: [&str; 6] = ["hemmelig", "22225555", "971352", "4711081512", "phone", "comment"];

#[test]
fn in_every_shape_a_row_says_what_the_wallboard_needs_and_nothing_of_a_customer() {
    for naming in [AgentNaming::Name, AgentNaming::Initials, AgentNaming::Number] {
        for shape in shapes() {
            let given = page(&shape.to_string());
            let written = anew(&given, &display(naming)).unwrap();
            let small = written.to_lowercase();
            for secret in SECRETS {
                assert!(!small.contains(secret), "{secret} in {written}");
            }
            assert_eq!(small.contains("kari"), naming == AgentNaming::Name, "{written}");
            let [(before, page_before), (after, page_after)] = [given, written].map(|it| {
                let mut store = Store::default();
                let page = decode_page(it.as_bytes(), &mut store).unwrap();
                (store, page)
            });
            assert_eq!(page_after, page_before);
            let [before, after] = [&before, &after].map(|it| it.row(0).unwrap());
            let kept = |it: &cubeboard_responses::store::Response<'_>| {
                let Id::Number(campaign) = it.campaign.unwrap() else { panic!("it is a number") };
                let words = [it.kind, it.subtype].map(|it| it.map(str::to_owned));
                (
                    it.submitted_micros,
                    words,
                    campaign,
                    it.crm_id.is_some(),
                    it.external_id.is_some(),
                )
            };
            assert_eq!(kept(&after), kept(&before));
            let mark = display(naming).pseudonyms.agent_mark("kari.nordmann@callcenter.no");
            assert_eq!(after.agent, before.agent.map(|it| alias(naming, it, mark)).as_deref());
            assert_eq!((after.customer, after.comment), (None, None));
        }
    }
}

#[test]
fn what_stays_is_byte_for_byte_as_it_was() {
    check(
        r#"{ "type" : "S\u00e5le \/" , "campaign_id": 9007199254740993, "subtype":1e400}"#,
        r#"{"type":"S\u00e5le \/","campaign_id":9007199254740993,"subtype":1e400}"#,
    );
    check(
        r#"{"submitted_by":"K\u0061ri","submitted_when":" 2017-01-01 13:55 ","type":null}"#,
        r#"{"submitted_by":"K\u0061ri","submitted_when":" 2017-01-01 13:55 ","type":null}"#,
    );
}

#[test]
fn a_customer_is_one_number_however_the_id_is_written_and_another_on_another_display() {
    let id = |key: &str, id: &str, secret| -> u64 {
        let written =
            rows(&format!(r#"{{"{key}":{id}}}"#), &display_with(AgentNaming::Name, secret));
        let row: Json = serde_json::from_str(&written).unwrap();
        row[key].as_u64().unwrap()
    };
    let one = id("crm_customer_id", "971352", 7);
    for same in ["\"971352\"", "\" 971352 \"", "971352.0", "\"971352.00\""] {
        assert_eq!(id("crm_customer_id", same, 7), one, "{same}");
    }
    for other in ["971353", "\"0971352\"", "18446744073709551615", "\"A-971352\"", "-971352"] {
        assert_ne!(id("crm_customer_id", other, 7), one, "{other}");
    }
    assert_ne!(id("crm_customer_id", "971352", 8), one);
    let external = id("external_customer_id", "971352", 7);
    assert_ne!(external, one);
    assert_eq!(id("crm__customer_id", "\"971352\"", 7), external);
    check(r#"{"crm_customer_id":null,"external_customer_id":" "}"#, {
        r#"{"crm_customer_id":null,"external_customer_id":null}"#
    });
}

#[test]
fn an_agent_is_named_as_the_display_says_and_stays_one() {
    let named =
        |naming, agent: &str| rows(&format!(r#"{{"submitted_by":{agent}}}"#), &display(naming));
    let mark = display(AgentNaming::Number).pseudonyms.agent_mark("Kari Nordmann");
    for agent in [r#""Kari Nordmann""#, r#"" Kari  Nordmann""#, r#""Kari\u00a0Nordmann\u200b""#] {
        let initials = format!(r#"{{"submitted_by":"KN~{mark:016x}"}}"#);
        assert_eq!(named(AgentNaming::Initials, agent), initials);
        assert_eq!(
            named(AgentNaming::Number, agent),
            format!(r#"{{"submitted_by":"~{mark:016x}"}}"#)
        );
    }
    assert_ne!(named(AgentNaming::Number, r#""Ola""#), named(AgentNaming::Number, r#""Kari""#));
    assert_eq!(named(AgentNaming::Number, "4711"), named(AgentNaming::Number, r#""4711""#));
    assert!(!named(AgentNaming::Number, "4711").contains("4711"));
    assert_eq!(named(AgentNaming::Initials, r#"" ""#), r#"{"submitted_by":null}"#);
}

#[test]
fn what_is_not_what_it_should_be_is_told_as_such_and_not_repeated() {
    check(
        r#"{"type":{"name":"Hemmelig"},"subtype":["Hemmelig"],"submitted_by":{"a":1},"crm_customer_id":[7]}"#,
        r#"{"type":{},"subtype":{},"submitted_by":{},"crm_customer_id":{}}"#,
    );
    check(
        r#"{"submitted_when":"Hemmelig","call_outcome__submitted_when":17,"campaign_id":"Hemmelig"}"#,
        r#"{"submitted_when":"?","call_outcome__submitted_when":{},"campaign_id":"?"}"#,
    );
    check(
        r#"{"type":"Hemmelig \ud83d","submitted_by":"\ud83d"}"#,
        r#"{"type":{},"submitted_by":{}}"#,
    );
    check(r#"{"Type":"Hemmelig"},"Hemmelig",7,null,["Hemmelig"]"#, "{},null,null,null,null");
    check(r#"{"type":"a","\ud83d":"Hemmelig","type":"b"}"#, r#"{"type":"a","type":"b"}"#);
}

#[test]
fn links_say_that_there_is_more_and_nothing_else() {
    let link = |page| {
        format!(
            "\"https://a.example/api/v1/campaigns/926/responses/?from_date=20170101&page={page}\""
        )
    };
    for (next, previous, expected) in [
        (r#""https://cube/?name=Hemmelig""#, r#""\ud83d""#, (link(3), link(1))),
        (r#""""#, "null", ("null".to_owned(), "null".to_owned())),
        (r#"{"name":"Hemmelig"}"#, "7", ("null".to_owned(), "null".to_owned())),
    ] {
        let body =
            format!(r#"{{"detail":"Hemmelig","previous":{previous},"next":{next},"results":[]}}"#);
        let (next, previous) = expected;
        let written =
            format!(r#"{{"count":null,"next":{next},"previous":{previous},"results":[]}}"#);
        assert_eq!(anew(&body, &display(AgentNaming::Name)), Some(written));
    }
}

#[test]
fn a_count_is_a_number() {
    for (count, expected) in [
        ("9007199254740993", "9007199254740993"),
        (r#""207""#, r#""207""#),
        ("207.0", "207.0"),
        ("null", "null"),
        (r#""Hemmelig""#, "null"),
        (r#"{"a":7}"#, "null"),
        ("-1", "null"),
        (r#""""#, "null"),
    ] {
        let body = format!(r#"{{"count":{count},"results":[]}}"#);
        let written = format!(r#"{{"count":{expected},"next":null,"previous":null,"results":[]}}"#);
        assert_eq!(anew(&body, &display(AgentNaming::Name)), Some(written), "{count}");
    }
}

#[test]
fn what_is_no_list_is_nothing() {
    for body in [
        "",
        "[]",
        "<html>Hemmelig</html>",
        r#"{"detail":"Hemmelig"}"#,
        r#"{"results":{"a":1}}"#,
        r#"{"results":[],"results":[]}"#,
        r#"{"results":[{]}"#,
        r#"{"results":[]} x"#,
    ] {
        assert_eq!(anew(body, &display(AgentNaming::Name)), None, "{body}");
    }
    assert!(anew("\u{feff}{\"results\":[]}", &display(AgentNaming::Name)).is_some());
}

/// Any JSON, of texts that tell on themselves.
fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        (9_000_000_u64..).prop_map(|it| Json::from(format!("hemmelig {it}"))),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        any::<String>().prop_map(|it| Json::from(format!("{it} hemmelig"))),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            proptest::collection::hash_map(any_key(), inner, 0..4)
                .prop_map(|it| Json::Object(it.into_iter().collect())),
        ]
    })
}

const NAMES: [&str; 6] =
    ["customer_name", "comment", "crm__name", "call_outcome__comment", "id", ""];

fn any_key() -> impl Strategy<Value = String> {
    let known: Vec<_> = FIELDS.iter().map(|(key, _)| (*key).to_owned()).collect();
    prop_oneof![
        proptest::sample::select(known),
        proptest::sample::select(&NAMES[..]).prop_map(str::to_owned),
        any::<String>().prop_map(|it| format!("{it} hemmelig")),
    ]
}

/// Whether a row has nothing but what may be in one.
fn is_reduced(row: &Json) -> bool {
    let Json::Object(fields) = row else { return row.is_null() };
    fields.iter().all(|(key, value)| {
        let field = FIELDS.iter().find(|(it, _)| it == key).map(|(_, field)| *field);
        let is_odd = *value == json!("?") || *value == json!({}) || value.is_null();
        let text = value.as_str().unwrap_or_default();
        is_odd
            || match field {
                None => false,
                Some(Field::Word) => !value.is_object() && !value.is_array(),
                Some(Field::Time) => time::parse(text.trim()).is_ok(),
                Some(Field::Campaign) => is_number(text) || value.is_u64() || value.is_f64(),
                Some(Field::Agent) => text.len() == 17 && text.starts_with('~'),
                Some(Field::Customer(_)) => value.as_u64().is_some_and(|it| it < 1 << 53),
            }
    })
}

proptest! {
    #[test]
    fn whatever_a_row_is_nothing_leaves_but_what_may(
        given in proptest::collection::vec(any_json(), 0..4),
        object in proptest::collection::hash_map(any_key(), any_json(), 0..8),
    ) {
        let object = Json::Object(object.into_iter().collect());
        let given: Vec<_> = given.into_iter().chain([object]).collect();
        let body = json!({ "count": 2, "results": given, "hemmelig": "hemmelig" }).to_string();
        let written = anew(&body, &display(AgentNaming::Number)).unwrap();
        let written: Json = serde_json::from_str(&written).unwrap();
        let rows = written["results"].as_array().unwrap();
        prop_assert_eq!(rows.len(), given.len());
        for row in rows {
            prop_assert!(is_reduced(row), "{}", row);
        }
        let keys: Vec<_> = written.as_object().unwrap().keys().collect();
        prop_assert_eq!(keys, ["count", "next", "previous", "results"]);
    }
}
