//! A Cube whose list of today grows, shrinks and is altered between two refreshes.

use cubeboard_cube::fetch::{Reply, Request};

/// What happens to the list of today.
#[derive(Debug, Clone, Copy)]
pub enum Event {
    /// So many rows arrive at the end where new rows arrive.
    Arrive(usize),
    /// One arrives that is like the newest in everything.
    Twin,
    /// Rows vanish, from a place counted in shares of 256.
    Vanish(u8, usize),
    /// A row is altered, at a place counted in the same way.
    Alter(u8),
    /// A row goes to another place.
    Move(u8, u8),
}

/// The list of today and that of the days before.
#[derive(Debug, Clone)]
pub struct Service {
    /// What tells rows apart, in the service's order; twins are alike in everything.
    pub today: Vec<u64>,
    pub before: Vec<u64>,
    pub page_length: usize,
    /// Whether new rows come on top, as in the service's own example.
    pub is_newest_first: bool,
    pub tells_count: bool,
    /// Answers each request with this, in place of a page.
    pub fails_with: Option<Reply>,
    /// What was asked for.
    pub asked: Vec<String>,
    next_row: u64,
}

/// The last of the days, and its noon in milliseconds since 1970.
pub const TODAY: &str = "2017-01-05";
pub const NOON_MILLIS: i64 = 1_483_617_600_000;

impl Service {
    pub fn new(today: usize, page_length: usize, is_newest_first: bool) -> Self {
        let mut today: Vec<u64> = (1000..1000 + today as u64).collect();
        let before = (0..7).collect();
        let next_row = 1_000_000;
        if is_newest_first {
            today.reverse();
        }
        Self {
            today,
            before,
            page_length,
            is_newest_first,
            tells_count: true,
            fails_with: None,
            asked: Vec::new(),
            next_row,
        }
    }

    /// Has several things happen, one after the other.
    pub fn happen_all(&mut self, events: &[Event]) {
        for event in events {
            self.happen(*event);
        }
    }

    pub fn happen(&mut self, event: Event) {
        let place = |share: u8, length: usize| length * usize::from(share) / 256;
        let length = self.today.len();
        match event {
            Event::Arrive(count) => {
                for _ in 0..count {
                    self.next_row += 1;
                    self.arrive(self.next_row);
                }
            }
            Event::Twin => {
                let newest =
                    if self.is_newest_first { self.today.first() } else { self.today.last() };
                self.arrive(newest.copied().unwrap_or_default());
            }
            Event::Vanish(share, count) => {
                let start = place(share, length);
                self.today.drain(start..(start + count).min(length));
            }
            Event::Alter(share) => {
                self.next_row += 1;
                if let Some(row) = self.today.get_mut(place(share, length)) {
                    *row = self.next_row;
                }
            }
            Event::Move(from, to) if length > 0 => {
                let row = self.today.remove(place(from, length));
                self.today.insert(place(to, length), row);
            }
            Event::Move(..) => {}
        }
    }

    fn arrive(&mut self, row: u64) {
        let place = if self.is_newest_first { 0 } else { self.today.len() };
        self.today.insert(place, row);
    }

    /// The rows of both lists, as they are shown.
    pub fn rows(&self) -> Vec<u64> {
        [&self.today, &self.before].into_iter().flatten().copied().collect()
    }

    pub fn answer(&mut self, request: &Request) -> Reply {
        self.asked.push(request.target.to_string());
        if let Some(reply) = &self.fails_with {
            return reply.clone();
        }
        let is_today = request.target.to_string().contains("to_date=20170105");
        let (list, day) = if is_today { (&self.today, 5) } else { (&self.before, 4) };
        let start = (request.page.number as usize - 1) * self.page_length;
        if start > 0 && start >= list.len() {
            return reply(404, r#"{"detail":"Invalid page."}"#);
        }
        let end = (start + self.page_length).min(list.len());
        let rows: Vec<_> = list[start..end].iter().map(|row| json(*row, day)).collect();
        let count = if self.tells_count { list.len().to_string() } else { "null".to_owned() };
        let next = if end < list.len() { r#""?page=2""# } else { "null" };
        let results = rows.join(",");
        reply(200, &format!(r#"{{"count":{count},"next":{next},"results":[{results}]}}"#))
    }
}

/// Rows of one time do not tell which end their list begins at.
fn json(row: u64, day: u32) -> String {
    format!(r#"{{"crm_customer_id":{row},"submitted_when":"2017-01-{day:02}T10:00:00Z"}}"#)
}

pub fn reply(status: u16, body: &str) -> Reply {
    Reply { status, body: body.as_bytes().to_vec(), ..Reply::default() }
}
