//! HTTP interface of the demo service: paths, queries, pages, links and refusals, as Cube's document and its
//! framework have them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::demo::campaigns::{self, Campaign};
use crate::demo::rows::{self, Row};
use crate::demo::wire::{CampaignEntry, Entry, Listing};
use crate::demo::{Answer, Question, calendar};
use crate::query::Resource;

/// Answers a question; `rows_of` gives a campaign's rows, oldest first.
pub(super) fn answer<'r>(
    question: &Question<'_>,
    rows_of: impl FnOnce(&'static Campaign) -> &'r [Row],
) -> Answer {
    let Some(below) = question.path.strip_prefix("/api/v1/campaigns") else {
        return Answer::detail(404, NOT_FOUND);
    };
    let campaign = |id: &str| campaigns::ALL.iter().find(|it| it.id.to_string() == id);
    let page = |id: &str, resource| match (campaign(id), Request::parse(question.query)) {
        (None, _) => Answer::detail(404, NOT_FOUND),
        (_, Err(problems)) => Answer::json(400, &problems),
        (Some(campaign), Ok(request)) => {
            request.answer(question, campaign, resource, rows_of(campaign))
        }
    };
    match below.split('/').collect::<Vec<_>>()[..] {
        [""] | ["", ""] => Answer::json(200, &campaigns::ALL.each_ref().map(CampaignEntry::new)),
        ["", _, "responses" | "call_outcomes"] => {
            Answer::moved(format!("{}/?{}", question.path, question.query))
        }
        ["", id, "responses", ""] => page(id, Resource::Responses),
        ["", id, "call_outcomes", ""] => page(id, Resource::CallOutcomes),
        _ => Answer::detail(404, NOT_FOUND),
    }
}

const NOT_FOUND: &str = "Not found.";
const INVALID_PAGE: &str = "Invalid page.";

impl Answer {
    fn json(status: u16, body: &impl Serialize) -> Self {
        // Writing to memory what has texts for keys does not fail.
        Self { status, location: None, body: serde_json::to_vec(body).unwrap_or_default() }
    }

    fn detail(status: u16, text: &'static str) -> Self {
        Self::json(status, &BTreeMap::from([("detail", text)]))
    }

    fn moved(location: String) -> Self {
        Self { status: 301, location: Some(location), body: Vec::new() }
    }
}

/// What a query asks of a campaign's responses, whichever list they are read from.
struct Request<'a> {
    from: NaiveDate,
    to: NaiveDate,
    kind: Option<Cow<'a, str>>,
    page: Cow<'a, str>,
    /// The query as it came, less its page.
    raw: String,
}

/// What is wrong with which parameter.
type Problems = BTreeMap<&'static str, [&'static str; 1]>;

impl<'a> Request<'a> {
    /// Reads a raw query. The odd ending of the service's own links, `/?page=2`, counts only as it
    /// stands: percent signs make it a part of the last value.
    fn parse(raw: &'a str) -> Result<Self, Problems> {
        let (raw, odd_page) = match raw.rsplit_once("/?page=") {
            Some((before, page)) => (before, Some(page)),
            None => (raw, None),
        };
        // As in Django, the last value of a name counts, and an empty one is none.
        let value = |name: &str| {
            let pairs = form_urlencoded::parse(raw.as_bytes()).filter(|(key, _)| key == name);
            pairs.last().map(|(_, value)| value).filter(|value| !value.is_empty())
        };
        let (from, to) = match (day(value("from_date")), day(value("to_date"))) {
            (Ok(from), Ok(to)) => (from, to),
            (from, to) => {
                let named = [("from_date", from.err()), ("to_date", to.err())];
                return Err(named.into_iter().filter_map(|(key, it)| Some((key, [it?]))).collect());
            }
        };
        let page = odd_page.map(Cow::Borrowed).or_else(|| value("page"));
        let is_kept = |pair: &&str| !pair.starts_with("page=");
        Ok(Self {
            from,
            to,
            kind: value("response_type"),
            page: page.unwrap_or(Cow::Borrowed("1")),
            raw: raw.split('&').filter(is_kept).collect::<Vec<_>>().join("&"),
        })
    }

    fn answer(
        &self,
        question: &Question<'_>,
        campaign: &Campaign,
        resource: Resource,
        rows: &[Row],
    ) -> Answer {
        let Some(page) = self.page.parse().ok().filter(|page: &usize| *page > 0) else {
            return Answer::detail(404, INVALID_PAGE);
        };
        let skipped = campaign.page_len.saturating_mul(page - 1);
        let (count, rows) = self.matching(rows, skipped, campaign.page_len);
        if rows.is_empty() && page > 1 {
            return Answer::detail(404, INVALID_PAGE);
        }
        let has_more = count > skipped.saturating_add(campaign.page_len);
        let listing = Listing {
            count,
            next: has_more.then(|| self.link(question, page + 1)),
            previous: (page > 1).then(|| self.link(question, page - 1)),
            results: rows.into_iter().map(|row| Entry::new(resource, campaign, row)).collect(),
        };
        Answer::json(200, &listing)
    }

    /// How many rows are of the asked days and type, and up to `len` of them, newest first, past
    /// those to skip.
    fn matching<'r>(&self, rows: &'r [Row], skip: usize, len: usize) -> (usize, Vec<&'r Row>) {
        let end = self.to.checked_add_days(Days::new(1)).unwrap_or(self.to);
        let rows = rows::between(rows, (calendar::midnight(self.from), calendar::midnight(end)));
        let newest_first = rows.iter().rev();
        let Some(kind) = &self.kind else {
            return (rows.len(), newest_first.skip(skip).take(len).collect());
        };
        let rows: Vec<_> = newest_first.filter(|row| row.outcome.kind == *kind).collect();
        (rows.len(), rows.into_iter().skip(skip).take(len).collect())
    }

    /// A link in the service's own odd form: the page behind the last value, and no page at all for
    /// the first.
    fn link(&self, question: &Question<'_>, page: usize) -> String {
        let mut link = format!("{}{}?{}", question.origin, question.path, self.raw);
        if page > 1 {
            link.push_str("/?page=");
            link.push_str(&page.to_string());
        }
        link
    }
}

/// A day as the service wants it, or what it says of anything else.
fn day(value: Option<Cow<'_, str>>) -> Result<NaiveDate, &'static str> {
    let value = value.ok_or("This field is required.")?;
    compact_day(&value).ok_or("Date has wrong format. Use one of these formats instead: YYYYMMDD.")
}

fn compact_day(text: &str) -> Option<NaiveDate> {
    let is_eight_digits = text.len() == 8 && text.bytes().all(|it| it.is_ascii_digit());
    let number: u32 = text.parse().ok().filter(|_| is_eight_digits)?;
    NaiveDate::from_ymd_opt((number / 10_000).cast_signed(), number / 100 % 100, number % 100)
}
