//! Settings: what config.json says, and the service that follows from it.

use std::rc::Rc;

use cubeboard_cube::fetch::FetchError;
use cubeboard_cube::query::{CampaignId, Query, Resource};
use cubeboard_files::snapshot::head::Head;
use cubeboard_responses::address::Address;
use cubeboard_responses::agent_alias::AgentNaming;
use cubeboard_responses::goal::Goal;
use cubeboard_responses::statistics::definition::Definition;
use js_sys::Function;
use leptos::prelude::*;

use crate::browser::address;
use crate::config::{Config, NamedCampaign};
use crate::messages::SnapshotOrigin;
use crate::net::client;
use crate::net::demo::DemoService;
use crate::state::campaigns::Campaigns;
use crate::state::connection::Connection;
use crate::state::dataset::Dataset;
use crate::state::page_address::PageAddress;
use crate::state::snapshot::Snapshot;
use crate::state::source::Source;

/// The configuration and its mistakes, each with its key.
#[derive(Debug, Clone, Default)]
pub struct Configuration {
    /// What can be used of it.
    pub config: Config,
    mistakes: Vec<String>,
}

/// What the configuration settles, for the life of the page.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    configuration: StoredValue<Configuration>,
    demo: StoredValue<Rc<DemoService>, LocalStorage>,
    is_demo: Memo<bool>,
    connection: Connection,
    campaigns: Campaigns,
    /// What the snapshot that was opened last tells of its campaigns.
    adopted: RwSignal<Vec<NamedCampaign>>,
    snapshot: Snapshot,
}

/// The one that is in context.
pub fn use_settings() -> Settings {
    expect_context()
}

/// Its name.
const FILE: &str = "config.json";

impl Configuration {
    /// Reads config.json from beside the page; with `demo=1` in the address nothing is asked of any network.
    pub async fn read() -> Self {
        if Address::parse(&address::search()).get("demo") == "1" {
            return Self::default();
        }
        client::fetch_beside(FILE).await.map_or_else(
            |error| Self { config: Config::default(), mistakes: vec![format!("{FILE}: {error}")] },
            Self::parse,
        )
    }

    /// Reads it for a screen that would go by it for weeks: as a whole, or not at all.
    ///
    /// # Errors
    /// Where the server cannot be reached, or fails.
    pub async fn read_whole() -> Result<Self, FetchError> {
        if Address::parse(&address::search()).get("demo") == "1" {
            return Ok(Self::default());
        }
        client::fetch_whole_beside(FILE).await.map(Self::parse)
    }

    /// A page without configuration is a page with defaults.
    fn parse(body: Option<Vec<u8>>) -> Self {
        let body = body.filter(|body| !body.is_empty());
        let (config, mistakes) = body.map(|body| Config::parse(&body)).unwrap_or_default();
        Self { config, mistakes }
    }
}

impl Settings {
    /// Goes by the configuration.
    pub fn new(address: PageAddress, connection: Connection, configuration: Configuration) -> Self {
        let campaigns = Campaigns::new();
        campaigns.configure(configuration.config.named_campaigns());
        Self {
            configuration: StoredValue::new(configuration),
            demo: StoredValue::new_local(Rc::default()),
            is_demo: address.is_demo(),
            connection,
            campaigns,
            adopted: RwSignal::default(),
            snapshot: Snapshot::new(address),
        }
    }

    fn with_config<T>(self, look: impl FnOnce(&Config) -> T) -> T {
        self.configuration.with_value(|it| look(&it.config))
    }

    /// Whether it is known where to ask.
    pub fn is_ready(self) -> bool {
        self.own_snapshot().is_none() || self.snapshot.is_known()
    }

    /// The snapshot that is opened in place of Cube.
    pub fn snapshot(self) -> Snapshot {
        self.snapshot
    }

    /// Where the snapshot is that the page opens on, where the configuration names one.
    pub fn own_snapshot(self) -> Option<String> {
        self.with_config(Config::snapshot_address)
    }

