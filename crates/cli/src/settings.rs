//! Settings by flag, by variable, or by file, in that order of precedence. The file holds no secrets: those come from the
//! environment, or from files of their own.

pub mod file;
pub mod for_everyone;

use std::collections::HashMap;
use std::ffi::OsString;
use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use cubeboard_cube::loader::LANES;
use cubeboard_cube::query::CampaignId;
use cubeboard_responses::statistics::definition::Definition;
use thiserror::Error;

use crate::account::address::UpstreamUrl;
use crate::list::List;
use crate::upstream_arguments::UpstreamArguments;
use file::{Campaign, File};

/// What the environment and the file say.
#[derive(Debug, Default)]
pub struct Settings {
    variables: HashMap<&'static str, String>,
    /// What the file says, for each subcommand to take from where neither flag nor variable says otherwise.
    pub file: File,
}

/// The variables that are settings; `CUBEBOARD_CONFIG` names the file.
pub const VARIABLES: [&str; 25] = [
    CONFIG,
    UPSTREAM,
    PARALLEL_REQUESTS,
    RESOURCE,
    LISTEN,
    PAGE,
    ALLOW_ORIGIN,
    ACCESS_HASH,
    SESSION_KEY_FILE,
    DISPLAY_KEYS,
    SHARED,
    TRUST_HEADER,
    TRUST_PROXY,
    PUBLIC_URL,
    HOST,
    MAX_CONNECTIONS,
    LOG,
    METRICS,
    METRICS_LISTEN,
    CAMPAIGNS_ONLY,
    DRAIN_SECONDS,
    REQUESTS_PER_SECOND,
    CACHE_MEGABYTES,
    CACHE_CLOSED_SECONDS,
    CACHE_OPEN_SECONDS,
];

const CONFIG: &str = "CUBEBOARD_CONFIG";
const UPSTREAM: &str = "CUBEBOARD_UPSTREAM";
const PARALLEL_REQUESTS: &str = "CUBEBOARD_PARALLEL_REQUESTS";
const RESOURCE: &str = "CUBEBOARD_RESOURCE";
/// Where `serve` listens.
pub const LISTEN: &str = "CUBEBOARD_LISTEN";
/// The page's folder.
pub const PAGE: &str = "CUBEBOARD_PAGE";
/// Other pages' origins, separated by commas.
pub const ALLOW_ORIGIN: &str = "CUBEBOARD_ALLOW_ORIGIN";
/// The hash of the password that lets readers in.
pub const ACCESS_HASH: &str = "CUBEBOARD_ACCESS_HASH";
/// The file with the key that signs sessions.
pub const SESSION_KEY_FILE: &str = "CUBEBOARD_SESSION_KEY_FILE";
/// The file of display keys.
pub const DISPLAY_KEYS: &str = "CUBEBOARD_DISPLAY_KEYS";
/// The server that several relays share.
pub const SHARED: &str = "CUBEBOARD_SHARED";
/// The header that a proxy sets.
pub const TRUST_HEADER: &str = "CUBEBOARD_TRUST_HEADER";
/// That proxy's addresses, separated by commas.
pub const TRUST_PROXY: &str = "CUBEBOARD_TRUST_PROXY";
/// Where readers reach `serve`.
pub const PUBLIC_URL: &str = "CUBEBOARD_PUBLIC_URL";
/// By which further names `serve` is asked, separated by commas.
pub const HOST: &str = "CUBEBOARD_HOST";
/// How many connections there may be.
pub const MAX_CONNECTIONS: &str = "CUBEBOARD_MAX_CONNECTIONS";
/// How the log is written.
pub const LOG: &str = "CUBEBOARD_LOG";
/// Whether there is `/metrics`.
pub const METRICS: &str = "CUBEBOARD_METRICS";
/// Where else the figures are.
pub const METRICS_LISTEN: &str = "CUBEBOARD_METRICS_LISTEN";
/// Whether readers see those campaigns alone that the file names.
pub const CAMPAIGNS_ONLY: &str = "CUBEBOARD_CAMPAIGNS_ONLY";
/// For how long connections are taken after the first request to stop.
pub const DRAIN_SECONDS: &str = "CUBEBOARD_DRAIN_SECONDS";
/// How often each sender may ask the relay.
pub const REQUESTS_PER_SECOND: &str = "CUBEBOARD_REQUESTS_PER_SECOND";
/// How much of Cube's replies is kept.
pub const CACHE_MEGABYTES: &str = "CUBEBOARD_CACHE_MEGABYTES";
/// How long replies about days that are over are kept.
pub const CACHE_CLOSED_SECONDS: &str = "CUBEBOARD_CACHE_CLOSED_SECONDS";
/// How long all others are.
pub const CACHE_OPEN_SECONDS: &str = "CUBEBOARD_CACHE_OPEN_SECONDS";

