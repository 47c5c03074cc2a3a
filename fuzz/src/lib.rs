//! What holds for any bytes from elsewhere: a reply, a link, a time. Each function panics where it does not hold.
//! Nothing of libFuzzer is in here, because core's tests include this file to run the seeds through it.

use std::ops::Range;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime};
use cubeboard_cube::fetch::Reply;
use cubeboard_cube::loader::{Loader, Outcome, Step};
use cubeboard_cube::query::{CampaignId, Fields, Query, Resource};
use cubeboard_cube::wire::{DecodeError, Page, decode_page};
use cubeboard_responses::address::Address;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::calendar::time::{self, Written};
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::store::{Id, Response, Store};
use cubeboard_responses::text::normal_form::{normal_form, word};
use serde_json::{Map, Value};

/// A good reply with something in every column, before and after the one in question.
const GOOD: &str = r#"{"count":2,"next":null,"results":[
    {"submitted_by":"a@b.example","submitted_when":"2017-01-01T13:55:20Z","type":"Sale","subtype":"x",
     "campaign_id":926,"customer_name":"ÅSE","crm_customer_id":"K-1","external_customer_id":"007","comment":"æ"},
    {"type":"Offer","comment":"ø"}]}"#;

/// The documented keys; of rows with no other, the whole is known that has to come out.
const DOCUMENTED: [&str; 9] = [
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

/// A reply is appended whole or not at all, and says the same as when it is read into a [`Value`] first.
pub fn reply(body: &[u8]) {
    let mut store = Store::default();
    let good = decode_page(GOOD.as_bytes(), &mut store).map(|page| page.rows);
    assert_eq!(good, Ok(0..2));
    let before = store.clone();

    let first = decode_page(body, &mut store);
    assert_eq!(rows(&store, 0..2), rows(&before, 0..2), "earlier rows stay as they were");
    match &first {
        Ok(page) => {
            check_page(page, &store, body);
            check_cuts(body);
        }
        Err(_) => assert_eq!(store.row_count(), 2, "a failure leaves no row"),
    }
    check_by_serde_json(body, &first, &store);

    let second = decode_page(body, &mut store);
    match (&first, &second) {
        (Ok(first), Ok(second)) => {
            assert_eq!(rows(&store, first.rows.clone()), rows(&store, second.rows.clone()));
            assert_eq!(first, &Page { rows: first.rows.clone(), ..second.clone() });
        }
        _ => assert_eq!(first, second),
    }

    let end = store.row_count();
    let good = decode_page(GOOD.as_bytes(), &mut store).map(|page| page.rows);
    assert_eq!(good, Ok(end..end + 2));
    assert_eq!(rows(&store, end..end + 2), rows(&before, 0..2), "later rows know nothing of it");

    check_walks(body);
    let refusal = Reply { status: 400, body: body.to_vec(), ..Reply::default() };
    assert!(refusal.into_body().is_err());
}

/// Any text may stand in the address; a query that comes of it is the same wherever it is written.
pub fn link(search: &[u8]) {
    let text = String::from_utf8_lossy(search);
    let address = Address::parse(&text);
    let written = address.search();
    let again = Address::parse(&written);
    assert_eq!(again.search(), written);
    let pairs = form_urlencoded::parse(text.strip_prefix('?').unwrap_or(&text).as_bytes());
    // Sixteen, because each looks through all of them.
    for (written, value) in pairs.take(16) {
        // A known key out of a page's source loses what `&amp;` left before it, and of campaigns one by one there comes a list.
        let is_listed = |key: &str| key == "campaign" && address.get(key).contains(&*value);
        let is_there = |key: &&str| address.all(key).any(|it| it == value) || is_listed(key);
        let keys = [Some(&*written), written.strip_prefix("amp;")];
        let Some(key) = keys.into_iter().flatten().find(is_there) else {
            panic!("{written} is there")
        };
        assert_eq!(address.all(key).next(), Some(address.get(key)), "the first {key} counts");
        assert!(address.all(key).eq(again.all(key)), "{key} stays as it was");
    }

    check_query(&address, &Fields::of(&address));
    // In each field alone, too: a fuzzer seldom hits on the three others.
    let good = Fields {
        campaign: "926".to_owned(),
        from: "2017-01-01".to_owned(),
        to: "2017-01-31".to_owned(),
        response_type: "Sale".to_owned(),
        ..Fields::default()
    };
    let text = text.into_owned();
    check_query(&address, &Fields { campaign: text.clone(), ..good.clone() });
    check_query(&address, &Fields { from: text.clone(), ..good.clone() });
    check_query(&address, &Fields { to: text.clone(), ..good.clone() });
    check_query(&address, &Fields { response_type: text, ..good });
}

/// A time is read as RFC 3339 reads it, and an instant comes back from its own writing.
pub fn time(text: &[u8]) {
    let Ok(text) = str::from_utf8(text) else { return };
    let standard = DateTime::parse_from_rfc3339(text).map(|it| it.timestamp_micros()).ok();
    match time::parse(text) {
        Ok(Written::Utc(micros)) => {
            assert_eq!(micros, standard.unwrap_or(micros), "{text}");
            check_instant(micros);
        }
        Ok(Written::Local(local)) => {
            assert_eq!(standard, None, "{text}");
            let utc = Ok(Written::Utc(local.and_utc().timestamp_micros()));
            for zone in ["Z", "z", "+00:00", "-0000"] {
                assert_eq!(time::parse(&format!("{text}{zone}")), utc, "{text}{zone}");
            }
            check_in_oslo(local);
        }
        // Of RFC 3339 only what the service never writes: leap seconds, a small `t`, a sign beyond ASCII.
        Err(_) => {
            let is_ours = text.is_ascii() && !text.contains(":60") && !text.contains('t');
            assert!(standard.is_none() || !is_ours, "{text}");
        }
    }
}

fn rows(store: &Store, rows: Range<u32>) -> Vec<Option<Response<'_>>> {
    rows.map(|row| store.row(row)).collect()
}

