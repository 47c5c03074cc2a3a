//! Plays Cube on a real socket, and puts a relay in front of it.

#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its own part of this")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::middleware::map_request;
use axum::response::IntoResponse;
use cubeboard::account::authorities::Authorities;
use cubeboard::account::credentials::Credentials;
use cubeboard::account::{Account, Limits};
use cubeboard::listen::Peer;
use cubeboard::metrics::Metrics;
use cubeboard::relay::Relay;
use cubeboard::relay::cache::Retention;
use cubeboard::relay::cube::Cube;
use cubeboard::relay::readable_campaigns::ReadableCampaigns;
use cubeboard::router::{Site, router};
use cubeboard::shared::Shared;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::asking::site;

/// What a stub was asked: path and query, and all headers.
#[derive(Debug, Clone, Default)]
pub struct Asked(Arc<Mutex<Vec<Request<()>>>>);

impl Asked {
    pub fn addresses(&self) -> Vec<String> {
        self.0.lock().unwrap().iter().map(|it| it.uri().to_string()).collect()
    }

    pub fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    /// The names of all headers of the first request.
    pub fn header_names(&self) -> Vec<String> {
        let asked = self.0.lock().unwrap();
        asked[0].headers().keys().map(ToString::to_string).collect()
    }

    /// A header of the first request.
    pub fn header(&self, name: &str) -> Option<String> {
        let asked = self.0.lock().unwrap();
        asked[0].headers().get(name).map(|value| value.to_str().unwrap().to_owned())
    }
}

/// A Cube that is none.
pub struct Stub {
    pub url: String,
    pub asked: Asked,
}

/// A stub that always gives the same reply.
pub async fn stub<R: IntoResponse>(reply: impl Fn() -> R + Clone + Send + Sync + 'static) -> Stub {
    stub_of(move |_| std::future::ready(reply().into_response())).await
}

/// A stub that makes its replies as it likes.
pub async fn stub_of<F>(answer: impl Fn(Request) -> F + Clone + Send + Sync + 'static) -> Stub
where
    F: Future<Output = axum::response::Response> + Send,
{
    let asked = Asked::default();
    let seen = asked.clone();
    let stub = Router::new().fallback(move |request: Request| {
        let (head, body) = request.into_parts();
        seen.0.lock().unwrap().push(Request::from_parts(head.clone(), ()));
        answer(Request::from_parts(head, body))
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, stub).await });
    Stub { url, asked }
}

/// Keeps nothing, so that every question reaches the stub.
const NO_MEMORY: Retention =
    Retention { bytes: 0, closed: std::time::Duration::ZERO, open: std::time::Duration::ZERO };

impl Stub {
    pub fn relay(&self) -> Router {
        relay(&self.url, None, Limits::default())
    }

    pub fn signed_in_relay(&self) -> Router {
        let token = |name| (name == "CUBEBOARD_TOKEN").then(|| "ours".into());
        relay(&self.url, Credentials::from_variables(token).unwrap(), Limits::default())
    }

    /// A relay through which readers see these campaigns alone.
    pub fn relay_of_campaigns(&self, ids: &[u64]) -> Router {
        let account = account(&self.url, None, Limits::default());
        let cube = Cube::new(account, NO_MEMORY, Shared::default(), Arc::default());
        let readable = ReadableCampaigns::only(ids.iter().copied());
        router(Site { readable, ..site(Relay::Cube(Arc::new(cube))) })
    }

    /// A relay that keeps what it is told to, and shares it.
    pub fn sharing_relay(&self, retention: Retention, shared: Shared) -> Router {
        let account = account(&self.url, None, Limits::default());
        let cube = Cube::new(account, retention, shared, Arc::default());
        router(site(Relay::Cube(Arc::new(cube))))
    }

    /// A relay that keeps what it is told to, and its figures.
    pub fn remembering_relay(&self, retention: Retention) -> (Router, Arc<Metrics>) {
        let account = account(&self.url, None, Limits::default());
        let metrics = Arc::<Metrics>::default();
        let cube = Cube::new(account, retention, Shared::default(), Arc::clone(&metrics));
        let site = Site { metrics: Arc::clone(&metrics), ..site(Relay::Cube(Arc::new(cube))) };
        (router(site), metrics)
    }
}

fn account(url: &str, credentials: Option<Credentials>, limits: Limits) -> Account {
    Account::new(&url.parse().unwrap(), credentials, limits, &Authorities::default()).unwrap()
}

/// A relay that keeps nothing.
pub fn relay(url: &str, credentials: Option<Credentials>, limits: Limits) -> Router {
    let account = account(url, credentials, limits);
    let cube = Cube::new(account, NO_MEMORY, Shared::default(), Arc::default());
    router(site(Relay::Cube(Arc::new(cube))))
}

/// Serves a router on a real socket, whose address it gives.
pub async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = router.layer(map_request(name_peer));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async { axum::serve(listener, service).await });
    address
}

/// Tells who is at the other end, as the command's own listener does.
async fn name_peer(ConnectInfo(peer): ConnectInfo<SocketAddr>, mut request: Request) -> Request {
    request.extensions_mut().insert(Peer::Address(peer));
    request
}

/// Sends these very bytes, and reads until the other side ends it.
pub async fn exchange(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut reply = Vec::new();
    // A server that does not want to hear more may cut the connection while it is being told.
    let _ = stream.read_to_end(&mut reply).await;
    String::from_utf8(reply).unwrap()
}
