use std::future::pending;
use std::net::SocketAddr;

use axum::routing::get;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::*;
use crate::listen::ListenAddress;

/// So long that no test sees its end.
const NEVER: Duration = Duration::from_hours(1);
const LIMITS: ConnectionLimits = ConnectionLimits {
    most: 3,
    reserve: 2,
    header: NEVER,
    health_header: NEVER,
    first_word: Duration::ZERO,
    write: NEVER,
    drain: Duration::ZERO,
    grace: NEVER,
};

struct Serving {
    address: SocketAddr,
    stop: watch::Sender<u32>,
    ended: JoinHandle<()>,
}

/// Serves a word at `/`, more than any buffer takes at `/large`, and never anything at `/slow`.
async fn serving(limits: ConnectionLimits) -> Serving {
    let readiness = Readiness::default();
    let router = Router::new()
        .route("/", get(async || "hello"))
        .merge(health::routes(readiness.clone()))
        .route("/large", get(async || vec![b'x'; 64 << 20]))
        .route("/slow", get(async || pending::<&str>().await));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, requests) = watch::channel(0);
    let ended = tokio::spawn(serve(
        Listener::Port(listener),
        router,
        limits,
        readiness,
        StopRequests::counted(requests),
    ));
    Serving { address, stop, ended }
}

impl Serving {
    async fn open(&self, sent: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        stream
    }