/// Everything a page tells of its rows is so, and they hold no more than the reply did.
fn check_page(page: &Page, store: &Store, body: &[u8]) {
    assert_eq!(page.rows, 2..store.row_count());
    let length = u64::from(store.row_count() - 2) + page.unreadable.len() as u64;
    assert_eq!(page.len(), length);
    assert_eq!(page.is_empty(), length == 0);
    assert!(page.unreadable.is_sorted_by(|one, other| one.place < other.place));
    assert!(page.unreadable.iter().all(|it| u64::from(it.place) < length));
    assert!(u64::from(page.ambiguous_times) <= length);

    let times_and_kinds: Vec<_> = store.times_and_kinds(page.rows.clone()).collect();
    assert_eq!(times_and_kinds.len(), page.rows.len());
    let mut text_bytes = 0;
    for (row, (micros, kind)) in page.rows.clone().zip(times_and_kinds) {
        let response = store.row(row).unwrap_or_default();
        assert!(store.row(row).is_some());
        assert_eq!(store.kind(row), Some(kind));
        assert_eq!(store.kinds().word(kind), response.kind);
        assert_eq!(response.submitted_micros, micros);
        text_bytes += text_length(&response);
    }
    assert_eq!(store.row(page.rows.end), None);
    // A row takes two bytes at least, as in `1,`; a text is never longer than it was in JSON, but for letters that NFC
    // takes apart, into three times as many bytes at most (Unicode Standard Annex #15, section 8).
    assert!(length * 2 <= body.len() as u64);
    let growth = if body.is_ascii() && !body.contains(&b'\\') { 1 } else { 3 };
    assert!(text_bytes <= growth * body.len());
}

fn text_length(row: &Response<'_>) -> usize {
    let ids = [row.campaign, row.crm_id, row.external_id].into_iter().flatten();
    let ids = ids.map(|it| if let Id::Text(text) = it { text.len() } else { 0 });
    let texts = [row.agent, row.kind, row.subtype, row.customer, row.comment];
    texts.into_iter().flatten().map(str::len).chain(ids).sum()
}

/// A part of a reply never passes for a shorter one.
fn check_cuts(body: &[u8]) {
    let whole = body.trim_ascii_end();
    let cut = |length: usize| decode_page(&whole[..length], &mut Store::default());
    assert_eq!(cut(whole.len() - 1), Err(DecodeError::Truncated));
    assert!(cut(whole.len() / 2).is_err());
}

