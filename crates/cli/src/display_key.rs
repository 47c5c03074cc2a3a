//! `cubeboard display-key`: makes, lists and withdraws the keys of displays, which read the wallboard of some campaigns
//! and nothing else. docs/display-keys.md has the whole.

pub mod arguments;
pub mod display;
pub mod key;
pub mod key_file;
pub mod pseudonyms;

use std::io::{self, Write as _};
use std::path::Path;

use cubeboard_responses::agent_alias::AgentNaming;
use thiserror::Error;

use crate::clock;
use crate::forwarding::public_url::PublicUrl;
use crate::hosts::HostName;
use crate::settings::{DISPLAY_KEYS, PUBLIC_URL, Settings, SettingsError};
use crate::terminal::{say, visible};
use arguments::{Action, Arguments, New};
use key::{DisplayKey, Entry, Secret};
use key_file::{FileLock, KeyFile, KeyFileError};

/// Where a display shows its key, below the address at which readers reach `serve`.
pub const ENTRANCE: &str = "/display";

/// Where `serve` listens, unless it is told otherwise.
const USUAL_URL: &str = "http://localhost:8080";
/// Longer names fit on no screen.
const LONGEST_NAME: usize = 60;

/// Why nothing was done.
#[derive(Debug, Error)]
pub enum DisplayKeyError {
    /// Settings that cannot be read.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// Nothing says where keys are.
    #[error(
        "nothing says where display keys are kept; name the file with --keys, CUBEBOARD_DISPLAY_KEYS or serve.display_keys"
    )]
    NoFile,
    /// The file cannot be read or written.
    #[error(transparent)]
    File(#[from] KeyFileError),
    /// A name that cannot be one.
    #[error(
        "a display's name has from 1 to {LONGEST_NAME} characters, and none that cannot be seen"
    )]
    Name,
    /// A name that is there already.
    #[error("there is a display key named {0} already; withdraw it, or choose another name")]
    Taken(String),
    /// A name that is not there.
    #[error("there is no display key named {0}; cubeboard display-key list names them")]
    Unknown(String),
    /// No random numbers.
    #[error("the system has no random numbers for a key")]
    NoChance,
    /// Standard output takes no more.
    #[error(
        "cannot write to standard output: {0}; a key that was made and not shown is of no use, withdraw it"
    )]
    Io(#[from] io::Error),
}

impl DisplayKeyError {
    /// How the command ends.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::File(error) => error.exit_code(),
            Self::NoChance | Self::Io(_) => 1,
            _ => 2,
        }
    }
}

/// Does what was asked for.
///
/// # Errors
///
/// When it cannot be done. The file is as it was then, unless the error is [`DisplayKeyError::Io`]: a key has been made
/// by then, and its link could not be printed.
pub fn run(arguments: Arguments) -> Result<(), DisplayKeyError> {
    let Arguments { action } = arguments;
    let place = action.place();
    let settings = Settings::read(place.config.as_deref(), std::env::var_os)?;
    let in_file = settings.file.serve.display_keys.clone();
    let path = settings.pick(place.keys.clone(), DISPLAY_KEYS, in_file)?;
    let path = path.ok_or(DisplayKeyError::NoFile)?;
    match action {
        Action::New(new) => make(new, &settings, &path),
        Action::List(_) => list(&path),
        Action::Withdraw(withdraw) => self::withdraw(&withdraw.name, &path),
    }
}

fn make(new: New, settings: &Settings, path: &Path) -> Result<(), DisplayKeyError> {
    let name = new.name.trim().to_owned();
    let is_visible = visible(&name) == name;
    if name.is_empty() || name.chars().count() > LONGEST_NAME || !is_visible {
        return Err(DisplayKeyError::Name);
    }
    let in_file = settings.file.serve.public_url.clone();
    let url = settings.pick(new.url, PUBLIC_URL, in_file)?;
    let lock = lock(path);
    let mut file = match KeyFile::read(path) {
        Err(error) if error.is_absent() => KeyFile::default(),
        read => read?,
    };
    if file.named(&name).is_some() {
        return Err(DisplayKeyError::Taken(name));
    }
    let key = DisplayKey::random().ok_or(DisplayKeyError::NoChance)?;
    let mut campaigns = new.campaigns;
    campaigns.sort_unstable();
    campaigns.dedup();
    let readable = listed(&campaigns);
    file.keys.push(Entry {
        name: name.clone(),
        campaigns,
        agents: new.agents.map(AgentNaming::from),
        made: clock::now().date_naive(),
        sha256: key.hash(),
        secret: Secret::random().ok_or(DisplayKeyError::NoChance)?,
    });
    file.write(path)?;
    // Whoever reads standard output may take their time.
    drop(lock);
    if url.as_ref().is_some_and(|it| !keeps_cookies(it)) {
        say("browsers keep a display signed in over https only; the link begins with http");
    }
    let url = url.as_ref().map_or(USUAL_URL, PublicUrl::as_str);
    writeln!(io::stdout(), "{url}{ENTRANCE}#{}", key.text())?;
    say(format!(
        "open this link once, on the display: it is not shown again. Whoever has it reads the wallboard of \
         {readable}, until you say: cubeboard display-key withdraw \"{name}\""
    ));
    Ok(())
}

/// Keeps other commands from changing the file. Where that is not possible the command goes on and says so: a key has
/// to be withdrawn there, too.
fn lock(path: &Path) -> Option<FileLock> {
    KeyFile::lock(path)
        .inspect_err(|error| {
            // Where there is no folder, reading or writing fails next, and tells more.
            if error.kind() != io::ErrorKind::NotFound {
                let path = path.display();
                say(format!("cannot lock {path}: {error}; run no other display-key meanwhile"));
            }
        })
        .ok()
}

/// Whether browsers keep a cookie of an address that is for https only: on the machine itself they ask for none.
fn keeps_cookies(url: &PublicUrl) -> bool {
    url.is_secure() || url.host().parse::<HostName>().is_ok_and(|it| it.is_loopback())
}

/// One line of each key, its parts between tabs.
fn list(path: &Path) -> Result<(), DisplayKeyError> {
    let file = KeyFile::read(path)?;
    if file.keys.is_empty() {
        say("there are no display keys");
    }
    for Entry { name, campaigns, agents, made, .. } in &file.keys {
        let agents = match agents {
            None => "agents as everywhere",
            Some(AgentNaming::Name) => "agents by name",
            Some(AgentNaming::Initials) => "agents by initials",
            Some(AgentNaming::Number) => "agents by number",
        };
        let campaigns = listed(campaigns);
        writeln!(io::stdout(), "{}\t{campaigns}\t{agents}\tmade {made}", visible(name))?;
    }
    Ok(())
}

fn withdraw(name: &str, path: &Path) -> Result<(), DisplayKeyError> {
    let _lock = lock(path);
    let mut file = KeyFile::read(path)?;
    let Some(entry) = file.named(name) else {
        return Err(DisplayKeyError::Unknown(visible(name).into_owned()));
    };
    let entry = entry.clone();
    file.keys.retain(|it| *it != entry);
    file.write(path)?;
    say(format!("{} is withdrawn: relays that read this file refuse it from now on", entry.name));
    Ok(())
}

/// "campaign 926", or "campaigns 926, 1024".
fn listed(campaigns: &[u64]) -> String {
    let ids: Vec<_> = campaigns.iter().map(u64::to_string).collect();
    let word = if ids.len() == 1 { "campaign" } else { "campaigns" };
    format!("{word} {}", ids.join(", "))
}
