//! Download of all responses to a query, which `fetch` and `publish` share: their arguments, the walk over the pages, the
//! progress shown meanwhile, and what follows where responses are missing.

pub mod arguments;
mod patience;
mod progress;
mod reader;
pub mod report;
pub mod source;

use std::io;
use std::path::{Path, PathBuf};

use cubeboard_cube::loader::{Loader, Reading};
use cubeboard_cube::query::Query;
use thiserror::Error;

use crate::account::authorities::AuthoritiesError;
use crate::account::credentials::CredentialsError;
use crate::settings::SettingsError;
use crate::signals::StopRequests;
use crate::terminal;
use progress::Progress;
use reader::{ReadOptions, SteadyClock};
use report::{Completeness, DownloadReport};
use source::Source;

/// A list that is about to be read: all that can be wrong without asking anybody is settled.
#[derive(Debug)]
pub struct Download {
    query: Query,
    source: Source,
    options: ReadOptions,
    keep_partial: bool,
    quiet: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Downloaded {
    loader: Loader,
    report: DownloadReport,
    keep_partial: bool,
    quiet: bool,
    /// Whether the responses are invented.
    pub is_demo: bool,
    /// Tells of requests to stop that come from now on.
    pub stop: StopRequests,
}

/// Why there is not everything.
#[derive(Debug, Error)]
pub enum DownloadError {
    /// A question that cannot be asked.
    #[error("{0}")]
    Question(String),
    /// Settings that cannot be read.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// Credentials that contradict each other or cannot be read.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// Certificates that cannot be read.
    #[error(transparent)]
    Authorities(#[from] AuthoritiesError),
    /// The client could not be made.
    #[error("cannot set up connections to Cube: {0}")]
    Client(#[from] reqwest::Error),
    /// The system does not let signals be watched.
    #[error("cannot watch for Ctrl-C: {0}")]
    Signals(#[source] io::Error),
    /// Nothing came.
    #[error("{0}\nnothing was written")]
    Nothing(DownloadReport),
    /// Something is missing, and nothing was written.
    #[error("{0}\nnothing was written; --keep-partial keeps what came")]
    Incomplete(DownloadReport),
    /// Something is missing from what was written.
    #[error("{report}\nwhat came is in {}", path.display())]
    Partial {
        /// What is missing.
        report: DownloadReport,
        /// What was written.
        path: PathBuf,
    },
}

impl DownloadError {
    /// How the command ends.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Question(_) | Self::Settings(_) | Self::Credentials(_) | Self::Authorities(_) => {
                2
            }
            Self::Incomplete(_) | Self::Partial { .. } => 3,
            Self::Client(_) | Self::Signals(_) | Self::Nothing(_) => 1,
        }
    }
}

impl Download {
    /// Reads until everything is here, or the command is asked to stop.
    ///
    /// # Errors
    ///
    /// When nobody could ask it to.
    pub async fn run(self) -> Result<Downloaded, DownloadError> {
        let Self { query, source, options, keep_partial, quiet } = self;
        let mut stop = StopRequests::watch().map_err(DownloadError::Signals)?;
        let mut progress = Progress::new(quiet);
        let clock = SteadyClock::start();
        let loader = reader::read(&source, query, options, clock, &mut stop, &mut progress).await;
        progress.end();
        let report = loader.current().map(|reading| {
            DownloadReport::of(reading, source.connect_failure().as_ref(), clock.now_millis())
        });
        let report = report.unwrap_or_default();
        let is_demo = matches!(source, Source::Demo(_));
        Ok(Downloaded { loader, report, keep_partial, quiet, is_demo, stop })
    }
}

impl Downloaded {
    /// What is to be written: everything, or what came where that is wanted too.
    pub fn wanted(&self) -> Option<&Reading> {
        let reading = self.loader.current()?;
        let is_wanted = match self.report.completeness {
            Completeness::Complete => true,
            Completeness::Incomplete => self.keep_partial && reading.has_replied(),
            Completeness::Empty => false,
        };
        is_wanted.then_some(reading)
    }

    /// Ends the command, after what is wanted was written to `path`.
    ///
    /// # Errors
    ///
    /// Where something is missing.
    pub fn conclude(self, path: &Path) -> Result<(), DownloadError> {
        let is_written = self.wanted().is_some();
        let Self { report, quiet, .. } = self;
        match report.completeness {
            Completeness::Complete if quiet => Ok(()),
            Completeness::Complete => {
                terminal::say(format_args!("{report}, in {}", path.display()));
                Ok(())
            }
            Completeness::Incomplete if is_written => {
                Err(DownloadError::Partial { report, path: path.to_owned() })
            }
            Completeness::Incomplete => Err(DownloadError::Incomplete(report)),
            Completeness::Empty => Err(DownloadError::Nothing(report)),
        }
    }
}
