//! Where the built page and the built command are, and where pictures go.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// The project's top folder.
pub fn project() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).to_owned()
}

/// The built page. `CUBEBOARD_PAGE` names another folder.
///
/// # Errors
///
/// When nothing is built there.
pub fn page() -> Outcome<PathBuf> {
    let folder = std::env::var_os("CUBEBOARD_PAGE")
        .map_or_else(|| project().join("dist"), |folder| project().join(folder));
    if folder.join("index.html").is_file() {
        Ok(folder)
    } else {
        Err(Failure(format!("there is no page in {}: run make build first", folder.display())))
    }
}

/// The command, built in the same cargo profile as the tests. `CUBEBOARD_COMMAND` names another.
///
/// # Errors
///
/// When it is not built.
pub fn command() -> Outcome<PathBuf> {
    if let Some(command) = std::env::var_os("CUBEBOARD_COMMAND") {
        return Ok(project().join(command));
    }
    let command = profile_folder()?.join("cubeboard");
    if command.is_file() {
        Ok(command)
    } else {
        let place = command.display();
        Err(Failure(format!("there is no {place}: run cargo build -p cubeboard first")))
    }
}

/// The script of axe-core, which `script/lib.sh` names in `AXE_CORE` and `script/setup test` installs.
///
/// # Errors
///
/// When it is not there.
pub fn axe() -> Outcome<PathBuf> {
    let script = std::env::var_os("AXE_CORE").map(PathBuf::from).filter(|it| it.is_file());
    script.ok_or_else(|| Failure("AXE_CORE names no file: run make test, which sets it".to_owned()))
}

/// The empty page that benchmarks compare with.
pub fn baseline() -> PathBuf {
    project().join("tests/e2e/baseline")
}

/// Where tests leave pictures for people to look at.
pub fn pictures() -> PathBuf {
    project().join("target/e2e")
}

/// `debug` or the like in cargo's target folder, wherever that is: a test runs in its `deps`, a
/// program beside it.
fn profile_folder() -> Outcome<PathBuf> {
    let program = std::env::current_exe()?;
    program
        .ancestors()
        .skip(1)
        .find(|folder| !folder.ends_with("deps"))
        .map(PathBuf::from)
        .ok_or_else(|| Failure(format!("{} is in no folder", program.display())))
}

/// The page written by hand that benchmarks compare with.
pub fn plain_page() -> PathBuf {
    project().join("tests/e2e/plain")
}
