//! Replacement of the published folder: it is there whole or not at all. A new one grows beside its place, and takes the
//! place once it is whole and on the disk. One that is there stays the folder that it is, because it may be a mount point,
//! or bound into a container, which would go on seeing the folder before; what is in it changes places with what grew in a
//! hidden folder inside (`replacement.rs`). Only what was published before gives way, unless told otherwise. What stands in
//! the way of that is looked for before anything is read or touched (`obstacles.rs`), and files get times that tell those
//! who were there before what is new (`validators.rs`).

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use thiserror::Error;

use super::obstacles::Obstacle;
use super::replacement::{self, LOST_AND_FOUND};
use super::{obstacles, validators};
use crate::fetch::destination::Watched;
use crate::signals::StopRequests;
use crate::text_file;

/// Names every file of a published folder, a line each, itself among them: what else is there is somebody else's.
const LIST: &str = "published.txt";

/// How the name of the folder begins in which a new one grows.
const STAGING: &str = ".cubeboard-";

/// Where the folder goes.
#[derive(Debug)]
pub struct Folder {
    place: PathBuf,
    parent: PathBuf,
    may_replace: bool,
}

/// Why the folder cannot be written.
#[derive(Debug, Error)]
pub enum FolderError {
    /// A file, or the root of the system.
    #[error("{} is no folder; name a folder to publish", .0.display())]
    NotAFolder(PathBuf),
    /// Something that was not published.
    #[error(
        "{} holds {what}, which was not published from here; choose another folder, or replace all of it with --force",
        path.display()
    )]
    Foreign {
        /// The folder.
        path: PathBuf,
        /// What is in it.
        what: String,
    },
    /// Something in it cannot be replaced.
    #[error("cannot replace what is in {}: {obstacle}; choose another folder", path.display())]
    Obstacle {
        /// The folder.
        path: PathBuf,
        /// What is in it, and why.
        obstacle: Obstacle,
    },
    /// Nothing can be made beside it.
    #[error("cannot write into {}: {}; choose another folder", .0.display(), .1)]
    Parent(PathBuf, #[source] io::Error),
    /// The command was asked to stop.
    #[error("stopped while writing; {} is as it was", .0.display())]
    Stopped(PathBuf),
    /// The disk is full, for example.
    #[error("cannot write {}: {}; it is as it was", .0.display(), .1)]
    Failed(PathBuf, #[source] io::Error),
}

/// The files of a folder that is being written.
#[derive(Debug)]
pub struct Files<'a> {
    folder: &'a Path,
    stop: &'a StopRequests,
    names: BTreeSet<String>,
}

impl Folder {
    /// A place for a folder, which is tried: what is wrong with it should be known before anything is read.
    ///
    /// # Errors
    ///
    /// When there is something that may not give way, or nothing can be made beside it.
    pub fn new(path: &Path, may_replace: bool) -> Result<Self, FolderError> {
        // A link stays, and the folder that it leads to gives way.
        let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if place.file_name().is_none() {
            return Err(FolderError::NotAFolder(path.to_owned()));
        }
        let parent = place.parent().filter(|it| *it != Path::new("")).unwrap_or(Path::new("."));
        let parent = parent.to_owned();
        let folder = Self { place, parent, may_replace };
        folder.check()?;
        folder.begin()?; // Goes away again.
        Ok(folder)
    }

