//! The invented service keeps to Cube's document, and to the numbers that others rely on.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

use chrono::{DateTime, Datelike as _, Utc};
use chrono_tz::Europe::Oslo;
use cubeboard_cube::demo::{Answer, Demo, Question};
use cubeboard_cube::wire::decode_page;
use cubeboard_responses::store::{Response, Store};
use serde_json::{Value, json};

const NOW: &str = "2026-03-12T10:30:00Z";
const JANUARY: &str = "from_date=20170101&to_date=20170131";
const YEAR: &str = "from_date=20250101&to_date=20251231";
const EVER: &str = "from_date=20000101&to_date=20991231";

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn ask_at(demo: &mut Demo, path: &str, query: &str, now: &str) -> Answer {
    demo.answer(&Question { path, query, origin: "http://127.0.0.1:8080" }, instant(now))
}

fn ask(path: &str, query: &str) -> Answer {
    ask_at(&mut Demo::new(), path, query, NOW)
}

fn responses(campaign: u32, query: &str) -> Answer {
    ask(&format!("/api/v1/campaigns/{campaign}/responses/"), query)
}

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

#[track_caller]
fn listing(campaign: u32, query: &str) -> Value {
    let answer = responses(campaign, query);
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    json(&answer)
}

#[track_caller]
fn refused(query: &str, status: u16, body: Value) {
    let answer = responses(926, query);
    assert_eq!((answer.status, json(&answer)), (status, body));
}

/// Every row of a query, walked by page number.
fn walk(demo: &mut Demo, campaign: u32, query: &str, now: &str) -> Vec<Value> {
    let path = format!("/api/v1/campaigns/{campaign}/responses/");
    let mut rows = Vec::new();
    for page in 1.. {
        let page = json(&ask_at(demo, &path, &format!("{query}&page={page}"), now));
        rows.extend_from_slice(page["results"].as_array().unwrap());
        if page["next"].is_null() {
            assert_eq!(page["count"], rows.len());
            break;
        }
    }
    rows
}

fn submitted(row: &Value) -> DateTime<Utc> {
    instant(row["submitted_when"].as_str().unwrap())
}

#[test]
fn january_2017_has_207_sales_of_634_responses() {
    assert_eq!(listing(926, &format!("{JANUARY}&response_type=Sale"))["count"], 207);
    assert_eq!(listing(926, JANUARY)["count"], 634);
}

#[test]
fn december_2016_has_175_sales_of_566_responses() {
    let december = "from_date=20161201&to_date=20161231";
    assert_eq!(listing(926, &format!("{december}&response_type=Sale"))["count"], 175);
    assert_eq!(listing(926, december)["count"], 566);
}

#[test]
fn january_2017_has_other_types_beside_sales() {
    let count = |kind: &str| {
        listing(926, &format!("{JANUARY}&response_type={kind}"))["count"].as_u64().unwrap()
    };
    let (offers, later, none) = (count("Offer"), count("Call%20back+later"), count("No+sale"));
    assert_eq!(207 + offers + later + none, 634);
    assert!((60..90).contains(&offers) && (80..110).contains(&later), "{offers} {later}");
}

#[test]
fn the_large_campaigns_have_round_numbers() {
    for (campaign, count, page_len) in [(2010, 10_000, 500), (2100, 100_000, 500), (2000, 0, 0)] {
        let page = listing(campaign, EVER);
        assert_eq!(page["count"], count);
        assert_eq!(page["results"].as_array().unwrap().len(), page_len);
    }
}

#[test]
fn everything_is_a_million_responses_of_one_year() {
    let mut demo = Demo::new();
    let mut page =
        |query: &str| json(&ask_at(&mut demo, "/api/v1/campaigns/2900/responses/", query, NOW));
    assert_eq!(page(YEAR)["count"], 1_000_000);
    assert_eq!(page(EVER)["count"], 1_000_000);
    let last = page(&format!("{YEAR}&page=200"));
    assert_eq!(last["results"].as_array().unwrap().len(), 5_000);
    assert!(last["next"].is_null());
    assert!(last["results"][0]["crm_customer_id"].as_u64().unwrap() > u64::from(u32::MAX));
}

