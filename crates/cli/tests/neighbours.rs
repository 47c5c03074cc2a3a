//! Readers who ask the same at the same time as another one who has used up their own bounds, or who leaves: they neither
//! wait for that one nor fail with them.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod asking;
mod sockets;

use std::future::pending;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use asking::JANUARY_SALES;
use axum::body::Bytes;
use axum::response::IntoResponse as _;
use cubeboard::relay::cache::Retention;
use reqwest::{Client, Response};
use sockets::{Stub, serve, stub, stub_of};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

const EMPTY: &str = r#"{"count":0,"next":null,"previous":null,"results":[]}"#;
/// As many requests of one sender are under way at Cube.
const MOST: usize = 32;

/// A sender with an address of their own.
#[derive(Clone)]
struct Sender {
    client: Client,
    relay: SocketAddr,
}

impl Sender {
    fn new(address: &str, relay: SocketAddr) -> Self {
        let address: IpAddr = address.parse().unwrap();
        Self { client: Client::builder().no_proxy().local_address(address).build().unwrap(), relay }
    }

    async fn ask(&self, path: &str, is_anew: bool) -> Response {
        let request = self.client.get(format!("http://{}{path}", self.relay));
        let request = if is_anew { request.header("cache-control", "no-cache") } else { request };
        request.send().await.unwrap()
    }

    fn begin(&self, path: &str, is_anew: bool) -> JoinHandle<Response> {
        let (sender, path) = (self.clone(), path.to_owned());
        tokio::spawn(async move { sender.ask(&path, is_anew).await })
    }
}

fn page(number: usize) -> String {
    format!("{JANUARY_SALES}&page={number}")
}

/// How often Cube was asked for page one.
fn asked_for_the_first(cube: &Stub) -> usize {
    cube.asked.addresses().iter().filter(|it| !it.contains("page=")).count()
}

/// Lets all others do what they can: they are of this thread.
async fn settle() {
    for _ in 0..5000 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn nobody_waits_for_the_turns_of_another_sender() {
    for is_anew in [true, false] {
        let go = Arc::new(Semaphore::new(0));
        let gate = Arc::clone(&go);
        // Further pages wait, and page one does not.
        let cube = stub_of(move |request| {
            let gate = Arc::clone(&gate);
            async move {
                if request.uri().to_string().contains("page=") {
                    gate.acquire().await.unwrap().forget();
                }
                EMPTY.into_response()
            }
        });
        let cube = cube.await;
        let relay = serve(cube.remembering_relay(Retention::default()).0).await;
        let [busy, other] = ["127.0.0.2", "127.0.0.3"].map(|it| Sender::new(it, relay));
        let mut pages: Vec<_> = (2..2 + MOST).map(|it| busy.begin(&page(it), is_anew)).collect();
        while cube.asked.count() < MOST {
            tokio::task::yield_now().await;
        }
        // These wait for a turn.
        let waiting: Vec<_> = (0..9).map(|_| busy.begin(JANUARY_SALES, is_anew)).collect();
        pages.push(busy.begin(&page(99), is_anew));
        settle().await;
        assert_eq!(other.ask(JANUARY_SALES, is_anew).await.status(), 200);
        assert!(waiting.iter().filter(|it| it.is_finished()).count() < 9, "they still wait");
        assert_eq!(other.ask(JANUARY_SALES, is_anew).await.status(), 200);
        go.add_permits(MOST + 1);
        for one in waiting.into_iter().chain(pages) {
            assert_eq!(one.await.unwrap().status(), 200);
        }
        let asked = asked_for_the_first(&cube);
        assert!(asked <= if is_anew { 4 } else { 2 }, "{asked}: a herd is one request");
    }
}

#[tokio::test]
async fn nobody_waits_for_the_memory_of_another_sender_nor_fails_for_lack_of_it() {
    const BODY: usize = 31_000_000;
    let body = Bytes::from(vec![b'x'; BODY]);
    let cube = stub(move || body.clone()).await;
    let relay = serve(cube.relay()).await;
    let [busy, other] = ["127.0.0.2", "127.0.0.3"].map(|it| Sender::new(it, relay));
    // There is room for two replies that are not taken, and not for three.
    let not_taken = [busy.ask(&page(2), true).await, busy.ask(&page(3), true).await];
    let waiting = busy.begin(JANUARY_SALES, true);
    while cube.asked.count() < 3 {
        tokio::task::yield_now().await;
    }
    settle().await;
    let reply = other.ask(JANUARY_SALES, true).await;
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.bytes().await.unwrap().len(), BODY);
    assert!(!waiting.is_finished());
    drop(not_taken);
    assert_eq!(waiting.await.unwrap().status(), 200);
}

#[tokio::test]
async fn who_hangs_up_leaves_the_others_their_reply() {
    for is_anew in [true, false] {
        let number = Arc::new(AtomicUsize::new(0));
        // The first request is never answered.
        let cube = stub_of(move |_| {
            let is_first = number.fetch_add(1, Ordering::SeqCst) == 0;
            async move {
                if is_first {
                    pending::<()>().await;
                }
                EMPTY.into_response()
            }
        });
        let cube = cube.await;
        let relay = serve(cube.remembering_relay(Retention::default()).0).await;
        let [leaving, other] = ["127.0.0.2", "127.0.0.3"].map(|it| Sender::new(it, relay));
        let first = leaving.begin(JANUARY_SALES, is_anew);
        while cube.asked.count() < 1 {
            tokio::task::yield_now().await;
        }
        let joined = other.begin(JANUARY_SALES, is_anew);
        settle().await;
        first.abort();
        assert_eq!(joined.await.unwrap().text().await.unwrap(), EMPTY);
    }
}
