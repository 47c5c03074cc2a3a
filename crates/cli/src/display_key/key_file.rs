//! File of display keys, in JSON: of each its name, its campaigns and its hash. `display-key` writes it, whole or not
//! at all; relays read it, and any number of them may have a copy.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use cubeboard_responses::text::normal_form::is_same;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;
use thiserror::Error;

use super::key::Entry;
use crate::text_file::{self, named};

/// What it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    /// In the order in which they were made; no two of one name.
    pub keys: Vec<Entry>,
}

/// Keeps other commands from changing the file until it is dropped.
#[derive(Debug)]
pub struct FileLock {
    /// The system lifts the lock when it is closed.
    _held: File,
}

/// Why it cannot be read or written.
#[derive(Debug, Error)]
pub enum KeyFileError {
    /// There is none to be read.
    #[error(
        "cannot read {}, which is to hold display keys and is named by a flag, CUBEBOARD_DISPLAY_KEYS or \
         serve.display_keys: {}", named(.0, .1), .1
    )]
    Unreadable(PathBuf, #[source] io::Error),
    /// Others on this machine may read or change it.
    #[error("{}, which holds display keys, is open to others on this machine; chmod 600 {}", .0.display(), .0.display())]
    Open(PathBuf),
    /// It holds something else. Its text is not repeated, for the case that it is a secret.
    #[error("{}, line {line}: this is no file of display keys, as cubeboard display-key writes it", path.display())]
    Mistake {
        /// The file.
        path: PathBuf,
        /// Where in it, from 1.
        line: usize,
    },
    /// Two keys that cannot be told apart, or one that opens nothing.
    #[error("{} has two display keys of one name, or one without a campaign", .0.display())]
    Contradiction(PathBuf),
    /// It cannot be written.
    #[error("cannot write {}: {}; what stood there stays", .0.display(), .1)]
    Unwritable(PathBuf, #[source] io::Error),
}

impl KeyFileError {
    /// How a command ends by it.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Unwritable(..) => 1,
            _ => 2,
        }
    }

    /// Whether there is no such file.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Unreadable(_, error) if error.kind() == io::ErrorKind::NotFound)
    }
}

impl KeyFile {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or others could have changed it, or it holds anything else.
    pub fn read(path: &Path) -> Result<Self, KeyFileError> {
        let unreadable = |error| KeyFileError::Unreadable(path.to_owned(), error);
        let text = text_file::read_private(path).map_err(unreadable)?;
        let text = text.ok_or_else(|| KeyFileError::Open(path.to_owned()))?;
        let file: Self = serde_json::from_str(&text)
            .map_err(|it| KeyFileError::Mistake { path: path.to_owned(), line: it.line() })?;
        let mut ids = HashSet::new();
        let is_sound = |place: usize, entry: &Entry| {
            let is_new = !file.keys[..place].iter().any(|it| is_same(&it.name, &entry.name));
            is_new && !entry.campaigns.is_empty()
        };
        let are_sound = file.keys.iter().enumerate().all(|(place, it)| is_sound(place, it));
        if !are_sound || !file.keys.iter().all(|it| ids.insert(it.sha256.id())) {
            return Err(KeyFileError::Contradiction(path.to_owned()));
        }
        Ok(file)
    }

    /// Waits until no other command changes the file, and keeps others waiting for as long as the lock is held: of two
    /// that read it before either has written, one would undo what the other did.
    ///
    /// # Errors
    ///
    /// When the file system has no such locks, as some of networks do, or there is no folder.
    pub fn lock(path: &Path) -> io::Result<FileLock> {
        let file = open_lock(&followed(path))?;
        file.lock()?;
        Ok(FileLock { _held: file })
    }

    /// Writes it in place of what stood there, at once. A new file is for its owner alone; one that takes the place of
    /// another has that one's owner, group and mode, so that a relay which could read it still can.
    ///
    /// # Errors
    ///
    /// When it cannot be written; what stood there stays.
    pub fn write(&self, path: &Path) -> Result<(), KeyFileError> {
        self.put(&followed(path)).map_err(|error| KeyFileError::Unwritable(path.to_owned(), error))
    }

