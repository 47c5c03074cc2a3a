//! Many clients at once, over real sockets: nobody is left without a reply. `benches/relay.rs` does it for a minute.

#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod asking;
mod sockets;

use std::sync::Arc;

use asking::{JANUARY_SALES, site};
use cubeboard::account::authorities::Authorities;
use cubeboard::account::{Account, Limits};
use cubeboard::metrics::Metrics;
use cubeboard::relay::Relay;
use cubeboard::relay::cache::Retention;
use cubeboard::relay::cube::Cube;
use cubeboard::router::{Site, router};
use cubeboard::shared::Shared;
use reqwest::Client;
use sockets::serve;
use tokio::task::JoinSet;

const CLIENTS: usize = 200;
const REQUESTS: usize = 20;
/// 207 responses.
const PAGES: usize = 5;

async fn ask(client: &Client, url: &str, turn: usize) -> bool {
    let page = turn % PAGES + 1;
    let request = client.get(format!("{url}{JANUARY_SALES}&page={page}"));
    // As the page does, page one anew.
    let request = if page == 1 { request.header("cache-control", "no-cache") } else { request };
    let reply = request.send().await.unwrap();
    let is_good = reply.status() == 200;
    let body = reply.bytes().await.unwrap();
    is_good && body.starts_with(b"{\"count\":207,") && body.ends_with(b"]}")
}

async fn holds(retention: Retention) {
    let without_limit = Site { rate: "0".parse().unwrap(), ..site(Relay::demo()) };
    let cube = serve(router(without_limit)).await;
    let url = format!("http://{cube}");
    let account =
        Account::new(&url.parse().unwrap(), None, Limits::default(), &Authorities::default())
            .unwrap();
    let cube = Cube::new(account, retention, Shared::default(), Arc::<Metrics>::default());
    let rate = "0".parse().unwrap();
    let relay = serve(router(Site { rate, ..site(Relay::Cube(Arc::new(cube))) })).await;
    let (client, url) = (Client::builder().no_proxy().build().unwrap(), format!("http://{relay}"));
    let mut clients = JoinSet::new();
    for place in 0..CLIENTS {
        let (client, url) = (client.clone(), url.clone());
        clients.spawn(async move {
            let mut good = 0;
            for turn in place..place + REQUESTS {
                good += usize::from(ask(&client, &url, turn).await);
            }
            good
        });
    }
    let good: usize = clients.join_all().await.into_iter().sum();
    assert_eq!(good, CLIENTS * REQUESTS);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_clients_at_once_all_get_their_replies() {
    holds(Retention { bytes: 0, ..Retention::default() }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn so_they_do_from_memory() {
    holds(Retention::default()).await;
}
