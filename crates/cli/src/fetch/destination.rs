//! Atomic write of the destination file: it is there whole or not at all. It grows beside its place, under a name of
//! its own, and takes the place once it is whole and on the disk.

use std::fs::{self, Permissions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use thiserror::Error;

use crate::signals::StopRequests;

/// Where the file goes.
#[derive(Debug)]
pub struct Destination {
    path: PathBuf,
    folder: PathBuf,
    /// Those of the file that gives way, if one may.
    replaced: Option<Permissions>,
    may_replace: bool,
    is_public: bool,
}

/// Why the file cannot be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// Something of that name is there, and may not give way.
    #[error("{} is there already; choose another name, or replace it with --force", .0.display())]
    Exists(PathBuf),
    /// A folder, a device or the like.
    #[error("{} is no file; name a file to write", .0.display())]
    NotAFile(PathBuf),
    /// No file can be made in the folder.
    #[error("cannot write into {}: {}; choose another folder", .0.display(), .1)]
    Folder(PathBuf, #[source] io::Error),
    /// The command was asked to stop.
    #[error("stopped while writing; no file was left behind")]
    Stopped,
    /// The disk is full, for example.
    #[error("cannot write {}: {}; no file was left behind", .0.display(), .1)]
    Failed(PathBuf, #[source] io::Error),
}

impl Destination {
    /// A place for a file, which is tried: what is wrong with it should be known before anything is fetched. The file will
    /// be its owner's alone to read.
    ///
    /// # Errors
    ///
    /// When there is something that may not give way, or the folder takes no file.
    pub fn new(path: &Path, may_replace: bool) -> Result<Self, WriteError> {
        let replaced = match fs::metadata(path) {
            Ok(there) if !there.is_file() => return Err(WriteError::NotAFile(path.to_owned())),
            Ok(_) if !may_replace => return Err(WriteError::Exists(path.to_owned())),
            Ok(there) => Some(there.permissions()),
            Err(_) if path.file_name().is_none() => {
                return Err(WriteError::NotAFile(path.to_owned()));
            }
            Err(_) => None,
        };
        // A link stays, and the file that it leads to gives way.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().filter(|it| *it != Path::new("")).unwrap_or(Path::new("."));
        let folder = folder.to_owned();
        let destination = Self { path, folder, replaced, may_replace, is_public: false };
        destination.begin()?;
        Ok(destination)
    }

    /// The same for a file that is published: readable for whom the system lets read new files.
    #[must_use]
    pub fn public(self) -> Self {
        Self { is_public: true, ..self }
    }

    /// Writes the file by `write`, and puts it into its place. What `write` tells is returned.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or the command is asked to stop meanwhile. Then the place is as it was.
    pub fn write<T>(
        self,
        stop: &StopRequests,
        write: impl FnOnce(&mut Output<'_>) -> io::Result<T>,
    ) -> Result<T, WriteError> {
        let file = self.begin()?;
        let mut output = BufWriter::new(Watched::new(file.as_file(), stop));
        let written = write(&mut output).and_then(|told| output.flush().map(|()| told));
        drop(output);
        if stop.is_due() {
            return Err(WriteError::Stopped);
        }
        let finished = written.and_then(|told| {
            file.as_file().sync_all()?;
            if let Some(permissions) = self.replaced {
                file.as_file().set_permissions(permissions)?;
            }
            Ok(told)
        });
        let told = match finished {
            Ok(told) => told,
            Err(error) => return Err(WriteError::Failed(self.path, error)),
        };
        let placed = if self.may_replace {
            file.persist(&self.path)
        } else {
            file.persist_noclobber(&self.path)
        };
        match placed {
            Ok(_) => Ok(told),
            Err(it) if it.error.kind() == io::ErrorKind::AlreadyExists => {
                Err(WriteError::Exists(self.path))
            }
            Err(it) => Err(WriteError::Failed(self.path, it.error)),
        }
    }

    /// The file beside its place. It goes away by itself unless it is put there.
    fn begin(&self) -> Result<NamedTempFile, WriteError> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".cubeboard-");
        #[cfg(unix)]
        if self.is_public {
            // What the process's umask takes away is taken from this, too.
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        let file = builder.tempfile_in(&self.folder);
        file.map_err(|error| WriteError::Folder(self.folder.clone(), error))
    }
}

/// What a format writes to.
pub type Output<'a> = BufWriter<Watched<'a>>;

/// A file that takes nothing more once the command was asked to stop.
#[derive(Debug)]
pub struct Watched<'a> {
    file: &'a fs::File,
    stop: &'a StopRequests,
}

impl<'a> Watched<'a> {
    /// Watches a file.
    pub fn new(file: &'a fs::File, stop: &'a StopRequests) -> Self {
        Self { file, stop }
    }
}

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.stop.is_due() {
            return Err(io::Error::other("asked to stop"));
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Watched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
