//! Where responses come from: a Cube account, or the demo inside the command.

use axum::body::to_bytes;
use axum::http::{HeaderMap, header};
use cubeboard_cube::fetch::target::Target;
use cubeboard_cube::fetch::{FetchError, Reply};

use crate::account::body::{BodyError, read_body};
use crate::account::{Account, Limits};
use crate::relay::demo::InventedCube;

/// A service to ask.
#[derive(Debug, Clone)]
pub enum Source {
    /// A Cube account.
    Cube(Account),
    /// The invented one.
    Demo(InventedCube),
}

impl Source {
    /// Asks for one target.
    ///
    /// # Errors
    ///
    /// Where no whole reply came. A reply of any status is none.
    pub async fn fetch(&self, target: &Target) -> Result<Reply, FetchError> {
        let (path, query) = (target.path(), &target.query());
        match self {
            Self::Cube(account) => ask(account, path, query).await,
            Self::Demo(cube) => invent(cube, path, query).await,
        }
    }
}

async fn ask(account: &Account, path: &str, query: &str) -> Result<Reply, FetchError> {
    let limits = account.limits();
    let limit_bytes = u32::try_from(limits.reply_bytes).unwrap_or(u32::MAX);
    let failure = |error| failure(&error, limits);

    let mut reply = account.get(path, query, None).await.map_err(failure)?;
    let status = reply.status().as_u16();
    let [retry_after, date] = [header::RETRY_AFTER, header::DATE].map(|name| {
        let value = reply.headers().get(name)?;
        value.to_str().ok().map(str::to_owned)
    });
    let body = read_body(&mut reply, limits.reply_bytes).await.map_err(|error| match error {
        BodyError::TooLarge => FetchError::TooLarge { limit_bytes },
        BodyError::BrokeOff(error) => failure(error),
    })?;
    Ok(Reply { status, body, retry_after, date })
}

fn failure(error: &reqwest::Error, limits: Limits) -> FetchError {
    if error.is_timeout() {
        FetchError::TimedOut { seconds: u32::try_from(limits.total.as_secs()).unwrap_or(u32::MAX) }
    } else {
        FetchError::Unreachable
    }
}

async fn invent(cube: &InventedCube, path: &str, query: &str) -> Result<Reply, FetchError> {
    let reply = cube.answer(path, query, &HeaderMap::new()).await;
    let (head, body) = reply.map_err(|_| FetchError::Unreachable)?.into_parts();
    let body = to_bytes(body, usize::MAX).await.map_err(|_| FetchError::Unreachable)?;
    Ok(Reply { status: head.status.as_u16(), body: body.into(), ..Reply::default() })
}
