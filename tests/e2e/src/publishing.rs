//! The real command: `cubeboard publish --demo`, as somebody would call it.

use std::path::Path;

use tokio::process::Command;

use crate::failure::{Failure, Outcome};
use crate::folders;

/// January 2017 of the demo's campaign 926: 634 responses.
pub const JANUARY: &[&str] = &["--campaign", "926", "--from", "2017-01-01", "--to", "2017-01-31"];

/// Publishes the built page with responses of the demo.
///
/// # Errors
///
/// When the command fails, with what it said.
pub async fn publish(query: &[&str], more: &[&str], output: &Path) -> Outcome {
    let mut command = Command::new(folders::command()?);
    command.args(["publish", "--demo", "--quiet", "--page"]).arg(folders::page()?);
    command.args(query).args(more).arg("--output").arg(output);
    let ended = command.output().await?;
    if ended.status.success() {
        return Ok(());
    }
    Err(Failure(String::from_utf8_lossy(&ended.stderr).into_owned()))
}
