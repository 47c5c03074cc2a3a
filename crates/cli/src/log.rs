//! The log, on standard error. Whatever is written to it has no credentials, no id and no value of a query; so a request
//! is told by the form of its path alone (`request_log.rs`). People are told of only by access control
//! (`access/events.rs`): a sender's address, and a user whom a proxy names. As lines for people it may be read on a
//! terminal, so controls in it are escaped.

use std::io;
use std::str::FromStr;

use crate::terminal::VisibleLines;

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Log {
    /// Not at all.
    Off,
    /// As lines for people.
    #[default]
    Text,
    /// As a JSON object in each line.
    Json,
}

impl Log {
    /// Begins to write. Where a log has begun already, that one goes on.
    pub fn begin(self) {
        let log = tracing_subscriber::fmt().with_target(false);
        let _ = match self {
            Self::Off => return,
            Self::Text => {
                log.with_writer(|| VisibleLines(io::stderr())).with_ansi(false).try_init()
            }
            Self::Json => log.with_writer(io::stderr).json().flatten_event(true).try_init(),
        };
    }
}

impl FromStr for Log {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "off" => Ok(Self::Off),
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("takes off, text or json"),
        }
    }
}
