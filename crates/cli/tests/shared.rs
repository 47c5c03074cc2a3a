//! Several relays with one memory, over real sockets and with a real Redis server.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod asking;
mod redis_server;
mod running;
mod signing;
mod sockets;

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use asking::{JANUARY_SALES, Reply, request, send};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use cubeboard::metrics::Metrics;
use cubeboard::relay::cache::Retention;
use cubeboard::shared::{Kind, Shared};
use redis_server::{Redis, key_file, shared};
use running::{Serving, cubeboard, output, stderr};
use signing::{HERE, PASSWORD, check_status, hashed, header, sign_in};
use sockets::{Stub, stub, stub_of};
use tokio::time::Instant;

const KEEPS: Retention =
    Retention { bytes: 1 << 20, closed: Duration::from_hours(1), open: Duration::from_hours(1) };

async fn ask(relay: &Router, page: u32, headers: &[(&str, &str)]) -> Reply {
    let page = if page == 1 { String::new() } else { format!("&page={page}") };
    let mut question = request("GET", &format!("{JANUARY_SALES}{page}"));
    for (name, value) in headers {
        question = question.header(*name, *value);
    }
    send(relay, question.body(Body::empty()).unwrap()).await
}

const ANEW: (&str, &str) = ("cache-control", "no-cache");

async fn tag(relay: &Router) -> String {
    ask(relay, 1, &[ANEW]).await.header("cubeboard-list").to_owned()
}

