//! Two relays behind nginx, with 200 clients who load a list that changes all the time, while one relay after the other is
//! replaced: what fails, what looks complete and is not, and how much memory it takes. `make load` runs it.

#![expect(clippy::unwrap_used, reason = "whatever goes wrong here is for whoever runs it")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use cubeboard_cube::fetch::{Reply, Request as Asked};
use cubeboard_cube::loader::{Loader, Outcome, Step};
use cubeboard_cube::query::{Fields, Query};
use cubeboard_responses::store::Id;
use reqwest::Client;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until};

const CLIENTS: usize = 200;
const ROWS: u64 = 200;
const PAGE_LENGTH: u64 = 50;
/// Between two changes of the list.
const CHANGE: Duration = Duration::from_millis(500);
/// When memory has grown to what is needed; when the relays are replaced; and when it ends.
const WARM: Duration = Duration::from_secs(10);
const REPLACED: [Duration; 2] = [Duration::from_secs(20), Duration::from_secs(40)];
const END: Duration = Duration::from_mins(1);
/// Long after the days that are asked for.
const NOW_MILLIS: i64 = 1_800_000_000_000;

/// A program that ends with the run.
struct Running(Child);

impl Running {
    /// What of it is in memory, in megabytes (`VmRSS`, Linux only).
    fn memory(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() * 1024.0 / 1e6
    }

