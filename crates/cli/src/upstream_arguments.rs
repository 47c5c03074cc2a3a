//! Arguments that choose the upstream, and the file of settings; every subcommand that sends requests has them.

use std::path::PathBuf;

use clap::Args;

use crate::account::address::UpstreamUrl;

/// The choice between a Cube account and the demo; one of the two has to be made here or in the settings.
#[derive(Debug, Default, Args)]
pub struct UpstreamArguments {
    /// Use invented campaigns; needs neither account nor network
    #[arg(long, conflicts_with = "upstream")]
    pub demo: bool,

    /// Ask this Cube account; https, except on a loopback address
    #[arg(long, value_name = "https://ACCOUNT.headshed.com")]
    pub upstream: Option<UpstreamUrl>,

    /// Read settings from this TOML file
    #[arg(long, value_name = "cubeboard.toml")]
    pub config: Option<PathBuf>,
}

/// How settings come about, for the help of a subcommand.
pub const PRECEDENCE: &str = "\
Settings come from flags, else from variables such as CUBEBOARD_UPSTREAM, else from the file that
--config or CUBEBOARD_CONFIG names. None of them but variables may hold a secret.";
