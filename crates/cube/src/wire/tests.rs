use super::*;
use cubeboard_responses::store::Id;

const ROW: &str = r#"{"submitted_by":"a@b.no","submitted_when":"2017-01-01T13:55:20.257789Z",
  "crm_customer_id":1286928,"customer_name":"ÅSE","campaign_id":926,"type":"Sale","subtype":"Avtalegiro",
  "comment":"","external_customer_id":971352}"#;

fn reply(rows: &[&str]) -> String {
    format!(
        r#"{{"count":{},"next":null,"previous":null,"results":[{}]}}"#,
        rows.len(),
        rows.join(",")
    )
}

#[track_caller]
fn decode_rows(rows: &[&str]) -> (Store, Page) {
    let mut store = Store::default();
    let page = decode_page(reply(rows).as_bytes(), &mut store).unwrap();
    (store, page)
}

#[test]
fn the_documents_own_example_is_read() {
    let (store, page) = decode_rows(&[ROW]);
    let row = store.row(0).unwrap();
    assert_eq!((page.count, page.has_next, page.len()), (Some(1), false, 1));
    assert_eq!(row.submitted_micros, Some(1_483_278_920_257_789));
    assert_eq!((row.agent, row.customer, row.kind), (Some("a@b.no"), Some("ÅSE"), Some("Sale")));
    assert_eq!(
        (row.crm_id, row.external_id),
        (Some(Id::Number(1_286_928)), Some(Id::Number(971_352)))
    );
    assert_eq!(row.comment, None);
}

#[test]
fn the_later_shapes_read_alike() {
    let (store, _) = decode_rows(&[
        r#"{"response_type":"Sale","response_subtype":"x","response_submitted_by":"a",
            "response_submitted_when":"2020-02-12T10:27:06","crm__name":"B"}"#,
        r#"{"call_outcome__type":"Sale","call_outcome__report_as__submitted_by":"a",
            "call_outcome__report_as__submitted_when":"2020-02-12 10:27","crm__customer_id":"971352",
            "call_outcome__report_as__submitted_when_timestamp":"2020-02-12T10:27:06.477+0100",
            "crm__standard_info__name":"B","campaign__name":"Winter"}"#,
    ]);
    let [middle, late] = [0, 1].map(|row| store.row(row).unwrap());
    assert_eq!(middle.submitted_micros, Some(1_581_499_626_000_000));
    assert_eq!(late.submitted_micros, Some(1_581_499_626_477_000));
    assert_eq!(late.external_id, Some(Id::Number(971_352)));
    assert_eq!((middle.kind, middle.customer), (late.kind, late.customer));
}