#[test]
fn responses_come_newest_first() {
    let rows = walk(&mut Demo::new(), 926, JANUARY, NOW);
    assert!(rows.is_sorted_by_key(|row| std::cmp::Reverse(submitted(row))));
}

#[test]
fn days_are_cut_at_midnight_in_oslo() {
    let mut demo = Demo::new();
    let mut on_another_day_in_utc = 0;
    for day in 2..=6 {
        let query = format!("from_date=2025060{day}&to_date=2025060{day}");
        for row in walk(&mut demo, 2100, &query, NOW) {
            let at = submitted(&row);
            assert_eq!(at.with_timezone(&Oslo).day(), day, "{at}");
            on_another_day_in_utc += u32::from(at.day() != day);
        }
    }
    assert!(on_another_day_in_utc > 0, "no row tells the difference");
}

#[test]
fn sundays_and_holidays_are_nearly_quiet() {
    let count = |day: &str| {
        listing(2010, &format!("from_date={day}&to_date={day}"))["count"].as_u64().unwrap()
    };
    assert!(count("20250112") <= 2 && count("20250101") <= 2 && count("20250517") <= 2);
    assert!(count("20250114") > 10 && count("20250114") > 2 * count("20250111"));
}

#[test]
fn a_response_has_the_keys_of_the_document_in_its_order() {
    let body = String::from_utf8(responses(926, JANUARY).body).unwrap();
    let mut rest = body.as_str();
    let keys = [
        "count",
        "next",
        "previous",
        "results",
        "submitted_by",
        "submitted_when",
        "crm_customer_id",
        "customer_name",
        "campaign_id",
        "type",
        "subtype",
        "comment",
        "external_customer_id",
    ];
    for key in keys {
        let (before, after) = rest.split_once(&format!("\"{key}\":")).expect(key);
        assert!(!before.contains("\":") || before.contains('['), "a key before {key}: {before}");
        rest = after;
    }
}

#[test]
fn a_full_second_is_printed_without_a_fraction() {
    let rows = walk(&mut Demo::new(), 926, EVER, NOW);
    let fractions = rows.iter().map(|row| row["submitted_when"].as_str().unwrap().len());
    let mut lengths: Vec<_> = fractions.collect();
    lengths.sort_unstable();
    let full_seconds = lengths.iter().filter(|len| **len == "2017-01-01T13:55:20Z".len()).count();
    assert!((20..400).contains(&full_seconds));
    lengths.dedup();
    assert_eq!(lengths, ["2017-01-01T13:55:20Z".len(), "2017-01-01T13:55:20.257789Z".len()]);
}

#[test]
fn some_customers_have_no_external_id_and_some_come_back() {
    let rows = walk(&mut Demo::new(), 926, EVER, NOW);
    let without = rows.iter().filter(|row| row["external_customer_id"].is_null()).count();
    assert!((rows.len() / 20..rows.len() / 5).contains(&without));
    let is_same = |a: &Value, b: &Value| {
        let of = |row: &Value, key: &str| row[key].clone();
        ["crm_customer_id", "customer_name", "external_customer_id"]
            .iter()
            .all(|key| of(a, key) == of(b, key))
    };
    let sale = rows.iter().filter(|row| row["type"] == "Sale");
    let after_others =
        sale.filter(|sale| rows.iter().filter(|row| is_same(row, sale)).count() >= 3);
    assert!(after_others.count() > 10);
}

#[test]
fn next_has_the_odd_form_of_the_document() {
    let base = "http://127.0.0.1:8080/api/v1/campaigns/926/responses/?";
    let first = listing(926, &format!("{JANUARY}&response_type=Sale"));
    assert_eq!(first["next"], format!("{base}{JANUARY}&response_type=Sale/?page=2"));
    assert!(first["previous"].is_null());
    assert_eq!(listing(926, JANUARY)["next"], format!("{base}{JANUARY}/?page=2"));
}

#[test]
fn the_odd_form_asked_literally_gives_that_page() {
    let sales = format!("{JANUARY}&response_type=Sale");
    let odd = listing(926, &format!("{sales}/?page=2"));
    assert_eq!(odd, listing(926, &format!("{sales}&page=2")));
    assert_eq!(odd["count"], 207);
    assert_eq!(listing(926, &format!("{JANUARY}/?page=2"))["count"], 634);
}