    /// Asks it to stop, and waits until it has.
    async fn stop(mut self) {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        while self.0.try_wait().unwrap().is_none() {
            sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that was asked to stop is gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A relay at a port, once it listens.
fn relay(port: u16, cube: &str, more: &[String]) -> Running {
    let listen = format!("127.0.0.1:{port}");
    let always = ["serve", "--listen", &listen, "--log", "off", "--requests-per-second", "0"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_cubeboard"));
    command.args(always).args(["--upstream", cube, "--trust-proxy", "127.0.0.1"]).args(more);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("listening on "), "{line}");
    Running(child)
}

/// nginx with the very file of docs/deploying, but without TLS.
fn nginx(folder: &Path, port: u16, relays: [u16; 2]) -> Running {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/deploying");
    let conf = fs::read_to_string(docs.join("nginx-relays.conf")).unwrap();
    let conf: String = conf
        .lines()
        .filter(|it| !it.contains("ssl_certificate") && !it.contains("_log "))
        .map(|it| it.replace("listen 443 ssl", &format!("listen 127.0.0.1:{port}")) + "\n")
        .collect();
    let conf = conf.replace("8081", &relays[0].to_string()).replace("8082", &relays[1].to_string());
    let at = folder.display();
    let paths: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|it| format!("{it}_temp_path {at}/{it};"))
        .concat();
    let whole = format!(
        "pid {at}/pid; error_log {at}/log; events {{ worker_connections 1024; }} \
         http {{ access_log off; {paths}\n{conf} }}"
    );
    let file = folder.join("nginx.conf");
    fs::write(&file, whole).unwrap();
    let mut command = Command::new("nginx");
    command.arg("-e").arg(folder.join("log")).arg("-c").arg(&file).args(["-g", "daemon off;"]);
    let child = command.spawn().unwrap();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {}
    Running(child)
}

/// A page of a list whose rows are so many numbers from the version on.
async fn cube(State(version): State<Arc<AtomicU64>>, request: Request) -> String {
    let query = request.uri().query().unwrap_or_default();
    let page: u64 = query.rsplit_once("page=").map_or(1, |it| it.1.parse().unwrap());
    let first = version.load(Ordering::SeqCst) + (page - 1) * PAGE_LENGTH;
    let row = |id| format!(r#"{{"crm_customer_id":{id},"submitted_when":"2017-01-05T10:00:00Z"}}"#);
    let rows: Vec<_> = (first..first + PAGE_LENGTH).map(row).collect();
    let next = if page * PAGE_LENGTH < ROWS { "\"x\"" } else { "null" };
    format!(r#"{{"count":{ROWS},"next":{next},"results":[{}]}}"#, rows.join(","))
}

#[derive(Default)]
struct Counts {
    requests: u64,
    failed: u64,
    complete: u64,
    /// Of these, those that are no list that there ever was.
    mixed: u64,
}

async fn ask(client: &Client, url: &str, asked: &Asked) -> Option<Reply> {
    let mut request = client.get(format!("{url}{}", asked.target));
    if asked.freshness.is_anew {
        request = request.header("cache-control", "no-cache");
    }
    if let Some(tag) = &asked.freshness.list_tag {
        request = request.header("cubeboard-list", tag);
    }
    let reply = request.send().await.ok().filter(|it| it.status() == 200)?;
    let list_tag = reply.headers().get("cubeboard-list").map(|it| it.to_str().unwrap().to_owned());
    let body = reply.bytes().await.ok()?.to_vec();
    Some(Reply { status: 200, body, list_tag, ..Reply::default() })
}

/// Loads the list once, as the page does.
async fn load(client: &Client, url: &str, counts: &mut Counts) {
    let [campaign, from, to] = ["926", "2017-01-01", "2017-01-31"].map(str::to_owned);
    let query = Query::parse(&Fields { campaign, from, to, ..Fields::default() }).unwrap();
    let mut loader = Loader::default();
    let run = loader.begin(query, NOW_MILLIS, 7);
    while let Step::Send(request) = loader.next_step(run, NOW_MILLIS) {
        counts.requests += 1;
        let Some(reply) = ask(client, url, &request).await else {
            counts.failed += 1;
            return;
        };
        if let Some(body) = loader.receive(run, request.page, Ok(reply), NOW_MILLIS) {
            loader.read(run, request.page, &body, NOW_MILLIS);
        }
    }
    let reading = loader.current().unwrap();
    if reading.outcome() != Outcome::Complete {
        return;
    }
    counts.complete += 1;
    let id = |row| match reading.store().row(row).unwrap().crm_id {
        Some(Id::Number(number)) => number,
        _ => 0,
    };
    let ids: Vec<_> = reading.segments().flatten().map(id).collect();
    let is_whole = ids.len() as u64 == ROWS && ids.windows(2).all(|it| it[1] == it[0] + 1);
    counts.mixed += u64::from(!is_whole);
}

async fn load_until(client: Client, url: String, end: Instant) -> Counts {
    let mut counts = Counts::default();
    while Instant::now() < end {
        load(&client, &url, &mut counts).await;
    }
    counts
}

/// Runs for a minute; whether nothing failed and nothing was mixed.
async fn run(name: &str, cube: &str, more: &[String]) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let ports = free_ports::<3>();
    let [port, first, second] = ports;
    let mut relays = [first, second].map(|it| Some(relay(it, cube, more)));
    let _nginx = nginx(folder.path(), port, [first, second]);
    let client = Client::builder().no_proxy().build().unwrap();
    let start = Instant::now();
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        clients.spawn(load_until(client.clone(), format!("http://127.0.0.1:{port}"), start + END));
    }
    let memory = |relays: &[Option<Running>; 2]| {
        relays.each_ref().map(|it| it.as_ref().map_or(0.0, Running::memory))
    };
    sleep_until(start + WARM).await;
    let warm = memory(&relays);
    for (at, when) in REPLACED.into_iter().enumerate() {
        sleep_until(start + when).await;
        if let Some(old) = relays[at].take() {
            old.stop().await;
        }
        relays[at] = Some(relay([first, second][at], cube, more));
    }
    let counts = clients.join_all().await;
    let end = memory(&relays);
    let sum = |of: fn(&Counts) -> u64| counts.iter().map(of).sum::<u64>();
    let (failed, mixed) = (sum(|it| it.failed), sum(|it| it.mixed));
    println!("{name}: {CLIENTS} clients for {} s, each relay replaced once", END.as_secs());
    println!("  requests        {}, failed {failed}", sum(|it| it.requests));
    println!("  lists complete  {}, of them mixed {mixed}", sum(|it| it.complete));
    println!("  memory          {warm:.1?} MB after 10 s, {end:.1?} at the end");
    failed == 0 && mixed == 0
}

fn free_ports<const N: usize>() -> [u16; N] {
    let listeners = [(); N].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    listeners.map(|it| it.local_addr().unwrap().port())
}

#[tokio::main]
async fn main() -> ExitCode {
    let version = Arc::new(AtomicU64::new(1));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let cube_url = format!("http://{}", listener.local_addr().unwrap());
    let service = Router::new().fallback(cube).with_state(Arc::clone(&version));
    tokio::spawn(async { axum::serve(listener, service).await });
    tokio::spawn(async move {
        loop {
            sleep(CHANGE).await;
            version.fetch_add(1, Ordering::SeqCst);
        }
    });

    let is_held = run("two relays", &cube_url, &[]).await;

    let folder = tempfile::tempdir().unwrap();
    let [port] = free_ports();
    let mut redis = Command::new("redis-server");
    redis.args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", ""]);
    let _redis = Running(redis.current_dir(&folder).stdout(Stdio::null()).spawn().unwrap());
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {}
    let mut key = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut key, "k".repeat(64).as_bytes()).unwrap();
    let key = key.path().to_str().unwrap().to_owned();
    let shared = format!("redis://127.0.0.1:{port}");
    let more = ["--session-key-file".to_owned(), key, "--shared".to_owned(), shared];
    let is_held = run("two relays that share", &cube_url, &more).await && is_held;
    if is_held { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
