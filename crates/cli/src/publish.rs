//! `cubeboard publish`: a query as a folder that any static host serves, page, settings and snapshot.
//!
//! `site.rs` writes the page's files, a `config.json` and a snapshot into what `folder.rs` gives it: a folder beside
//! its place, or hidden in one that is there, whose files change places with those before when all of them are whole,
//! each at once on Linux (`renameat2`), `index.html` nearly last (`replacement.rs`). The policy that `serve` sends as
//! a header stands in `index.html`, as far as an element can say it. A locked snapshot (`passphrase.rs`) tells of
//! itself what `config.json` tells of another. `published.txt` names every file of such a folder, so that one which
//! holds anything else is left alone.
//!
//! With `--single-file` all of it becomes one HTML document, which `crates/files/src/single_file.rs` puts together.

pub mod arguments;
pub mod config;
pub mod folder;
mod obstacles;
mod replacement;
mod site;
mod validators;

use cubeboard_files::single_file::{SingleFile, SingleFileError};
use thiserror::Error;

use crate::clock;
use crate::download::DownloadError;
use crate::fetch::destination::{Destination, WriteError};
use crate::page::{Page, PageError};
use crate::passphrase::PassphraseError;
use crate::settings::{PAGE, SettingsError};
use arguments::Arguments;
use folder::{Folder, FolderError};
use site::Site;

/// Why nothing, or not everything, was published.
#[derive(Debug, Error)]
pub enum PublishError {
    /// The list could not be asked for, or not be read whole.
    #[error(transparent)]
    Download(#[from] DownloadError),
    /// A page that cannot be read.
    #[error(transparent)]
    Page(#[from] PageError),
    /// A command that was built without the page.
    #[error("this command has no page in it; build the page, and name its folder with --page")]
    NoPage,
    /// A page that cannot be one file.
    #[error("this page cannot be one file: {0}; name another page with --page")]
    SingleFile(#[from] SingleFileError),
    /// The folder cannot be written.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// It is to be locked, and there is no passphrase.
    #[error(transparent)]
    Passphrase(#[from] PassphraseError),
    /// The one file cannot be written.
    #[error(transparent)]
    File(#[from] WriteError),
}

/// Where the page goes.
#[derive(Debug)]
enum Place {
    Folder(Folder),
    File(SingleFile, Destination),
}

impl From<SettingsError> for PublishError {
    fn from(error: SettingsError) -> Self {
        Self::Download(error.into())
    }
}

impl PublishError {
    /// How the command ends.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Download(error) => error.exit_code(),
            Self::Passphrase(error) => error.exit_code(),
            Self::Folder(FolderError::Stopped(_)) | Self::File(WriteError::Stopped) => 3,
            Self::Page(_)
            | Self::NoPage
            | Self::SingleFile(_)
            | Self::Folder(_)
            | Self::File(_) => 1,
        }
    }
}

/// Reads, and puts the folder or the file into its place once all of it is there.
///
/// # Errors
///
/// When there is no complete one in the end. Then the one before it is as it was, unless what came was wanted.
pub async fn run(arguments: Arguments) -> Result<(), PublishError> {
    let Arguments { download, output, single_file, force, page, look, lock } = arguments;
    let privacy = look.privacy();
    let settings = download.settings()?;
    let download = download.prepare(&settings)?;
    let page = match settings.pick(page, PAGE, settings.file.serve.page.clone())? {
        Some(folder) => Page::read(&folder)?,
        None => Page::embedded().ok_or(PublishError::NoPage)?,
    };
    let place = if single_file {
        Place::File(site::single_file(&page)?, Destination::new(&output, force)?.public())
    } else {
        Place::Folder(Folder::new(&output, force)?)
    };
    // Asked for before the wait for the list, and when all else is known to be in order.
    let passphrase = lock.passphrase()?;
    let downloaded = download.run().await?;
    if let Some(reading) = downloaded.wanted() {
        let now_micros = clock::now().timestamp_micros();
        let campaigns = config::campaigns(reading.query(), &settings, downloaded.is_demo);
        let notes = config::notes(reading.query(), &settings);
        let look = &look;
        let site =
            Site { page: &page, reading, campaigns, notes, look, privacy, passphrase, now_micros };
        match place {
            Place::Folder(folder) => folder.write(&downloaded.stop, |it| site.write(it))?,
            Place::File(page, file) => {
                file.write(&downloaded.stop, |it| site.write_single(&page, it))?;
            }
        }
    }
    Ok(downloaded.conclude(&output)?)
}
