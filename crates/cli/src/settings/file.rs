//! `cubeboard.toml`: which keys it may have.

use std::fmt::Display;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use cubeboard_responses::agent_alias::AgentNaming;
use cubeboard_responses::goal::Goal;
use cubeboard_responses::statistics::definition::Definition;
use serde::de::{Deserialize, Deserializer, Error as _};

use super::for_everyone::{DayNote, View};
use super::{ParallelRequests, SettingsError};
use crate::access::password::AccessHash;
use crate::access::proxy::HeaderNameSetting;
use crate::account::address::UpstreamUrl;
use crate::forwarding::proxy_network::ProxyNetwork;
use crate::forwarding::public_url::PublicUrl;
use crate::hosts::HostName;
use crate::list::List;
use crate::listen::ListenAddress;
use crate::log::Log;
use crate::relay::cors::Origin;
use crate::relay::rate_limit::RequestsPerSecond;
use crate::shared::address::SharedUrl;
use crate::text_file;

/// What the file says. A key that is not listed here is a mistake.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The Cube account.
    #[serde(default, deserialize_with = "parsed")]
    pub upstream: Option<UpstreamUrl>,
    /// How many requests `fetch` and `publish` may have under way at once.
    #[serde(default, deserialize_with = "counted")]
    pub parallel_requests: Option<ParallelRequests>,
    /// Which of Cube's lists is asked.
    #[serde(default, deserialize_with = "parsed")]
    pub resource: Option<List>,
    /// What is known of campaigns.
    #[serde(default)]
    pub campaigns: Vec<Campaign>,
    /// Saved views that everybody is offered.
    #[serde(default)]
    pub views: Vec<View>,
    /// Notes on days that everybody sees.
    #[serde(default)]
    pub notes: Vec<DayNote>,
    /// How agents are named on screens that others read.
    #[serde(default)]
    pub agents: Option<AgentNaming>,
    /// What is for `serve` alone.
    #[serde(default)]
    pub serve: Serve,
}

/// One of the parts `[[campaigns]]`, which reads as it does in the page's `config.json`.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Cube's number.
    pub id: u64,
    /// The name people know it by.
    pub name: String,
    /// Words that count as success; without the list, the usual one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success: Option<Vec<String>>,
    /// Words that count as neither success nor failure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub neither: Vec<String>,
    /// Words that count as failure, such as subtypes of a type that counts as success.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failure: Vec<String>,
    /// How many successes it wants.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Goal>,
}

impl Campaign {
    /// One of which nothing else is known.
    pub fn named(id: u64, name: String) -> Self {
        Self { id, name, success: None, neither: Vec::new(), failure: Vec::new(), goal: None }
    }

    /// What counts as success there; `None` where it lists nothing.
    pub fn definition(&self) -> Option<Definition> {
        Definition::of_lists(self.success.as_deref(), &self.neither, &self.failure)
    }
}

/// The part `[serve]`.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Serve {
    /// Where to listen.
    #[serde(default, deserialize_with = "parsed")]
    pub listen: Option<ListenAddress>,
    /// The page's folder, from the file's own.
    #[serde(default)]
    pub page: Option<PathBuf>,
    /// Other pages' origins.
    #[serde(default, deserialize_with = "all_parsed")]
    pub allow_origins: Vec<Origin>,
    /// The hash of the password that lets readers in.
    #[serde(default, deserialize_with = "parsed")]
    pub access_hash: Option<AccessHash>,
    /// The file with the relay's key, which signs sessions, from the file's own folder.
    #[serde(default)]
    pub session_key_file: Option<PathBuf>,
    /// The file of display keys, from the file's own folder.
    #[serde(default)]
    pub display_keys: Option<PathBuf>,
    /// The server that several relays share.
    #[serde(default, deserialize_with = "parsed")]
    pub shared: Option<SharedUrl>,
    /// The header that a proxy sets for those it knows.
    #[serde(default, deserialize_with = "parsed")]
    pub trust_header: Option<HeaderNameSetting>,
    /// That proxy's addresses, or their networks.
    #[serde(default, deserialize_with = "all_parsed")]
    pub trust_proxies: Vec<ProxyNetwork>,
    /// Where readers reach the command.
    #[serde(default, deserialize_with = "parsed")]
    pub public_url: Option<PublicUrl>,
    /// By which further names readers ask.
    #[serde(default, deserialize_with = "all_parsed")]
    pub hosts: Vec<HostName>,
    /// How many connections there may be.
    #[serde(default)]
    pub max_connections: Option<NonZeroUsize>,
    /// How the log is written.
    #[serde(default, deserialize_with = "parsed")]
    pub log: Option<Log>,
    /// Whether there is `/metrics`.
    #[serde(default)]
    pub metrics: Option<bool>,
    /// Where else the figures are, for those who reach that address.
    #[serde(default)]
    pub metrics_listen: Option<SocketAddr>,
    /// Whether readers may see those campaigns alone that this file names.
    #[serde(default)]
    pub campaigns_only: Option<bool>,
    /// For how long connections are still taken once the command is asked to stop.
    #[serde(default)]
    pub drain_seconds: Option<u32>,
    /// How often each sender may ask the relay.
    #[serde(default, deserialize_with = "counted")]
    pub requests_per_second: Option<RequestsPerSecond>,
    /// How many megabytes of replies are kept.
    #[serde(default)]
    pub cache_megabytes: Option<u32>,
    /// For how long, where days are over.
    #[serde(default)]
    pub cache_closed_seconds: Option<u32>,
    /// For how long otherwise.
    #[serde(default)]
    pub cache_open_seconds: Option<u32>,
}

/// Keys that somebody may expect to be there.
const SECRETS: [&str; 4] = ["token", "user", "password", "authorization"];

/// Reads the file.
///
/// # Errors
///
/// When it cannot be read, or has a key or a value that it may not have.
pub fn read(path: &Path) -> Result<File, SettingsError> {
    let unreadable = |error| SettingsError::Unreadable(path.to_owned(), error);
    if text_file::is_writable_by_others(path).map_err(unreadable)? {
        return Err(SettingsError::Open(path.to_owned()));
    }
    let text = text_file::read(path).map_err(unreadable)?;
    let mut file: File = toml::from_str(&text).map_err(|error| mistake(path, &text, &error))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    file.serve.page = file.serve.page.map(|it| folder.join(it));
    file.serve.session_key_file = file.serve.session_key_file.map(|it| folder.join(it));
    file.serve.display_keys = file.serve.display_keys.map(|it| folder.join(it));
    Ok(file)
}

fn mistake(path: &Path, text: &str, error: &toml::de::Error) -> SettingsError {
    let start = error.span().map_or(0, |it| it.start);
    let line = 1 + text.bytes().take(start).filter(|byte| *byte == b'\n').count();
    let message = error.message();
    let is_secret = SECRETS.iter().any(|it| message.contains(&format!("unknown field `{it}")));
    let what = if is_secret {
        "secrets do not belong in this file; set CUBEBOARD_TOKEN_FILE, or CUBEBOARD_USER and \
         CUBEBOARD_PASSWORD_FILE"
    } else {
        message
    };
    SettingsError::File { path: path.to_owned(), line, what: what.to_owned() }
}

fn parsed<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(D::Error::custom)
}

fn all_parsed<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    texts.iter().map(|it| it.parse().map_err(D::Error::custom)).collect()
}

fn counted<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let count = u32::deserialize(deserializer)?;
    count.to_string().parse().map(Some).map_err(D::Error::custom)
}
