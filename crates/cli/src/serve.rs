//! `cubeboard serve`: the page, and the relay that it talks to.

use std::io::{self, Write as _};
use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use thiserror::Error;
use tokio::net::TcpListener;

use crate::access::events::Events;
use crate::access::{Access, AccessArguments, AccessError};
use crate::account::authorities::{Authorities, AuthoritiesError};
use crate::account::credentials::{Credentials, CredentialsError};
use crate::account::{Account, Limits};
use crate::connections::{self, ConnectionLimits};
use crate::forwarding::{Forwarding, ForwardingArguments};
use crate::hosts::{HostName, KnownHosts};
use crate::list::List;
use crate::log::Log;
use crate::metrics::Metrics;
use crate::page::{Page, PageError};
use crate::relay::Relay;
use crate::relay::arguments::RelayArguments;
use crate::relay::cors::Origin;
use crate::relay::cube::Cube;
use crate::relay::faults::fault::Fault;
use crate::relay::faults::plan::{Faults, FaultsError};
use crate::relay::faults::spec;
use crate::router::{Site, router};
use crate::settings::{
    ALLOW_ORIGIN, LISTEN, LOG, MAX_CONNECTIONS, METRICS, PAGE, Settings, SettingsError,
};
use crate::signals::StopRequests;
use crate::upstream_arguments::{PRECEDENCE, UpstreamArguments};

/// Serve the page, and relay its questions to Cube or answer them with invented data
#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{PRECEDENCE}\n\n{CREDENTIALS_AND_EXIT_CODES}\n\n{}", spec::help()))]
pub struct Arguments {
    #[command(flatten)]
    upstream: UpstreamArguments,

    /// Let the demo misbehave, as listed below; separated by commas, and may be repeated
    // In conflict, too: clap asks for nothing that another argument rules out.
    #[arg(long, value_name = "SPEC", requires = "demo", conflicts_with = "upstream")]
    #[arg(value_delimiter = ',')]
    demo_faults: Vec<Fault>,

    /// Accept connections at this address; port 0 takes any free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,

    /// Serve the built page from this folder instead of the one in the command
    #[arg(long, value_name = "DIR")]
    page: Option<PathBuf>,

    /// Let a page at this origin use the relay; may be repeated
    #[arg(long = "allow-origin", value_name = "ORIGIN")]
    allowed_origins: Vec<Origin>,

    /// Let the page read this one of Cube's lists; both hold the same responses [default: responses]
    #[arg(long, value_enum)]
    resource: Option<List>,

    #[command(flatten)]
    access: AccessArguments,

    #[command(flatten)]
    forwarding: ForwardingArguments,

    /// Answer under this name as well, besides those of this machine and of --public-url; may be repeated
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<HostName>,

    /// Have so many connections open at most [default: three quarters of the files that the process may open, to 4096]
    #[arg(long, value_name = "NUMBER")]
    max_connections: Option<NonZeroUsize>,

    #[command(flatten)]
    relay: RelayArguments,

    /// Write the log to standard error so: off, text or json [default: text]
    #[arg(long, value_name = "FORM")]
    log: Option<Log>,