#[test]
fn the_odd_form_percent_encoded_is_another_type() {
    let encoded = listing(926, &format!("{JANUARY}&response_type=Sale%2F%3Fpage%3D2"));
    assert_eq!(encoded, json!({"count": 0, "next": null, "previous": null, "results": []}));
}

#[test]
fn previous_of_page_two_has_no_page() {
    let base = "http://127.0.0.1:8080/api/v1/campaigns/926/responses/?";
    let previous = |page| listing(926, &format!("page={page}&{JANUARY}"))["previous"].clone();
    assert_eq!(previous(2), format!("{base}{JANUARY}"));
    assert_eq!(previous(3), format!("{base}{JANUARY}/?page=2"));
}

#[test]
fn a_missing_day_is_refused_by_name() {
    let required = json!(["This field is required."]);
    refused("to_date=20170131", 400, json!({"from_date": required}));
    refused("from_date=20170101&to_date=", 400, json!({"to_date": required}));
    refused("", 400, json!({"from_date": required, "to_date": required}));
}

#[test]
fn a_malformed_day_is_refused_by_name() {
    let text = "Date has wrong format. Use one of these formats instead: YYYYMMDD.";
    for day in ["2017-01-01", "20170230", "yesterday", "+2017101", "20170131%2F%3Fpage%3D2"] {
        let query = format!("from_date={day}&to_date=20170131");
        refused(&query, 400, json!({"from_date": [text]}));
    }
}

#[test]
fn a_page_past_the_end_or_no_number_is_refused() {
    for page in ["14", "0", "-1", "x", "99999999999999999999"] {
        let query = format!("{JANUARY}&page={page}");
        refused(&query, 404, json!({"detail": "Invalid page."}));
    }
    assert!(listing(926, &format!("{JANUARY}&page=13"))["next"].is_null());
}

#[test]
fn an_empty_list_has_a_first_page() {
    assert_eq!(listing(2000, JANUARY)["count"], 0);
    assert_eq!(listing(926, "from_date=20170131&to_date=20170101")["count"], 0);
    assert_eq!(listing(926, &format!("{JANUARY}&response_type=sale"))["count"], 0);
    assert_eq!(listing(926, &format!("{JANUARY}&response_type=sale&page=1"))["count"], 0);
}

#[test]
fn what_is_not_there_is_not_found() {
    let not_found = json!({"detail": "Not found."});
    for path in [
        "/api/v1/campaigns/927/responses/",
        "/api/v1/campaigns/0926/responses/",
        "/api/v1/campaigns/926/",
        "/api/v1/campaigns/926/responses/x",
        "/api/v1/campaignsx",
        "/",
    ] {
        let answer = ask(path, JANUARY);
        assert_eq!((answer.status, json(&answer)), (404, not_found.clone()), "{path}");
    }
}

#[test]
fn a_path_without_its_closing_slash_is_moved() {
    for path in ["/api/v1/campaigns/926/responses", "/api/v1/campaigns/926/call_outcomes"] {
        let location = Some(format!("{path}/?{JANUARY}"));
        assert_eq!(ask(path, JANUARY), Answer { status: 301, location, body: Vec::new() });
    }
}

#[test]
fn the_later_shape_reads_as_the_same_rows() {
    let mut demo = Demo::new();
    // Winter and summer, with comments, and customers without an imported id.
    for (campaign, page, expected) in [(926, 13, 34), (2010, 11, 500)] {
        let ever = format!("{}&page={page}", if campaign == 926 { JANUARY } else { YEAR });
        let mut read = |list: &str| {
            let path = format!("/api/v1/campaigns/{campaign}/{list}/");
            let mut store = Store::default();
            let body = ask_at(&mut demo, &path, &ever, NOW).body;
            let page = decode_page(&body, &mut store).unwrap();
            assert_eq!(page.unreadable, []);
            (page.count, page.has_next, store)
        };
        let (count, has_next, documented) = read("responses");
        let (later_count, later_has_next, later) = read("call_outcomes");
        assert_eq!((later_count, later_has_next), (count, has_next));
        assert_eq!((documented.row_count(), later.row_count()), (expected, expected));
        for number in 0..expected {
            let row = documented.row(number).unwrap();
            // Times to the millisecond, and no number of the customer's but the imported one.
            let submitted_micros = row.submitted_micros.map(|it| it / 1_000 * 1_000);
            let expected = Response { submitted_micros, crm_id: None, ..row };
            assert_eq!(later.row(number), Some(expected), "{campaign} {number}");
        }
    }
}

