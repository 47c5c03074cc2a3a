//! Connections: accepts them up to a limit, with a share kept for health checks, and closes those that are slow or idle.
//! One that stands open costs a file and some memory of this process, and anybody can open hundreds.

pub mod limits;
mod slots;

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_io_timeout::TimeoutStream;
use tower::Service as _;

use crate::health::{self, Readiness};
use crate::listen::{Listener, Peer, Stream};
use crate::signals::StopRequests;
use limits::ConnectionLimits;
use slots::{Slot, Slots};

/// Serves until the first request to stop. From then on the command is not ready any more and closes each connection with
/// its next reply, for as long as [`ConnectionLimits::drain`] says. Then it takes no more connections, and closes those
/// without a request under way at once, those with half of one after [`ConnectionLimits::header`], and all others once
/// they are answered. A further request to stop ends either at once.
pub async fn serve(
    mut listener: Listener,
    router: Router,
    limits: ConnectionLimits,
    readiness: Readiness,
    mut stop: StopRequests,
) {
    let (stopping, is_stopping) = watch::channel(false);
    let door = Door { router, limits, readiness: readiness.clone(), is_stopping };
    let mut slots = Slots::new(&limits);
    let mut connections = JoinSet::new();
    tokio::select! {
        () = door.accept(&listener, &mut slots, &mut connections) => {}
        () = stop.next() => {}
    }
    readiness.end();
    if !limits.drain.is_zero() {
        tokio::select! {
            () = door.accept(&listener, &mut slots, &mut connections) => {}
            () = stop.next() => {}
            () = tokio::time::sleep(limits.drain) => {}
        }
    }
    listener.hide();
    let _ = timeout(LAST_CALL, door.accept(&listener, &mut slots, &mut connections)).await;
    drop(listener);
    stopping.send_replace(true);
    tokio::select! {
        () = async { while connections.join_next().await.is_some() {} } => {}
        () = stop.next() => {}
        () = tokio::time::sleep(limits.grace) => {}
    }
}

/// For so long those are accepted who had found the way in when the command was asked to stop.
const LAST_CALL: Duration = Duration::from_millis(50);

/// What each connection needs.
#[derive(Clone)]
struct Door {
    router: Router,
    limits: ConnectionLimits,
    readiness: Readiness,
    is_stopping: watch::Receiver<bool>,
}

impl Door {
    /// Takes whoever comes, for ever.
    async fn accept(&self, listener: &Listener, slots: &mut Slots, connections: &mut JoinSet<()>) {
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, peer)) => {
                        if let Some(slot) = slots.take(peer) {
                            connections.spawn(self.clone().connect(stream, peer, slot));
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
            }
        }
    }

    async fn connect(self, stream: Stream, peer: Peer, slot: Slot) {
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(self.limits.write));
        let mut is_stopping = self.is_stopping.clone();
        let header_timeout =
            if slot.is_reserved { self.limits.health_header } else { self.limits.header };
        let (until, has_asked) = (Instant::now() + self.limits.first_word, Arc::new(Notify::new()));
        let (is_reserved, door) = (slot.is_reserved, self);
        let asks = Arc::clone(&has_asked);
        let service = service_fn(move |request: Request<Incoming>| {
            let door = door.clone();
            asks.notify_one();
            async move {
                Ok::<_, Infallible>(door.answer(request.map(Body::new), peer, is_reserved).await)
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(header_timeout)
            .serve_connection(TokioIo::new(Box::pin(stream)), service);
        let mut connection = pin!(connection);
        // What has come in by then is read before it is known that the command stops.
        tokio::select! {
            biased;
            _ = connection.as_mut() => return,
            () = async {
                let _ = is_stopping.wait_for(|it| *it).await;
                let _ = timeout_at(until, has_asked.notified()).await;
            } => {}
        }
        // Ends at once where no request is under way, and where half of one was said, once its time is over.
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }

    async fn answer(mut self, mut request: Request, peer: Peer, is_reserved: bool) -> Response {
        if is_reserved {
            // Whoever checks comes for one answer.
            let is_alive = request.uri().path().ends_with(health::ALIVE);
            return closing(if is_alive { "ok\n".into_response() } else { too_many() });
        }
        request.extensions_mut().insert(peer);
        let Ok(reply) = self.router.call(request).await;
        if self.readiness.is_ready() { reply } else { closing(reply) }
    }
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
