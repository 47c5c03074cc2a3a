//! Request for one page of a list, parsed as far as faults need it.

use std::borrow::Cow;

use cubeboard_cube::demo::Question;

use crate::relay::question::Resource;

/// A question for one page of a campaign's responses, in whichever shape.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub path: &'a str,
    pub origin: &'a str,
    pub campaign: u64,
    /// The query as it came, less its page.
    pub query: String,
    /// The page, from 1.
    pub number: usize,
}

impl<'a> Asked<'a> {
    /// Nothing where another address, or no page that could exist, is asked for. As the demo does,
    /// it takes the odd ending of the service's own links, `/?page=2`, only as it stands.
    pub fn parse(question: &Question<'a>) -> Option<Self> {
        let campaign = match Resource::parse(question.path)? {
            Resource::Responses(id) | Resource::CallOutcomes(id) => id,
            Resource::Campaigns { .. } => return None,
        };
        let (raw, odd_page) = match question.query.rsplit_once("/?page=") {
            Some((raw, page)) => (raw, Some(Cow::Borrowed(page))),
            None => (question.query, None),
        };
        let pages = form_urlencoded::parse(raw.as_bytes()).filter(|(key, _)| key == "page");
        let page = odd_page.or_else(|| pages.map(|it| it.1).last().filter(|it| !it.is_empty()));
        let number = page.map_or(Some(1), |it| it.parse().ok()).filter(|it| *it > 0)?;
        let is_kept = |pair: &&str| !pair.starts_with("page=");
        let query = raw.split('&').filter(is_kept).collect::<Vec<_>>().join("&");
        Some(Self { path: question.path, origin: question.origin, campaign, query, number })
    }

    /// The query for another page of the same list.
    pub fn query_for(&self, number: usize) -> String {
        format!("{}&page={number}", self.query)
    }

    /// A parameter's decoded value.
    pub fn value(&self, name: &str) -> Option<Cow<'_, str>> {
        let pairs = form_urlencoded::parse(self.query.as_bytes());
        pairs.filter(|(key, _)| key == name).last().map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, query: &str, expected: Option<(usize, &str)>) {
        let asked = Asked::parse(&Question { path, query, origin: "" });
        assert_eq!(asked.as_ref().map(|it| (it.number, it.query.as_str())), expected, "{query}");
    }

    #[test]
    fn a_page_is_known_however_it_is_asked_for() {
        let path = "/api/v1/campaigns/926/responses/";
        check(path, "from_date=1&to_date=2", Some((1, "from_date=1&to_date=2")));
        check(path, "page=2&from_date=1", Some((2, "from_date=1")));
        check(path, "from_date=1/?page=2", Some((2, "from_date=1")));
        check(
            path,
            "response_type=Sale%2F%3Fpage%3D2",
            Some((1, "response_type=Sale%2F%3Fpage%3D2")),
        );
        check(path, "page=", Some((1, "")));
        check(path, "page=0", None);
        check(path, "page=x", None);
    }

    #[test]
    fn only_lists_have_pages() {
        check("/api/v1/campaigns/926/call_outcomes/", "page=3", Some((3, "")));
        check("/api/v1/campaigns", "page=3", None);
        check("/api/v1/campaigns/926/responses", "page=3", None);
    }
}
