//! `cubeboard publish` into folders that somebody has open, mount points, and folders that cannot be replaced: it works, or
//! says why not before anything is touched. Mounts are made in a mount namespace of the test's own; where the system allows
//! none, what needs them is left out.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may do as tests do")]

mod fetching;
mod running;

use std::collections::BTreeMap;
use std::fs::{self, File, Permissions};
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use fetching::{Folder, JANUARY};
use running::{cubeboard, stderr};

/// Whom nobody is: a user without rights of its own.
const NOBODY: u32 = 65_534;

/// A page, as small as one can be.
fn page(folder: &Folder) -> PathBuf {
    let page = folder.path("page");
    fs::create_dir_all(page.join("icons")).unwrap();
    let html = "<!doctype html><meta charset=utf-8><title>Cubeboard</title>";
    for (name, text) in [("index.html", html), ("app-1.js", "1"), ("icons/32.png", "png")] {
        fs::write(page.join(name), text).unwrap();
    }
    page
}

/// A publication of invented sales under a title, ready to be run.
fn command(folder: &Folder, title: &str) -> Command {
    let mut command = cubeboard(&["publish", "--demo", "--type", "Sale", "--title", title]);
    command.args(JANUARY).arg("--page").arg(page(folder));
    command.arg("--output").arg(folder.path("site"));
    command
}

#[track_caller]
fn published(folder: &Folder, title: &str) {
    let output = command(folder, title).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

/// The same after a script of sh, in a mount namespace of its own. Nothing where the system allows none.
fn in_namespace(script: &str, command: &Command, folder: &Folder) -> Option<Output> {
    let unshare = |script: &str| {
        let mut unshare = Command::new("unshare");
        unshare.args(["--mount", "--map-root-user", "sh", "-ec", script, "sh"]);
        unshare.current_dir(folder.path("."));
        unshare
    };
    let is_allowed = unshare("mount -t tmpfs none .").output().is_ok_and(|it| it.status.success());
    if !is_allowed {
        eprintln!("no mount namespace here: {script}");
        return None;
    }
    let script = format!("{script}\n\"$@\" || code=$?\n{AFTERWARDS}\nexit ${{code:-0}}");
    let mut unshare = unshare(&script);
    unshare.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => unshare.env(name, value),
            None => unshare.env_remove(name),
        };
    }
    Some(unshare.output().unwrap())
}

/// Tells on standard output what is in the folder, before the mounts go away.
const AFTERWARDS: &str = "cat site/config.json || true; find site | sort";

/// Every file below a folder, hidden ones too, with its time.
fn files(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, i64)> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let there = fs::symlink_metadata(&path).unwrap();
        if there.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.insert(path.clone(), (fs::read(&path).unwrap_or_default(), there.mtime()));
        }
    }
    files
}

#[test]
fn a_server_that_works_in_the_folder_sees_what_is_published_since() {
    let folder = Folder::new();
    published(&folder, "first");
    let mut server = Command::new("sh");
    server.args(["-c", "while read name; do cat \"$name\"; echo; done"]);
    server.current_dir(folder.path("site")).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut server = server.spawn().unwrap();
    let mut asked = server.stdin.take().unwrap();
    let mut answer = BufReader::new(server.stdout.take().unwrap()).lines().map(Result::unwrap);
    for title in ["first", "second", "third"] {
        published(&folder, title);
        writeln!(asked, "config.json").unwrap();
        let said = answer.by_ref().take_while(|it| it != "}").collect::<String>();
        assert!(said.contains(title), "{said}");
    }
    drop(asked);
    server.wait().unwrap();
}

#[test]
fn a_folder_that_is_a_mount_point_is_published_into() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path("site")).unwrap();
    fs::create_dir_all(folder.path("disk")).unwrap();
    for mount in ["mount -t tmpfs none site", "mount --bind disk site"] {
        let Some(output) = in_namespace(mount, &command(&folder, "mounted"), &folder) else {
            return;
        };
        assert_eq!(output.status.code(), Some(0), "{mount}: {}", stderr(&output));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            said.contains("\"title\": \"mounted\"") && said.contains("site/index.html"),
            "{said}"
        );
        assert!(!said.contains(".cubeboard-"), "{said}");
    }
    // What is bound elsewhere lies there; again, over what was there.
    assert!(folder.path("disk/index.html").exists());
    let again =
        in_namespace("mount --bind disk site", &command(&folder, "again"), &folder).unwrap();
    assert_eq!(again.status.code(), Some(0), "{}", stderr(&again));
    assert!(fs::read_to_string(folder.path("disk/config.json")).unwrap().contains("again"));
    assert!(!folder.path("site/index.html").exists());
}

/// A publication after a script of sh is refused with these words, and nothing in the folder is touched.
/// What is told of the folder afterwards is returned, unless no mount is allowed.
#[track_caller]
fn check_refused(script: &str, words: &str, more: &[&str]) -> Option<String> {
    let folder = Folder::new();
    published(&folder, "before");
    fs::create_dir(folder.path("other")).unwrap();
    fs::write(folder.path("other/config.json"), "{}").unwrap();
    let before = files(&folder.path("site"));
    let mut command = command(&folder, "after");
    command.args(more);
    let output = in_namespace(script, &command, &folder)?;
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{script}: {said}");
    assert!(said.contains(words), "{script}: {said}");
    assert!(files(&folder.path("site")) == before, "{script}");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!told.contains(".cubeboard-"), "{script}: {told}");
    Some(told)
}

