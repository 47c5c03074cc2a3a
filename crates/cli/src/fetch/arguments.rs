//! Arguments of `cubeboard fetch`.

use std::path::PathBuf;

use clap::Args;

use crate::download::arguments::{CREDENTIALS_AND_EXIT_CODES, DownloadArguments};
use crate::fetch::format::Format;
use crate::upstream_arguments::PRECEDENCE;

/// Write all responses of a campaign to a file, or say what is missing
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{PRECEDENCE}\n\n{CREDENTIALS_AND_EXIT_CODES}"))]
pub struct Arguments {
    #[command(flatten)]
    pub(super) download: DownloadArguments,

    /// What to write
    #[arg(long, value_enum)]
    pub(super) format: Format,

    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub(super) output: PathBuf,

    /// Replace the file if it is there
    #[arg(long)]
    pub(super) force: bool,
}

const EXAMPLES: &str = "\
Examples:
  cubeboard fetch --demo --campaign 926 --from 2017-01-01 --to 2017-01-31 \\
    --format csv --output january.csv
  CUBEBOARD_TOKEN_FILE=token cubeboard fetch --upstream https://ACCOUNT.headshed.com \\
    --campaign 926 --from 2017-01-01 --to 2017-01-31 --type Sale --format ndjson \\
    --output sales.ndjson --force --quiet

The file appears once every response is in it, and is yours alone to read; one that is replaced
keeps its permissions. In CSV, a text that a spreadsheet would run as a formula gets an apostrophe
before it.";
