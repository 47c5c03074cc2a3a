//! Arguments of the relay: rate limit of each sender, size and lifetimes of the cache.

use std::time::Duration;

use crate::relay::cache::Retention;
use crate::relay::rate_limit::RequestsPerSecond;
use crate::settings::{
    CACHE_CLOSED_SECONDS, CACHE_MEGABYTES, CACHE_OPEN_SECONDS, REQUESTS_PER_SECOND, Settings,
    SettingsError,
};

/// What the flags say of it.
#[derive(Debug, Default, clap::Args)]
pub struct RelayArguments {
    /// Let each sender ask the relay so often, and ten seconds' worth at once; 0 for any number [default: 200]
    #[arg(long, value_name = "NUMBER")]
    pub requests_per_second: Option<RequestsPerSecond>,

    /// Keep so many megabytes of Cube's replies in memory; 0 keeps none [default: 64]
    #[arg(long, value_name = "NUMBER")]
    pub cache_megabytes: Option<u32>,

    /// Keep replies about days that are over for so long; 0 keeps none [default: 300]
    #[arg(long, value_name = "SECONDS")]
    pub cache_closed_seconds: Option<u32>,

    /// Keep all other replies for so long; 0 keeps none [default: 5]
    #[arg(long, value_name = "SECONDS")]
    pub cache_open_seconds: Option<u32>,
}

impl RelayArguments {
    /// How often each sender may ask.
    ///
    /// # Errors
    ///
    /// When the setting cannot be read.
    pub fn request_rate(&self, settings: &Settings) -> Result<RequestsPerSecond, SettingsError> {
        let in_file = settings.file.serve.requests_per_second;
        let picked = settings.pick(self.requests_per_second, REQUESTS_PER_SECOND, in_file)?;
        Ok(picked.unwrap_or_default())
    }

    /// What is remembered, and for how long.
    ///
    /// # Errors
    ///
    /// When a setting cannot be read.
    pub fn retention(&self, settings: &Settings) -> Result<Retention, SettingsError> {
        let in_file = &settings.file.serve;
        let usual = Retention::default();
        let bytes =
            settings.pick(self.cache_megabytes, CACHE_MEGABYTES, in_file.cache_megabytes)?;
        let closed = settings.pick(
            self.cache_closed_seconds,
            CACHE_CLOSED_SECONDS,
            in_file.cache_closed_seconds,
        )?;
        let open = settings.pick(
            self.cache_open_seconds,
            CACHE_OPEN_SECONDS,
            in_file.cache_open_seconds,
        )?;
        let lasting = |seconds: u32| Duration::from_secs(seconds.into());
        Ok(Retention {
            bytes: bytes.map_or(usual.bytes, |it| u64::from(it) * 1_000_000),
            closed: closed.map_or(usual.closed, lasting),
            open: open.map_or(usual.open, lasting),
        })
    }
}
