//! How a running server is asked to stop.

use std::io;

/// Begins to watch for Ctrl-C and, where there is such a thing, SIGTERM. What is returned is ready
/// once one of them came, from the moment of this call on.
///
/// # Errors
///
/// When the system does not let signals be watched.
#[cfg(unix)]
pub fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Begins to watch for Ctrl-C. What is returned is ready once it came, from the moment of this call
/// on.
///
/// # Errors
///
/// When the system does not let it be watched.
#[cfg(windows)]
pub fn asked_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupted = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupted.recv().await;
    })
}
