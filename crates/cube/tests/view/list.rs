//! A service's list with rows of every kind, read page by page in any order. It may change while it is read, so that
//! pages are taken back and read again.

use cubeboard_cube::fetch::{Reply, Request};
use cubeboard_cube::loader::{Loader, Reading, Step};
use cubeboard_cube::query::{Fields, Query};
use proptest::prelude::*;
use proptest::sample::select;

pub const FIRST_DAY: &str = "2017-10-27";
pub const LAST_DAY: &str = "2017-10-30";
/// Noon of the last day, in milliseconds since 1970: that day is live.
const NOW_MILLIS: i64 = 1_509_364_800_000;
const PAGE_LENGTH: usize = 7;

pub const KINDS: &[Option<&str>] = &[None, Some("Sale"), Some("sale"), Some("Ål"), Some("Ærlig")];
pub const SUBTYPES: &[Option<&str>] = &[None, Some("x"), Some("Å")];
pub const AGENTS: &[Option<&str>] =
    &[None, Some("kari@callcenter.no"), Some("Kåre"), Some("zoë"), Some("kare")];
const CUSTOMERS: &[Option<&str>] = &[
    None,
    Some(""),
    Some("Kari Nordmann"),
    Some("Kari Nordmannsen"),
    Some("KARI NORDMANN"),
    Some("Kári Nordmann"),
    Some("Kjersti Hagen Østby"),
    Some("Kjersti Hagen Åsby"),
    Some("Kjersti "),
    Some("Customer 0001"),
    Some("customer 0002"),
    Some("Customer 0010 of the second half of the list"),
    Some("Customer 0010 of the second half of the year"),
    Some("Aase"),
    Some("Østby"),
];
const IDS: &[&str] =
    &["null", "7", "971352", "\"A-0097\"", "\"a-1\"", "18446744073709551615", "\"0971\""];
const COMMENTS: &[Option<&str>] = &[None, Some("ring Kari"), Some("nordover")];

/// The rows as JSON; the second list is what it is later, where it changes.
#[derive(Debug)]
pub struct List {
    rows: Vec<String>,
    added: Vec<String>,
}

fn row() -> impl Strategy<Value = String> {
    let words =
        (select(KINDS), select(SUBTYPES), select(AGENTS), select(CUSTOMERS), select(COMMENTS));
    let time = prop_oneof![1 => Just(None), 8 => (26..=31u32, 0..24u32, 0..3u32).prop_map(Some)];
    (words, time, select(IDS), select(IDS)).prop_map(|(words, time, crm, external)| {
        let (kind, subtype, agent, customer, comment) = words;
        let time =
            time.map(|(day, hour, minute)| format!("2017-10-{day:02}T{hour:02}:{minute:02}:00Z"));
        write(kind, subtype, agent, customer, comment, time.as_deref(), crm, external)
    })
}

#[expect(clippy::too_many_arguments, reason = "a row has as many fields")]
fn write(
    kind: Option<&str>,
    subtype: Option<&str>,
    agent: Option<&str>,
    customer: Option<&str>,
    comment: Option<&str>,
    time: Option<&str>,
    crm: &str,
    external: &str,
) -> String {
    let text = |it: Option<&str>| it.map_or("null".to_owned(), |it| format!("{it:?}"));
    format!(
        r#"{{"type":{},"subtype":{},"submitted_by":{},"customer_name":{},"comment":{},
            "submitted_when":{},"crm_customer_id":{crm},"external_customer_id":{external}}}"#,
        text(kind),
        text(subtype),
        text(agent),
        text(customer),
        text(comment),
        text(time)
    )
}

pub fn lists() -> impl Strategy<Value = List> {
    (prop::collection::vec(row(), 0..60), prop::collection::vec(row(), 0..4))
        .prop_map(|(rows, added)| List { rows, added })
}

impl List {
    /// Rows of which only customer and comment matter.
    pub fn of(rows: &[(Option<&str>, Option<&str>)]) -> Self {
        let row = |(customer, comment): &(Option<&str>, Option<&str>)| {
            write(None, None, None, *customer, *comment, None, "null", "null")
        };
        Self { rows: rows.iter().map(row).collect(), added: Vec::new() }
    }

    /// Rows as the service writes them.
    pub fn of_json(rows: impl IntoIterator<Item = String>) -> Self {
        Self { rows: rows.into_iter().collect(), added: Vec::new() }
    }

    /// Reads the list to its end, and shows the reading after each page; `picks` decides which reply comes next.
    pub fn read(&self, picks: &[u8], mut look: impl FnMut(usize, &Reading)) {
        let [campaign, from, to] = ["926", FIRST_DAY, LAST_DAY].map(str::to_owned);
        let query = Query::parse(&Fields { campaign, from, to, ..Fields::default() }).unwrap();
        let mut loader = Loader::default();
        let run = loader.begin(query, NOW_MILLIS, 7);
        let mut picks = picks.iter().cycle();
        let mut asked: Vec<Request> = Vec::new();
        for step in 0..10_000 {
            while let Step::Send(request) = loader.next_step(run, NOW_MILLIS) {
                asked.push(request);
            }
            if asked.is_empty() {
                return;
            }
            let pick = usize::from(*picks.next().unwrap_or(&0));
            let request = asked.swap_remove(pick % asked.len());
            let reply = self.answer(&request, step > 4);
            if let Some(body) = loader.receive(run, request.page, Ok(reply), NOW_MILLIS) {
                loader.read(run, request.page, &body, NOW_MILLIS);
            }
            look(step, loader.current().unwrap());
        }
        panic!("it does not end");
    }

    /// The first half of the rows is the live day's; those that come later are at its beginning.
    fn answer(&self, request: &Request, is_later: bool) -> Reply {
        let half = self.rows.len() / 2;
        let is_live = request.target.query().contains("from_date=20171030");
        let added = if is_later { &self.added[..] } else { &[] };
        let rows: Vec<&String> = if is_live {
            added.iter().chain(&self.rows[..half]).collect()
        } else {
            self.rows[half..].iter().collect()
        };
        let start = (request.page.number as usize - 1) * PAGE_LENGTH;
        let end = rows.len().min(start + PAGE_LENGTH);
        let page: Vec<&str> = rows[start.min(end)..end].iter().map(|it| it.as_str()).collect();
        let next = if end < rows.len() { "\"?page=2\"" } else { "null" };
        let count = rows.len();
        let body = format!(r#"{{"count":{count},"next":{next},"results":[{}]}}"#, page.join(","));
        Reply { status: 200, body: body.into_bytes(), ..Reply::default() }
    }
}