/// A mistake in the environment or in the file.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// A variable that holds something else than it should.
    #[error("{0}: {1}")]
    Variable(&'static str, String),
    /// A file that cannot be read.
    #[error("cannot read {}: {}; name another with --config", .0.display(), .1)]
    Unreadable(PathBuf, #[source] io::Error),
    /// A file that holds something else than it should. Its text is not repeated, for the case that it is a secret.
    #[error("{}, line {line}: {what}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Where in it, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// A file that others can change: it says which account gets the credentials.
    #[error("{}, which holds the settings, can be changed by anybody on this machine; chmod o-w {}", .0.display(), .0.display())]
    Open(PathBuf),
    /// Neither the demo nor an account.
    #[error("nobody to ask: name an account with --upstream, or invent one with --demo")]
    NoUpstream,
}

/// How many requests may be under way at once.
#[derive(Debug, Clone, Copy)]
pub struct ParallelRequests(usize);

impl Settings {
    /// Reads the file that the flag names, or else the variable; without either there is none. `value_of` gives a
    /// variable's value, and an empty one counts as none.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or a line of it is none that it may have.
    pub fn read(
        config: Option<&Path>,
        value_of: impl Fn(&'static str) -> Option<OsString>,
    ) -> Result<Self, SettingsError> {
        let mut variables = HashMap::new();
        for name in VARIABLES {
            let Some(value) = value_of(name).filter(|it| !it.is_empty()) else { continue };
            let value = value.into_string();
            let value =
                value.map_err(|_| SettingsError::Variable(name, "is no text in UTF-8".into()))?;
            variables.insert(name, value);
        }
        let path = config.map(Path::to_owned).or_else(|| variables.get(CONFIG).map(PathBuf::from));
        let file = path.map(|it| file::read(&it)).transpose()?.unwrap_or_default();
        Ok(Self { variables, file })
    }

    /// The account to ask, or nothing for the demo.
    ///
    /// # Errors
    ///
    /// When neither is chosen anywhere.
    pub fn upstream(
        &self,
        upstream: &UpstreamArguments,
    ) -> Result<Option<UpstreamUrl>, SettingsError> {
        if upstream.demo {
            return Ok(None);
        }
        let chosen = self.pick(upstream.upstream.clone(), UPSTREAM, self.file.upstream.clone())?;
        chosen.map(Some).ok_or(SettingsError::NoUpstream)
    }

    /// How many requests may be under way at once.
    ///
    /// # Errors
    ///
    /// When the variable holds no such number.
    pub fn parallel_requests(
        &self,
        flag: Option<ParallelRequests>,
    ) -> Result<usize, SettingsError> {
        let picked = self.pick(flag, PARALLEL_REQUESTS, self.file.parallel_requests)?;
        Ok(picked.map_or(LANES, |it| it.0))
    }

    /// Which of Cube's lists is asked, where that is said.
    ///
    /// # Errors
    ///
    /// When the variable holds none of them.
    pub fn list(&self, flag: Option<List>) -> Result<Option<List>, SettingsError> {
        self.pick(flag, RESOURCE, self.file.resource)
    }

    /// What counts as success in a campaign.
    pub fn definition(&self, campaign: CampaignId) -> Definition {
        let known = self.file.campaigns.iter().find(|it| it.id == campaign.0);
        known.and_then(Campaign::definition).unwrap_or_default()
    }

    /// What the flag says, or else the variable, or else the file.
    ///
    /// # Errors
    ///
    /// When the variable is asked and cannot be read.
    pub fn pick<T: FromStr<Err: Display>>(
        &self,
        flag: Option<T>,
        variable: &'static str,
        in_file: Option<T>,
    ) -> Result<Option<T>, SettingsError> {
        match (flag, self.variables.get(variable)) {
            (Some(flag), _) => Ok(Some(flag)),
            (None, Some(text)) => {
                let value = text.parse().map(Some);
                value.map_err(|error: T::Err| SettingsError::Variable(variable, error.to_string()))
            }
            (None, None) => Ok(in_file),
        }
    }

    /// The same for a list, which a variable separates by commas; each of the three replaces those behind it.
    ///
    /// # Errors
    ///
    /// When the variable is asked and cannot be read.
    pub fn pick_list<T: FromStr<Err: Display> + Clone>(
        &self,
        flags: Vec<T>,
        variable: &'static str,
        in_file: &[T],
    ) -> Result<Vec<T>, SettingsError> {
        match (flags.is_empty(), self.variables.get(variable)) {
            (false, _) => Ok(flags),
            (true, Some(texts)) => {
                let values = texts.split(',').map(|it| it.trim().parse());
                let values: Result<_, T::Err> = values.collect();
                values.map_err(|error| SettingsError::Variable(variable, error.to_string()))
            }
            (true, None) => Ok(in_file.to_vec()),
        }
    }
}

impl FromStr for ParallelRequests {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let count = text.parse().ok().filter(|it| (1..=32).contains(it));
        count.map(Self).ok_or("takes a number from 1 to 32")
    }
}

#[cfg(test)]
mod tests;
