#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::wire::decode_page;
use cubeboard_responses::store::Store;

fn written(row: &Response<'_>) -> String {
    serde_json::to_string(&WireResponse::from(row)).unwrap()
}

#[test]
fn a_row_has_the_documents_keys_in_its_order() {
    let row = Response {
        submitted_micros: Some(1_483_278_920_257_789),
        agent: Some("kari@callcenter.no"),
        kind: Some("Sale"),
        subtype: Some("Avtalegiro"),
        campaign: Some(Id::Number(926)),
        customer: Some("Åse \"Ås\" \\ Østby"),
        crm_id: Some(Id::Number(u64::MAX)),
        external_id: Some(Id::Text("A-1")),
        comment: Some("a\u{8}\t\n\u{c}\r\u{1}\u{1f}\u{7f}"),
    };
    assert_eq!(
        written(&row),
        concat!(
            r#"{"submitted_by":"kari@callcenter.no","submitted_when":"2017-01-01T13:55:20.257789Z","#,
            r#""crm_customer_id":18446744073709551615,"customer_name":"Åse \"Ås\" \\ Østby","#,
            r#""campaign_id":926,"type":"Sale","subtype":"Avtalegiro","#,
            "\"comment\":\"a\\b\\t\\n\\f\\r\\u0001\\u001f\u{7f}\",\"external_customer_id\":\"A-1\"}",
        )
    );
    assert_eq!(
        written(&Response::default()),
        concat!(
            r#"{"submitted_by":null,"submitted_when":null,"crm_customer_id":null,"customer_name":null,"#,
            r#""campaign_id":null,"type":null,"subtype":null,"comment":"","external_customer_id":null}"#,
        )
    );
}

#[test]
fn a_time_that_an_offset_pushed_out_of_the_calendar_is_left_out() {
    for micros in [-62_167_219_200_000_001, 253_402_300_800_000_000] {
        let row = Response { submitted_micros: Some(micros), ..Response::default() };
        assert_eq!(written(&row), written(&Response::default()));
    }
}

/// A response that owns its texts.
#[derive(Debug, Clone)]
struct Owned {
    micros: Option<i64>,
    texts: [Option<String>; 5],
    ids: [Option<String>; 3],
}

impl Owned {
    fn response(&self) -> Response<'_> {
        let [agent, kind, subtype, customer, comment] =
            self.texts.each_ref().map(|it| it.as_deref());
        let [campaign, crm_id, external_id] =
            self.ids.each_ref().map(|it| it.as_deref().map(Id::from_text));
        Response {
            submitted_micros: self.micros,
            agent,
            kind,
            subtype,
            campaign,
            customer,
            crm_id,
            external_id,
            comment: comment.filter(|it| !it.is_empty()),
        }
    }
}

fn text() -> impl Strategy<Value = Option<String>> {
    let hostile = r#"[\x00-\x1f"\\/a-zåØ🦀\u{2028}\u{7f}]{0,12}"#;
    proptest::option::of(prop_oneof![any::<String>(), hostile])
}

fn id() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(prop_oneof![
        any::<u64>().prop_map(|it| it.to_string()),
        any::<String>().prop_filter("a blank id is none", |it| !it.trim().is_empty()),
    ])
}

fn row() -> impl Strategy<Value = Owned> {
    let micros = proptest::option::of(-62_167_219_200_000_000..253_402_300_800_000_000_i64);
    let texts = [(); 5].map(|()| text());
    let ids = [(); 3].map(|()| id());
    (micros, texts, ids).prop_map(|(micros, texts, ids)| Owned { micros, texts, ids })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(rows in proptest::collection::vec(row(), 0..6)) {
        let count = u32::try_from(rows.len()).unwrap();
        let rows_json: Vec<_> = rows.iter().map(|it| written(&it.response())).collect();
        let body = format!(r#"{{"count":{count},"next":null,"results":[{}]}}"#, rows_json.join(","));
        let mut store = Store::default();
        let page = decode_page(body.as_bytes(), &mut store).unwrap();
        prop_assert_eq!((page.count, page.has_next), (Some(count.into()), false));
        prop_assert_eq!(page.rows, 0..count);
        // Texts are the same to the store, which keeps them in normal form.
        let mut kept = Store::default();
        for (place, row) in (0..).zip(&rows) {
            kept.push(&row.response());
            prop_assert_eq!(store.row(place), kept.row(place));
        }
    }

    #[test]
    fn each_key_has_its_own_value(row in row()) {
        let it = row.response();
        let id = |id: Option<Id<'_>>| match id {
            Some(Id::Number(number)) => json!(number),
            Some(Id::Text(text)) => json!(text),
            None => Value::Null,
        };
        let time = it.submitted_micros.map(|micros| Timestamp(micros).to_string());
        let expected = json!({
            "submitted_by": it.agent, "submitted_when": time, "crm_customer_id": id(it.crm_id),
            "customer_name": it.customer, "campaign_id": id(it.campaign), "type": it.kind,
            "subtype": it.subtype, "comment": it.comment.unwrap_or_default(),
            "external_customer_id": id(it.external_id),
        });
        let read: Value = serde_json::from_str(&written(&it)).unwrap();
        prop_assert_eq!(read, expected);
        if let Some((time, micros)) = time.zip(it.submitted_micros) {
            let read: chrono::DateTime<chrono::Utc> = time.parse().unwrap();
            prop_assert_eq!(read.timestamp_micros(), micros);
        }
    }
}