#[test]
fn the_later_shape_has_keys_and_times_of_its_own() {
    let path = "/api/v1/campaigns/2010/call_outcomes/";
    let row = |day: &str| {
        let body = ask(path, &format!("from_date={day}&to_date={day}")).body;
        let page: Value = serde_json::from_slice(&body).unwrap();
        let next = page["next"].as_str().unwrap_or_default();
        assert!(next.is_empty() || next.contains("/call_outcomes/?"), "{next}");
        page["results"][0].clone()
    };
    let (winter, summer) = (row("20250114"), row("20250617"));
    let key = "call_outcome__report_as__submitted_when";
    let time = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    for (row, offset) in [(&winter, "+0100"), (&summer, "+0200")] {
        let exact = time(row, &format!("{key}_timestamp"));
        assert!(exact.ends_with(offset) && exact.len() == "2020-02-12T10:27:06.477+0100".len());
        assert_eq!(exact.replace('T', " ")[..16], time(row, key));
        assert!(row["crm__customer_id"].is_string(), "{row}");
        assert_eq!(row["campaign__name"], "Loyalty 2025");
    }
}

#[test]
fn campaigns_are_listed_as_a_plain_array() {
    let answer = ask("/api/v1/campaigns", "");
    assert_eq!(answer, ask("/api/v1/campaigns/", ""));
    let list = json(&answer);
    let names = list.as_array().unwrap().iter().map(|it| it["campaign__name"].as_str().unwrap());
    assert!(names.eq(Demo::campaigns().map(|(_, name)| name)));
    assert_eq!(
        list[0],
        json!({
            "campaign__id": 926,
            "campaign__name": "Winter 2017",
            "campaign__is_active": "",
            "campaign__archived_date": "2017-04-18",
            "service__name": "Telemarketing",
            "data_owner__name": "Fjordkraft Forsikring",
        })
    );
    assert_eq!(list[1]["campaign__is_active"], true);
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    // FNV-1a over every page of the first campaign. Another value means that every link, test and
    // screenshot made with the demo shows other rows now.
    let pages = (1..=74).map(|page| responses(926, &format!("{EVER}&page={page}")));
    let bytes = pages.inspect(|page| assert_eq!(page.status, 200)).flat_map(|page| page.body);
    let sum = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    assert_eq!(sum, 0xd20b_385a_16c2_0736);
}

#[test]
fn a_running_campaign_has_nothing_after_now_and_about_120_on_a_working_day() {
    let mut demo = Demo::new();
    let rows = walk(&mut demo, 2026, EVER, NOW);
    assert!(submitted(&rows[0]) <= instant(NOW));
    assert!(instant(NOW) - submitted(&rows[0]) < chrono::TimeDelta::hours(1));
    let oldest = submitted(rows.last().unwrap());
    assert!((instant(NOW) - oldest).num_days() >= 398);
    let wednesday = walk(&mut demo, 2026, "from_date=20260311&to_date=20260311", NOW).len();
    assert!((80..170).contains(&wednesday), "{wednesday}");
}

#[test]
fn a_running_campaign_keeps_its_yesterday() {
    let mut demo = Demo::new();
    let yesterday = "from_date=20260211&to_date=20260311";
    let seen = walk(&mut demo, 2026, yesterday, NOW);
    for later in ["2026-03-12T16:00:00Z", "2026-03-13T09:00:00Z", "2026-05-01T09:00:00Z"] {
        assert_eq!(walk(&mut demo, 2026, yesterday, later), seen, "{later}");
        assert_eq!(walk(&mut Demo::new(), 2026, yesterday, later), seen, "{later}");
    }
    let today = "from_date=20260312&to_date=20260312";
    let before_noon = walk(&mut demo, 2026, today, NOW);
    let evening = walk(&mut demo, 2026, today, "2026-03-12T19:00:00Z");
    assert!(evening.len() > before_noon.len() && evening.ends_with(&before_noon));
}
