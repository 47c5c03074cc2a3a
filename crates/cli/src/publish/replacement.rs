//! Replacement of what is in a folder, step by step, with the way back: the folder itself stays. Names that hold a hash
//! come first, then what they belong to, `index.html` nearly last; only then does what is not in the new folder go. So a
//! reader who comes in between gets the page before or the page after, and not one that asks for what is not there.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What comes last, in this order.
const LAST: [&str; 5] =
    ["snapshot.cubeboard", "snapshot.cubeboard.age", "config.json", "index.html", "published.txt"];
/// Stands at the root of some file systems, and can be neither read nor moved.
pub const LOST_AND_FOUND: &str = "lost+found";

/// A step that was done, to be taken back.
#[derive(Debug)]
enum Step {
    /// Two things changed places.
    Exchanged(PathBuf, PathBuf),
    /// One got another name.
    Renamed(PathBuf, PathBuf),
}

/// Puts all that is in `new` into `place`; what was there, but for the folder of the name `staging`, ends in `new` or
/// `old`. All of them are of one file system.
///
/// # Errors
///
/// When a step fails. Then those before it are taken back, so that the place is as it was.
pub fn replace(place: &Path, staging: &OsStr, new: &Path, old: &Path) -> io::Result<()> {
    let coming = names(new)?;
    let going = names(place)?;
    let going = going.iter().filter(|it| *it != staging && *it != LOST_AND_FOUND);
    let going = going.filter(|it| !coming.contains(*it));
    let mut ordered: Vec<_> = coming.iter().collect();
    ordered.sort_by_key(|name| LAST.iter().position(|it| **name == **it).map_or(0, |it| it + 1));

    let mut done = Vec::new();
    let came =
        ordered.iter().try_for_each(|name| come(&new.join(name), &place.join(name), &mut done));
    let mut gone =
        || going.clone().try_for_each(|name| rename(place.join(name), old.join(name), &mut done));
    let replaced = came.and_then(|()| gone());
    if replaced.is_err() {
        for step in done.iter().rev() {
            // There is nobody left to tell; what is here already is the failure.
            let _ = step.take_back();
        }
    }
    replaced
}

fn names(folder: &Path) -> io::Result<BTreeSet<OsString>> {
    fs::read_dir(folder)?.map(|it| it.map(|it| it.file_name())).collect()
}

/// Puts one thing into its place, where another one may be.
fn come(new: &Path, place: &Path, done: &mut Vec<Step>) -> io::Result<()> {
    // A link that leads nowhere is there as well.
    if fs::symlink_metadata(place).is_err() {
        return rename(new.to_owned(), place.to_owned(), done);
    }
    exchange(new, place)?;
    done.push(Step::Exchanged(new.to_owned(), place.to_owned()));
    Ok(())
}

fn rename(from: PathBuf, to: PathBuf, done: &mut Vec<Step>) -> io::Result<()> {
    fs::rename(&from, &to)?;
    done.push(Step::Renamed(from, to));
    Ok(())
}

impl Step {
    fn take_back(&self) -> io::Result<()> {
        match self {
            Self::Exchanged(one, other) => exchange(one, other),
            Self::Renamed(from, to) => fs::rename(to, from),
        }
    }
}

/// Lets two things take each other's place: at once where the system can.
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    let mut aside = new.as_os_str().to_owned();
    aside.push(".old");
    fs::rename(old, &aside)?;
    if let Err(error) = fs::rename(new, old) {
        fs::rename(&aside, old)?;
        return Err(error);
    }
    fs::rename(&aside, new)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    /// A place with a page and its staging folder, in which a new one has grown.
    fn place() -> (TempDir, PathBuf, PathBuf) {
        let place = TempDir::new().unwrap();
        let staging = place.path().join("staging");
        let [new, old] = ["new", "old"].map(|it| staging.join(it));
        for folder in [&new, &old, &place.path().join("lost+found"), &place.path().join("icons")] {
            fs::create_dir_all(folder).unwrap();
        }
        for (folder, name) in [
            (place.path(), "index.html"),
            (place.path(), "app-1.js"),
            (place.path(), "icons/1.png"),
            (&new, "index.html"),
            (&new, "app-2.js"),
            (&new, "icons"),
        ] {
            fs::write(folder.join(name), folder.join(name).to_str().unwrap()).unwrap();
        }
        (place, new, old)
    }

    fn listed(folder: &Path) -> Vec<String> {
        names(folder).unwrap().into_iter().map(|it| it.into_string().unwrap()).collect()
    }

    #[test]
    fn report_18_what_is_in_the_folder_is_replaced_and_the_folder_stays() {
        let (place, new, old) = place();
        replace(place.path(), OsStr::new("staging"), &new, &old).unwrap();
        let names = ["app-2.js", "icons", "index.html", "lost+found", "staging"];
        assert_eq!(listed(place.path()), names);
        let index = fs::read_to_string(place.path().join("index.html")).unwrap();
        assert_eq!(Path::new(&index), new.join("index.html"));
        assert!(place.path().join("icons").is_file());
        assert_eq!(listed(&old), ["app-1.js"]);
    }

    #[test]
    fn report_18_a_step_that_fails_takes_back_those_before_it() {
        let (place, new, old) = place();
        // What goes has no place to go to.
        fs::remove_dir(&old).unwrap();
        replace(place.path(), OsStr::new("staging"), &new, &old).unwrap_err();
        let names = ["app-1.js", "icons", "index.html", "lost+found", "staging"];
        assert_eq!(listed(place.path()), names);
        let index = fs::read_to_string(place.path().join("index.html")).unwrap();
        assert_eq!(Path::new(&index), place.path().join("index.html"));
        assert!(place.path().join("icons/1.png").exists());
        assert_eq!(listed(&new), ["app-2.js", "icons", "index.html"]);
    }
}