    fn put(&self, path: &Path) -> io::Result<()> {
        // Made for its owner alone.
        let mut file = NamedTempFile::new_in(folder(path))?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.write_all(b"\n")?;
        if let Ok(before) = fs::metadata(path) {
            keep_access(file.as_file(), &before)?;
        }
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    }

    /// The key of a name, in whatever case it is written.
    pub fn named(&self, name: &str) -> Option<&Entry> {
        self.keys.iter().find(|it| is_same(&it.name, name))
    }
}

/// Where a link leads, which stays one.
fn followed(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The folder: the file itself is another one after each change. A file beside it would stay behind, and belong to
/// whoever ran the command first.
#[cfg(unix)]
fn open_lock(path: &Path) -> io::Result<File> {
    File::open(folder(path))
}

/// A file beside it, as folders cannot be locked.
#[cfg(not(unix))]
fn open_lock(path: &Path) -> io::Result<File> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".lock");
    File::options().create(true).truncate(false).write(true).open(beside)
}

#[cfg(unix)]
fn keep_access(file: &File, before: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};

    let made = file.metadata()?;
    if (made.uid(), made.gid()) != (before.uid(), before.gid()) {
        fchown(file, Some(before.uid()), Some(before.gid()))?;
    }
    file.set_permissions(before.permissions())
}

#[cfg(not(unix))]
fn keep_access(_: &File, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::display_key::key::sample as entry;

    fn written(keys: Vec<Entry>) -> (TempDir, PathBuf) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("keys.json");
        KeyFile { keys }.write(&path).unwrap();
        (folder, path)
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        let keys = vec![entry("Room 2"), entry("Lobby")];
        let (_folder, path) = written(keys.clone());
        let file = KeyFile::read(&path).unwrap();
        assert_eq!(file.keys, keys);
        assert_eq!(file.named("room  2"), Some(&keys[0]));
        assert_eq!(file.named("Room 3"), None);
    }

    #[test]
    fn what_is_no_such_file_is_refused_and_not_repeated() {
        let (_folder, path) = written(Vec::new());
        for (text, said) in [
            ("", "line 1"),
            ("{\"keys\":\n[\"Hemmelig7\"]}", "line 2"),
            ("{\"keys\":[], \"key\": \"Hemmelig7\"}", "line 1"),
        ] {
            fs::write(&path, text).unwrap();
            let error = KeyFile::read(&path).unwrap_err().to_string();
            assert!(error.contains(said) && !error.contains("Hemmelig7"), "{error}");
        }
        for keys in [
            vec![entry("Room 2"), entry("ROOM 2")],
            vec![Entry { campaigns: Vec::new(), ..entry("Room 2") }],
            vec![entry("Room 2"), Entry { name: "Lobby".to_owned(), ..entry("x") }]
                .into_iter()
                .map(|it| Entry { sha256: [7; 32].into(), ..it })
                .collect(),
        ] {
            let (_folder, path) = written(keys);
            let error = KeyFile::read(&path).unwrap_err();
            assert!(matches!(error, KeyFileError::Contradiction(_)), "{error}");
        }
    }

    #[test]
    fn who_changes_the_file_waits_for_whoever_does_so_already() {
        let (_folder, path) = written(Vec::new());
        let add = |name: String| {
            let _lock = KeyFile::lock(&path).unwrap();
            let mut file = KeyFile::read(&path).unwrap();
            file.keys.push(entry(&name));
            file.write(&path).unwrap();
        };
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let add = &add;
                scope.spawn(move || (0..10).for_each(|n| add(format!("{thread} {n}"))));
            }
        });
        assert_eq!(KeyFile::read(&path).unwrap().keys.len(), 40);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_its_owners_alone_and_one_that_replaces_another_has_its_mode() {
        use std::os::unix::fs::PermissionsExt as _;

        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let (folder, path) = written(vec![entry("Room 2")]);
        assert_eq!(mode(&path), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("link.json");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        KeyFile::default().write(&link).unwrap();
        assert_eq!((mode(&path), KeyFile::read(&path).unwrap().keys.len()), (0o640, 0));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(KeyFile::read(&path), Err(KeyFileError::Open(_))));
    }
}
