//! A service with one list, as tests of the loader ask it.

use crate::fetch::Reply;
use crate::loader::Request;

/// A service with one list of numbered rows; answers like Cube.
pub(super) struct Service {
    pub rows: u64,
    pub page_length: u64,
    pub tells_count: bool,
}

impl Service {
    pub fn answer(&self, request: &Request) -> Reply {
        let number = request.page.number;
        let start = u64::from(number - 1) * self.page_length;
        let end = (start + self.page_length).min(self.rows);
        if start >= self.rows && number > 1 {
            return Reply {
                status: 404,
                body: br#"{"detail":"Invalid page."}"#.to_vec(),
                ..Reply::default()
            };
        }
        let rows: Vec<_> =
            (start..end).map(|id| format!(r#"{{"crm_customer_id":{id},{TIME}}}"#)).collect();
        let count = if self.tells_count { self.rows.to_string() } else { "null".into() };
        let next = if end < self.rows { r#""x""# } else { "null" };
        let body = format!(r#"{{"count":{count},"next":{next},"results":[{}]}}"#, rows.join(","));
        Reply { status: 200, body: body.into_bytes(), ..Reply::default() }
    }
}

/// The time of every row.
pub(super) const TIME: &str = r#""submitted_when":"2017-01-05T10:00:00Z""#;
