//! Times of published files, from which web servers make what browsers ask with whether a file is still the same
//! (`Last-Modified`, `ETag`; RFC 9110, section 8.8): one of the same bytes keeps its time, so that nobody loads it again,
//! and any other is later by a whole second at least, which is as finely as such a time is told.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Dates the files of a new folder by those of the same names in the place that it takes.
pub fn date(names: &BTreeSet<String>, new: &Path, place: &Path) -> io::Result<()> {
    for name in names {
        let (new, old) = (new.join(name), place.join(name));
        let Some(before) = fs::symlink_metadata(&old).ok().filter(fs::Metadata::is_file) else {
            continue;
        };
        let (before, now) = (before.modified()?, fs::metadata(&new)?.modified()?);
        let time = if is_same(&new, &old)? { before } else { now.max(next_second(before)) };
        File::options().append(true).open(&new)?.set_modified(time)?;
    }
    Ok(())
}

/// How much of two files is in memory at once to be compared: snapshots may be large.
const BLOCK_BYTES: usize = 1 << 16;

/// Whether two files hold the same. An old one that cannot be read counts as another.
fn is_same(new: &Path, old: &Path) -> io::Result<bool> {
    if fs::metadata(new)?.len() != fs::metadata(old)?.len() {
        return Ok(false);
    }
    let Ok(mut old) = File::open(old) else { return Ok(false) };
    let mut new = BufReader::with_capacity(BLOCK_BYTES, File::open(new)?);
    let mut other = vec![0; BLOCK_BYTES];
    loop {
        let block = new.fill_buf()?;
        let length = block.len();
        let Some(other) = other.get_mut(..length).filter(|it| !it.is_empty()) else {
            return Ok(true);
        };
        if old.read_exact(other).is_err() || other != block {
            return Ok(false);
        }
        new.consume(length);
    }
}

/// The beginning of the second after.
fn next_second(time: SystemTime) -> SystemTime {
    let seconds = time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    UNIX_EPOCH + Duration::from_secs(seconds.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    /// The time of a file after one with `old` in it, of a time in milliseconds since 1970, gave way to one with `new`.
    #[track_caller]
    fn check(old: (&str, u64), new: (&str, u64), expected_millis: u64) {
        let folder = TempDir::new().unwrap();
        let at = |millis| UNIX_EPOCH + Duration::from_millis(millis);
        for (place, (text, millis)) in [("old", old), ("new", new)] {
            let folder = folder.path().join(place);
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("index.html"), text).unwrap();
            let file = File::options().append(true).open(folder.join("index.html")).unwrap();
            file.set_modified(at(millis)).unwrap();
        }
        let names = BTreeSet::from(["index.html".to_owned(), "of/another/kind.txt".to_owned()]);
        let [old, new] = ["old", "new"].map(|it| folder.path().join(it));
        date(&names, &new, &old).unwrap();
        let dated = fs::metadata(new.join("index.html")).unwrap().modified().unwrap();
        assert_eq!(dated, at(expected_millis));
    }

    #[test]
    fn what_stays_the_same_keeps_its_time() {
        check(("same", 5_500), ("same", 9_000), 5_500);
    }

    #[test]
    fn what_is_new_is_later_by_a_second_at_least() {
        check(("a", 5_500), ("b", 9_250), 9_250);
        check(("a", 5_100), ("b", 5_900), 6_000);
        check(("a", 5_000), ("b", 5_000), 6_000);
        // In the last of many blocks.
        let long = "a".repeat(3 * BLOCK_BYTES);
        check((&long, 5_000), (&long, 9_000), 5_000);
        check((&[&*long, "b"].concat(), 5_000), (&[&*long, "c"].concat(), 9_000), 9_000);
        // Of a computer whose clock is ahead.
        check(("a", 90_000), ("longer", 5_000), 91_000);
    }
}
