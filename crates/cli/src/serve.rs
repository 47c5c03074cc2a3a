//! `cubeboard serve`: the page, and the relay that it talks to.

pub mod arguments;
pub mod error;

use std::io::{self, Write as _};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use cubeboard_responses::agent_alias::AgentNaming;

use crate::access::Access;
use crate::access::displays::Displays;
use crate::access::events::Events;
use crate::account::address::UpstreamUrl;
use crate::account::authorities::Authorities;
use crate::account::credentials::{Credentials, shared_password};
use crate::account::{Account, Limits};
use crate::connections;
use crate::connections::limits::ConnectionLimits;
use crate::forwarding::Forwarding;
use crate::health::Readiness;
use crate::hosts::KnownHosts;
use crate::listen::{ListenAddress, Listener};
use crate::metrics::Metrics;
use crate::page::Page;
use crate::relay::Relay;
use crate::relay::cache::Retention;
use crate::relay::cube::Cube;
use crate::relay::faults::plan::Faults;
use crate::relay::readable_campaigns::ReadableCampaigns;
use crate::relay_key::RelayKey;
use crate::router::{Site, metrics_routes, router};
use crate::settings::file::Campaign;
use crate::settings::for_everyone::ForEveryone;
use crate::settings::{
    ALLOW_ORIGIN, CAMPAIGNS_ONLY, DISPLAY_KEYS, DRAIN_SECONDS, LISTEN, LOG, MAX_CONNECTIONS,
    METRICS, METRICS_LISTEN, PAGE, SESSION_KEY_FILE, SHARED, Settings,
};
use crate::shared::Shared;
use crate::shared::address::SharedUrl;
use crate::signals::StopRequests;
use arguments::Arguments;
use error::ServeError;

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
    let key_file = settings.pick(
        arguments.session_key_file,
        SESSION_KEY_FILE,
        in_file.session_key_file.clone(),
    )?;
    let key = RelayKey::new(key_file.as_deref())?;
    let shared = settings.pick(arguments.shared, SHARED, in_file.shared.clone())?;
    let shared = share(shared.as_ref(), &key, &metrics)?;
    let relay = match settings.upstream(&upstream)? {
        None => Relay::demo_with(Faults::new(demo_faults)?),
        Some(url) => {
            let retention = arguments.relay.retention(&settings)?;
            Relay::Cube(Arc::new(cube(&url, retention, &shared, &metrics)?))
        }
    };
    let page = settings.pick(page, PAGE, in_file.page.clone())?;
    let page = match page {
        Some(folder) => Some(Page::open(&folder)?),
        None => Page::embedded(),
    };
    let allowed_origins =
        settings.pick_list(allowed_origins, ALLOW_ORIGIN, &in_file.allow_origins)?;
    let address = settings.pick(listen, LISTEN, in_file.listen.clone())?;
    let usual = ListenAddress::Port((Ipv4Addr::LOCALHOST, 8080).into());
    let address = address.unwrap_or(usual);
    let forwarding = Forwarding::new(arguments.forwarding, &settings)?;
    let hosts = KnownHosts::new(arguments.hosts, &settings, &forwarding, &address)?;
    let events = Events::new(Arc::clone(&metrics));
    let access = Access::new(access, &settings, &forwarding, &address, &key, &shared, events)?;
    let agents = settings.file.agents;
    let in_file = &settings.file.serve;
    let file = settings.pick(arguments.display_keys, DISPLAY_KEYS, in_file.display_keys.clone())?;
    let usual = agents.unwrap_or_default();
    let displays = displays(file, usual, &relay, &key, &forwarding, &shared, &metrics)?;
    let rate = arguments.relay.request_rate(&settings)?;
    let shows_metrics = arguments.metrics.then_some(true);
    let shows_metrics = settings.pick(shows_metrics, METRICS, in_file.metrics)?.unwrap_or(false);
    let log = settings.pick(arguments.log, LOG, in_file.log)?.unwrap_or_default();
    let most =
        settings.pick(arguments.max_connections, MAX_CONNECTIONS, in_file.max_connections)?;
    let drain = settings.pick(arguments.drain_seconds, DRAIN_SECONDS, in_file.drain_seconds)?;
    let limits = ConnectionLimits::of_process().with(most, drain);
    let list = settings.list(arguments.resource)?;
    let only = arguments.campaigns_only.then_some(true);
    let only = settings.pick(only, CAMPAIGNS_ONLY, in_file.campaigns_only)?.unwrap_or(false);
    let metrics_address =
        settings.pick(arguments.metrics_listen, METRICS_LISTEN, in_file.metrics_listen)?;
    let campaigns = settings.file.campaigns;
    let readable = readable(only, &campaigns)?;
    let readiness = Readiness::default();
    let site = Site {
        relay,
        page,
        allowed_origins,
        list,
        campaigns,
        for_everyone: ForEveryone { views: settings.file.views, notes: settings.file.notes },
        readable,
        rate,
        access,
        agents,
        displays,
        forwarding,
        hosts,
        metrics: Arc::clone(&metrics),
        shows_metrics,
        readiness: readiness.clone(),
        shared,
    };

    let listener = bind(&address).await?;
    let metrics_listener = match metrics_address.map(ListenAddress::Port) {
        Some(address) => Some(bind(&address).await?),
        None => None,
    };
    log.begin();
    site.access.log_start(&address, &site.forwarding, site.displays.is_some());
    if let Some(page) = &site.page {
        page.share(&site.shared);
    }
    // Watched before anyone is told that we run: a signal right after that line ends us in order.
    let stop = StopRequests::watch()?;
    if let Some(listener) = metrics_listener {
        tracing::info!("figures on {}/metrics", listener.address()?);
        let (routes, readiness) = (metrics_routes(metrics), readiness.clone());
        let stop = stop.clone();
        tokio::spawn(connections::serve(listener, routes, limits.for_few(), readiness, stop));
    }
    writeln!(io::stdout(), "listening on {}", listener.address()?)?;
    connections::serve(listener, router(site), limits, readiness, stop).await;
    Ok(())
}