    /// Writes the folder by `write`, and puts it into its place.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or the command is asked to stop meanwhile. Then the place is as it was.
    pub fn write(
        self,
        stop: &StopRequests,
        write: impl FnOnce(&mut Files<'_>) -> io::Result<()>,
    ) -> Result<(), FolderError> {
        let staging = self.begin()?;
        let new = staging.path().join("new");
        let mut files = Files { folder: &new, stop, names: BTreeSet::new() };
        let made = make_readable_folder(&new);
        let written = made.and_then(|()| write(&mut files)).and_then(|()| files.list());
        let written = written.and_then(|()| validators::date(&files.names, &new, &self.place));
        if stop.is_due() {
            return Err(FolderError::Stopped(self.place));
        }
        // Somebody may have put something there since.
        self.check()?;
        match written.and_then(|()| self.put(&staging, &new)) {
            Ok(()) => Ok(()),
            Err(error) => Err(FolderError::Failed(self.place, error)),
        }
    }

    /// Whether what is in the place may give way.
    fn check(&self) -> Result<(), FolderError> {
        let path = || self.place.clone();
        match fs::metadata(&self.place) {
            Ok(there) if !there.is_dir() => return Err(FolderError::NotAFolder(path())),
            Ok(_) => {}
            // A link that leads nowhere, such as to a disk that is not mounted.
            Err(_) if fs::symlink_metadata(&self.place).is_ok() => {
                return Err(FolderError::NotAFolder(path()));
            }
            Err(_) => return Ok(()),
        }
        let failed = |error| FolderError::Failed(path(), error);
        if let Some(obstacle) = obstacles::find(&self.place).map_err(failed)? {
            return Err(FolderError::Obstacle { path: path(), obstacle });
        }
        if self.may_replace {
            return Ok(());
        }
        let listed = text_file::read(&self.place.join(LIST)).unwrap_or_default();
        let listed: BTreeSet<&str> = listed.lines().collect();
        let mut there = Vec::new();
        collect(&self.place, "", &mut there).map_err(failed)?;
        match there.into_iter().find(|it| !listed.contains(&**it)) {
            Some(what) => Err(FolderError::Foreign { path: path(), what }),
            None => Ok(()),
        }
    }

    /// A hidden folder inside the place, or beside it where there is none yet. It goes away by itself.
    fn begin(&self) -> Result<TempDir, FolderError> {
        let parent = if self.place.is_dir() { &self.place } else { &self.parent };
        let made = tempfile::Builder::new().prefix(STAGING).tempdir_in(parent);
        made.map_err(|error| FolderError::Parent(parent.clone(), error))
    }

    /// Puts what is in a new folder into the place, and what was there into the staging folder.
    fn put(&self, staging: &TempDir, new: &Path) -> io::Result<()> {
        if !self.place.exists() {
            return fs::rename(new, &self.place);
        }
        let old = staging.path().join("old");
        fs::create_dir(&old)?;
        let staging = staging.path().file_name().unwrap_or_default();
        replacement::replace(&self.place, staging, new, &old)
    }
}

/// It is to be read by a web server, which is somebody else.
fn make_readable_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o755);
    builder.create(path)
}

/// Every file below a folder by its name from there, and every link and other thing.
fn collect(folder: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = [prefix, &entry.file_name().to_string_lossy()].concat();
        // What a run left that was killed, and what a file system of its own brings along, are nobody's.
        if name.starts_with(STAGING) || name == LOST_AND_FOUND {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}

impl Files<'_> {
    /// Adds a file of these bytes; its name may have folders before it.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or the command was asked to stop.
    pub fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.create(name, |mut file| file.write_all(bytes))
    }

    /// Adds a file that `write` writes.
    ///
    /// # Errors
    ///
    /// The same.
    pub fn create(
        &mut self,
        name: &str,
        write: impl FnOnce(Watched<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let path = self.folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let file = File::create_new(&path)?;
        write(Watched::new(&file, self.stop))?;
        file.sync_all()?;
        self.names.insert(name.to_owned());
        Ok(())
    }

    /// The hash of a file that was added: SHA-256, its first 64 bits.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn hash(&self, name: &str) -> io::Result<String> {
        let mut file = File::open(self.folder.join(name))?;
        let mut hash = Sha256::new();
        let mut bytes = vec![0; 1 << 16];
        loop {
            match file.read(&mut bytes)? {
                0 => break,
                length => hash.update(bytes.get(..length).unwrap_or_default()),
            }
        }
        let first = hash.finalize().first_chunk().copied().unwrap_or_default();
        Ok(format!("{:016x}", u64::from_be_bytes(first)))
    }

    fn list(&mut self) -> io::Result<()> {
        self.names.insert(LIST.to_owned());
        let list: String = self.names.iter().flat_map(|it| [it, "\n"]).collect();
        self.names.remove(LIST);
        self.write(LIST, list.as_bytes())
    }
}
