//! Errors of `cubeboard serve`, with its exit codes.

use std::io;

use thiserror::Error;

use crate::access::AccessError;
use crate::account::authorities::AuthoritiesError;
use crate::account::credentials::CredentialsError;
use crate::display_key::key_file::KeyFileError;
use crate::listen::ListenAddress;
use crate::page::PageError;
use crate::relay::faults::plan::FaultsError;
use crate::relay_key::RelayKeyError;
use crate::settings::SettingsError;

/// Why the command cannot serve, or had to stop.
#[derive(Debug, Error)]
pub enum ServeError {
    /// Settings that cannot be read.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// Credentials that contradict each other or cannot be read.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// Certificates that cannot be read.
    #[error(transparent)]
    Authorities(#[from] AuthoritiesError),
    /// Access control that contradicts itself, or is missing.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// A folder without a page in it.
    #[error(transparent)]
    Page(#[from] PageError),
    /// No key to sign sessions with.
    #[error(transparent)]
    Key(#[from] RelayKeyError),
    /// Relays that could not read what they share.
    #[error(
        "--shared needs --session-key-file: what is shared is encrypted with the relays' common key"
    )]
    NoCommonKey,
    /// Keys of displays that cannot be read.
    #[error("{0}; cubeboard display-key new makes one")]
    DisplayKeys(#[from] KeyFileError),
    /// Displays that would have to be set up anew after each start.
    #[error(
        "--display-keys (CUBEBOARD_DISPLAY_KEYS) needs --session-key-file: displays are known by cookies that are signed with its key, and are to \
         outlive the command"
    )]
    DisplaysWithoutKey,
    /// Displays that Cube would not answer.
    #[error(
        "--display-keys (CUBEBOARD_DISPLAY_KEYS) needs credentials for Cube here, such as CUBEBOARD_TOKEN_FILE: a display has none of its own"
    )]
    DisplaysWithoutCredentials,
    /// The client for what is shared could not be made.
    #[error("cannot set up connections to the server of --shared: {0}")]
    Shared(#[from] redis::RedisError),
    /// Nothing that readers could see.
    #[error(
        "readers may see the campaigns alone that the settings name, and those name none; add [[campaigns]]"
    )]
    NoCampaigns,
    /// Faults that do not go together.
    #[error(transparent)]
    Faults(#[from] FaultsError),
    /// The client for the upstream could not be made.
    #[error("cannot set up connections to Cube: {0}")]
    Client(#[from] reqwest::Error),
    /// Someone else listens there.
    #[error(
        "{0} is taken by another program; stop that program, or choose another address{another}",
        another = .0.neighbour()
    )]
    Taken(ListenAddress),
    /// The system does not let us listen there.
    #[error("cannot listen on {0}: {1}")]
    Listen(ListenAddress, #[source] io::Error),
    /// Watching for signals, or saying on standard output where it listens, failed.
    #[error("had to stop: {0}")]
    Io(#[from] io::Error),
}

impl ServeError {
    /// How the command ends: 2 where it was called wrongly, 1 where something went wrong.
    pub fn exit_code(&self) -> u8 {
        if matches!(
            self,
            Self::Settings(_)
                | Self::Credentials(_)
                | Self::Authorities(_)
                | Self::Access(_)
                | Self::Key(_)
                | Self::NoCommonKey
                | Self::DisplayKeys(_)
                | Self::DisplaysWithoutKey
                | Self::DisplaysWithoutCredentials
                | Self::NoCampaigns
                | Self::Faults(_)
        ) {
            2
        } else {
            1
        }
    }
}
