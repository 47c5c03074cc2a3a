//! The server that relays share, asked within bounds: one that is slow or away costs a request half a second at most,
//! and is left alone for some seconds then.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::cluster::ClusterClient;
use redis::cluster_async::ClusterConnection;
use redis::{Client, ErrorKind, FromRedisValue, Pipeline, RedisResult};
use tokio::sync::OnceCell;
use tokio::time::{Instant, timeout};

use super::address::SharedUrl;
use crate::metrics::Metrics;

/// For an answer, connecting included.
const PATIENCE: Duration = Duration::from_millis(500);
/// After one that did not come.
const REST: Duration = Duration::from_secs(5);

/// The log tells at most once in so long that something cannot be had.
const TELLING_PAUSE: Duration = Duration::from_mins(1);

/// The connection, and since when there is none.
pub(super) struct Server {
    link: Link,
    state: Mutex<State>,
    metrics: Arc<Metrics>,
}

#[derive(Default)]
struct State {
    /// Until when it is left alone.
    rests_until: Option<Instant>,
    /// When the log last told of a failure.
    told: Option<Instant>,
}

enum Link {
    Single(ConnectionManager),
    Cluster(Box<Cluster>),
}

/// A cluster, and the connection to its nodes once there is one; it finds others by itself.
struct Cluster {
    client: ClusterClient,
    connection: OnceCell<ClusterConnection>,
}

impl Server {
    /// The server at an address; whether it is there shows later.
    ///
    /// # Errors
    ///
    /// When the system lacks what secure connections need.
    pub fn new(
        address: &SharedUrl,
        password: Option<&str>,
        metrics: Arc<Metrics>,
    ) -> RedisResult<Self> {
        let url = address.with_password(password);
        let link = if address.is_cluster {
            let client = ClusterClient::builder([url]).connection_timeout(PATIENCE).retries(1);
            let cluster = Cluster { client: client.build()?, connection: OnceCell::new() };
            Link::Cluster(Box::new(cluster))
        } else {
            let config = ConnectionManagerConfig::new()
                .set_connection_timeout(Some(PATIENCE))
                .set_response_timeout(Some(PATIENCE))
                .set_number_of_retries(1);
            Link::Single(ConnectionManager::new_lazy_with_config(Client::open(url)?, config)?)
        };
        Ok(Self { link, state: Mutex::default(), metrics })
    }

    /// What it answers; nothing where it does not.
    pub async fn ask<T: FromRedisValue>(&self, question: &Pipeline) -> Option<T> {
        if self.state().rests_until.is_some_and(|it| it > Instant::now()) {
            return None;
        }
        let (failure, is_away) = match timeout(PATIENCE, self.link.ask(question)).await {
            Ok(Ok(answer)) => return Some(answer),
            // What it says of an error may repeat a part of the question, but no value: those are sealed. A server that is
            // full refuses to write, and can be read all the same.
            Ok(Err(error)) => {
                let is_answer = matches!(error.kind(), ErrorKind::Server(_) | ErrorKind::Extension);
                (error.to_string(), !is_answer)
            }
            Err(_) => ("no answer in time".to_owned(), true),
        };
        self.metrics.count_shared_failure();
        let (mut state, now) = (self.state(), Instant::now());
        if is_away {
            state.rests_until = Some(now + REST);
        }
        if state.told.is_none_or(|it| now - it >= TELLING_PAUSE) {
            state.told = Some(now);
            tracing::warn!(
                "what relays share cannot be had, each goes by its own memory: {failure}"
            );
        }
        None
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Link {
    async fn ask<T: FromRedisValue>(&self, question: &Pipeline) -> RedisResult<T> {
        match self {
            Self::Single(connection) => question.query_async(&mut connection.clone()).await,
            Self::Cluster(cluster) => {
                let Cluster { client, connection } = &**cluster;
                let connection =
                    connection.get_or_try_init(|| client.get_async_connection()).await?;
                question.query_async(&mut connection.clone()).await
            }
        }
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Its connection may know the password.
        f.write_str("Server")
    }
}
