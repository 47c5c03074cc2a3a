//! Arguments of a download, and the query that they make.

use clap::Args;
use cubeboard_cube::query::{FieldError, FieldErrors, Fields, Query};

use super::patience::Patience;
use super::reader::ReadOptions;
use super::source::Source;
use super::{Download, DownloadError};
use crate::account::address::UpstreamUrl;
use crate::account::authorities::Authorities;
use crate::account::credentials::Credentials;
use crate::account::{Account, Limits};
use crate::list::List;
use crate::relay::demo::InventedCube;
use crate::settings::{ParallelRequests, Settings};
use crate::upstream_arguments::UpstreamArguments;

/// What to read, from whom, and how.
#[derive(Debug, Args)]
pub struct DownloadArguments {
    #[command(flatten)]
    upstream: UpstreamArguments,

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

    /// Which of Cube's lists to read; both hold the same responses [default: responses]
    #[arg(long, value_enum)]
    resource: Option<List>,

    /// Write what came even if something is missing; the exit code is 3 all the same
    #[arg(long)]
    keep_partial: bool,

    /// How many requests may be under way at once, from 1 to 32 [default: 6]
    #[arg(long, value_name = "COUNT")]
    parallel_requests: Option<ParallelRequests>,

    /// For how long to ask again while Cube fails, such as 90s, 5m or 1h; 0 for not at all
    #[arg(long, value_name = "DURATION", default_value = "5m")]
    patience: Patience,

    /// Say nothing but errors
    #[arg(long, short)]
    quiet: bool,
}

/// The end of such a subcommand's help.
pub const CREDENTIALS_AND_EXIT_CODES: &str = "\
Credentials for Cube come from the environment:
  CUBEBOARD_TOKEN, or the file that CUBEBOARD_TOKEN_FILE names
  CUBEBOARD_USER with CUBEBOARD_PASSWORD, or with the file that CUBEBOARD_PASSWORD_FILE names

Exit codes: 0 done; 1 failed, nothing was written; 2 wrong use; 3 incomplete, standard error says
what is missing.";

impl DownloadArguments {
    /// Reads what else is set.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn settings(&self) -> Result<Settings, DownloadError> {
        Ok(Settings::read(self.upstream.config.as_deref(), std::env::var_os)?)
    }

    /// Settles everything that can be wrong without asking anybody.
    ///
    /// # Errors
    ///
    /// When it is.
    pub fn prepare(&self, settings: &Settings) -> Result<Download, DownloadError> {
        Ok(Download {
            query: self.query(settings)?,
            options: ReadOptions {
                lanes: settings.parallel_requests(self.parallel_requests)?,
                patience: self.patience,
            },
            source: source(settings.upstream(&self.upstream)?)?,
            keep_partial: self.keep_partial,
            quiet: self.quiet,
        })
    }

    fn query(&self, settings: &Settings) -> Result<Query, DownloadError> {
        let fields = Fields {
            campaign: self.campaign.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            response_type: self.response_type.clone(),
            ..Fields::default()
        };
        let list = settings.list(self.resource)?.unwrap_or(List::Responses);
        match Query::parse(&fields) {
            Ok(query) => Ok(Query { resource: list.into(), ..query }),
            Err(errors) => Err(DownloadError::Question(mistakes(errors))),
        }
    }
}

fn source(upstream: Option<UpstreamUrl>) -> Result<Source, DownloadError> {
    let Some(url) = upstream else { return Ok(Source::Demo(InventedCube::default())) };
    let credentials = Credentials::from_variables(std::env::var_os)?;
    let authorities = Authorities::of(&url, std::env::var_os)?;
    Ok(Source::cube(Account::new(&url, credentials, Limits::default(), &authorities)?))
}

fn mistakes(errors: FieldErrors) -> String {
    let flags = [("--campaign", errors.campaign), ("--from", errors.from), ("--to", errors.to)];
    let mistakes = flags.into_iter().filter_map(|(flag, error)| {
        let said = match error? {
            FieldError::Missing => "is empty",
            FieldError::NotANumber => "takes whole numbers, separated by commas, such as 926",
            FieldError::NoSuchDay => "takes a day of the calendar, such as 2017-01-31",
            FieldError::EndsBeforeItBegins => "lies before --from",
            FieldError::NoSuchPeriod => "names no period",
            FieldError::TooLong => "lies more than ten years after --from",
        };
        Some(format!("{flag} {said}"))
    });
    mistakes.collect::<Vec<_>>().join("; ")
}