/// Where `serde_json` reads the whole into a [`Value`], that has the same rows.
fn check_by_serde_json(body: &[u8], outcome: &Result<Page, DecodeError>, store: &Store) {
    // It refuses more: what is wrong in a field that is not used costs nothing here.
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    let Ok(value) = serde_json::from_slice::<Value>(body) else { return };
    let results = value.get("results").and_then(Value::as_array);
    match (outcome, results) {
        (Ok(page), Some(results)) => {
            assert_eq!(page.len(), results.len() as u64);
            assert_eq!(page.has_next, value["next"].as_str().is_some_and(|it| !it.is_empty()));
            assert_eq!(page.count, whole_number(&value["count"]));
            let is_unreadable =
                |place: &usize| page.unreadable.iter().any(|it| it.place as usize == *place);
            let readable = (0..results.len()).filter(|place| !is_unreadable(place));
            for (place, row) in readable.zip(page.rows.clone()) {
                let object = results[place].as_object().filter(|it| has_documented_keys(it));
                if let Some(object) = object {
                    check_row(&in_normal_form(object), store.row(row));
                }
            }
        }
        (Ok(_), None) => panic!("rows without a list of results"),
        // Of a list that comes twice, a `Value` has the last.
        (Err(error), Some(_)) => {
            assert!(matches!(error, DecodeError::UnknownShape | DecodeError::NotAList));
        }
        (Err(error), None) => assert_eq!(*error, DecodeError::NotAList),
    }
}

fn whole_number(value: &Value) -> Option<u64> {
    let text = written(value)?;
    let text = text.trim();
    let zeros = text
        .split_once('.')
        .filter(|(_, it)| !it.is_empty() && it.trim_end_matches('0').is_empty());
    let digits = zeros.map_or(text, |(digits, _)| digits);
    digits.parse().ok().filter(|_| digits.bytes().all(|it| it.is_ascii_digit()))
}

/// A text, or what stands in place of one as it would be written; nothing where its digits cannot be told.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(is_so) => Some(is_so.to_string()),
        Value::Number(number) if number.is_f64() => {
            let number = number.as_f64().filter(|it| it.abs() < 1e14)?;
            let is_whole = number.fract() == 0.0;
            let written = if is_whole { format!("{number:.0}") } else { format!("{number:?}") };
            Some(if written == "-0" { "0".to_owned() } else { written })
        }
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn has_documented_keys(row: &Map<String, Value>) -> bool {
    row.keys().all(|key| DOCUMENTED.contains(&key.as_str()))
}

/// An object with its texts as the store keeps them; one of white space alone says nothing.
fn in_normal_form(object: &Map<String, Value>) -> Map<String, Value> {
    let value = |key: &str, value: &Value| match (key, value) {
        ("submitted_by" | "type" | "subtype", Value::String(text)) if word(text).is_empty() => {
            Value::Null
        }
        (_, Value::String(text)) if text.trim().is_empty() => Value::Null,
        ("submitted_by" | "type" | "subtype", Value::String(text)) => word(text).into(),
        (
            "customer_name" | "comment" | "crm_customer_id" | "external_customer_id",
            Value::String(text),
        ) => normal_form(text).into(),
        _ => value.clone(),
    };
    object.iter().map(|(key, it)| (key.clone(), value(key, it))).collect()
}

/// A row that was read has in every column what its object says.
fn check_row(object: &Map<String, Value>, row: Option<Response<'_>>) {
    let written = |key| object.get(key).and_then(written);
    let texts = ["submitted_by", "type", "subtype", "customer_name", "comment"].map(written);
    let [agent, kind, subtype, customer, comment] = texts.each_ref().map(Option::as_deref);
    let ids = ["campaign_id", "crm_customer_id", "external_customer_id"];
    let ids_written = ids.map(written);
    let id = |place: usize| {
        let text = ids_written[place].as_deref().filter(|it| !it.is_empty())?;
        let value = &object[ids[place]];
        let is_padded = value.is_string() && text.trim_start().starts_with('0');
        let number = whole_number(value).filter(|_| !is_padded).map(Id::Number);
        let text = if value.is_string() { Id::from_text(text) } else { Id::Text(text) };
        Some(number.unwrap_or(text))
    };
    let instant = |it: &str| match time::parse(it) {
        Ok(Written::Utc(micros)) => Some(micros),
        Ok(Written::Local(local)) => Some(Zone::Oslo.instant(local).micros),
        Err(_) => None,
    };
    let expected = Response {
        submitted_micros: written("submitted_when").and_then(|it| instant(it.trim())),
        agent,
        kind,
        subtype,
        campaign: id(0),
        customer,
        crm_id: id(1),
        external_id: id(2),
        comment: comment.filter(|it| !it.is_empty()),
    };
    assert_eq!(row, Some(expected));
}