    /// A connection that has been answered, so that it is counted for sure, and stays open.
    async fn open_and_counted(&self) -> TcpStream {
        let mut stream = self.open("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
        let mut reply = Vec::new();
        while !reply.ends_with(b"hello") {
            reply.push(stream.read_u8().await.unwrap());
        }
        stream
    }

    /// The status of a reply to a request on a connection of its own; nothing where there is none.
    async fn status(&self, path: &str) -> Option<u16> {
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        let reply = to_end(self.open(&request).await).await;
        String::from_utf8_lossy(&reply).split(' ').nth(1)?.parse().ok()
    }
}

/// What comes before the other side ends it.
async fn to_end(mut stream: TcpStream) -> Vec<u8> {
    let mut reply = Vec::new();
    // A connection that was cut off has ended, too.
    let _ = stream.read_to_end(&mut reply).await;
    reply
}

#[tokio::test]
async fn silent_idle_and_half_said_connections_are_closed() {
    let serving = serving(ConnectionLimits { header: Duration::from_millis(50), ..LIMITS }).await;
    for sent in ["", "GET / HT", "GET / HTTP/1.1\r\nhost: localh"] {
        let reply = to_end(serving.open(sent).await).await;
        assert!(!reply.starts_with(b"HTTP/1.1 200"), "{sent}");
    }
    let idle = serving.open_and_counted().await;
    assert!(to_end(idle).await.is_empty());
    assert_eq!(serving.status("/").await, Some(200));
}

#[tokio::test]
async fn beyond_the_most_connections_there_are_health_checks_alone() {
    let serving = serving(LIMITS).await;
    let mut open = Vec::new();
    for _ in 0..LIMITS.most {
        open.push(serving.open_and_counted().await);
    }
    assert_eq!(serving.status("/healthz").await, Some(200));
    assert_eq!(serving.status("/").await, Some(503));
    // The share for health checks is not without end either.
    let _silent = [serving.open("").await, serving.open("").await];
    assert_eq!(serving.status("/healthz").await, None);
}

#[tokio::test]
async fn who_holds_the_share_for_health_checks_in_silence_loses_it_sooner_than_others_theirs() {
    let limits = ConnectionLimits { most: 1, health_header: Duration::from_millis(50), ..LIMITS };
    let serving = serving(limits).await;
    let mut reader = serving.open_and_counted().await;
    for silent in [serving.open("").await, serving.open("GET /heal").await] {
        to_end(silent).await;
    }
    assert_eq!(serving.status("/healthz").await, Some(200));
    reader.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    assert_eq!(reader.read_u8().await.unwrap(), b'H', "the others' connections stay");
}

#[tokio::test]
async fn asked_to_stop_it_is_not_ready_any_more_and_serves_until_balancers_have_noticed() {
    let mut serving = serving(ConnectionLimits { drain: NEVER, ..LIMITS }).await;
    let idle = serving.open_and_counted().await;
    assert_eq!(serving.status("/readyz").await, Some(200));
    serving.stop.send_modify(|it| *it += 1);
    while serving.status("/readyz").await != Some(503) {}
    assert_eq!(serving.status("/healthz").await, Some(200));
    let reply = to_end(serving.open("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await).await;
    assert!(reply.ends_with(b"hello"), "it is answered, and its connection closed");
    serving.stop.send_modify(|it| *it += 1);
    (&mut serving.ended).await.unwrap();
    assert!(to_end(idle).await.is_empty());
}

#[tokio::test]
async fn who_leaves_makes_room() {
    let serving = serving(ConnectionLimits { most: 1, ..LIMITS }).await;
    for _ in 0..20 {
        drop(serving.open_and_counted().await);
        // Its end is noticed a moment later.
        while serving.status("/").await != Some(200) {}
    }
}

#[tokio::test]
async fn a_reply_that_nobody_takes_is_given_up() {
    let limits = ConnectionLimits { most: 1, write: Duration::from_millis(50), ..LIMITS };
    let serving = serving(limits).await;
    let unread = serving.open("GET /large HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    unread.readable().await.unwrap();
    // Its place is free again although it never goes.
    while serving.status("/").await != Some(200) {}
    assert!(to_end(unread).await.len() < 64 << 20);
}

#[tokio::test]
async fn a_stop_waits_for_requests_and_not_for_connections() {
    for (sent, header) in
        [("", NEVER), ("GET / HTTP/1.1\r\nhost: localh", Duration::from_millis(50))]
    {
        let serving = serving(ConnectionLimits { header, ..LIMITS }).await;
        let _idle = serving.open_and_counted().await;
        let _open = serving.open(sent).await;
        serving.stop.send_modify(|it| *it += 1);
        serving.ended.await.unwrap();
    }
}

#[tokio::test]
async fn a_request_under_way_is_finished_unless_the_command_is_told_twice() {
    let serving = serving(LIMITS).await;
    let mut large = serving.open("GET /large HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    large.readable().await.unwrap();
    serving.stop.send_modify(|it| *it += 1);
    let mut reply = Vec::new();
    large.read_to_end(&mut reply).await.unwrap();
    assert!(reply.len() > 64 << 20, "all of it came, and then the end");
    serving.ended.await.unwrap();

    let serving = self::serving(LIMITS).await;
    let _slow = serving.open("GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    let _counted = serving.open_and_counted().await;
    for _ in 0..2 {
        serving.stop.send_modify(|it| *it += 1);
        tokio::task::yield_now().await;
    }
    serving.ended.await.unwrap();
}

#[tokio::test]
async fn who_was_accepted_just_before_a_stop_is_answered() {
    let mut serving = serving(ConnectionLimits { first_word: NEVER, ..LIMITS }).await;
    let mut early = serving.open("").await;
    let idle = serving.open_and_counted().await;
    serving.stop.send_modify(|it| *it += 1);
    assert!(to_end(idle).await.is_empty());
    early.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    assert!(to_end(early).await.ends_with(b"hello"));
    (&mut serving.ended).await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn who_waits_to_be_accepted_when_a_stop_comes_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("socket");
    let file: ListenAddress = format!("unix:{}", file.display()).parse().unwrap();
    for address in ["127.0.0.1:0".parse().unwrap(), file] {
        let listener = address.bind().await.unwrap();
        let mut waiting = Vec::new();
        for _ in 0..LIMITS.most {
            let mut stream = connect(&listener).await;
            stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
            waiting.push(stream);
        }
        let (stop, requests) = watch::channel(0);
        let stops = StopRequests::counted(requests);
        stop.send_modify(|it| *it += 1);
        let router = Router::new().route("/", get(async || "hello"));
        serve(listener, router, LIMITS, Readiness::default(), stops).await;
        for mut stream in waiting {
            let mut reply = Vec::new();
            stream.read_to_end(&mut reply).await.unwrap();
            assert!(reply.ends_with(b"hello"), "{address}");
        }
    }
}

#[cfg(unix)]
async fn connect(listener: &Listener) -> Stream {
    let address = listener.address().unwrap();
    match address.strip_prefix("unix:") {
        Some(path) => Box::pin(tokio::net::UnixStream::connect(path).await.unwrap()),
        None => Box::pin(TcpStream::connect(address.replace("http://", "")).await.unwrap()),
    }
}
