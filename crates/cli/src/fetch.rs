//! `cubeboard fetch`: all responses of a campaign, as a file.

pub mod arguments;
pub mod destination;
pub mod format;
mod progress;
mod reader;
pub mod source;
pub mod verdict;
mod workbook;

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::account::address::UpstreamUrl;
use crate::account::credentials::{Credentials, CredentialsError};
use crate::account::{Account, Limits};
use crate::relay::demo::InventedCube;
use crate::settings::{Settings, SettingsError};
use crate::signals::StopRequests;
use arguments::Arguments;
use destination::{Destination, WriteError};
use progress::Progress;
use source::Source;
use verdict::{Standing, Verdict};

/// Why there is no complete file.
#[derive(Debug, Error)]
pub enum FetchCommandError {
    /// A question that cannot be asked.
    #[error("{0}")]
    Question(String),
    /// Settings that cannot be read.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// Credentials that contradict each other or cannot be read.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// The client could not be made.
    #[error("cannot set up connections to Cube: {0}")]
    Client(#[from] reqwest::Error),
    /// The system does not let signals be watched.
    #[error("cannot watch for Ctrl-C: {0}")]
    Signals(#[source] io::Error),
    /// The file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Nothing came.
    #[error("{0}\nnothing was written")]
    Nothing(Verdict),
    /// Something is missing, and nothing was written.
    #[error("{0}\nnothing was written; --keep-partial keeps what came")]
    Incomplete(Verdict),
    /// Something is missing from the file.
    #[error("{verdict}\nwhat came is in {}", path.display())]
    Partial {
        /// What is missing.
        verdict: Verdict,
        /// The file.
        path: PathBuf,
    },
}

impl FetchCommandError {
    /// How the command ends.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Question(_) | Self::Settings(_) | Self::Credentials(_) => 2,
            Self::Incomplete(_) | Self::Partial { .. } | Self::Write(WriteError::Stopped) => 3,
            Self::Client(_) | Self::Signals(_) | Self::Write(_) | Self::Nothing(_) => 1,
        }
    }
}

/// Fetches, and writes the file once all of it is here.
///
/// # Errors
///
/// When there is no complete file in the end.
pub async fn run(arguments: Arguments) -> Result<(), FetchCommandError> {
    let query = arguments.query()?;
    let settings = Settings::read(arguments.choice.config.as_deref(), std::env::var_os)?;
    let lanes = settings.parallel_requests(arguments.parallel_requests)?;
    let source = source(settings.upstream(&arguments.choice)?)?;
    let Arguments { format, output, force, keep_partial, quiet, .. } = arguments;
    let destination = Destination::new(&output, force)?;
    let mut stop = StopRequests::watch().map_err(FetchCommandError::Signals)?;

    let mut progress = Progress::new(quiet);
    let loader = reader::read(&source, query, lanes, &mut stop, &mut progress).await;
    progress.end();
    let Some(reading) = loader.current() else { return Ok(()) };

    let verdict = Verdict::of(reading);
    let is_wanted = match verdict.standing {
        Standing::Whole => true,
        Standing::Incomplete => keep_partial && reading.has_replied(),
        Standing::Nothing => false,
    };
    if is_wanted {
        let cut_texts = destination.write(&stop, |file| format.write(reading, file))?;
        if cut_texts > 0 {
            eprintln!(
                "cubeboard: {cut_texts} texts are longer than a cell may be and were cut; the other \
                 formats keep them whole"
            );
        }
    }
    match verdict.standing {
        Standing::Whole if quiet => Ok(()),
        Standing::Whole => {
            eprintln!("cubeboard: {verdict}, in {}", output.display());
            Ok(())
        }
        Standing::Incomplete if is_wanted => {
            Err(FetchCommandError::Partial { verdict, path: output })
        }
        Standing::Incomplete => Err(FetchCommandError::Incomplete(verdict)),
        Standing::Nothing => Err(FetchCommandError::Nothing(verdict)),
    }
}

fn source(upstream: Option<UpstreamUrl>) -> Result<Source, FetchCommandError> {
    let Some(url) = upstream else { return Ok(Source::Demo(InventedCube::default())) };
    let credentials = Credentials::from_variables(std::env::var_os)?;
    Ok(Source::Cube(Account::new(&url, credentials, Limits::default())?))
}
