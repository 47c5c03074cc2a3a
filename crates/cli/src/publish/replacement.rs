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
    /// A folder is gone that was empty by then.
    Emptied(PathBuf),
}

/// Puts all that is in `new` into `place`; what was there, but for the folder of the name `staging`, ends in `new` or
/// `old`. All of them are of one file system.
///
/// # Errors
///
/// When a step fails. Then those before it are taken back, so that the place is as it was.
pub fn replace(place: &Path, staging: &OsStr, new: &Path, old: &Path) -> io::Result<()> {
    let mut coming = listed(new, place)?;
    coming.sort_by_key(|name| {
        LAST.iter().position(|it| name == Path::new(it)).map_or(0, |it| it + 1)
    });
    let mut going = listed(place, new)?;
    going.retain(|it| it != staging && it != LOST_AND_FOUND && !coming.contains(it));

    let mut done = Vec::new();
    let came =
        coming.iter().try_for_each(|name| come(&new.join(name), &place.join(name), &mut done));
    let mut gone = || {
        going.iter().try_for_each(|name| {
            if let Some(folder) = name.parent().filter(|it| *it != Path::new("")) {
                fs::create_dir_all(old.join(folder))?;
            }
            go(&place.join(name), &old.join(name), &mut done)
        })
    };
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

/// What is in a folder, by its name from there: files, and folders that another one lacks. Of folders that both have it is
/// what is in them, as not every file system lets those be moved: that of a container does not where its image has them.
fn listed(folder: &Path, other: &Path) -> io::Result<Vec<PathBuf>> {
    let mut listed = Vec::new();
    for name in names(folder)? {
        let (own, others) = (folder.join(&name), other.join(&name));
        if is_folder(&own) && is_folder(&others) {
            let below = self::listed(&own, &others)?;
            listed.extend(below.iter().map(|it| Path::new(&name).join(it)));
        } else {
            listed.push(PathBuf::from(name));
        }
    }
    Ok(listed)
}

/// Whether it is a folder itself, and no link to one.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|it| it.is_dir())
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

/// Puts one thing aside: a folder that cannot be moved file by file.
fn go(from: &Path, to: &Path, done: &mut Vec<Step>) -> io::Result<()> {
    match rename(from.to_owned(), to.to_owned(), done) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices && is_folder(from) => {}
        moved => return moved,
    }
    fs::create_dir(to)?;
    names(from)?.iter().try_for_each(|name| go(&from.join(name), &to.join(name), done))?;
    fs::remove_dir(from)?;
    done.push(Step::Emptied(from.to_owned()));
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
            Self::Emptied(folder) => fs::create_dir(folder),
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

    fn all(folder: &Path) -> Vec<String> {
        names(folder).unwrap().into_iter().map(|it| it.into_string().unwrap()).collect()
    }

    #[test]
    fn report_18_what_is_in_the_folder_is_replaced_and_the_folder_stays() {
        let (place, new, old) = place();
        replace(place.path(), OsStr::new("staging"), &new, &old).unwrap();
        let names = ["app-2.js", "icons", "index.html", "lost+found", "staging"];
        assert_eq!(all(place.path()), names);
        let index = fs::read_to_string(place.path().join("index.html")).unwrap();
        assert_eq!(Path::new(&index), new.join("index.html"));
        assert!(place.path().join("icons").is_file());
        assert_eq!(all(&old), ["app-1.js"]);
    }

    #[test]
    fn report_18_a_step_that_fails_takes_back_those_before_it() {
        let (place, new, old) = place();
        // What goes has no place to go to.
        fs::remove_dir(&old).unwrap();
        replace(place.path(), OsStr::new("staging"), &new, &old).unwrap_err();
        let names = ["app-1.js", "icons", "index.html", "lost+found", "staging"];
        assert_eq!(all(place.path()), names);
        let index = fs::read_to_string(place.path().join("index.html")).unwrap();
        assert_eq!(Path::new(&index), place.path().join("index.html"));
        assert!(place.path().join("icons/1.png").exists());
        assert_eq!(all(&new), ["app-2.js", "icons", "index.html"]);
    }

    #[test]
    fn what_is_in_a_folder_that_both_have_is_replaced_one_by_one() {
        let (place, new, old) = place();
        fs::remove_file(new.join("icons")).unwrap();
        fs::create_dir(new.join("icons")).unwrap();
        fs::write(new.join("icons/1.png"), "new").unwrap();
        for gone in ["icons/2.png", "icons/more/3.png"] {
            let gone = place.path().join(gone);
            fs::create_dir_all(gone.parent().unwrap()).unwrap();
            fs::write(gone, "gone").unwrap();
        }
        replace(place.path(), OsStr::new("staging"), &new, &old).unwrap();
        assert_eq!(all(&place.path().join("icons")), ["1.png"]);
        assert_eq!(fs::read_to_string(place.path().join("icons/1.png")).unwrap(), "new");
        assert_eq!(all(&old.join("icons")), ["2.png", "more"]);
    }
}
