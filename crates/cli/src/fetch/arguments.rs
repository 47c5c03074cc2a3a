//! What `cubeboard fetch` is told, and the question that it makes of it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use cubeboard_core::query::{FieldError, FieldErrors, Fields, Query, Resource};

use crate::choice::{Choice, PRECEDENCE};
use crate::fetch::FetchCommandError;
use crate::fetch::format::Format;
use crate::settings::ParallelRequests;

/// Write all responses of a campaign to a file, or say what is missing
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{PRECEDENCE}\n\n{CREDENTIALS_AND_EXIT_CODES}"))]
pub struct Arguments {
    #[command(flatten)]
    pub(super) choice: Choice,

    /// The campaign's number; several are separated by commas
    #[arg(long, value_name = "ID")]
    campaign: String,

    /// The first day, such as 2017-01-01
    #[arg(long, value_name = "DAY")]
    from: String,

    /// The last day, itself included
    #[arg(long, value_name = "DAY")]
    to: String,

    /// Only responses of this type, spelled as in Cube
    #[arg(long = "type", value_name = "TYPE", default_value = "", hide_default_value = true)]
    response_type: String,

    /// Which of Cube's lists to read; both hold the same responses
    #[arg(long, value_enum, default_value_t)]
    resource: List,

    /// What to write
    #[arg(long, value_enum)]
    pub(super) format: Format,

    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub(super) output: PathBuf,

    /// Replace the file if it is there
    #[arg(long)]
    pub(super) force: bool,

    /// Write what came even if something is missing; the exit code is 3 all the same
    #[arg(long)]
    pub(super) keep_partial: bool,

    /// How many requests may be under way at once, from 1 to 32 [default: 6]
    #[arg(long, value_name = "COUNT")]
    pub(super) parallel_requests: Option<ParallelRequests>,

    /// Say nothing but errors
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// A list of Cube's, as it is named in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
#[value(rename_all = "snake_case")]
enum List {
    /// As Cube's document describes it
    #[default]
    Responses,
    /// The later name
    CallOutcomes,
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

const CREDENTIALS_AND_EXIT_CODES: &str = "\
Credentials for Cube come from the environment:
  CUBEBOARD_TOKEN, or the file that CUBEBOARD_TOKEN_FILE names
  CUBEBOARD_USER with CUBEBOARD_PASSWORD, or with the file that CUBEBOARD_PASSWORD_FILE names

Exit codes: 0 done; 1 failed, nothing was written; 2 wrong use; 3 incomplete, standard error says
what is missing.";

impl Arguments {
    /// The question.
    pub(super) fn query(&self) -> Result<Query, FetchCommandError> {
        let fields = Fields {
            campaign: self.campaign.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            response_type: self.response_type.clone(),
        };
        let resource = match self.resource {
            List::Responses => Resource::Responses,
            List::CallOutcomes => Resource::CallOutcomes,
        };
        match Query::parse(&fields) {
            Ok(query) => Ok(Query { resource, ..query }),
            Err(errors) => Err(FetchCommandError::Question(mistakes(errors))),
        }
    }
}

fn mistakes(errors: FieldErrors) -> String {
    let flags = [("--campaign", errors.campaign), ("--from", errors.from), ("--to", errors.to)];
    let mistakes = flags.into_iter().filter_map(|(flag, error)| {
        let said = match error? {
            FieldError::Missing => "is empty",
            FieldError::NotANumber => "takes whole numbers, separated by commas, such as 926",
            FieldError::NoSuchDay => "takes a day of the calendar, such as 2017-01-31",
            FieldError::EndsBeforeItBegins => "lies before --from",
            FieldError::TooLong => "lies more than ten years after --from",
        };
        Some(format!("{flag} {said}"))
    });
    mistakes.collect::<Vec<_>>().join("; ")
}
