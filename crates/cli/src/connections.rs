//! Connections: accepts them up to a limit, with a share kept for health checks, and closes those that are slow or idle.
//! One that stands open costs a file and some memory of this process, and anybody can open hundreds.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_io_timeout::TimeoutStream;
use tower::Service as _;

use crate::signals::StopRequests;

/// How many connections there may be, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionLimits {
    /// At once, for whatever is asked.
    pub most: usize,
    /// Beyond that, for health checks alone.
    pub reserve: usize,
    /// From the end of a reply, or the beginning of the connection, to the end of the next request's headers.
    pub header: Duration,
    /// For which a reader may take nothing of a reply.
    pub write: Duration,
    /// That requests may take to finish once the command is asked to stop.
    pub grace: Duration,
}

/// Files that the process needs besides: its own, and connections to Cube.
const OTHER_FILES: usize = 64;

impl ConnectionLimits {
    /// Those for this process, which from now on may have as many files open as the system lets it.
    pub fn of_process() -> Self {
        let files = open_files().saturating_sub(OTHER_FILES);
        Self {
            // A quarter is left for connections to Cube.
            most: (files / 4 * 3).clamp(16, 4096),
            reserve: 16,
            header: Duration::from_secs(10),
            write: Duration::from_secs(30),
            // A little longer than Cube is waited for.
            grace: Duration::from_secs(35),
        }
    }
}

/// How many files the process may have open; it takes as many as the system lets it.
#[cfg(target_os = "linux")]
fn open_files() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    // What is refused stays as it was.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
    let current = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    usize::try_from(current).unwrap_or(usize::MAX)
}

#[cfg(not(target_os = "linux"))]
fn open_files() -> usize {
    256
}

/// Which connections there may still be.
#[derive(Debug)]
struct Slots {
    usual: Arc<Semaphore>,
    reserved: Arc<Semaphore>,
    /// When the log last told that there are too many.
    told: Option<Instant>,
}

/// A connection's right to be.
struct Slot {
    is_reserved: bool,
    _permit: OwnedSemaphorePermit,
}

/// The log tells at most once in so long that there are too many.
const TELLING_PAUSE: Duration = Duration::from_mins(1);

impl Slots {
    fn take(&mut self) -> Option<Slot> {
        if let Ok(permit) = Arc::clone(&self.usual).try_acquire_owned() {
            return Some(Slot { is_reserved: false, _permit: permit });
        }
        if self.told.is_none_or(|it| it.elapsed() >= TELLING_PAUSE) {
            self.told = Some(Instant::now());
            tracing::warn!(
                "as many connections as there may be; further ones get health checks alone"
            );
        }
        let permit = Arc::clone(&self.reserved).try_acquire_owned().ok()?;
        Some(Slot { is_reserved: true, _permit: permit })
    }
}

/// Serves until the first request to stop, then lets the requests under way finish for a while; a second one ends it at
/// once. A connection without a request under way is closed as soon as the command is asked to stop, and one with half of
/// a request after [`ConnectionLimits::header`].
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: ConnectionLimits,
    mut stop: StopRequests,
) {
    let [usual, reserved] = [limits.most, limits.reserve].map(|it| Arc::new(Semaphore::new(it)));
    let mut slots = Slots { usual, reserved, told: None };
    let (stopping, is_stopping) = watch::channel(false);
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    if let Some(slot) = slots.take() {
                        let router = router.clone();
                        connections.spawn(connect(stream, peer, slot, router, limits, is_stopping.clone()));
                    }
                }
                // There are no files left, or the other side has gone already.
                Err(error) => {
                    tracing::warn!("a connection was not accepted: {error}");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            },
            // Frees what those have that ended.
            Some(_) = connections.join_next() => {}
            () = stop.next() => break,
        }
    }
    drop(listener);
    stopping.send_replace(true);
    tokio::select! {
        () = async { while connections.join_next().await.is_some() {} } => {}
        () = stop.next() => {}
        () = tokio::time::sleep(limits.grace) => {}
    }
}

async fn connect(
    stream: TcpStream,
    peer: SocketAddr,
    slot: Slot,
    router: Router,
    limits: ConnectionLimits,
    mut is_stopping: watch::Receiver<bool>,
) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.write));
    let is_reserved = slot.is_reserved;
    let service = service_fn(move |request: Request<Incoming>| {
        let router = router.clone();
        async move {
            Ok::<_, Infallible>(answer(router, request.map(Body::new), peer, is_reserved).await)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    let mut connection = pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = is_stopping.wait_for(|it| *it) => {}
    }
    // Ends at once where no request is under way, and where half of one was said, once its time is over.
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}

async fn answer(
    mut router: Router,
    mut request: Request,
    peer: SocketAddr,
    is_reserved: bool,
) -> Response {
    if is_reserved {
        // Whoever checks comes for one answer.
        let is_health = request.uri().path().ends_with("/healthz");
        let reply = if is_health { "ok\n".into_response() } else { too_many() };
        return closing(reply);
    }
    request.extensions_mut().insert(ConnectInfo(peer));
    let Ok(reply) = router.call(request).await;
    reply
}

fn too_many() -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::RETRY_AFTER, "5")];
    let body = r#"{"detail":"too many connections; try again in 5 s"}"#;
    (StatusCode::SERVICE_UNAVAILABLE, headers, body).into_response()
}

fn closing(mut reply: Response) -> Response {
    reply.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    reply
}

#[cfg(test)]
mod tests;
