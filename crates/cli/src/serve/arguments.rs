//! Arguments of `cubeboard serve`.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;

use crate::access::AccessArguments;
use crate::forwarding::ForwardingArguments;
use crate::hosts::HostName;
use crate::list::List;
use crate::listen::ListenAddress;
use crate::log::Log;
use crate::relay::arguments::RelayArguments;
use crate::relay::cors::Origin;
use crate::relay::faults::fault::Fault;
use crate::relay::faults::spec;
use crate::shared::address::SharedUrl;
use crate::upstream_arguments::{PRECEDENCE, UpstreamArguments};

/// Serve the page, and relay its questions to Cube or answer them with invented data
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{PRECEDENCE}\n\n{CREDENTIALS_AND_EXIT_CODES}\n\n{}", spec::help()))]
pub struct Arguments {
    #[command(flatten)]
    pub(super) upstream: UpstreamArguments,

    /// Let the demo misbehave, as listed below; separated by commas, and may be repeated
    // In conflict, too: clap asks for nothing that another argument rules out.
    #[arg(long, value_name = "SPEC", requires = "demo", conflicts_with = "upstream")]
    #[arg(value_delimiter = ',')]
    pub(super) demo_faults: Vec<Fault>,

    /// Accept connections at this address; port 0 takes any free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS:PORT|unix:PATH")]
    pub(super) listen: Option<ListenAddress>,

    /// Serve the built page from this folder instead of the one in the command
    #[arg(long, value_name = "DIR")]
    pub(super) page: Option<PathBuf>,

    /// Let a page at this origin use the relay; may be repeated
    #[arg(long = "allow-origin", value_name = "ORIGIN")]
    pub(super) allowed_origins: Vec<Origin>,

    /// Let the page read this one of Cube's lists; both hold the same responses [default: responses]
    #[arg(long, value_enum)]
    pub(super) resource: Option<List>,

    #[command(flatten)]
    pub(super) access: AccessArguments,

    /// Sign sessions with the key in this file, so that they outlive the command and hold at other relays with it
    #[arg(long, value_name = "FILE")]
    pub(super) session_key_file: Option<PathBuf>,

    /// Let displays read the wallboard by the keys in this file, which cubeboard display-key makes
    #[arg(long, value_name = "FILE")]
    pub(super) display_keys: Option<PathBuf>,

    /// Share limits, sign-outs and kept pages with the relays that have the same key, through this server
    #[arg(long, value_name = "redis[s][-cluster]://HOST")]
    pub(super) shared: Option<SharedUrl>,

    #[command(flatten)]
    pub(super) forwarding: ForwardingArguments,

    /// Answer under this name as well, besides those of this machine and of --public-url; may be repeated
    #[arg(long = "host", value_name = "NAME")]
    pub(super) hosts: Vec<HostName>,

    /// Have so many connections open at most [default: three quarters of the files that the process may open, to 4096]
    #[arg(long, value_name = "NUMBER")]
    pub(super) max_connections: Option<NonZeroUsize>,

    /// Once asked to stop, say so at /readyz and take connections for so long all the same [default: 0]
    #[arg(long, value_name = "SECONDS")]
    pub(super) drain_seconds: Option<u32>,

    /// Let readers see those campaigns alone that the settings file names
    #[arg(long)]
    pub(super) campaigns_only: bool,

    #[command(flatten)]
    pub(super) relay: RelayArguments,

    /// Write the log to standard error so: off, text or json [default: text]
    #[arg(long, value_name = "FORM")]
    pub(super) log: Option<Log>,

    /// Show figures for Prometheus at /metrics, to those who may use the rest
    #[arg(long)]
    pub(super) metrics: bool,

    /// Show them at /metrics of this address as well, to whoever can reach it
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(super) metrics_listen: Option<SocketAddr>,
}

const EXAMPLES: &str = "\
Examples:
  cubeboard serve --demo
  CUBEBOARD_TOKEN_FILE=token cubeboard serve --upstream https://ACCOUNT.headshed.com
  cubeboard serve --upstream https://ACCOUNT.headshed.com --allow-origin https://sales.example.org
  cubeboard serve --upstream https://ACCOUNT.headshed.com --trust-proxy 127.0.0.1 \\
    --public-url https://sales.example.org --log json --metrics";

const CREDENTIALS_AND_EXIT_CODES: &str = "\
Credentials for Cube come from the environment:
  CUBEBOARD_TOKEN, or the file that CUBEBOARD_TOKEN_FILE names
  CUBEBOARD_USER with CUBEBOARD_PASSWORD, or with the file that CUBEBOARD_PASSWORD_FILE names
Without any, the relay passes on the Authorization header of each request.

Exit codes: 0 ended by Ctrl-C or SIGTERM; 1 failed; 2 wrong use.";
