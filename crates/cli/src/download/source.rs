//! Where responses come from: a Cube account, or the demo inside the command.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::to_bytes;
use axum::http::{HeaderMap, header};
use cubeboard_cube::fetch::target::Target;
use cubeboard_cube::fetch::{FetchError, Reply};
use cubeboard_cube::wire::DecodeError;

use crate::account::body::{BodyError, read_body};
use crate::account::connect_failure::ConnectFailure;
use crate::account::{Account, Limits};
use crate::relay::demo::InventedCube;

/// A service to ask.
#[derive(Debug, Clone)]
pub enum Source {
    /// A Cube account.
    Cube {
        /// The account.
        account: Account,
        /// Why the last request that failed got no connection; nothing, where it had one. The walk over the pages knows
        /// only that there was no reply.
        connect_failure: Arc<Mutex<Option<ConnectFailure>>>,
    },
    /// The invented one.
    Demo(InventedCube),
}

impl Source {
    /// An account that was not asked yet.
    pub fn cube(account: Account) -> Self {
        Self::Cube { account, connect_failure: Arc::default() }
    }

    /// Why the last request that failed got no connection; nothing, where it had one.
    pub fn connect_failure(&self) -> Option<ConnectFailure> {
        match self {
            Self::Cube { connect_failure, .. } => {
                connect_failure.lock().unwrap_or_else(PoisonError::into_inner).clone()
            }
            Self::Demo(_) => None,
        }
    }

    /// Asks for one target.
    ///
    /// # Errors
    ///
    /// Where no whole reply came. A reply of any status is none.
    pub async fn fetch(&self, target: &Target) -> Result<Reply, FetchError> {
        let (path, query) = (target.path(), &target.query());
        match self {
            Self::Cube { account, connect_failure } => {
                ask(account, path, query).await.map_err(|error| {
                    let failure = error.connect_failure();
                    let failed = failed(&error, failure.as_ref(), account.limits());
                    *connect_failure.lock().unwrap_or_else(PoisonError::into_inner) = failure;
                    failed
                })
            }
            Self::Demo(cube) => invent(cube, path, query).await,
        }
    }
}

async fn ask(account: &Account, path: &str, query: &str) -> Result<Reply, BodyError> {
    let mut reply = account.get(path, query, None).await?;
    let status = reply.status().as_u16();
    let [retry_after, date] = [header::RETRY_AFTER, header::DATE].map(|name| {
        let value = reply.headers().get(name)?;
        value.to_str().ok().map(str::to_owned)
    });
    let body = read_body(&mut reply, account.limits().reply_bytes, &mut ()).await?;
    Ok(Reply { status, body, retry_after, date, answer: None, list_tag: None })
}

fn failed(error: &BodyError, failure: Option<&ConnectFailure>, limits: Limits) -> FetchError {
    let error = match error {
        BodyError::TooLarge | BodyError::NoRoom(_) => {
            let limit_bytes = u32::try_from(limits.reply_bytes).unwrap_or(u32::MAX);
            return FetchError::TooLarge { limit_bytes };
        }
        // As a reply that broke off, it may be whole the next time.
        BodyError::Packed => return FetchError::Decode(DecodeError::Truncated),
        BodyError::BrokeOff(error) => error,
    };
    // The walk asks again where there was no reply, and nobody is served by five minutes of that.
    if failure.is_some_and(ConnectFailure::is_lasting) {
        return FetchError::Certificate;
    }
    if !error.is_timeout() {
        return FetchError::Unreachable;
    }
    let waited = if error.is_connect() { limits.connect } else { limits.total };
    FetchError::TimedOut { seconds: u32::try_from(waited.as_secs()).unwrap_or(u32::MAX) }
}

async fn invent(cube: &InventedCube, path: &str, query: &str) -> Result<Reply, FetchError> {
    let reply = cube.answer(path, query, &HeaderMap::new()).await;
    let (head, body) = reply.map_err(|_| FetchError::Unreachable)?.into_parts();
    let body = to_bytes(body, usize::MAX).await.map_err(|_| FetchError::Unreachable)?;
    Ok(Reply { status: head.status.as_u16(), body: body.into(), ..Reply::default() })
}