/// The account at an address, with the credentials of the environment.
fn cube(
    url: &UpstreamUrl,
    retention: Retention,
    shared: &Shared,
    metrics: &Arc<Metrics>,
) -> Result<Cube, ServeError> {
    let credentials = Credentials::from_variables(std::env::var_os)?;
    let authorities = Authorities::of(url, std::env::var_os)?;
    let account = Account::new(url, credentials, Limits::default(), &authorities)?;
    Ok(Cube::new(account, retention, shared.clone(), Arc::clone(metrics)))
}

/// What is shared with other relays that have the key, at an address.
fn share(
    address: Option<&SharedUrl>,
    key: &RelayKey,
    metrics: &Arc<Metrics>,
) -> Result<Shared, ServeError> {
    let Some(address) = address else { return Ok(Shared::default()) };
    if !key.is_of_file() {
        return Err(ServeError::NoCommonKey);
    }
    let password = shared_password(std::env::var_os)?;
    Ok(Shared::new(address, password.as_deref(), key, Arc::clone(metrics))?)
}

/// The displays whose keys a file holds.
fn displays(
    file: Option<PathBuf>,
    usual: AgentNaming,
    relay: &Relay,
    key: &RelayKey,
    forwarding: &Forwarding,
    shared: &Shared,
    metrics: &Arc<Metrics>,
) -> Result<Option<Arc<Displays>>, ServeError> {
    let Some(file) = file else { return Ok(None) };
    if !key.is_of_file() {
        return Err(ServeError::DisplaysWithoutKey);
    }
    if relay.needs_sign_in() {
        return Err(ServeError::DisplaysWithoutCredentials);
    }
    let events = Events::new(Arc::clone(metrics));
    let displays = Displays::new(file, usual, key, forwarding.base_path(), shared, events)?;
    Ok(Some(Arc::new(displays)))
}

fn readable(only_named: bool, named: &[Campaign]) -> Result<ReadableCampaigns, ServeError> {
    match (only_named, named) {
        (false, _) => Ok(ReadableCampaigns::default()),
        (true, []) => Err(ServeError::NoCampaigns),
        (true, named) => Ok(ReadableCampaigns::only(named.iter().map(|it| it.id))),
    }
}

async fn bind(address: &ListenAddress) -> Result<Listener, ServeError> {
    address.bind().await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => ServeError::Taken(address.clone()),
        _ => ServeError::Listen(address.clone(), error),
    })
}