#[test]
fn a_time_is_read_from_each_of_the_keys_that_it_comes_under() {
    for (key, written) in [
        ("submitted_when", "2020-02-12T10:27:00+0100"),
        ("response_submitted_when", "2020-02-12T10:27:00"),
        ("call_outcome__report_as__submitted_when_timestamp", "2020-02-12T10:27:00+0100"),
        ("call_outcome__report_as__submitted_when", "2020-02-12 10:27"),
        ("call_outcome__submitted_when_timestamp", "2020-02-12T10:27:00+0100"),
        ("call_outcome__submitted_when", "2020-02-12 10:27"),
    ] {
        let (store, _) = decode_rows(&[&format!(r#"{{"{key}":"{written}"}}"#)]);
        assert_eq!(store.row(0).unwrap().submitted_micros, Some(1_581_499_620_000_000), "{key}");
    }
}

/// Rows are read once more, value by value, only where that is the one way.
#[test]
fn a_reply_of_good_json_is_read_in_one_go() {
    let reply = reply(&[ROW, r#"["Sale",["a",{"b":1}]]"#, "17", "null", ROW]);
    let mut store = Store::default();
    let page = decode(&reply, RowReading::AtOnce, None, &mut store).unwrap();
    assert_eq!((page.len(), page.unreadable.len(), store.row_count()), (5, 3, 2));
    let half_a_pair = reply.replace("17", r#""\ud83d""#);
    assert!(decode(&half_a_pair, RowReading::AtOnce, None, &mut store).is_err());
    assert_eq!(store.row_count(), 2);
}

#[test]
fn an_empty_link_leads_to_no_further_page() {
    for (next, has_next) in [(r#""""#, false), ("null", false), (r#""?page=2""#, true)] {
        let body = format!(r#"{{"next":{next},"results":[]}}"#);
        let page = decode_page(body.as_bytes(), &mut Store::default()).unwrap();
        assert_eq!(page.has_next, has_next, "{next}");
    }
}

#[test]
fn an_ambiguous_hour_is_counted() {
    let (_, page) = decode_rows(&[r#"{"submitted_when":"2017-10-29T02:30:00"}"#, ROW]);
    assert_eq!(page.ambiguous_times, 1);
}

#[test]
fn one_unreadable_row_costs_that_row() {
    let rows = [
        ROW,
        r#"{"type":["Sale"]}"#,
        "17",
        r#"{"submitted_when":"yesterday"}"#,
        r#"{"name":"x"}"#,
        ROW,
    ];
    let (store, page) = decode_rows(&rows);
    let reasons: Vec<_> = page.unreadable.iter().map(|it| (it.place, it.reason)).collect();
    assert_eq!(store.row_count(), 2);
    assert_eq!(page.len(), 6);
    assert_eq!(
        reasons,
        [
            (1, RowError::WrongKind("type")),
            (2, RowError::NotAnObject),
            (3, RowError::NotATime),
            (4, RowError::NoKnownField),
        ]
    );
}

#[test]
fn null_and_missing_fields_are_no_mistake() {
    let (store, page) =
        decode_rows(&[r#"{"type":null,"external_customer_id":null,"extra":{"a":[1]}}"#]);
    assert_eq!(page.unreadable, []);
    assert_eq!(store.row(0), Some(cubeboard_responses::store::Response::default()));
}

#[test]
fn ids_keep_what_they_were() {
    let (store, _) = decode_rows(&[
        r#"{"crm_customer_id":"18446744073709551615","external_customer_id":"007"}"#,
        r#"{"crm_customer_id":9007199254740993,"external_customer_id":""}"#,
    ]);
    let [first, second] = [0, 1].map(|row| store.row(row).unwrap());
    assert_eq!(
        (first.crm_id, first.external_id),
        (Some(Id::Number(u64::MAX)), Some(Id::Text("007")))
    );
    assert_eq!(
        (second.crm_id, second.external_id),
        (Some(Id::Number(9_007_199_254_740_993)), None)
    );
}

#[track_caller]
fn check(body: &str, expected: DecodeError) {
    let mut store = Store::default();
    assert_eq!(decode_page(body.as_bytes(), &mut store), Err(expected), "{body}");
    assert_eq!(store.row_count(), 0, "{body}");
}

#[test]
fn what_is_no_page_says_what_it_is() {
    let whole = reply(&[ROW, ROW]);
    check("", DecodeError::Empty);
    check(" \n<!DOCTYPE html>", DecodeError::WebPage);
    check(&whole[..whole.len() - 30], DecodeError::Truncated);
    check(&whole[..whole.len() - 1], DecodeError::Truncated);
    check("[1]", DecodeError::NotAList);
    check(r#"{"detail":"x"}"#, DecodeError::NotAList);
    check(r#"{"results":{}}"#, DecodeError::NotAList);
    check(r#"{"results":[{"name":1},{"name":2}]}"#, DecodeError::UnknownShape);
    check(&format!("{whole}x"), DecodeError::NotJson { line: 5, column: 48 });
}

#[test]
fn half_a_surrogate_pair_costs_its_field_or_its_row() {
    let rows = [
        ROW,
        r#"{"comment":"\ud83d","type":"Sale"}"#,
        r#"{"comment":"","type":"\ud83d"}"#,
        r#""\ude00""#,
        ROW,
    ];
    let (store, page) = decode_rows(&rows);
    let reasons: Vec<_> = page.unreadable.iter().map(|it| (it.place, it.reason)).collect();
    assert_eq!(reasons, [(2, RowError::WrongKind("type")), (3, RowError::NotAnObject)]);
    assert_eq!((store.row_count(), page.count), (3, Some(5)));
    assert_eq!(page.left_out, [("comment", 1)]);
    assert_eq!(store.row(1).unwrap().kind, Some("Sale"));
}

#[test]
fn a_number_out_of_range_costs_its_row() {
    let (store, page) = decode_rows(&[r#"{"crm_customer_id":1e999}"#, "-1e999", ROW]);
    let reasons: Vec<_> = page.unreadable.iter().map(|it| (it.place, it.reason)).collect();
    assert_eq!(reasons, [(0, RowError::WrongKind("crm_customer_id")), (1, RowError::NotAnObject)]);
    assert_eq!(store.row_count(), 1);
}

#[test]
fn what_is_wrong_in_fields_that_are_not_used_costs_nothing() {
    let row = r#"{"type":"Sale","extra":["\ud83d",1e999],"\ude00":1e999}"#;
    let (store, page) = decode_rows(&[ROW, row]);
    assert_eq!((store.row_count(), page.unreadable), (2, Vec::new()));
    assert_eq!(store.row(1).unwrap().kind, Some("Sale"));
    let body = reply(&[ROW]).replace("null", r#"1e999,"a":"\ud83d","\ud83d":[1e999]"#);
    let page = decode_page(body.as_bytes(), &mut Store::default()).unwrap();
    assert_eq!((page.count, page.has_next, page.len()), (Some(1), false, 1));
}

#[test]
fn a_row_read_by_value_is_the_same_row() {
    let rows = [ROW, r#"{"\u0074ype":"S\u00e5","type":"\"","call_outcome__comment":"\n"}"#];
    let (at_once, _) = decode_rows(&rows);
    let (by_value, page) = decode_rows(&[rows[0], rows[1], "1e999"]);
    assert_eq!(page.unreadable.len(), 1);
    for row in 0..2 {
        assert_eq!(at_once.row(row), by_value.row(row));
    }
}

#[test]
fn values_may_lie_in_each_other_to_any_depth() {
    let deep = ["[".repeat(200_000), "]".repeat(200_000)].concat();
    for bad in ["", ",1e999"] {
        let row = format!(r#"{{"type":"Sale","extra":{deep}}},{{"type":{deep}}}{bad}"#);
        let (store, page) = decode_rows(&[&row, ROW]);
        assert_eq!(store.row_count(), 2);
        assert_eq!(page.unreadable[0].reason, RowError::WrongKind("type"));
    }
    check(&deep, DecodeError::NotAList);
    check(&["{\"results\":[", &deep].concat(), DecodeError::Truncated);
}

#[test]
fn a_byte_order_mark_is_skipped_14() {
    let marked = |body: &str| ["\u{feff}", body].concat();
    let page = decode_page(marked(&reply(&[ROW])).as_bytes(), &mut Store::default()).unwrap();
    assert_eq!(page.len(), 1);
    check(&marked(""), DecodeError::Empty);
    check(&marked(" <html>"), DecodeError::WebPage);
    check(&marked("x"), DecodeError::NotJson { line: 1, column: 1 });
}

#[test]
fn a_bad_byte_costs_its_character() {
    let body = reply(&[r#"{"comment":"a?b"}"#]).into_bytes();
    let body: Vec<_> = body.into_iter().map(|it| if it == b'?' { 0xff } else { it }).collect();
    let mut store = Store::default();
    decode_page(&body, &mut store).unwrap();
    assert_eq!(store.row(0).unwrap().comment, Some("a\u{fffd}b"));
}

// Report 20
#[test]
fn a_field_that_no_figure_needs_never_costs_its_row_20() {
    for (field, bad) in [
        ("comment", "[1]"),
        ("comment", r#"{"a":1}"#),
        ("comment", "123456789012345678901234567890"),
        ("comment", r#""\ud83d""#),
        ("customer_name", "[]"),
        ("external_customer_id", "{}"),
        ("external_customer_id", "1e999"),
        ("external_customer_id", "18446744073709551616"),
    ] {
        let row = format!(r#"{{"type":"Sale","{field}":{bad}}}"#);
        let (store, page) = decode_rows(&[&row, &row, ROW]);
        assert_eq!((store.row_count(), &page.unreadable[..]), (3, &[][..]), "{row}");
        assert_eq!(page.left_out, [(field, 2)], "{row}");
        let left = store.row(0).unwrap();
        assert_eq!((left.kind, left.comment, left.customer), (Some("Sale"), None, None), "{row}");
        assert_eq!(left.external_id, None, "{row}");
    }
}

// Report 20
#[test]
fn numbers_and_texts_are_read_as_other_programs_write_them_20() {
    let (store, page) = decode_rows(&[
        r#"{"external_customer_id":971352.0,"comment":4791234567,"type":7}"#,
        r#"{"external_customer_id":"971352.0","comment":true,"subtype":1.5}"#,
        r#"{"external_customer_id":" 971352 ","comment":-3,"customer_name":12}"#,
        r#"{"external_customer_id":9.71352e5,"comment":false,"submitted_by":17,"campaign_id":"926.0"}"#,
    ]);
    assert_eq!((store.row_count(), page.left_out), (4, Vec::new()));
    let rows = [0, 1, 2, 3].map(|row| store.row(row).unwrap());
    assert!(rows.iter().all(|it| it.external_id == Some(Id::Number(971_352))), "{rows:?}");
    let comments = rows.map(|it| it.comment);
    assert_eq!(comments, [Some("4791234567"), Some("true"), Some("-3"), Some("false")]);
    assert_eq!((rows[0].kind, rows[1].subtype), (Some("7"), Some("1.5")));
    assert_eq!((rows[2].customer, rows[3].agent), (Some("12"), Some("17")));
    assert_eq!(rows[3].campaign, Some(Id::Number(926)));
}

// Report 19
#[test]
fn times_are_read_as_other_programs_write_them_19() {
    for written in [
        "2017-01-05 14:00:00.5+01",
        "2017-01-05T14:00:00.5+0100",
        "2017-01-05t13:00:00,5z",
        " 2017-01-05 13:00:00.500 UTC ",
    ] {
        let row = format!(r#"{{"submitted_when":"{written}"}}"#);
        let (store, page) = decode_rows(&[&row]);
        assert_eq!(page.unreadable, [], "{written}");
        assert_eq!(store.time(0), Some(1_483_621_200_500_000), "{written}");
    }
}