#[test]
fn files_of_a_containers_image_give_way() {
    let folder = Folder::new();
    published(&folder, "image");
    // A folder that the page now lacks, and a file in one that it still has.
    for name in ["old/icons/1.png", "icons/old.png"] {
        let path = folder.path("site").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "old").unwrap();
        let mut list =
            File::options().append(true).open(folder.path("site/published.txt")).unwrap();
        writeln!(list, "{name}").unwrap();
    }
    let overlay = "mkdir up work; mount -t overlay none -o userxattr,lowerdir=site,upperdir=up,workdir=work site";
    let Some(output) = in_namespace(overlay, &command(&folder, "container"), &folder) else {
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(said.contains("\"title\": \"container\"") && said.contains("icons/32.png"), "{said}");
    assert!(!said.contains(".cubeboard-") && !said.contains("old"), "{said}");
}

#[test]
fn what_is_mounted_inside_of_the_folder_is_a_reason_to_refuse() {
    for force in [&[][..], &["--force"]] {
        let inside = "mount --bind other/config.json site/config.json";
        check_refused(inside, "/site/config.json is a mount point; choose another folder", force);
        let inside = "mount -t tmpfs none site/icons";
        check_refused(inside, "/site/icons is a mount point; choose another folder", force);
        let inside = "mkdir 'site/icons/a b'; mount -t tmpfs none 'site/icons/a b'; \
                      trap 'umount \"site/icons/a b\"; rmdir \"site/icons/a b\"' EXIT";
        check_refused(inside, "/site/icons/a b is a mount point; choose another folder", force);
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_a_reason_to_refuse() {
    let read_only = "mount --bind site site; mount -o remount,bind,ro site";
    let words =
        "/site cannot be written: Read-only file system (os error 30); choose another folder";
    check_refused(read_only, words, &[]);
}

#[test]
fn a_disk_without_room_leaves_the_folder_as_it_was() {
    // Of 100 kB all but two blocks are taken, by a file that counts as published.
    let small = "mkdir disk; cp -a site/. disk; mount -t tmpfs -o size=100k none site; \
                 cp -a disk/. site; echo filler >>site/published.txt; \
                 head -c 1000000 /dev/zero >site/filler || true; truncate -s -8192 site/filler";
    let words = "No space left on device (os error 28); it is as it was";
    let Some(told) = check_refused(small, words, &[]) else { return };
    assert!(told.contains("\"title\": \"before\"") && told.contains("site/filler"), "{told}");
}

#[test]
fn folders_and_files_of_somebody_else_are_a_reason_to_refuse() {
    if fs::metadata("/proc/self").unwrap().uid() != 0 {
        eprintln!("only root can give files away");
        return;
    }
    let folder = Folder::for_everybody();
    published(&folder, "before");
    let (site, icons) = (folder.path("site"), folder.path("site/icons"));
    // Where it was built, nobody else may come.
    let program = folder.path("cubeboard");
    fs::copy(command(&folder, "").get_program(), &program).unwrap();
    let publish = || {
        let given = command(&folder, "after");
        let mut command = Command::new(&program);
        command.args(given.get_args()).uid(NOBODY).gid(NOBODY).output().unwrap()
    };
    let refused = |words: &str| {
        let before = files(&site);
        let output = publish();
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
        assert!(files(&site) == before);
    };
    let permit =
        |path: &Path, mode| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    refused("/site cannot be written: Permission denied (os error 13); choose another folder");
    permit(&site, 0o777);
    refused(
        "/site/icons cannot be written: Permission denied (os error 13); choose another folder",
    );
    permit(&icons, 0o777);
    permit(&site, 0o1777);
    refused("is another user's, and the folder is sticky; choose another folder");
    chown(&site, Some(NOBODY), Some(NOBODY)).unwrap();
    let output = publish();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn a_link_that_leads_nowhere_is_no_folder() {
    let folder = Folder::new();
    symlink(folder.path("disk/site"), folder.path("site")).unwrap();
    let output = command(&folder, "linked").output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("/site is no folder"), "{}", stderr(&output));
    assert!(fs::symlink_metadata(folder.path("site")).unwrap().is_symlink());
}

#[test]
fn what_stays_the_same_keeps_its_time_and_all_else_is_later_by_a_second() {
    let folder = Folder::new();
    published(&folder, "first");
    let times = || {
        let times =
            |name: &str| fs::metadata(folder.path(&format!("site/{name}"))).unwrap().mtime();
        ["index.html", "app-1.js", "icons/32.png", "snapshot.cubeboard", "config.json"].map(times)
    };
    let before = times();
    published(&folder, "second");
    let after = times();
    assert_eq!(before[..3], after[..3]);
    assert!(before[3] < after[3] && before[4] < after[4], "{before:?} {after:?}");
}
