//! Replies to another question, and lists that contradict themselves: they are told, kept out of the figures where they
//! do not belong, and never called complete.

use cubeboard_cube::fetch::Reply;
use cubeboard_cube::loader::{GapReason, Outcome};
use cubeboard_cube::query::{Fields, Query, Resource};
use cubeboard_cube::wire::ForeignReason;
use cubeboard_responses::calendar::time::Timestamp;
use cubeboard_responses::store::Id;
use proptest::prelude::*;

use super::LATER_MILLIS;
use super::oddities::incomplete;
use super::reader::{DAY, NOON_MILLIS, Run, query, read};

/// The question for one day and one type.
fn query_of_type(response_type: &str) -> Query {
    let [campaign, from, to, response_type] = ["926", DAY, DAY, response_type].map(str::to_owned);
    Query::parse(&Fields { campaign, from, to, response_type, ..Fields::default() }).unwrap()
}

/// A run whose service answers everything with one page of these rows.
fn load(query: Query, rows: &[String]) -> Run {
    let (count, rows) = (rows.len(), rows.join(","));
    let body = format!(r#"{{"count":{count},"next":null,"results":[{rows}]}}"#);
    read(query, LATER_MILLIS, &[0], |_, _| {
        Ok(Reply { status: 200, body: body.clone().into_bytes(), ..Reply::default() })
    })
}

fn row(id: usize, kind: &str, campaign: &str, time: &str) -> String {
    format!(
        r#"{{"crm_customer_id":{id},"type":{kind},"campaign_id":{campaign},"submitted_when":"{time}"}}"#
    )
}

const NOON: &str = "2017-01-05T12:00:00Z";

/// Loads one good row and one more; what becomes of the other.
#[track_caller]
fn check(query: Query, other: &str, expected: Option<ForeignReason>, edge_rows: u32) {
    let rows = [row(1, "\"Sale\"", "926", NOON), other.to_owned()];
    let run = load(query, &rows);
    let reasons: Vec<_> = run.reading().foreign().map(|(_, it)| it.reason).collect();
    assert_eq!(reasons, Vec::from_iter(expected), "{other}");
    assert_eq!(run.reading().edge_rows(), edge_rows, "{other}");
    let outcome = match expected {
        Some(_) => incomplete(Some(0), GapReason::Foreign),
        None => Outcome::Complete,
    };
    assert_eq!(run.outcome(), outcome, "{other}");
    assert_eq!(run.rows().len(), if expected.is_some() { 1 } else { 2 }, "{other}");
}

// Report 3
#[test]
fn rows_of_another_type_are_told_and_not_counted_3() {
    let sale = || query_of_type("Sale");
    for other in ["\"Completed - No\"", "\"Offer\"", "\"Sales\"", "7", "true"] {
        check(sale(), &row(2, other, "926", NOON), Some(ForeignReason::Type), 0);
    }
    // White space and case tell no types apart, and what is not said is not held against a row.
    for same in ["\"Sale\"", "\" sale \"", "\"SALE\"", "\"Sale\\u00a0\"", "\"\"", "null"] {
        check(sale(), &row(2, same, "926", NOON), None, 0);
    }
    check(query(DAY, DAY), &row(2, "\"Offer\"", "926", NOON), None, 0);
}

// Report 3
#[test]
fn rows_of_another_campaign_are_told_and_not_counted_3() {
    for other in ["927", "\"927\"", "\"Winter\"", "92600"] {
        check(query(DAY, DAY), &row(2, "\"Sale\"", other, NOON), Some(ForeignReason::Campaign), 0);
    }
    for same in ["926", "\"926\"", "\"0926\"", "null", "\"\""] {
        check(query(DAY, DAY), &row(2, "\"Sale\"", same, NOON), None, 0);
    }
}

// Report 3
#[test]
fn rows_of_other_days_are_not_counted_and_those_of_a_spare_day_are_told_3() {
    let check = |time: &str, expected, edge_rows| {
        check(query(DAY, DAY), &row(2, "\"Sale\"", "926", time), expected, edge_rows);
    };
    let days = Some(ForeignReason::Days);
    check("2016-01-05T12:00:00Z", days, 0);
    check("2017-01-03T23:59:59.999999Z", days, 0);
    check("2017-01-04T00:00:00Z", None, 1);
    check("2017-01-04T22:59:59Z", None, 1);
    // Oslo's day has begun, and UTC's ends an hour after it.
    check("2017-01-04T23:00:00Z", None, 0);
    check("2017-01-05T23:59:59Z", None, 0);
    check("2017-01-06T00:00:00Z", None, 1);
    check("2017-01-06T23:59:59Z", None, 1);
    check("2017-01-07T00:00:00Z", days, 0);
    check("2027-01-05T12:00:00Z", days, 0);
}

// Report 3
#[test]
fn five_rows_of_which_two_are_none_of_the_type_are_three_3() {
    let kinds = ["Sale", "Completed - No", "Sale", "Completed - No", "Sale"];
    let rows = kinds.iter().enumerate();
    let rows: Vec<_> = rows.map(|(id, kind)| row(id, &format!("{kind:?}"), "926", NOON)).collect();
    let run = load(query_of_type("Sale"), &rows);
    assert_eq!(run.rows(), [0, 2, 4]);
    assert_eq!(run.reading().expected(), Some(5));
    assert_eq!(run.outcome(), incomplete(Some(0), GapReason::Foreign));
    let places: Vec<_> = run.reading().foreign().map(|(page, it)| (page, it.place)).collect();
    assert_eq!(places, [(1, 1), (1, 3)]);
}

// Report 3
#[test]
fn what_a_row_is_instead_is_said_in_words_3() {
    let rows = [
        row(1, "\"Offer\"", "926", NOON),
        row(2, "\"Sale\"", "927", NOON),
        row(3, "\"Sale\"", "926", "2016-01-05T12:00:00Z"),
        row(4, "\"Sale\"", "926", NOON),
    ];
    let run = load(query_of_type("Sale"), &rows);
    let words: Vec<_> = run.reading().foreign().map(|(_, it)| it.reason.words()).collect();
    assert_eq!(
        words,
        ["of another type", "of another campaign", "of a day that was not asked for"]
    );
}

// Report 3
#[test]
fn pages_of_nothing_but_other_types_are_no_repeats_of_each_other_3() {
    let page = |number: u32| {
        let rows = (0..4).map(|it| row(number as usize * 4 + it, "\"Offer\"", "926", NOON));
        let rows = rows.collect::<Vec<_>>().join(",");
        let next = if number < 3 { r#""?page=2""# } else { "null" };
        format!(r#"{{"count":null,"next":{next},"results":[{rows}]}}"#)
    };
    let run = read(query_of_type("Sale"), LATER_MILLIS, &[0], |request, _| {
        let body = page(request.page.number).into_bytes();
        Ok(Reply { status: 200, body, ..Reply::default() })
    });
    assert_eq!(run.reading().foreign().count(), 12);
    assert_eq!(run.outcome(), incomplete(None, GapReason::Foreign));
}

// Report 3
#[test]
fn a_list_of_many_rows_that_are_alike_in_everything_is_not_complete_3() {
    let alike = |count: usize| vec![row(1, "\"Sale\"", "926", NOON); count];
    for count in [1, 2, 9, 10] {
        assert_eq!(load(query(DAY, DAY), &alike(count)).outcome(), Outcome::Complete, "{count}");
    }
    for count in [11, 50] {
        let run = load(query(DAY, DAY), &alike(count));
        assert_eq!(run.outcome(), incomplete(Some(0), GapReason::AllAlike), "{count}");
        assert_eq!(run.rows().len(), count, "they stay");
        let one_more = [alike(count), vec![row(2, "\"Sale\"", "926", NOON)]].concat();
        assert_eq!(load(query(DAY, DAY), &one_more).outcome(), Outcome::Complete, "{count}");
    }
}

// Report 2
#[test]
fn a_list_of_which_no_row_has_a_time_is_not_complete_2() {
    let timeless = [r#""type":"Sale""#, r#""submitted_when":null"#, r#""submitted_when":"""#];
    for (id, field) in timeless.iter().enumerate() {
        let row = format!(r#"{{"crm_customer_id":{id},{field}}}"#);
        let run = load(query(DAY, DAY), std::slice::from_ref(&row));
        assert_eq!(run.outcome(), incomplete(Some(0), GapReason::NoTimes), "{row}");
        let with_one = [row, self::row(7, "\"Sale\"", "926", NOON)];
        assert_eq!(load(query(DAY, DAY), &with_one).outcome(), Outcome::Complete);
    }
    assert_eq!(load(query(DAY, DAY), &[]).outcome(), Outcome::Complete, "none has none");
}

// Report 2
#[test]
fn call_outcomes_are_read_as_they_are_documented_2() {
    let rows = [(1186, "2019-10-01 10:22"), (1187, "2019-10-01 10:23")].map(|(id, time)| {
        format!(
            r#"{{"call_outcome__submitted_by":"kari@callcenter.no","call_outcome__type":"Sale",
            "call_outcome__submitted_when":"{time}","crm__customer_id":"{id}","crm__name":"Åse"}}"#
        )
    });
    let question = Query { resource: Resource::CallOutcomes, ..query("2019-10-01", "2019-10-01") };
    let run = load(question, &rows);
    let store = run.reading().store();
    let row = store.row(0).unwrap();
    // 10:22 in Oslo's summer.
    assert_eq!(row.submitted_micros, Some(1_569_918_120_000_000));
    assert_eq!((row.agent, row.kind), (Some("kari@callcenter.no"), Some("Sale")));
    assert_eq!(row.external_id, Some(Id::Number(1186)));
    assert_eq!(row.campaign, None);
    assert!(run.outcome().is_whole());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_figure_holds_a_row_that_was_not_asked_for_3(
        kinds in proptest::collection::vec(0usize..4, 1..40),
        hours in proptest::collection::vec(-80i64..80, 1..40),
    ) {
        let words = ["Sale", "sale ", "Offer", "Completed - No"];
        let noon_micros = NOON_MILLIS * 1000;
        let rows: Vec<_> = kinds.iter().zip(&hours).enumerate().map(|(id, (kind, hours))| {
            let time = noon_micros + hours * 3_600_000_000;
            row(id, &format!("{:?}", words[*kind]), "926", &Timestamp(time).to_string())
        }).collect();
        let run = load(query_of_type("Sale"), &rows);
        // Noon and 36 hours are the end of the spare days.
        let belongs = |(kind, hours): &(&usize, &i64)| **kind < 2 && (-36..36).contains(*hours);
        let expected: Vec<_> = kinds.iter().zip(&hours).enumerate()
            .filter(|(_, it)| belongs(it)).map(|(id, _)| id as u64).collect();
        prop_assert_eq!(run.rows().len() + run.reading().foreign().count(), rows.len());
        prop_assert_eq!(run.outcome().is_whole(), expected.len() == rows.len());
        prop_assert_eq!(run.rows(), expected);
    }
}
