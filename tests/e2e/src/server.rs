//! A web server inside the test's own process.

use std::net::Ipv4Addr;

use axum::Router;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

use crate::failure::Outcome;

/// A running server; it ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    origin: String,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Server {
    /// Serves on a free port.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn start(router: Router) -> Outcome<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let origin = format!("http://{}", listener.local_addr()?);
        // Otherwise the end of a reply may wait until the browser acknowledges what went before.
        // Where this is refused the reply is late, but whole.
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        let serving = tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { origin, serving })
    }

    /// Where it listens, such as `http://127.0.0.1:41879`.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

/// A server whose connections end with it, too, as if its machine were gone.
#[derive(Debug)]
pub struct LoneServer {
    origin: String,
    runtime: Option<Runtime>,
}

impl LoneServer {
    /// Serves on a free port.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn start(router: Router) -> Outcome<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let listening = runtime.spawn(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)));
        let listener = listening.await??;
        let origin = format!("http://{}", listener.local_addr()?);
        runtime.spawn(async move { axum::serve(listener, router).await });
        Ok(Self { origin, runtime: Some(runtime) })
    }

    /// Where it listens, such as `http://127.0.0.1:41879`.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

impl Drop for LoneServer {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
