//! Limits of connections, taken from how many files the process may have open.

use std::num::NonZeroUsize;
use std::time::Duration;

/// How many connections there may be, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionLimits {
    /// At once, for whatever is asked.
    pub most: usize,
    /// Beyond that, for health checks alone.
    pub reserve: usize,
    /// From the end of a reply, or the beginning of the connection, to the end of the next request's headers.
    pub header: Duration,
    /// The same on a connection that is for health checks alone, whose reader has nothing to think about.
    pub health_header: Duration,
    /// That a connection which was just accepted has to say what it wants, before a stop closes it.
    pub first_word: Duration,
    /// For which a reader may take nothing of a reply.
    pub write: Duration,
    /// For which connections are still taken once the command is asked to stop, so that a balancer that asks `/readyz`
    /// notices before one is refused.
    pub drain: Duration,
    /// That requests may take to finish after that.
    pub grace: Duration,
}

/// Files that the process needs besides: its own, and connections to Cube.
const OTHER_FILES: usize = 64;

impl ConnectionLimits {
    /// The same for an address at which a few programs ask: out of the files that are set aside for other things.
    #[must_use]
    pub fn for_few(self) -> Self {
        Self { most: 16, reserve: 4, ..self }
    }

    /// The same with what somebody chose: the most connections, and for how many seconds they are taken after the end.
    #[must_use]
    pub fn with(self, most: Option<NonZeroUsize>, drain_seconds: Option<u32>) -> Self {
        Self {
            most: most.map_or(self.most, NonZeroUsize::get),
            drain: drain_seconds.map_or(self.drain, |it| Duration::from_secs(it.into())),
            ..self
        }
    }

    /// Those for this process, which from now on may have as many files open as the system lets it.
    pub fn of_process() -> Self {
        let files = open_files().saturating_sub(OTHER_FILES);
        Self {
            // A quarter is left for connections to Cube.
            most: (files / 4 * 3).clamp(16, 4096),
            reserve: 16,
            header: Duration::from_secs(10),
            health_header: Duration::from_secs(1),
            first_word: Duration::from_secs(1),
            write: Duration::from_secs(30),
            drain: Duration::ZERO,
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