/// A list whose pages name the version that they are of.
async fn versions() -> (Stub, Arc<AtomicUsize>) {
    let version = Arc::new(AtomicUsize::new(1));
    let now = Arc::clone(&version);
    let cube = stub_of(move |request| {
        let (version, address) = (now.load(Ordering::SeqCst), request.uri().to_string());
        let rows = format!(r#"[{{"comment":"Kari {version} of {address}"}}]"#);
        std::future::ready(format!(r#"{{"count":9,"next":null,"results":{rows}}}"#).into_response())
    });
    (cube.await, version)
}

fn relay(cube: &Stub, url: &str, letter: &str) -> Router {
    cube.sharing_relay(KEEPS, shared(url, None, letter).0)
}

#[tokio::test]
async fn a_page_that_one_relay_read_is_not_asked_for_by_another() {
    let redis = Redis::start(&[]);
    let (cube, version) = versions().await;
    let relays = [(); 2].map(|()| relay(&cube, &redis.url(), "k"));
    let first = tag(&relays[0]).await;
    let list = [("cubeboard-list", &*first)];
    let page = ask(&relays[0], 2, &list).await;
    let before = cube.asked.count();
    let kept = ask(&relays[1], 2, &list).await;
    assert_eq!(
        (kept.text(), kept.header("content-type")),
        (page.text(), "text/plain; charset=utf-8")
    );
    assert_eq!(ask(&relays[1], 1, &[]).await.header("cubeboard-list"), first);
    assert_eq!(cube.asked.count(), before);

    // The list changes, and one of them hears of it.
    version.store(2, Ordering::SeqCst);
    let second = tag(&relays[1]).await;
    let list = [("cubeboard-list", &*second)];
    for relay in relays.iter().rev() {
        assert!(ask(relay, 2, &list).await.text().contains("Kari 2 of"));
    }
    // Another page alone changes, and is read anew where it was not kept before.
    version.store(3, Ordering::SeqCst);
    let third = relay(&cube, &redis.url(), "k");
    ask(&third, 2, &[ANEW, list[0]]).await;
    assert!(ask(&third, 3, &list).await.text().contains("Kari 3 of"));
    // A relay with another key shares nothing.
    let before = cube.asked.count();
    ask(&relay(&cube, &redis.url(), "x"), 2, &list).await;
    assert_eq!(cube.asked.count(), before + 1);
}

#[tokio::test]
async fn the_server_learns_nothing_and_all_of_it_goes_by_itself() {
    let redis = Redis::start(&[]);
    let (cube, _) = versions().await;
    let relay = relay(&cube, &redis.url(), "k");
    let signed_in = ("authorization", "Token hemmelig");
    let first = ask(&relay, 1, &[ANEW, signed_in]).await.header("cubeboard-list").to_owned();
    ask(&relay, 2, &[("cubeboard-list", &first), signed_in]).await;
    let contents = redis.contents();
    assert!(contents.iter().filter(|(name, _)| name.starts_with("cubeboard:page:")).count() > 1);
    for (name, value) in &contents {
        for secret in ["Kari", "hemmelig", "926", "Sale", "20170101"] {
            let bytes = [name.as_bytes(), value].concat();
            assert!(!bytes.windows(secret.len()).any(|it| it == secret.as_bytes()), "{name}");
        }
        let client = redis::Client::open(redis.url()).unwrap();
        let mut connection = client.get_connection().unwrap();
        let rest: i64 = redis::cmd("PTTL").arg(name).query(&mut connection).unwrap();
        assert!((1..=3_600_000).contains(&rest), "{name} stays for {rest} ms");
    }
}

#[tokio::test]
async fn what_stands_there_and_is_of_nobody_with_the_key_is_not_believed() {
    let redis = Redis::start(&[]);
    let (cube, _) = versions().await;
    let writer = relay(&cube, &redis.url(), "k");
    let first = tag(&writer).await;
    let list = [("cubeboard-list", &*first)];
    let page = ask(&writer, 2, &list).await;
    ask(&writer, 3, &list).await;
    let client = redis::Client::open(redis.url()).unwrap();
    let mut connection = client.get_connection().unwrap();
    // Each page gets the value of another one.
    let pages: Vec<_> =
        redis.contents().into_iter().filter(|it| it.0.starts_with("cubeboard:page:")).collect();
    for (at, (name, _)) in pages.iter().enumerate() {
        let (_, other) = &pages[(at + 1) % pages.len()];
        redis::cmd("SET").arg(name).arg(other).exec(&mut connection).unwrap();
    }
    let before = cube.asked.count();
    assert_eq!(ask(&relay(&cube, &redis.url(), "k"), 2, &list).await.body, page.body);
    assert_eq!(cube.asked.count(), before + 1);
}

#[tokio::test]
async fn a_throttle_that_one_relay_heard_of_holds_at_all() {
    let redis = Redis::start(&[]);
    let cube = stub(|| (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "42")], "{}")).await;
    let relays = [(); 2].map(|()| relay(&cube, &redis.url(), "k"));
    assert_eq!(ask(&relays[0], 1, &[]).await.status, 429);
    let told = ask(&relays[1], 1, &[]).await;
    assert_eq!((told.status.as_u16(), cube.asked.count()), (429, 1));
    assert!((40..=42).contains(&told.header("retry-after").parse().unwrap()), "{told:?}");
}

async fn failures(metrics: &Metrics) -> String {
    let body = metrics.reply().into_response().into_body();
    let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
    text.lines()
        .find_map(|it| it.strip_prefix("cubeboard_shared_failures_total "))
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn while_the_server_is_away_each_relay_is_one_by_itself() {
    let mut redis = Redis::start(&[]);
    let (shared, metrics) = shared(&redis.url(), None, "k");
    let (cube, _) = versions().await;
    let relay = cube.sharing_relay(KEEPS, shared);
    let first = tag(&relay).await;
    assert_eq!(failures(&metrics).await, "0");
    redis.stop();
    let started = Instant::now();
    for page in 2..100 {
        assert_eq!(ask(&relay, page, &[("cubeboard-list", &first)]).await.status, 200);
        assert_eq!(ask(&relay, page, &[("cubeboard-list", &first)]).await.status, 200);
    }
    assert_eq!(cube.asked.count(), 99, "they are kept here all the same");
    let questions: u32 = failures(&metrics).await.parse().unwrap();
    // It is left alone for five seconds after each failure.
    assert!(
        questions <= 1 + u32::try_from(started.elapsed().as_secs() / 5).unwrap(),
        "{questions}"
    );
}

#[tokio::test]
async fn a_server_that_is_full_can_be_read_all_the_same() {
    let redis = Redis::start(&[]);
    let (shared, metrics) = shared(&redis.url(), None, "k");
    assert!(holds(&shared).await);
    let client = redis::Client::open(redis.url()).unwrap();
    let mut connection = client.get_connection().unwrap();
    redis::cmd("CONFIG").arg(&["SET", "maxmemory", "1"]).exec(&mut connection).unwrap();
    assert!(!shared.put(Kind::SignOut, &[b"8"], b"x", Duration::from_mins(1)).await);
    assert!(shared.get(Kind::SignOut, &[b"7"]).await.is_some());
    assert_eq!(failures(&metrics).await, "1");
}

#[tokio::test]
async fn the_connection_may_be_encrypted_and_ask_for_a_password() {
    let redis = Redis::start(&["--requirepass", "blåbær/fløte"]);
    for (password, is_right) in
        [(Some("blåbær/fløte"), true), (Some("blåbær"), false), (None, false)]
    {
        let (shared, _) = shared(&redis.url(), password, "k");
        assert_eq!(holds(&shared).await, is_right, "{password:?}");
    }
}

/// Whether what is put there can be had again.
async fn holds(shared: &Shared) -> bool {
    shared.put(Kind::SignOut, &[b"7"], b"x", Duration::from_mins(1)).await;
    shared.get(Kind::SignOut, &[b"7"]).await.as_deref() == Some(b"x")
}

#[tokio::test]
async fn a_cluster_will_do_as_well() {
    let redis = Redis::start(&["--cluster-enabled", "yes"]);
    let client = redis::Client::open(redis.url()).unwrap();
    let mut connection = client.get_connection().unwrap();
    redis::cmd("CLUSTER").arg(&["ADDSLOTSRANGE", "0", "16383"]).exec(&mut connection).unwrap();
    // It takes a moment until it has agreed with itself.
    while !redis::cmd("CLUSTER")
        .arg("INFO")
        .query::<String>(&mut connection)
        .unwrap()
        .contains("cluster_state:ok")
    {}
    let url = format!("redis-cluster://127.0.0.1:{}", redis.port);
    let shared = shared(&url, None, "k").0;
    assert!(holds(&shared).await);
    for expected in 1..=3 {
        let counted =
            shared.count(Kind::Requests, &[b"kari"], Duration::from_hours(24 * 365)).await;
        assert_eq!(counted.unwrap().0, expected);
    }
}

/// Two guarded demos with one memory.
fn guarded<const N: usize>(redis: &Redis, hash: &str) -> [Serving; N] {
    let key = key_file("k");
    [(); N].map(|()| {
        let mut command = cubeboard(&[&HERE[..], &["--shared", &redis.url()]].concat());
        command.env("CUBEBOARD_ACCESS_HASH", hash);
        command.env("CUBEBOARD_SESSION_KEY_FILE", key.path());
        Serving::start(command)
    })
}

#[test]
fn who_signs_out_at_one_relay_is_signed_out_at_all() {
    let redis = Redis::start(&[]);
    let relays: [_; 2] = guarded(&redis, &hashed(PASSWORD).1);
    let reply = sign_in(&relays[0], "/", PASSWORD);
    let cookie = format!("cookie: {}", header(&reply, "set-cookie").split(';').next().unwrap());
    check_status(&relays[1].ask("GET /config.json", &[&cookie], ""), 200);
    check_status(&relays[0].ask("POST /sign-out", &[&cookie], ""), 303);
    for relay in &relays {
        check_status(&relay.ask("GET /config.json", &[&cookie], ""), 401);
    }
}

/// A folder with a page that has these files besides, and a relay that serves it.
fn page_of(redis: &Redis, letter: &str, files: &[(&str, &str)]) -> (tempfile::TempDir, Serving) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [&[("index.html", "<p>")], files].concat() {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let page = folder.path().to_str().unwrap();
    let key = key_file(letter);
    let mut command = cubeboard(&[&HERE[..], &["--shared", &redis.url(), "--page", page]].concat());
    command.env("CUBEBOARD_SESSION_KEY_FILE", key.path());
    let serving = Serving::start(command);
    (folder, serving)
}

#[test]
fn relays_of_two_builds_have_each_others_files() {
    let redis = Redis::start(&[]);
    let script = "let rows = rows + 1;\n".repeat(100);
    let of_old = [("app-0123456789abcdef.js", &*script), ("plain.js", "old")];
    let (_old_folder, old) = page_of(&redis, "k", &of_old);
    let (_new_folder, new) = page_of(&redis, "k", &[("app-fedcba9876543210.js", "new")]);
    let asked = |serving: &Serving, coding: &str| {
        serving.ask("GET /app-0123456789abcdef.js", &[coding], "")
    };
    while !asked(&new, "").starts_with("HTTP/1.1 200") {}
    let (own, others) =
        (asked(&old, "accept-encoding: br;q=0"), asked(&new, "accept-encoding: br;q=0"));
    assert!(others.ends_with(&script), "{others}");
    for name in ["content-type", "cache-control", "etag", "content-security-policy"] {
        assert_eq!(header(&own, name), header(&others, name));
    }
    while !old.get("/app-fedcba9876543210.js").ends_with("new") {}
    check_status(&new.get("/plain.js"), 404);
    drop(old);
    check_status(&asked(&new, ""), 200);
    // Whoever has another key gives nobody scripts to run.
    let (_folder, stranger) = page_of(&redis, "x", &[]);
    check_status(&asked(&stranger, ""), 404);
}

#[test]
fn a_file_of_another_build_is_fetched_once_for_all_who_ask() {
    let redis = Redis::start(&[]);
    let script = "let rows = rows + 1;\n".repeat(100);
    let (_old_folder, old) = page_of(&redis, "k", &[("app-0123456789abcdef.js", &*script)]);
    // The file, and what it is compressed to in two ways.
    while redis.contents().iter().filter(|it| it.0.starts_with("cubeboard:file:")).count() < 3 {}
    let (_new_folder, new) = page_of(&redis, "k", &[]);
    drop(old);
    std::thread::scope(|scope| {
        for _ in 0..30 {
            scope.spawn(|| check_status(&new.get("/app-0123456789abcdef.js"), 200));
        }
    });
    assert_eq!(redis.figure("commandstats", "cmdstat_getrange:calls="), 3);
}

#[test]
fn what_fails_again_and_again_is_told_once() {
    let redis = Redis::start(&["--maxmemory", "1"]);
    let key = key_file("k");
    let mut command = cubeboard(&[&HERE[..], &["--metrics", "--shared", &redis.url()]].concat());
    command.env("CUBEBOARD_SESSION_KEY_FILE", key.path());
    let mut serving = Serving::start(command);
    for _ in 0..20 {
        check_status(&serving.get("/api/v1/campaigns"), 200);
    }
    let figures = serving.get("/metrics");
    assert!(figures.contains("shared_failures_total 20\n"), "{figures}");
    let log = serving.log();
    assert_eq!(log.matches("what relays share cannot be had").count(), 1, "{log}");
}

#[test]
fn a_sign_out_while_the_server_is_away_is_told_once_it_is_back() {
    let mut redis = Redis::start(&[]);
    let relays: [_; 2] = guarded(&redis, &hashed(PASSWORD).1);
    let session = || {
        let reply = sign_in(&relays[0], "/", PASSWORD);
        format!("cookie: {}", header(&reply, "set-cookie").split(';').next().unwrap())
    };
    let [leaving, staying] = [session(), session()];
    redis.stop();
    check_status(&relays[0].ask("POST /sign-out", &[&leaving], ""), 303);
    check_status(&relays[0].ask("GET /config.json", &[&leaving], ""), 401);
    let _redis = Redis::start_at(redis.port, &[]);
    // It is asked again some seconds later, when somebody comes.
    while relays[1].ask("GET /config.json", &[&leaving], "").starts_with("HTTP/1.1 200") {
        check_status(&relays[0].ask("GET /config.json", &[&staying], ""), 200);
    }
    check_status(&relays[1].ask("GET /config.json", &[&staying], ""), 200);
}

#[test]
fn attempts_are_counted_over_all_relays() {
    let redis = Redis::start(&[]);
    let relays: [_; 4] = guarded(&redis, &hashed(PASSWORD).1);
    // Each alone takes five. Together they refuse the sixth within a minute of the clock, so the eleventh where that
    // ends meanwhile; the rest is for a relay that had to wait for the server and counted by itself.
    let is_refused = (0..20).any(|turn| {
        let reply = sign_in(&relays[turn % 4], "/", "tre blåbær");
        reply.starts_with("HTTP/1.1 429")
    });
    assert!(is_refused, "each counted by itself");
}

#[test]
fn relays_share_with_a_key_of_their_own_and_over_tls_alone() {
    let alone = output(&[&HERE[..], &["--shared", "redis://127.0.0.1"]].concat());
    assert_eq!(alone.status.code(), Some(2));
    assert!(stderr(&alone).contains("--session-key-file"), "{}", stderr(&alone));

    let folder = tempfile::tempdir().unwrap();
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let [certificate, key] = ["certificate.pem", "key.pem"].map(|it| folder.path().join(it));
    fs::write(&certificate, certified.cert.pem()).unwrap();
    fs::write(&key, certified.signing_key.serialize_pem()).unwrap();
    let [certificate, tls_key] = [&certificate, &key].map(|it| it.to_str().unwrap());
    let tls = ["--tls-port", "PORT", "--tls-cert-file", certificate, "--tls-key-file", tls_key];
    let redis = Redis::start(&[&tls[..], &["--tls-auth-clients", "no"]].concat());
    let url = format!("rediss://localhost:{}", redis.port);
    let session_key = key_file("k");
    for (authorities, is_believed) in [(certificate, true), ("/dev/null", false)] {
        let mut command = cubeboard(&[&HERE[..], &["--metrics", "--shared", &url]].concat());
        command.env("CUBEBOARD_SESSION_KEY_FILE", session_key.path());
        command.env("SSL_CERT_FILE", authorities);
        let mut serving = Serving::start(command);
        check_status(&serving.get("/api/v1/campaigns"), 200);
        let figures = serving.get("/metrics");
        assert_eq!(figures.contains("shared_failures_total 0"), is_believed, "{}", serving.log());
    }
}
