//! A relay that remembers never makes a list look complete that is not: loaded through it, rows are those of a list as
//! it was at one time, however it changes between loadings and within them.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod asking;
mod redis_server;
mod sockets;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use asking::{request, send};
use axum::Router;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use cubeboard::relay::cache::Retention;
use cubeboard_cube::fetch::{Reply, Request};
use cubeboard_cube::loader::{Follower, Loader, Outcome, Step};
use cubeboard_cube::query::{Fields, Query};
use cubeboard_responses::store::Id;
use redis_server::{Redis, shared};
use sockets::{Stub, stub_of};

const PAGE_LENGTH: usize = 2;
/// Long after the days that are asked for.
const NOW_MILLIS: i64 = 1_800_000_000_000;
const LONG: Duration = Duration::from_hours(1);

/// A list, and what it becomes after so many replies.
#[derive(Default)]
struct List {
    rows: Vec<u64>,
    replies: usize,
    changes: Vec<(usize, Vec<u64>)>,
}

impl List {
    fn answer(&mut self, page: usize) -> Response {
        if let Some(place) = self.changes.iter().position(|it| it.0 == self.replies) {
            self.rows = self.changes.remove(place).1;
        }
        self.replies += 1;
        let pages: Vec<_> = self.rows.chunks(PAGE_LENGTH).collect();
        let Some(rows) = pages.get(page - 1) else {
            return (StatusCode::NOT_FOUND, r#"{"detail":"Invalid page."}"#).into_response();
        };
        let row =
            |id| format!(r#"{{"crm_customer_id":{id},"submitted_when":"2017-01-05T10:00:00Z"}}"#);
        let rows: Vec<_> = rows.iter().map(row).collect();
        let next = if page < pages.len() { "\"x\"" } else { "null" };
        let (count, rows) = (self.rows.len(), rows.join(","));
        format!(r#"{{"count":{count},"next":{next},"results":[{rows}]}}"#).into_response()
    }
}

async fn service(rows: impl IntoIterator<Item = u64>) -> (Stub, Arc<Mutex<List>>) {
    let list = Arc::new(Mutex::new(List { rows: rows.into_iter().collect(), ..List::default() }));
    let asked = Arc::clone(&list);
    let cube = stub_of(move |request| {
        let query = request.uri().query().unwrap().to_owned();
        let page = query.rsplit_once("page=").map_or(1, |it| it.1.parse().unwrap());
        std::future::ready(asked.lock().unwrap().answer(page))
    });
    (cube.await, list)
}

fn relay(cube: &Stub) -> Router {
    let keeps = Retention { bytes: 1 << 20, closed: LONG, open: LONG };
    cube.remembering_relay(keeps).0
}

/// Loads January as the page does, one request at a time; what it came to, and the rows.
async fn load(relay: &Router, loader: &mut Loader) -> (Outcome, Vec<u64>) {
    load_through(|_| relay, loader).await
}

/// The same, each page through the relay that a balancer picks for the number of the request.
async fn load_through<'a>(
    balance: impl FnMut(usize) -> &'a Router,
    loader: &mut Loader,
) -> (Outcome, Vec<u64>) {
    load_days(["2017-01-01", "2017-01-31"], NOW_MILLIS, balance, loader).await
}

/// The same with other days, at some time.
async fn load_days<'a>(
    days: [&str; 2],
    now_millis: i64,
    mut balance: impl FnMut(usize) -> &'a Router,
    loader: &mut Loader,
) -> (Outcome, Vec<u64>) {
    let mut requests = 0;
    let [from, to] = days.map(str::to_owned);
    let fields = Fields { campaign: "926".to_owned(), from, to, ..Fields::default() };
    let query = Query::parse(&fields).unwrap();
    loader.set_lanes(1);
    let run = loader.begin(query, now_millis, 7);
    loop {
        match loader.next_step(run, now_millis) {
            Step::Send(request) => {
                let reply = ask(balance(requests), &request).await;
                requests += 1;
                if let Some(body) = loader.receive(run, request.page, Ok(reply), now_millis) {
                    loader.read(run, request.page, &body, now_millis);
                }
            }
            Step::Wait { .. } => panic!("nothing fails here"),
            Step::Rest => break,
        }
    }
    held(loader)
}

/// What a loader's newest run came to, and the rows.
fn held(loader: &Loader) -> (Outcome, Vec<u64>) {
    let reading = loader.current().unwrap();
    let rows = reading.segments().flatten().map(|row| reading.store().row(row).unwrap().crm_id);
    let rows = rows.map(|id| match id {
        Some(Id::Number(number)) => number,
        other => panic!("{other:?}"),
    });
    (reading.outcome(), rows.collect())
}

async fn ask(relay: &Router, asked: &Request) -> Reply {
    let mut question = request("GET", &asked.target.to_string());
    if asked.freshness.is_anew {
        question = question.header("cache-control", "no-cache");
    }
    if let Some(tag) = &asked.freshness.list_tag {
        question = question.header("cubeboard-list", tag);
    }
    let reply = send(relay, question.body(Body::empty()).unwrap()).await;
    let list_tag = Some(reply.header("cubeboard-list").to_owned()).filter(|it| !it.is_empty());
    Reply { status: reply.status.as_u16(), body: reply.body, list_tag, ..Reply::default() }
}

#[tokio::test]
async fn a_list_that_stands_still_costs_two_requests_the_second_time() {
    let (cube, _) = service(0..20).await;
    let relay = relay(&cube);
    for requests in [11, 13] {
        let loaded = load(&relay, &mut Loader::default()).await;
        assert_eq!(loaded, (Outcome::Complete, (0..20).collect()));
        assert_eq!(cube.asked.count(), requests);
    }
}

#[tokio::test]
async fn a_list_that_changed_is_read_as_it_is_now() {
    // One row on top and another gone from the end, so that the count tells nothing.
    for changed in [vec![99, 0, 1, 2, 3, 4, 5, 6], vec![1, 2, 3, 4, 5, 6, 7, 8], vec![0, 1, 2]] {
        let (cube, list) = service(0..8).await;
        let relay = relay(&cube);
        load(&relay, &mut Loader::default()).await;
        list.lock().unwrap().rows.clone_from(&changed);
        let loaded = load(&relay, &mut Loader::default()).await;
        assert_eq!(loaded, (Outcome::Complete, changed));
    }
}

#[tokio::test]
async fn a_list_that_changes_while_it_is_read_is_read_until_it_agrees() {
    for after in 0..12 {
        let changed: Vec<u64> = vec![99, 0, 1, 2, 3, 4, 5, 6];
        let (cube, list) = service(0..8).await;
        let relay = relay(&cube);
        // By one reader, so that pages are kept; then it changes while the next one reads.
        load(&relay, &mut Loader::default()).await;
        let replies = list.lock().unwrap().replies;
        list.lock().unwrap().changes.push((replies + after, changed.clone()));
        let (outcome, rows) = load(&relay, &mut Loader::default()).await;
        assert_eq!(outcome, Outcome::Complete);
        let now = list.lock().unwrap().rows.clone();
        assert_eq!(rows, now, "after {after} replies");
    }
}

#[tokio::test]
async fn who_loads_again_sees_what_page_one_does_not_tell() {
    let (cube, list) = service(0..8).await;
    let (relay, mut loader) = (relay(&cube), Loader::default());
    load(&relay, &mut loader).await;
    // Within the list, with the same count.
    let changed = vec![0, 1, 2, 3, 42, 5, 6, 7];
    list.lock().unwrap().rows.clone_from(&changed);
    assert_eq!(load(&relay, &mut loader).await, (Outcome::Complete, changed.clone()));
    assert_eq!(load(&relay, &mut Loader::default()).await.1, changed, "others see it, too");
}

#[tokio::test]
async fn who_follows_a_list_sees_what_is_new_past_what_the_relay_keeps() {
    /// Noon of the day that is asked for.
    const NOON_MILLIS: i64 = 1_483_617_600_000;
    let day = ["2017-01-05"; 2];
    let (cube, list) = service(0..8).await;
    let (relay, mut loader) = (relay(&cube), Loader::default());
    load_days(day, NOON_MILLIS, |_| &relay, &mut loader).await;
    let mut follower = Follower::new(60_000);
    // New on top, and then another one that takes a row's place further down, which only the proof finds.
    for (minutes, changed) in
        [(1, vec![99, 0, 1, 2, 3, 4, 5, 6, 7]), (12, vec![99, 0, 1, 2, 42, 4, 5, 6, 7])]
    {
        // Somebody else has the relay keep all pages just before.
        load_days(day, NOON_MILLIS, |_| &relay, &mut Loader::default()).await;
        list.lock().unwrap().rows.clone_from(&changed);
        let now_millis = NOON_MILLIS + minutes * 60_000;
        if minutes == 1 {
            follower.note_whole(NOON_MILLIS);
        }
        let run = follower.begin(loader.current().unwrap(), now_millis, 7);
        while let Step::Send(request) = follower.next_step(run, now_millis) {
            let reply = Ok(ask(&relay, &request).await);
            if let Some(body) = follower.receive(run, request.page, reply, now_millis) {
                let held = loader.current().unwrap();
                follower.read(run, request.page, &body, now_millis, held);
            }
        }
        assert!(follower.finish(&mut loader, now_millis).is_some());
        assert_eq!(held(&loader).1, changed);
    }
}

#[tokio::test]
async fn two_relays_behind_a_balancer_prove_no_more_than_is_true() {
    prove(relay).await;
}

#[tokio::test]
async fn two_relays_that_share_what_they_keep_prove_no_more_than_is_true() {
    let redis = Redis::start(&[]);
    let keeps = Retention { bytes: 1 << 20, closed: LONG, open: LONG };
    prove(|cube| cube.sharing_relay(keeps, shared(&redis.url(), None, "k").0)).await;
}

async fn prove(relay: impl Fn(&Stub) -> Router) {
    // Every way to spread the first six requests of a load over two relays; the later ones take turns.
    for spread in 0..1_u32 << 6 {
        let (cube, list) = service(0..8).await;
        let relays = [relay(&cube), relay(&cube)];
        // Each relay has kept all of it.
        for relay in &relays {
            load(relay, &mut Loader::default()).await;
        }
        // One row goes from the end and another comes on top, so that the count is the same.
        let changed: Vec<u64> = vec![99, 0, 1, 2, 3, 4, 5, 6];
        list.lock().unwrap().rows.clone_from(&changed);
        let balance = |request: usize| {
            let other = if request < 6 { spread >> request & 1 == 1 } else { request % 2 == 1 };
            &relays[usize::from(other)]
        };
        let loaded = load_through(balance, &mut Loader::default()).await;
        assert_eq!(loaded, (Outcome::Complete, changed), "{spread:b}");
    }
}

#[tokio::test]
async fn two_relays_that_each_kept_a_list_answer_from_memory() {
    let (cube, _) = service(0..8).await;
    let relays = [relay(&cube), relay(&cube)];
    for relay in &relays {
        load(relay, &mut Loader::default()).await;
    }
    let before = cube.asked.count();
    let loaded = load_through(|request| &relays[request % 2], &mut Loader::default()).await;
    assert_eq!(loaded, (Outcome::Complete, (0..8).collect()));
    assert_eq!(cube.asked.count(), before + 2, "page one twice, the others not at all");
}

#[tokio::test]
async fn who_holds_an_old_page_one_leaves_nothing_behind_for_when_it_is_the_newest_again() {
    let redis = Redis::start(&[]);
    let keeps = Retention { bytes: 1 << 20, closed: LONG, open: LONG };
    let (cube, list) = service(0..8).await;
    let sharing = || cube.sharing_relay(keeps, shared(&redis.url(), None, "k").0);
    for relay in [relay(&cube), sharing(), sharing()] {
        list.lock().unwrap().rows = (0..8).collect();
        let first = "/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131";
        let page = |path: &str, header: (&str, &str)| {
            request("GET", path).header(header.0, header.1).body(Body::empty()).unwrap()
        };
        let anew = ("cache-control", "no-cache");
        let held = send(&relay, page(first, anew)).await.header("cubeboard-list").to_owned();
        // Others see that it changed, and the first reader goes on with what they hold.
        list.lock().unwrap().rows = vec![99, 98, 50, 51, 4, 5, 6, 7];
        send(&relay, page(first, anew)).await;
        send(&relay, page(&format!("{first}&page=2"), ("cubeboard-list", &held))).await;
        // Page one is as it was, and another page is not.
        let now = vec![0, 1, 42, 3, 4, 5, 6, 7];
        list.lock().unwrap().rows.clone_from(&now);
        assert_eq!(load(&relay, &mut Loader::default()).await, (Outcome::Complete, now));
    }
}
