//! The keys that count now: the file is looked at whenever one is asked for, and read again where it is another, so
//! that a key which is withdrawn is refused at once. A file that cannot be read any more closes the door to all
//! displays.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use cubeboard_responses::agent_alias::AgentNaming;

use crate::display_key::display::Display;
use crate::display_key::key_file::{KeyFile, KeyFileError};

/// The file, and what was last read of it.
#[derive(Debug)]
pub struct KnownKeys {
    path: PathBuf,
    usual: AgentNaming,
    last: Mutex<Reading>,
}

/// Result of looking a key up.
#[derive(Debug, Clone)]
pub enum Lookup {
    /// It is in the file.
    Found(Arc<Display>),
    /// It is not in the file.
    Unknown,
    /// The file cannot be read.
    Closed,
}

/// Each display with the id of its key.
type Known = Arc<Vec<(String, Arc<Display>)>>;

#[derive(Debug)]
struct Reading {
    of: Option<Stamp>,
    /// Nothing where the file cannot be read.
    known: Option<Known>,
}

/// What tells a file from another one, and from the same before a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    /// Device, number and mode: a file that is written anew has another number.
    identity: (u64, u64, u32),
}

impl KnownKeys {
    /// Those of a file.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn read(path: PathBuf, usual: AgentNaming) -> Result<Self, KeyFileError> {
        // Looked at before it is read: what changes meanwhile has another stamp the next time.
        let of = stamp(&path).ok();
        let known = Some(read(&path, usual)?);
        Ok(Self { path, usual, last: Mutex::new(Reading { of, known }) })
    }

    /// The display whose key has this id, as the file says at this moment.
    pub async fn find(self: &Arc<Self>, id: &str) -> Lookup {
        let keys = Arc::clone(self);
        // A disk may take its time, and others want their replies meanwhile.
        let known = tokio::task::spawn_blocking(move || keys.now()).await.ok().flatten();
        let Some(known) = known else { return Lookup::Closed };
        let found = known.iter().find(|(it, _)| it == id);
        found.map_or(Lookup::Unknown, |(_, display)| Lookup::Found(Arc::clone(display)))
    }

    fn now(&self) -> Option<Known> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = stamp(&self.path).ok();
        if stamp.is_some() && stamp == last.of {
            return last.known.clone();
        }
        let read = read(&self.path, self.usual);
        match (&read, &last.known) {
            (Ok(_), Some(_)) => tracing::info!("display keys have changed"),
            (Ok(_), None) => tracing::info!("display keys can be read again"),
            // Told once, and not at every request.
            (Err(error), Some(_)) => tracing::warn!("displays are closed: {error}"),
            (Err(_), None) => {}
        }
        *last = Reading { of: stamp, known: read.ok() };
        last.known.clone()
    }
}

fn read(path: &Path, usual: AgentNaming) -> Result<Known, KeyFileError> {
    let file = KeyFile::read(path)?;
    let known = file.keys.iter().map(|it| (it.sha256.id(), Arc::new(Display::new(it, usual))));
    Ok(Arc::new(known.collect()))
}

fn stamp(path: &Path) -> io::Result<Stamp> {
    let metadata = fs::metadata(path)?;
    #[cfg(unix)]
    let identity = {
        use std::os::unix::fs::MetadataExt as _;
        (metadata.dev(), metadata.ino(), metadata.mode())
    };
    #[cfg(not(unix))]
    let identity = (0, 0, 0);
    Ok(Stamp { modified: metadata.modified().ok(), length: metadata.len(), identity })
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::display_key::key::sample as entry;

    #[tokio::test]
    async fn a_key_counts_for_as_long_as_it_stands_in_a_file_that_can_be_read() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("keys.json");
        let (one, other) = (entry("Room 2"), entry("Lobby"));
        let both = KeyFile { keys: vec![one.clone(), other.clone()] };
        assert!(KnownKeys::read(path.clone(), AgentNaming::Number).is_err());
        both.write(&path).unwrap();
        let known = Arc::new(KnownKeys::read(path.clone(), AgentNaming::Number).unwrap());
        let id = one.sha256.id();
        let find = async || known.find(&id).await;
        let Lookup::Found(display) = find().await else { panic!("it is there") };
        assert_eq!((&*display.name, display.naming), ("Room 2", AgentNaming::Number));
        KeyFile { keys: vec![other] }.write(&path).unwrap();
        assert!(matches!(find().await, Lookup::Unknown));
        both.write(&path).unwrap();
        assert!(matches!(find().await, Lookup::Found(_)));
        fs::write(&path, "{").unwrap();
        assert!(matches!(find().await, Lookup::Closed));
        fs::remove_file(&path).unwrap();
        assert!(matches!(find().await, Lookup::Closed));
        both.write(&path).unwrap();
        assert!(matches!(find().await, Lookup::Found(_)));
        #[cfg(unix)]
        {
            let open = std::os::unix::fs::PermissionsExt::from_mode(0o644);
            fs::set_permissions(&path, open).unwrap();
            assert!(matches!(find().await, Lookup::Closed));
        }
    }
}
