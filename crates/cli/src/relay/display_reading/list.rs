//! A page of responses as a display gets it, written anew from what may be in it: times, types, campaigns and agents,
//! and numbers in place of customers.

use std::borrow::Cow;
use std::fmt::Write as _;

use cubeboard_cube::object::Object;
use cubeboard_cube::utf8;
use cubeboard_responses::agent_alias::{AgentNaming, alias};
use cubeboard_responses::calendar::time;
use cubeboard_responses::text::normal_form::word;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::display_key::display::Display;
use crate::display_key::pseudonyms::Ids;
use crate::relay::links::Links;

/// A page of responses, as far as it is looked at.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    count: Option<&'a RawValue>,
    #[serde(borrow, default)]
    next: Option<&'a RawValue>,
    #[serde(borrow, default)]
    previous: Option<&'a RawValue>,
    #[serde(borrow)]
    results: Vec<&'a RawValue>,
}

/// What becomes of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    /// It stays where it is a time.
    Time,
    /// A campaign's own word, which stays.
    Word,
    /// It stays where it is a number.
    Campaign,
    /// Named as the display names agents.
    Agent,
    /// A number takes its place.
    Customer(Ids),
}

/// All that gets through, in the three shapes in which Cube's documents show a response. Names and comments are in none
/// of these, and neither is anything that Cube may add.
const FIELDS: [(&str, Field); 21] = [
    ("submitted_when", Field::Time),
    ("response_submitted_when", Field::Time),
    ("call_outcome__report_as__submitted_when_timestamp", Field::Time),
    ("call_outcome__report_as__submitted_when", Field::Time),
    ("call_outcome__submitted_when_timestamp", Field::Time),
    ("call_outcome__submitted_when", Field::Time),
    ("type", Field::Word),
    ("response_type", Field::Word),
    ("call_outcome__type", Field::Word),
    ("subtype", Field::Word),
    ("response_subtype", Field::Word),
    ("call_outcome__subtype", Field::Word),
    ("campaign_id", Field::Campaign),
    ("campaign__id", Field::Campaign),
    ("submitted_by", Field::Agent),
    ("response_submitted_by", Field::Agent),
    ("call_outcome__report_as__submitted_by", Field::Agent),
    ("call_outcome__submitted_by", Field::Agent),
    ("crm_customer_id", Field::Customer(Ids::Crm)),
    ("external_customer_id", Field::Customer(Ids::External)),
    ("crm__customer_id", Field::Customer(Ids::External)),
];

/// In place of a text that is not what it should be, and of a list or an object: the page says of either what is wrong.
const ODD_TEXT: &str = "\"?\"";
const ODD_VALUE: &str = "{}";

/// The page anew; nothing where it is no page of responses.
pub fn written_anew(body: &[u8], links: &Links<'_>, display: &Display) -> Option<String> {
    let text = utf8::decode(body);
    let page: Envelope<'_> = serde_json::from_str(&text).ok()?;
    let number = links.question.page();
    let next = link(page.next, links, number.saturating_add(1))?;
    let previous = link(page.previous, links, number.saturating_sub(1).max(1))?;
    let count = page.count.map(RawValue::get).filter(|it| is_number(unquoted(it)));
    let count = count.unwrap_or("null");
    let mut out = String::with_capacity(text.len());
    // A `String` takes whatever is written to it.
    let _ = write!(out, r#"{{"count":{count},"next":{next},"previous":{previous},"results":["#);
    for (place, row) in page.results.into_iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        write_row(&mut out, row, display);
    }
    out.push_str("]}");
    Some(out)
}

fn unquoted(json: &str) -> &str {
    json.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(json)
}

/// Where there is a link, one to the same page of the relay; what stands in it is not looked at.
fn link(json: Option<&RawValue>, links: &Links<'_>, page: u32) -> Option<String> {
    match json.map(RawValue::get) {
        Some(link) if link.starts_with('"') && link.len() > 2 => links.to(page),
        _ => Some("null".to_owned()),
    }
}

/// What is no object stays a row, so that there are as many as were counted.
fn write_row(out: &mut String, row: &RawValue, display: &Display) {
    let Ok(Object(fields)) = serde_json::from_str(row.get()) else {
        out.push_str("null");
        return;
    };
    let mut before = '{';
    for (key, value) in fields {
        let Some((key, field)) = FIELDS.iter().find(|(it, _)| *it == key) else { continue };
        out.push(before);
        before = ',';
        out.push('"');
        out.push_str(key);
        out.push_str("\":");
        out.push_str(&written(*field, value.get(), display));
    }
    out.push_str(if before == '{' { "{}" } else { "}" });
}

/// A value as the display gets it.
fn written<'a>(field: Field, json: &'a str, display: &Display) -> Cow<'a, str> {
    let (text, is_text) = match Value::of(json) {
        Value::Absent => return "null".into(),
        Value::Other => return ODD_VALUE.into(),
        Value::Text(text) => (Cow::Owned(text), true),
        Value::Bare => (Cow::Borrowed(json), false),
    };
    match field {
        Field::Word => json.into(),
        Field::Time if !is_text => ODD_VALUE.into(),
        Field::Time => if time::parse(text.trim()).is_ok() { json } else { ODD_TEXT }.into(),
        Field::Campaign => if is_number(&text) { json } else { ODD_TEXT }.into(),
        Field::Agent if display.naming == AgentNaming::Name => json.into(),
        Field::Agent => named(&text, display).into(),
        Field::Customer(ids) => numbered(ids, &text, display).into(),
    }
}

fn named(agent: &str, display: &Display) -> String {
    let alias = alias(display.naming, agent, display.pseudonyms.agent_mark(agent));
    // Writing a text to memory does not fail.
    serde_json::to_string(&alias).unwrap_or_default()
}

/// An id is one however it is written: as a number or a text, and with a fraction of nothing.
fn numbered(ids: Ids, id: &str, display: &Display) -> String {
    let id = id.trim();
    let whole = id.split_once('.').filter(|(_, zeros)| zeros.bytes().all(|it| it == b'0'));
    let whole = whole.map_or(id, |(whole, _)| whole);
    let id = if is_number(whole) { whole } else { id };
    display.pseudonyms.customer(ids, id).to_string()
}

/// Whether it is a whole number of 64 bits or so, as programs write it.
fn is_number(text: &str) -> bool {
    let digits = text.trim();
    let digits = digits.strip_suffix(".0").unwrap_or(digits);
    !digits.is_empty() && digits.len() <= 20 && digits.bytes().all(|it| it.is_ascii_digit())
}

/// A value without structure.
enum Value {
    /// `null`, or a text that shows nothing.
    Absent,
    Text(String),
    /// A number, `true` or `false`.
    Bare,
    /// A list, an object, or a text that is no Unicode.
    Other,
}

impl Value {
    fn of(json: &str) -> Self {
        match json.as_bytes() {
            [b'"', ..] => match serde_json::from_str::<String>(json) {
                Ok(text) if word(&text).is_empty() => Self::Absent,
                Ok(text) => Self::Text(text),
                Err(_) => Self::Other,
            },
            [b'{' | b'[', ..] => Self::Other,
            [b'n', ..] => Self::Absent,
            _ => Self::Bare,
        }
    }
}

#[cfg(test)]
mod tests;
