//! What keeps a folder's files from being replaced: mount points among them, and files and folders that somebody else keeps
//! hold of. Found by looking, before anything is touched.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Something in the folder that cannot be moved.
#[derive(Debug)]
pub enum Obstacle {
    /// Another file system, or a file that is bound here.
    MountPoint(PathBuf),
    /// A folder that this user cannot write into, and why.
    NotWritable(PathBuf, io::Error),
    /// Somebody else's, where only its owner may move it.
    SomebodyElses(PathBuf),
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MountPoint(path) => write!(f, "{} is a mount point", path.display()),
            Self::NotWritable(path, error) => {
                write!(f, "{} cannot be written: {error}", path.display())
            }
            Self::SomebodyElses(path) => {
                write!(f, "{} is another user's, and the folder is sticky", path.display())
            }
        }
    }
}

/// The first that is found.
///
/// # Errors
///
/// When the folder cannot be looked into.
#[cfg(target_os = "linux")]
pub fn find(folder: &Path) -> io::Result<Option<Obstacle>> {
    use std::fs;

    // Without it, as in some sandboxes, a mount point is only found when it is moved.
    let mounts = fs::read(MOUNTS).unwrap_or_default();
    let mount_point = mount_points(&mounts).find(|it| it != folder && it.starts_with(folder));
    match mount_point {
        Some(path) => Ok(Some(Obstacle::MountPoint(path))),
        None => linux::unmovable(folder),
    }
}

/// The first that is found: elsewhere nothing is looked for.
///
/// # Errors
///
/// None.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "on Linux it may fail")]
pub fn find(_folder: &Path) -> io::Result<Option<Obstacle>> {
    Ok(None)
}

/// Everything that is mounted, for this process: `proc_pid_mountinfo(5)`.
#[cfg(target_os = "linux")]
const MOUNTS: &str = "/proc/self/mountinfo";

/// The fifth field of each line. Space, tab, line feed and backslash are written as three octal digits.
#[cfg(target_os = "linux")]
fn mount_points(mounts: &[u8]) -> impl Iterator<Item = PathBuf> {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt as _;

    let fields =
        mounts.split(|it| *it == b'\n').filter_map(|line| line.split(|it| *it == b' ').nth(4));
    fields.map(|field| {
        let mut path = Vec::with_capacity(field.len());
        let mut rest = field;
        while let [first, after @ ..] = rest {
            let (byte, after) = match rest {
                [b'\\', a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', after @ ..] => {
                    ((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'), after)
                }
                _ => (*first, after),
            };
            path.push(byte);
            rest = after;
        }
        PathBuf::from(OsString::from_vec(path))
    })
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs;
    use std::io;
    use std::os::unix::fs::MetadataExt as _;
    use std::path::Path;

    use rustix::fs::{Access, access};
    use rustix::process::geteuid;

    use super::Obstacle;
    use crate::publish::replacement::LOST_AND_FOUND;

    /// What only its owner may move.
    const STICKY: u32 = 0o1000;

    /// The first thing below a folder that this user cannot move.
    pub fn unmovable(folder: &Path) -> io::Result<Option<Obstacle>> {
        let about = fs::metadata(folder)?;
        let user = geteuid();
        let is_ours = |uid| user.is_root() || uid == user.as_raw();
        if let Err(error) = access(folder, Access::WRITE_OK | Access::EXEC_OK) {
            return Ok(Some(Obstacle::NotWritable(folder.to_owned(), error.into())));
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let there = entry.metadata()?;
            if about.mode() & STICKY != 0 && !is_ours(about.uid()) && !is_ours(there.uid()) {
                return Ok(Some(Obstacle::SomebodyElses(entry.path())));
            }
            // Root's own, at the top of some file systems, stays where it is.
            if there.is_dir()
                && entry.file_name() != LOST_AND_FOUND
                && let Some(obstacle) = unmovable(&entry.path())?
            {
                return Ok(Some(obstacle));
            }
        }
        Ok(None)
    }
}
