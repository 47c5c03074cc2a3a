//! What whoever can write to the server of `--shared` may put there: values that were valid once, at another place or at
//! another time, and large ones. None is taken for what it is not.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod asking;
mod redis_server;
mod sockets;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use asking::{JANUARY_SALES, Reply, request, send};
use axum::Router;
use axum::body::Body;
use axum::response::IntoResponse as _;
use cubeboard::account::body::{NoRoom, Room};
use cubeboard::relay::cache::Retention;
use cubeboard::shared::{Kind, Shared};
use redis_server::{Redis, shared};
use sockets::{Stub, stub_of};

const LONG: Duration = Duration::from_hours(1);
const KINDS: [Kind; 8] = [
    Kind::Attempts,
    Kind::Passwords,
    Kind::Requests,
    Kind::SignOut,
    Kind::Throttle,
    Kind::State,
    Kind::Page,
    Kind::File,
];

/// Puts the same value at this name in every kind; what the server has then, in the order of the kinds.
async fn put_everywhere(redis: &Redis, shared: &Shared, name: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut values = Vec::new();
    for kind in KINDS {
        let before = redis.contents();
        assert!(shared.put(kind, &[name], b"x", LONG).await);
        let is_new = |it: &(String, Vec<u8>)| !before.iter().any(|other| other.0 == it.0);
        values.push(redis.contents().into_iter().find(is_new).unwrap());
    }
    values
}

#[tokio::test]
async fn a_value_is_none_at_another_name_or_as_another_kind() {
    let redis = Redis::start(&[]);
    let shared = shared(&redis.url(), None, "k").0;
    let mine = put_everywhere(&redis, &shared, b"mine").await;
    let others = put_everywhere(&redis, &shared, b"other").await;
    for (at, kind) in KINDS.into_iter().enumerate() {
        assert!(shared.get(kind, &[b"other"]).await.is_some(), "{kind:?}");
        // First that of the same kind.
        for (_, value) in mine[at..].iter().chain(&mine[..at]) {
            redis.set(&others[at].0, value);
            assert_eq!(shared.get(kind, &[b"other"]).await, None, "{kind:?}");
        }
    }
}

async fn ask(relay: &Router, page: u32, headers: &[(&str, &str)]) -> Reply {
    let mut question = request("GET", &format!("{JANUARY_SALES}&page={page}"));
    for (name, value) in headers {
        question = question.header(*name, *value);
    }
    send(relay, question.body(Body::empty()).unwrap()).await
}

const ANEW: (&str, &str) = ("cache-control", "no-cache");

/// A list whose page one stays, while the others tell the version that they are of.
async fn versions() -> (Stub, Arc<AtomicUsize>) {
    let version = Arc::new(AtomicUsize::new(1));
    let now = Arc::clone(&version);
    let cube = stub_of(move |request| {
        let is_first = !request.uri().query().unwrap_or_default().contains("page=");
        let version = if is_first { 0 } else { now.load(Ordering::SeqCst) };
        let body = format!(r#"{{"count":9,"next":null,"results":[{{"comment":"v{version}"}}]}}"#);
        std::future::ready(body.into_response())
    });
    (cube.await, version)
}

fn relay(cube: &Stub, redis: &Redis, lifetime: Duration) -> Router {
    let retention = Retention { bytes: 1 << 20, closed: lifetime, open: lifetime };
    cube.sharing_relay(retention, shared(&redis.url(), None, "k").0)
}

#[tokio::test]
async fn a_page_that_is_put_back_after_its_time_is_not_read() {
    let redis = Redis::start(&[]);
    let (cube, version) = versions().await;
    let writer = relay(&cube, &redis, Duration::from_millis(300));
    let tag = ask(&writer, 1, &[ANEW]).await.header("cubeboard-list").to_owned();
    let list = [("cubeboard-list", &*tag)];
    assert!(ask(&writer, 2, &list).await.text().contains("v1"));
    let pages = || redis.contents().into_iter().filter(|it| it.0.starts_with("cubeboard:page:"));
    let old: Vec<_> = pages().collect();
    assert_eq!(old.len(), 2);
    version.store(2, Ordering::SeqCst);
    while pages().next().is_some() {}
    for (name, value) in old {
        redis.set(&name, &value);
    }
    let before = cube.asked.count();
    assert!(ask(&relay(&cube, &redis, LONG), 2, &list).await.text().contains("v2"));
    assert_eq!(cube.asked.count(), before + 1);
}

#[tokio::test]
async fn a_state_of_a_list_that_is_put_back_brings_none_of_its_pages_back() {
    let redis = Redis::start(&[]);
    let (cube, version) = versions().await;
    let relays = [(); 2].map(|()| relay(&cube, &redis, LONG));
    let tag = ask(&relays[0], 1, &[ANEW]).await.header("cubeboard-list").to_owned();
    let list = [("cubeboard-list", &*tag)];
    for relay in &relays {
        assert!(ask(relay, 2, &list).await.text().contains("v1"));
    }
    let old = redis.contents();
    version.store(2, Ordering::SeqCst);
    // One of them reads it anew and tells the other, which hears of it by another page.
    ask(&relays[0], 2, &[ANEW, list[0]]).await;
    ask(&relays[1], 3, &list).await;
    ask(&relays[1], 2, &[ANEW, list[0]]).await;
    for (name, value) in old {
        redis.set(&name, &value);
    }
    for relay in &relays {
        assert!(ask(relay, 2, &list).await.text().contains("v2"));
    }
}

/// Has no room, ever.
struct Full;

impl Room for Full {
    async fn make(&mut self, _: usize) -> Result<(), NoRoom> {
        Err(NoRoom)
    }
}

#[tokio::test]
async fn a_value_is_sent_only_where_there_is_room_and_it_is_no_longer_than_its_kind() {
    let redis = Redis::start(&[]);
    let shared = shared(&redis.url(), None, "k").0;
    let page = vec![b'x'; 4 << 20];
    assert!(shared.put(Kind::Page, &[b"list"], &page, LONG).await);
    let sent = || redis.figure("stats", "total_net_output_bytes:");
    let (before, few) = (sent(), 100_000);
    assert_eq!(shared.get_into(Kind::Page, &[b"list"], &mut Full).await, None);
    assert!(sent() - before < few);
    assert_eq!(shared.get(Kind::Page, &[b"list"]).await.as_deref(), Some(&*page));
    assert!(sent() - before > 4 << 20);
    for kind in [Kind::SignOut, Kind::State, Kind::Page, Kind::File] {
        shared.put(kind, &[b"large"], b"x", LONG).await;
    }
    for (name, _) in redis.contents() {
        redis.set(&name, &vec![b'x'; 17 << 20]);
    }
    let before = sent();
    for kind in [Kind::SignOut, Kind::State, Kind::Page, Kind::File] {
        assert_eq!(shared.get(kind, &[b"large"]).await, None, "{kind:?}");
    }
    assert!(sent() - before < few);
}
