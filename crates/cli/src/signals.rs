//! Stop signals of a running command: Ctrl-C and, where there is such a thing, SIGTERM.

use std::io;

use tokio::sync::watch;

/// How often the command was asked to stop: for those that wait for it, and for those that look between their steps.
#[derive(Debug, Clone)]
pub struct StopRequests(watch::Receiver<u32>);

impl StopRequests {
    /// Begins to count, from the moment of this call on.
    ///
    /// # Errors
    ///
    /// When the system does not let signals be watched.
    pub fn watch() -> io::Result<Self> {
        let mut signals = Signals::watch()?;
        let (count, requests) = watch::channel(0);
        tokio::spawn(async move {
            loop {
                signals.next().await;
                count.send_modify(|it| *it += 1);
            }
        });
        Ok(Self(requests))
    }

    /// Those that a test counts.
    #[cfg(test)]
    pub fn counted(requests: watch::Receiver<u32>) -> Self {
        Self(requests)
    }

    /// Whether one came after the last that [`Self::next`] waited for.
    pub fn is_due(&self) -> bool {
        self.0.has_changed().unwrap_or(false)
    }

    /// Waits for the next one.
    pub async fn next(&mut self) {
        // The task that counts ends with the command only.
        if self.0.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(unix)]
struct Signals {
    interrupted: tokio::signal::unix::Signal,
    terminated: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn watch() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupted: signal(SignalKind::interrupt())?,
            terminated: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupted.recv() => {}
            _ = self.terminated.recv() => {}
        }
    }
}

#[cfg(windows)]
struct Signals {
    interrupted: tokio::signal::windows::CtrlC,
}

#[cfg(windows)]
impl Signals {
    fn watch() -> io::Result<Self> {
        Ok(Self { interrupted: tokio::signal::windows::ctrl_c()? })
    }

    async fn next(&mut self) {
        self.interrupted.recv().await;
    }
}
