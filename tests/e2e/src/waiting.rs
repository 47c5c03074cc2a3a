//! Waiting for something to become true: the only place where a test waits.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::failure::Outcome;

/// How long patience lasts: much longer than anything should take, on a busy machine too.
pub const PATIENCE: Duration = Duration::from_secs(20);

const PAUSE: Duration = Duration::from_millis(20);

/// Tries until it works or patience ends, and then gives the last reason why not.
///
/// # Errors
///
/// The last attempt's failure.
pub async fn eventually<T>(attempt: impl AsyncFnMut() -> Outcome<T>) -> Outcome<T> {
    within(PATIENCE, attempt).await
}

/// [`eventually`] for what may take longer, or should be given up sooner.
///
/// # Errors
///
/// The last attempt's failure.
pub async fn within<T>(
    patience: Duration,
    mut attempt: impl AsyncFnMut() -> Outcome<T>,
) -> Outcome<T> {
    let deadline = Instant::now() + patience;
    loop {
        match attempt().await {
            Err(_) if Instant::now() < deadline => sleep(PAUSE).await,
            outcome => return outcome,
        }
    }
}
