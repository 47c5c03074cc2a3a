//! `cubeboard fetch`: all responses of a campaign, as a file.

pub mod arguments;
pub mod destination;
pub mod format;

use thiserror::Error;

use crate::clock;
use crate::download::DownloadError;
use crate::terminal;
use arguments::Arguments;
use destination::{Destination, WriteError};

/// Why there is no complete file.
#[derive(Debug, Error)]
pub enum FetchCommandError {
    /// The list could not be asked for, or not be read whole.
    #[error(transparent)]
    Download(#[from] DownloadError),
    /// The file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl FetchCommandError {
    /// How the command ends.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Download(error) => error.exit_code(),
            Self::Write(WriteError::Stopped) => 3,
            Self::Write(_) => 1,
        }
    }
}

/// Fetches, and writes the file once all of it is here.
///
/// # Errors
///
/// When there is no complete file in the end.
pub async fn run(arguments: Arguments) -> Result<(), FetchCommandError> {
    let Arguments { download, format, output, force } = arguments;
    let settings = download.settings()?;
    let download = download.prepare(&settings)?;
    let destination = Destination::new(&output, force)?;
    let downloaded = download.run().await?;
    if let Some(reading) = downloaded.wanted() {
        let now_micros = clock::now().timestamp_micros();
        // As on the page, the first campaign of several says what counts.
        let definition = reading.query().campaigns.first().map(|it| settings.definition(*it));
        let definition = definition.unwrap_or_default();
        let cut_texts = destination
            .write(&downloaded.stop, |file| format.write(reading, now_micros, definition, file))?;
        if cut_texts > 0 {
            terminal::say(format_args!(
                "{cut_texts} texts are longer than a cell may be and were cut; the other formats keep them \
                 whole"
            ));
        }
    }
    Ok(downloaded.conclude(&output)?)
}