    /// Show figures for Prometheus at /metrics, to those who may use the rest
    #[arg(long)]
    metrics: bool,
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

/// Why the command cannot serve, or had to stop.
#[derive(Debug, Error)]
pub enum ServeError {
    /// Settings that cannot be read.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// Credentials that contradict each other or cannot be read.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// Certificates that cannot be read.
    #[error(transparent)]
    Authorities(#[from] AuthoritiesError),
    /// Access control that contradicts itself, or is missing.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// A folder without a page in it.
    #[error(transparent)]
    Page(#[from] PageError),
    /// Faults that do not go together.
    #[error(transparent)]
    Faults(#[from] FaultsError),
    /// The client for the upstream could not be made.
    #[error("cannot set up connections to Cube: {0}")]
    Client(#[from] reqwest::Error),
    /// Someone else listens there.
    #[error(
        "{0} is taken by another program; stop that program, or choose another port, such as \
         --listen {next}", next = neighbour(*.0)
    )]
    Taken(SocketAddr),
    /// The system does not let us listen there.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, #[source] io::Error),
    /// Watching for signals, or saying on standard output where it listens, failed.
    #[error("had to stop: {0}")]
    Io(#[from] io::Error),
}

impl ServeError {
    /// How the command ends: 2 where it was called wrongly, 1 where something went wrong.
    pub fn exit_code(&self) -> u8 {
        if matches!(
            self,
            Self::Settings(_)
                | Self::Credentials(_)
                | Self::Authorities(_)
                | Self::Access(_)
                | Self::Faults(_)
        ) {
            2
        } else {
            1
        }
    }
}

/// Serves until Ctrl-C or a termination signal, then lets the requests under way finish; a second one ends it at once.
///
/// # Errors
///
/// When the arguments cannot be followed or the address cannot be listened on.
pub async fn run(arguments: Arguments) -> Result<(), ServeError> {
    let Arguments { upstream, demo_faults, listen, page, allowed_origins, access, .. } = arguments;
    let settings = Settings::read(upstream.config.as_deref(), std::env::var_os)?;
    let in_file = &settings.file.serve;
    let metrics = Arc::new(Metrics::default());
    let relay = match settings.upstream(&upstream)? {
        None => Relay::demo_with(Faults::new(demo_faults)?),
        Some(url) => {
            let credentials = Credentials::from_variables(std::env::var_os)?;
            let authorities = Authorities::of(&url, std::env::var_os)?;
            let account = Account::new(&url, credentials, Limits::default(), &authorities)?;
            let retention = arguments.relay.retention(&settings)?;
            Relay::Cube(Arc::new(Cube::new(account, retention, Arc::clone(&metrics))))
        }
    };
    let page = settings.pick(page, PAGE, in_file.page.clone())?;
    let page = match page {
        Some(folder) => Some(Page::open(&folder)?),
        None => Page::embedded(),
    };
    let allowed_origins =
        settings.pick_list(allowed_origins, ALLOW_ORIGIN, &in_file.allow_origins)?;
    let address = settings.pick(listen, LISTEN, in_file.listen)?;
    let address = address.unwrap_or((Ipv4Addr::LOCALHOST, 8080).into());
    let forwarding = Forwarding::new(arguments.forwarding, &settings)?;
    let hosts = KnownHosts::new(arguments.hosts, &settings, &forwarding, address)?;
    let events = Events::new(Arc::clone(&metrics));
    let access = Access::new(access, &settings, &forwarding, address, events)?;
    let rate = arguments.relay.request_rate(&settings)?;
    let shows_metrics = arguments.metrics.then_some(true);
    let shows_metrics = settings.pick(shows_metrics, METRICS, in_file.metrics)?.unwrap_or(false);
    let log = settings.pick(arguments.log, LOG, in_file.log)?.unwrap_or_default();
    let usual = ConnectionLimits::of_process();
    let most =
        settings.pick(arguments.max_connections, MAX_CONNECTIONS, in_file.max_connections)?;
    let limits = ConnectionLimits { most: most.map_or(usual.most, NonZeroUsize::get), ..usual };
    let list = settings.list(arguments.resource)?;
    let campaigns = settings.file.campaigns;
    let site = Site {
        relay,
        page,
        allowed_origins,
        list,
        campaigns,
        rate,
        access,
        forwarding,
        hosts,
        metrics,
        shows_metrics,
    };

    let listener = bind(address).await?;
    log.begin();
    site.access.log_start();
    // Watched before anyone is told that we run: a signal right after that line ends us in order.
    let stop = StopRequests::watch()?;
    writeln!(io::stdout(), "listening on http://{}", listener.local_addr()?)?;
    connections::serve(listener, router(site), limits, stop).await;
    Ok(())
}

async fn bind(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => ServeError::Taken(address),
        _ => ServeError::Listen(address, error),
    })
}

fn neighbour(mut address: SocketAddr) -> SocketAddr {
    address.set_port(address.port().checked_add(1).unwrap_or(8080));
    address
}