/// Long after the days that are asked for, in milliseconds since 1970.
const AFTER_MILLIS: i64 = 1_700_000_000_000;

/// Two walks that get nothing but this reply plan no more than they may, and claim no more than they have.
fn check_walks(body: &[u8]) {
    let query = Query {
        campaigns: vec![CampaignId(1), CampaignId(2)],
        days: Days::one(NaiveDate::default()),
        response_type: None,
        resource: Resource::default(),
    };
    let mut loader = Loader::default();
    let run = loader.begin(query, AFTER_MILLIS, 0);
    // Two at a time, so that both walks have their first page before either goes on.
    for _ in 0..4 {
        for step in [loader.next_step(run, AFTER_MILLIS), loader.next_step(run, AFTER_MILLIS)] {
            let Step::Send(request) = step else { continue };
            let reply = Reply { status: 200, body: body.to_vec(), ..Reply::default() };
            if let Some(body) = loader.receive(run, request.page, Ok(reply), AFTER_MILLIS) {
                loader.read(run, request.page, &body, AFTER_MILLIS);
            }
        }
    }
    let Some(reading) = loader.current() else { panic!("a run that began is there") };
    assert!(reading.pages().1 <= 2 * 100_000);
    assert!(reading.row_count() <= u64::from(reading.store().row_count()));
    let expected = reading.expected();
    if reading.outcome() == Outcome::Complete {
        assert_eq!(expected, Some(reading.row_count()));
    }
}

/// A query that can be asked is the same when written into the form or a link, and its requests say it all.
fn check_query(address: &Address, fields: &Fields) {
    let Ok(query) = Query::parse(fields) else { return };
    assert_eq!(Query::parse(&query.fields()).as_ref(), Ok(&query));
    let linked = query.fields().write(address.clone()).search();
    assert_eq!(
        Query::parse(&Fields::of(&Address::parse(&linked))).as_ref(),
        Ok(&query),
        "{linked}"
    );
    for campaign in query.campaigns.iter().take(2) {
        for page in [1, 2, u32::MAX] {
            check_target(&query, *campaign, page);
        }
    }
}

fn check_target(query: &Query, campaign: CampaignId, page: u32) {
    let target = query.page_target(campaign, query.days, page).to_string();
    assert!(target.bytes().all(|byte| byte.is_ascii_graphic()), "{target}");
    let parts: Vec<&str> = target.split('?').collect();
    let [path, parameters] = parts[..] else { panic!("one question mark: {target}") };
    assert_eq!(path, format!("/api/v1/campaigns/{campaign}/responses/"));

    let day = |it: NaiveDate| format!("{:04}{:02}{:02}", it.year(), it.month(), it.day());
    let asked = [
        Some(("from_date", day(query.days.first()))),
        Some(("to_date", day(query.days.last()))),
        query.response_type.clone().map(|it| ("response_type", it)),
        (page > 1).then(|| ("page", page.to_string())),
    ];
    let asked = asked.into_iter().flatten().map(|(key, value)| (key.into(), value.into()));
    assert!(form_urlencoded::parse(parameters.as_bytes()).eq(asked), "{target}");
}

/// Written with a `Z`, it is the same instant again.
fn check_instant(micros: i64) {
    let utc = DateTime::from_timestamp_micros(micros).map(|it| it.naive_utc());
    let utc = utc.unwrap_or_default();
    // An offset reaches a day past the years that four digits can write.
    if (0..=9999).contains(&utc.year()) {
        let written = format!("{utc:?}Z");
        assert_eq!(time::parse(&written), Ok(Written::Utc(micros)), "{written}");
    } else {
        assert!((-1..=10_000).contains(&utc.year()), "{utc:?}");
    }
}

/// The clock shows this time at its instant, or a later one where spring leaves it out.
fn check_in_oslo(local: NaiveDateTime) {
    let shown = Zone::Oslo.local(Zone::Oslo.instant(local).micros);
    assert!(shown >= local && (shown - local).num_hours() <= 1, "{local:?} is {shown:?}");
}
