//! A Cube to try the walk on: one list that changes, miscounts, fails and links oddly on command.

use std::fmt;

use cubeboard_cube::fetch::{FetchError, Reply};

/// What may happen to the list between two replies.
#[derive(Debug, Clone, Copy)]
pub enum Drift {
    /// Rows appear on top.
    Added(usize),
    /// Rows vanish, from a place counted in shares of 256.
    Vanished(u8, usize),
    /// Rows vanish from the top and as many appear at the bottom: the count stays what it was.
    Swapped(usize),
}

/// What the service says of the number of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    Right,
    None,
    Off(i64),
}

/// What stands in `next` where there is a further page.
pub const LINKS: [&str; 5] = [
    "https://x.headshed.com/api/v1/campaigns/926/responses/?from_date=20170101&response_type=Sale/?page=2",
    "http://10.0.0.7:8000/api/v1/campaigns/926/responses/?page=2&from_date=20170101",
    "/api/v1/campaigns/926/responses/?page=2",
    "?page=2",
    "https://evil.example/?page=1",
];

/// The list and its manners.
#[derive(Clone)]
pub struct Service {
    /// What tells rows apart, newest first; twins are alike in everything.
    pub rows: Vec<u64>,
    pub page_length: usize,
    pub count: Count,
    pub link: usize,
    /// Before which reply, counted from 0, what happens.
    pub drifts: Vec<(usize, Drift)>,
    /// How often page n fails at first, by its number modulo the length.
    pub failures: Vec<u8>,
    replies: usize,
    next_row: u64,
    /// Every state the list was in.
    pub states: Vec<Vec<u64>>,
}

/// Short, for the report of a failed property.
impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rows, page_length, count, link, drifts, failures, .. } = self;
        let lengths: Vec<_> = self.states.iter().map(Vec::len).collect();
        write!(f, "{rows:?} of {lengths:?}, {page_length} to a page, {count:?}, link {link}, ")?;
        write!(f, "{drifts:?}, {failures:?}")
    }
}

impl Service {
    pub fn new(rows: Vec<u64>, page_length: usize) -> Self {
        let next_row = rows.iter().max().map_or(0, |it| it + 1);
        Self {
            states: vec![rows.clone()],
            rows,
            page_length,
            count: Count::Right,
            link: 0,
            drifts: Vec::new(),
            failures: Vec::new(),
            replies: 0,
            next_row,
        }
    }

    /// Answers a page's request for the given time.
    pub fn answer(&mut self, number: u32, attempt: u8) -> Result<Reply, FetchError> {
        self.drift();
        self.replies += 1;
        let place = number as usize % self.failures.len().max(1);
        if self.failures.get(place).is_some_and(|times| attempt <= *times) {
            return failure(place + usize::from(attempt));
        }
        let start = (number as usize - 1) * self.page_length;
        if number > 1 && start >= self.rows.len() {
            return Ok(reply(404, r#"{"detail":"Invalid page."}"#));
        }
        let end = (start + self.page_length).min(self.rows.len());
        let rows: Vec<_> = self.rows[start..end].iter().map(|it| row(*it)).collect();
        let rows_in_all = i64::try_from(self.rows.len()).unwrap_or(i64::MAX);
        let count = match self.count {
            Count::Right => rows_in_all.to_string(),
            Count::None => "null".to_owned(),
            Count::Off(by) => rows_in_all.saturating_add(by).max(0).to_string(),
        };
        let link = format!("{:?}", LINKS[self.link % LINKS.len()]);
        let next = if end < self.rows.len() { link } else { "null".to_owned() };
        Ok(reply(
            200,
            &format!(r#"{{"count":{count},"next":{next},"results":[{}]}}"#, rows.join(",")),
        ))
    }

    fn drift(&mut self) {
        let due = self.drifts.iter().filter(|(before, _)| *before == self.replies).copied();
        for (_, drift) in due.collect::<Vec<_>>() {
            match drift {
                Drift::Added(rows) => {
                    let added: Vec<_> = (0..rows as u64).map(|it| self.next_row + it).collect();
                    self.next_row += rows as u64;
                    self.rows.splice(0..0, added.into_iter().rev());
                }
                Drift::Vanished(share, rows) => {
                    let start = self.rows.len() * usize::from(share) / 256;
                    let end = (start + rows).min(self.rows.len());
                    self.rows.drain(start..end);
                }
                Drift::Swapped(rows) => {
                    let rows = rows.min(self.rows.len());
                    self.rows.drain(..rows);
                    self.rows.extend((0..rows as u64).map(|it| self.next_row + it));
                    self.next_row += rows as u64;
                }
            }
            self.states.push(self.rows.clone());
        }
    }
}

fn row(number: u64) -> String {
    format!(
        r#"{{"crm_customer_id":{number},"submitted_when":"2017-01-05T10:00:{:02}Z"}}"#,
        number % 60
    )
}

fn reply(status: u16, body: &str) -> Reply {
    Reply { status, body: body.as_bytes().to_vec(), ..Reply::default() }
}

fn failure(kind: usize) -> Result<Reply, FetchError> {
    match kind % 6 {
        0 => Err(FetchError::Unreachable),
        1 => Err(FetchError::TimedOut { seconds: 30 }),
        2 => Ok(Reply { retry_after: Some("2".to_owned()), ..reply(429, "{}") }),
        3 => Ok(reply(502, "<html>")),
        4 => Ok(reply(200, r#"{"count":7,"next":null,"results":[{"crm_"#)),
        _ => Ok(reply(408, "")),
    }
}
