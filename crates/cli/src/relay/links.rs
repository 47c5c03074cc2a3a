//! A page's links to the one after it and the one before, made to lead to the relay. What Cube writes there may name
//! another host, or a page in a way that cannot be read back, and is not looked at: the pages beside page N are N + 1
//! and N - 1, at the address that was asked for.

use std::ops::Range;

use axum::body::Bytes;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::relay::question::Question;

/// Where links lead.
#[derive(Debug)]
pub struct Links<'a> {
    /// The question whose reply has them.
    pub question: &'a Question<'a>,
    /// The relay's own address; where it is empty, links begin with their path.
    pub own_address: &'a str,
}

/// A page of responses, as far as it is looked at.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    next: Option<&'a RawValue>,
    #[serde(borrow, default)]
    previous: Option<&'a RawValue>,
    #[serde(rename = "results")]
    _results: Vec<IgnoredAny>,
}

/// A page of responses with its links built anew and every other byte as it was; nothing where it is no such page.
pub fn rewrite(body: &Bytes, links: &Links<'_>) -> Option<Bytes> {
    // A byte-order mark would be no JSON, and is none of what is passed on.
    let body = without_mark(body);
    let text = std::str::from_utf8(&body).ok()?;
    let Envelope { next, previous, .. } = serde_json::from_str(text).ok()?;
    let page = links.question.page();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (link, to) in [(next, page.saturating_add(1)), (previous, page.saturating_sub(1).max(1))] {
        // An absent link is `null`, or an empty text elsewhere in the service; both stay as they are.
        let Some(link) = link.map(RawValue::get).filter(|it| it.starts_with('"') && it.len() > 2)
        else {
            continue;
        };
        // It is borrowed from the text, so this is where it stands.
        let start = link.as_ptr() as usize - text.as_ptr() as usize;
        edits.push((start..start + link.len(), links.to(to)?));
    }
    if edits.is_empty() {
        return Some(body);
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut rewritten = String::with_capacity(text.len() + 512);
    let mut at = 0;
    for (range, link) in &edits {
        rewritten.push_str(text.get(at..range.start)?);
        rewritten.push_str(link);
        at = range.end;
    }
    rewritten.push_str(text.get(at..)?);
    Some(rewritten.into())
}

/// Whether it is a list without pages, as that of the campaigns is.
pub fn is_plain_list(body: &[u8]) -> bool {
    serde_json::from_slice::<Vec<IgnoredAny>>(body.strip_prefix(MARK).unwrap_or(body)).is_ok()
}

/// A byte-order mark.
const MARK: &[u8] = "\u{feff}".as_bytes();

fn without_mark(body: &Bytes) -> Bytes {
    if body.starts_with(MARK) { body.slice(MARK.len()..) } else { body.clone() }
}

impl Links<'_> {
    /// The link to a page, as JSON.
    pub fn to(&self, page: u32) -> Option<String> {
        let Self { question, own_address } = self;
        let link = format!("{own_address}{}?{}", question.path(), question.query_for(page));
        serde_json::to_string(&link).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, body: &str, expected: Option<&str>) {
        let question = Question::parse("/api/v1/campaigns/926/responses/", query).unwrap();
        let links = Links { question: &question, own_address: "https://a.example" };
        let rewritten = rewrite(&Bytes::from(body.to_owned()), &links);
        assert_eq!(rewritten.as_deref(), expected.map(str::as_bytes), "{body}");
    }

    #[test]
    fn links_lead_to_the_relay_and_to_the_pages_beside() {
        check(
            "from_date=20170101&page=2&response_type=A%26B+C",
            r#"{"count": 3, "next":"http://cube.internal:8000/x/?page=9", "previous" : "/y", "results": []}"#,
            Some(concat!(
                r#"{"count": 3, "next":"https://a.example/api/v1/campaigns/926/responses/"#,
                r#"?from_date=20170101&response_type=A%26B%20C&page=3", "previous" : "#,
                r#""https://a.example/api/v1/campaigns/926/responses/"#,
                r#"?from_date=20170101&response_type=A%26B%20C&page=1", "results": []}"#
            )),
        );
    }

    #[test]
    fn rows_stay_byte_for_byte_wherever_the_links_stand() {
        let rows =
            r#"[ {"next": "http:\/\/evil.example", "comment":"\u00e5 \"next\":\"x\""},1e400]"#;
        check(
            "",
            &format!(r#"{{"results":{rows},"previous":null,"x":"\u00e6","next":"?page=2"}}"#),
            Some(&format!(
                r#"{{"results":{rows},"previous":null,"x":"\u00e6","next":"{}"}}"#,
                "https://a.example/api/v1/campaigns/926/responses/?page=2"
            )),
        );
    }

    #[test]
    fn what_is_absent_stays_so() {
        for body in [
            r#"{"next":null,"previous":null,"results":[]}"#,
            r#"{"next":"","previous":"","results":[{}]}"#,
            r#"{"results":[]}"#,
            r#"{"next":7,"previous":{"a":"b"},"results":[]}"#,
        ] {
            check("", body, Some(body));
        }
    }

    #[test]
    fn report_14_a_page_may_begin_with_a_byte_order_mark() {
        let page = r#"{"next":null,"results":[]}"#;
        check("", &format!("\u{feff}{page}"), Some(page));
        let link = r#""https://a.example/api/v1/campaigns/926/responses/?page=2""#;
        check(
            "",
            "\u{feff}{\"next\":\"?page=2\",\"results\":[]}",
            Some(&format!(r#"{{"next":{link},"results":[]}}"#)),
        );
        check("", "\u{feff}\u{feff}{\"results\":[]}", None);
        assert!(is_plain_list("\u{feff}[]".as_bytes()));
    }

    #[test]
    fn other_replies_are_no_pages() {
        for body in [
            "",
            "[]",
            "<html>",
            r#"{"detail":"No."}"#,
            r#"{"next":"a","results":{}}"#,
            r#"{"next":"a","results":[1,2"#,
            r#"{"next":"a","results":[]} x"#,
            r#"{"next":"a","next":"b","results":[]}"#,
        ] {
            check("", body, None);
        }
        assert!(is_plain_list(b" [{}, 1]") && !is_plain_list(b"[1") && !is_plain_list(b"{}"));
    }
}