    /// Opens a snapshot in place of Cube, with the names and definitions that it holds of its campaigns.
    pub fn open_snapshot(self, answer: Function, head: Head, origin: SnapshotOrigin) {
        let adopted: Vec<_> = head.campaigns.iter().map(NamedCampaign::of_snapshot).collect();
        self.snapshot.open(answer, head, origin);
        self.campaigns.configure(adopted.iter().map(|campaign| campaign.named.clone()).collect());
        self.adopted.set(adopted);
    }

    /// Goes back from a snapshot to Cube, and to what the configuration says.
    pub fn close_snapshot(self) {
        self.adopted.set(Vec::new());
        self.name_campaigns();
        self.snapshot.close();
    }

    fn name_campaigns(self) {
        self.campaigns.configure(self.with_config(Config::named_campaigns));
    }

    /// Mistakes in the configuration, each with its key.
    pub fn mistakes(self) -> Vec<String> {
        self.configuration.with_value(|it| it.mistakes.clone())
    }

    /// The campaigns that can be chosen by name.
    pub fn campaigns(self) -> Campaigns {
        self.campaigns
    }

    /// What counts as success in a campaign, where the configuration says so.
    pub fn definition(self, campaign: CampaignId) -> Option<Definition> {
        let adopted = self.adopted.read();
        self.with_config(|config| {
            let known = adopted.iter().chain(&config.campaigns);
            known.filter(|it| it.named.id == campaign).find_map(|it| it.definition.clone())
        })
    }

    /// The list that is read.
    pub fn resource(self) -> Resource {
        self.with_config(|config| config.resource)
    }

    /// How many successes a campaign wants, where the snapshot that is open or the configuration says so.
    pub fn goal(self, campaign: CampaignId) -> Option<Goal> {
        let adopted = self.adopted.read();
        self.with_config(|config| {
            let mut known = adopted.iter().chain(&config.campaigns);
            known.find(|it| it.named.id == campaign && it.goal.is_some())?.goal
        })
    }

    /// Loads a query as the configuration wants it loaded.
    pub fn load(self, dataset: Dataset, query: Query) {
        let (resource, lanes) = self.with_config(|it| (it.resource, it.lanes));
        if let Some(lanes) = lanes {
            dataset.set_lanes(lanes);
        }
        let snapshot = self.snapshot.answering(&query).map(Source::Snapshot);
        dataset.load(snapshot.unwrap_or_else(|| self.source()), Query { resource, ..query });
    }

    /// Asks the service for its campaigns, where nobody has told of any.
    pub fn ask_for_campaigns(self) {
        self.campaigns.ask(self.source());
    }

    /// Loads anew from another service than before, where anything was asked for: somebody who asked before being
    /// signed in wants the answer now.
    pub fn change_service(self, dataset: Dataset) {
        self.name_campaigns();
        if let Some(query) = untrack(|| dataset.with_current(|it| it.query().clone())) {
            self.load(dataset, query);
        }
    }

    /// What stands beside the product's name, where the configuration or the page's own snapshot says so; follows it.
    pub fn title(self) -> Option<String> {
        self.with_config(|it| it.title.clone()).or_else(|| self.snapshot.title())
    }

    /// How many seconds pass between two refreshes, where the configuration says so.
    pub fn follow_seconds(self) -> Option<u32> {
        self.with_config(|it| it.follow_seconds)
    }

    /// How the wallboard names agents.
    pub fn agent_naming(self) -> AgentNaming {
        self.with_config(|it| it.agents)
    }

    /// Whether the reader signed in to the relay and can sign out there.
    pub fn has_sign_out(self) -> bool {
        self.with_config(|it| it.has_sign_out)
    }

    /// Whether the data are invented inside the page.
    pub fn is_demo(self) -> bool {
        self.is_demo.get()
    }

    /// Address of the service to ask, empty for where the page comes from; nothing for the demo.
    pub fn endpoint_address(self) -> Option<String> {
        let address = || self.connection.endpoint().base().to_owned();
        (!self.is_demo.get_untracked()).then(address)
    }

    /// The service to ask.
    fn source(self) -> Source {
        if self.is_demo.get_untracked() {
            return Source::Demo(self.demo.with_value(Rc::clone));
        }
        Source::Endpoint(self.connection.endpoint())
    }
}
