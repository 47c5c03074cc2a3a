//! The relay under load: 200 clients at once for a minute, what fails and how much memory it takes; and how much longer
//! a request takes through it. Cube is played by the demo, on the same machine. `make load` runs it.

#![expect(clippy::unwrap_used, reason = "whatever goes wrong here is for whoever runs it")]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, ExitCode, Stdio};
use std::time::Duration;

use reqwest::Client;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

const CLIENTS: usize = 200;
const MINUTE: Duration = Duration::from_mins(1);
/// When caches and connections have grown to what they need.
const WARM: Duration = Duration::from_secs(10);
/// 3,696 responses, 50 to a page.
const LIST: &str = "/api/v1/campaigns/926/responses/?from_date=20161001&to_date=20170331";
const PAGES: usize = 74;
/// How many requests each way of asking is timed by.
const TIMED: usize = 3000;

/// The command, listening on a free port until this is dropped.
struct Serving {
    child: Child,
    url: String,
    _stdout: BufReader<ChildStdout>,
}

impl Serving {
    fn start(arguments: &[&str]) -> Self {
        let always = ["--listen", "127.0.0.1:0", "--log", "off", "--requests-per-second", "0"];
        let mut command = Command::new(env!("CARGO_BIN_EXE_cubeboard"));
        command.arg("serve").args(always).args(arguments);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        Self { child, url, _stdout: stdout }
    }

    /// What of it is in memory, in megabytes (`VmRSS`, Linux only).
    fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() * 1024.0 / 1e6
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Asks for a page; whether all of it came.
async fn ask(client: &Client, url: &str, page: usize, is_anew: bool) -> bool {
    let mut request = client.get(format!("{url}{LIST}&page={page}"));
    if is_anew {
        request = request.header("cache-control", "no-cache");
    }
    let Ok(reply) = request.send().await else { return false };
    let is_good = reply.status() == 200;
    let body = reply.bytes().await.unwrap_or_default();
    is_good && body.starts_with(b"{\"count\":3696,") && body.ends_with(b"]}")
}

#[derive(Default)]
struct Counts {
    good: u64,
    failed: u64,
}

/// Loads the list again and again as the page does: page one is asked for anew.
async fn load_until(client: Client, url: String, first: usize, end: Instant) -> Counts {
    let mut counts = Counts::default();
    for place in first.. {
        if Instant::now() >= end {
            break;
        }
        let page = place % PAGES + 1;
        let is_good = ask(&client, &url, page, page == 1).await;
        counts.good += u64::from(is_good);
        counts.failed += u64::from(!is_good);
    }
    counts
}

/// Lets all clients load at once, and tells what came of it; whether nothing failed.
async fn hold(name: &str, relay: &Serving) -> bool {
    let client = Client::builder().no_proxy().build().unwrap();
    let (before, end) = (relay.memory(), Instant::now() + MINUTE);
    let mut clients = JoinSet::new();
    for place in 0..CLIENTS {
        clients.spawn(load_until(client.clone(), relay.url.clone(), place, end));
    }
    sleep(WARM).await;
    let warm = relay.memory();
    let counts = clients.join_all().await;
    let after = relay.memory();
    let good: u64 = counts.iter().map(|it| it.good).sum();
    let failed: u64 = counts.iter().map(|it| it.failed).sum();
    println!("{name}: {CLIENTS} clients for {} s", MINUTE.as_secs());
    println!("  requests        {good}, failed {failed}");
    println!(
        "  memory          {before:.1} MB at first, {warm:.1} after 10 s, {after:.1} at the end"
    );
    failed == 0
}

/// The median time of a request by each way, in milliseconds; the ways take turns.
async fn medians<const N: usize>(urls: [&str; N]) -> [f64; N] {
    let client = Client::builder().no_proxy().build().unwrap();
    let mut times = [const { Vec::new() }; N];
    for turn in 0..TIMED {
        for (url, times) in urls.iter().zip(&mut times) {
            let started = Instant::now();
            assert!(ask(&client, url, turn % PAGES + 1, false).await, "{url} failed");
            times.push(started.elapsed().as_secs_f64() * 1000.0);
        }
    }
    times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[TIMED / 2]
    })
}

#[tokio::main]
async fn main() -> ExitCode {
    let cube = Serving::start(&["--demo"]);
    let plain = Serving::start(&["--upstream", &cube.url, "--cache-megabytes", "0"]);
    let keeping = Serving::start(&["--upstream", &cube.url]);

    let [direct, through, kept] = medians([&cube.url, &plain.url, &keeping.url]).await;
    println!("median of {TIMED} requests, one at a time");
    println!("  the demo itself {direct:.3} ms");
    println!("  through a relay {through:.3} ms, {:.3} ms more", through - direct);
    println!("  from its memory {kept:.3} ms");

    let is_held = hold("a relay that keeps nothing", &plain).await;
    let is_held = hold("a relay as it comes", &keeping).await && is_held;
    if is_held { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
