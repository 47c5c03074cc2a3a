//! Replies from a snapshot, as Cube would give them, so that a page reads it as it reads Cube.

use form_urlencoded::parse;

use super::Snapshot;

/// A reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// JSON.
    pub body: Vec<u8>,
}

impl Snapshot {
    /// Answers a target, such as `/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131&page=2`.
    ///
    /// It knows the answer to one question alone. Other days or another type are refused rather than answered with what
    /// there is.
    pub fn answer(&self, target: &str) -> Answer {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let asked = path.strip_prefix("/api/v1/campaigns/").and_then(|it| it.strip_suffix('/'));
        let campaign = match asked.and_then(|it| it.split_once('/')) {
            Some((id, "responses" | "call_outcomes")) => id.parse().ok(),
            _ => None,
        };
        let is_here = |id: &u64| self.head().query.campaigns.contains(id);
        let Some(campaign) = campaign.filter(is_here) else { return detail(404, "Not found.") };

        let value = |key: &str| parse(query.as_bytes()).find(|(name, _)| name == key);
        let value = |key: &str| value(key).map(|(_, value)| value).unwrap_or_default();
        let question = &self.head().query;
        let is_asked = value("from_date") == question.from.replace('-', "")
            && value("to_date") == question.to.replace('-', "")
            && value("response_type") == question.response_type.as_deref().unwrap_or_default();
        if !is_asked {
            return detail(400, "This snapshot holds the answer to another question.");
        }
        let page = value("page");
        let number = if page.is_empty() { Some(1) } else { page.parse().ok() };
        match number.and_then(|it| self.page(campaign, it)) {
            Some(body) => Answer { status: 200, body },
            None => detail(404, "Invalid page."),
        }
    }
}

fn detail(status: u16, text: &str) -> Answer {
    Answer { status, body: format!("{{\"detail\":\"{text}\"}}").into_bytes() }
}
