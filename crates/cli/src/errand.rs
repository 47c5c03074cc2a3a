//! Reading a list of Cube's to its end, for the subcommands that make something of it: what they are told about it, how
//! it is read, and what follows where it is not whole.

pub mod arguments;
mod patience;
mod progress;
mod reader;
pub mod source;
pub mod verdict;

use std::io;
use std::path::{Path, PathBuf};

use cubeboard_cube::loader::{Loader, Reading};
use cubeboard_cube::query::Query;
use thiserror::Error;

use crate::account::credentials::CredentialsError;
use crate::settings::SettingsError;
use crate::signals::StopRequests;
use progress::Progress;
use reader::{Manners, SteadyClock};
use source::Source;
use verdict::{Standing, Verdict};

/// A list that is about to be read: all that can be wrong without asking anybody is settled.
#[derive(Debug)]
pub struct Errand {
    query: Query,
    source: Source,
    manners: Manners,
    keep_partial: bool,
    quiet: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Done {
    loader: Loader,
    verdict: Verdict,
    keep_partial: bool,
    quiet: bool,
    /// Whether the responses are invented.
    pub is_demo: bool,
    /// Tells of requests to stop that come from now on.
    pub stop: StopRequests,
}

/// Why there is not everything.
#[derive(Debug, Error)]
pub enum ErrandError {
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
    /// Nothing came.
    #[error("{0}\nnothing was written")]
    Nothing(Verdict),
    /// Something is missing, and nothing was written.
    #[error("{0}\nnothing was written; --keep-partial keeps what came")]
    Incomplete(Verdict),
    /// Something is missing from what was written.
    #[error("{verdict}\nwhat came is in {}", path.display())]
    Partial {
        /// What is missing.
        verdict: Verdict,
        /// What was written.
        path: PathBuf,
    },
}

impl ErrandError {
    /// How the command ends.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Question(_) | Self::Settings(_) | Self::Credentials(_) => 2,
            Self::Incomplete(_) | Self::Partial { .. } => 3,
            Self::Client(_) | Self::Signals(_) | Self::Nothing(_) => 1,
        }
    }
}

impl Errand {
    /// Reads until everything is here, or the command is asked to stop.
    ///
    /// # Errors
    ///
    /// When nobody could ask it to.
    pub async fn run(self) -> Result<Done, ErrandError> {
        let Self { query, source, manners, keep_partial, quiet } = self;
        let mut stop = StopRequests::watch().map_err(ErrandError::Signals)?;
        let mut progress = Progress::new(quiet);
        let clock = SteadyClock::start();
        let loader = reader::read(&source, query, manners, clock, &mut stop, &mut progress).await;
        progress.end();
        let verdict = loader.current().map(|it| Verdict::of(it, clock.now_millis()));
        let verdict = verdict.unwrap_or_default();
        let is_demo = matches!(source, Source::Demo(_));
        Ok(Done { loader, verdict, keep_partial, quiet, is_demo, stop })
    }
}

impl Done {
    /// What is to be written: everything, or what came where that is wanted too.
    pub fn wanted(&self) -> Option<&Reading> {
        let reading = self.loader.current()?;
        let is_wanted = match self.verdict.standing {
            Standing::Whole => true,
            Standing::Incomplete => self.keep_partial && reading.has_replied(),
            Standing::Nothing => false,
        };
        is_wanted.then_some(reading)
    }

    /// Ends the command, after what is wanted was written to `path`.
    ///
    /// # Errors
    ///
    /// Where something is missing.
    pub fn conclude(self, path: &Path) -> Result<(), ErrandError> {
        let is_written = self.wanted().is_some();
        let Self { verdict, quiet, .. } = self;
        match verdict.standing {
            Standing::Whole if quiet => Ok(()),
            Standing::Whole => {
                eprintln!("cubeboard: {verdict}, in {}", path.display());
                Ok(())
            }
            Standing::Incomplete if is_written => {
                Err(ErrandError::Partial { verdict, path: path.to_owned() })
            }
            Standing::Incomplete => Err(ErrandError::Incomplete(verdict)),
            Standing::Nothing => Err(ErrandError::Nothing(verdict)),
        }
    }
}
