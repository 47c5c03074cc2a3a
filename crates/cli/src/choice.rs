//! Who is asked: the choice between a Cube account and the demo, which every subcommand has.

use clap::Args;

use crate::account::address::UpstreamUrl;

/// One of the two has to be chosen.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Choice {
    /// Use invented campaigns; needs neither account nor network
    #[arg(long)]
    pub demo: bool,

    /// Ask this Cube account; https, except on a loopback address
    #[arg(long, value_name = "https://ACCOUNT.headshed.com")]
    pub upstream: Option<UpstreamUrl>,
}
