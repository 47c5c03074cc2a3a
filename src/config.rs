//! Configuration: what config.json beside the page says of where Cube is reached and which campaigns have names.
//! Everything in it is optional; a mistake is told by its key and costs that key alone.

mod notes;
mod views;

use cubeboard_cube::campaigns::Named;
use cubeboard_cube::object::Object;
use cubeboard_cube::query::{CampaignId, Resource};
use cubeboard_cube::utf8;
use cubeboard_files::snapshot::head::Campaign;
use cubeboard_i18n::Language;
use cubeboard_responses::agent_alias::AgentNaming;
use cubeboard_responses::goal::Goal;
use cubeboard_responses::notes::Notes;
use cubeboard_responses::saved_views::SavedViews;
use cubeboard_responses::statistics::definition::Definition;
use cubeboard_responses::text::normal_form::word;
use serde::Deserialize;
use serde_json::error::Category;

use crate::i18n::formatter::Clock;
use crate::net::endpoint::{self, SignInKind};

/// The page's settings for everybody who opens it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// Origin (and path) before `/api/…`; empty for the page's own.
    pub endpoint: String,
    /// How the page signs in, unless the reader says otherwise.
    pub sign_in: SignInKind,
    /// Which of Cube's lists is read.
    pub resource: Resource,
    /// How many requests may be in flight at once.
    pub lanes: Option<usize>,
    /// Campaigns offered by name.
    pub campaigns: Vec<NamedCampaign>,
    /// The language for readers who have chosen none.
    pub language: Option<Language>,
    /// The clock for readers who have chosen none.
    pub clock: Option<Clock>,
    /// The file of a snapshot that the page opens on.
    pub snapshot: Option<String>,
    /// What tells that file from any other that had its name.
    pub snapshot_hash: Option<String>,
    /// Stands beside the product's name.
    pub title: Option<String>,
    /// How many seconds pass between two refreshes of a page that is kept up to date.
    pub follow_seconds: Option<u32>,
    /// Whether readers signed in to the relay and can sign out there.
    pub has_sign_out: bool,
    /// How the wallboard names agents.
    pub agents: AgentNaming,
    /// Whether the wallboard is all that the page shows.
    pub is_wallboard_only: bool,
    /// Saved views for everyone.
    pub views: SavedViews,
    /// Notes on days for everyone.
    pub notes: Notes,
}

/// A campaign as the form offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCampaign {
    /// Its number and name.
    pub named: Named,
    /// What counts as success there.
    pub definition: Option<Definition>,
    /// How many successes it wants.
    pub goal: Option<Goal>,
}

impl NamedCampaign {
    /// What a snapshot tells of a campaign: its number stands for a name where it has none.
    pub fn of_snapshot(campaign: &Campaign) -> Self {
        let Campaign { id, name, goal, .. } = campaign;
        let name = name.clone().unwrap_or_else(|| id.to_string());
        let definition = campaign.definition();
        Self { named: Named { id: CampaignId(*id), name }, definition, goal: *goal }
    }
}

impl Config {
    /// Reads the file. Returns what could be read, and the mistakes as `key: what is wrong`.
    pub fn parse(body: &[u8]) -> (Self, Vec<String>) {
        let mut mistakes = Vec::new();
        let mut config = Self::default();
        match serde_json::from_str(&utf8::decode(body)) {
            Ok(Object(fields)) => {
                for (key, value) in fields {
                    if let Err(problem) = config.take(&key, value.get()) {
                        mistakes.push(format!("{key}: {problem}"));
                    }
                }
            }
            Err(error) => mistakes.push(format!("config.json: {}", problem(&error))),
        }
        (config, mistakes)
    }

    /// The numbers and names of its campaigns.
    pub fn named_campaigns(&self) -> Vec<Named> {
        self.campaigns.iter().map(|it| it.named.clone()).collect()
    }

    /// Where the snapshot is, from the page's folder. Its hash stands behind it, so that whatever keeps replies has none of
    /// an earlier snapshot for this address; servers of files pass over it.
    pub fn snapshot_address(&self) -> Option<String> {
        let name = self.snapshot.as_ref()?;
        Some(match &self.snapshot_hash {
            Some(hash) => format!("{name}?hash={hash}"),
            None => name.clone(),
        })
    }

    /// Takes the value of one key, a JSON text.
    fn take(&mut self, key: &str, value: &str) -> Result<(), &'static str> {
        match key {
            "endpoint" => self.endpoint = address(text(value)?)?,
            "sign_in" => self.sign_in = sign_in(&text(value)?)?,
            "resource" => self.resource = resource(&text(value)?)?,
            "parallel_requests" => self.lanes = Some(lanes(value)?),
            "campaigns" => self.campaigns = campaigns(value)?,
            "language" => {
                let language = Language::from_tag(&text(value)?);
                self.language = Some(language.ok_or("neither en nor nb")?);
            }
            "title" => self.title = Some(text(value)?),
            "follow_seconds" => self.follow_seconds = Some(follow_seconds(value)?),
            "wallboard_only" => self.is_wallboard_only = flag(value)?,
            "sign_out" => self.has_sign_out = flag(value)?,
            "time_zone" => {
                let clock = Clock::from_tag(&text(value)?);
                self.clock = Some(clock.ok_or("not Europe/Oslo, UTC or local")?);
            }
            "agents" => {
                let naming = serde_json::from_str(value).ok();
                self.agents = naming.ok_or("neither name nor initials nor number")?;
            }
            "notes" => self.notes = notes::notes(value)?,
            "views" => self.views = views::views(value)?,
            "snapshot" => self.snapshot = Some(beside(text(value)?)?),
            "snapshot_hash" => self.snapshot_hash = Some(hash(text(value)?)?),
            _ => return Err("not a known key"),
        }
        Ok(())
    }
}

/// Why the file as a whole cannot be read.
fn problem(error: &serde_json::Error) -> String {
    match error.classify() {
        Category::Eof => "it breaks off".to_owned(),
        Category::Data => "not an object".to_owned(),
        Category::Syntax | Category::Io => {
            format!("no JSON from line {}, column {} on", error.line(), error.column())
        }
    }
}

fn text(value: &str) -> Result<String, &'static str> {
    serde_json::from_str(value).map_err(|_| "not a text")
}

fn flag(value: &str) -> Result<bool, &'static str> {
    serde_json::from_str(value).map_err(|_| "neither true nor false")
}

fn address(text: String) -> Result<String, &'static str> {
    let base = endpoint::base(&text).map_err(|_| "not a web address without credentials")?;
    Ok(base.to_owned())
}

/// A file of the same server: nothing else is fetched by a page that shows a snapshot.
fn beside(name: String) -> Result<String, &'static str> {
    let is_elsewhere = name.is_empty() || name.contains([':', '\\']) || name.starts_with("//");
    if is_elsewhere { Err("not the name of a file beside the page") } else { Ok(name) }
}

fn hash(text: String) -> Result<String, &'static str> {
    let is_hash = !text.is_empty() && text.bytes().all(|it| it.is_ascii_alphanumeric());
    if is_hash { Ok(text) } else { Err("not a hash of letters and digits") }
}

fn sign_in(text: &str) -> Result<SignInKind, &'static str> {
    SignInKind::from_tag(text).ok_or("neither none nor token nor password")
}

/// More than this is no help to anybody.
const MOST_LANES: usize = 32;

fn lanes(value: &str) -> Result<usize, &'static str> {
    let lanes = serde_json::from_str(value).ok().filter(|it| (1..=MOST_LANES).contains(it));
    lanes.ok_or("not a number from 1 to 32")
}

/// More often would be a burden to the service, and more seldom than once a day is not meant.
fn follow_seconds(value: &str) -> Result<u32, &'static str> {
    let seconds = serde_json::from_str(value).ok().filter(|it| (15..=86_400).contains(it));
    seconds.ok_or("not a number from 15 to 86400")
}

fn resource(text: &str) -> Result<Resource, &'static str> {
    let all = [Resource::Responses, Resource::CallOutcomes];
    let found = all.into_iter().find(|it| it.path_segment() == text);
    found.ok_or("neither responses nor call_outcomes")
}

/// An entry of the list `campaigns`. Keys that it does not know are left alone.
#[derive(Deserialize)]
struct CampaignEntry {
    id: u64,
    name: String,
    success: Option<Vec<String>>,
    #[serde(default)]
    neither: Vec<String>,
    #[serde(default)]
    failure: Vec<String>,
    goal: Option<Goal>,
}

impl From<CampaignEntry> for NamedCampaign {
    fn from(entry: CampaignEntry) -> Self {
        let CampaignEntry { id, name, success, neither, failure, goal } = entry;
        let definition = Definition::of_lists(success.as_deref(), &neither, &failure);
        let name = word(&name).into_owned();
        Self { named: Named { id: CampaignId(id), name }, definition, goal }
    }
}

const BAD_CAMPAIGN: &str = "an entry without a numeric id and a name, with words that are no list, or with a goal that \
    is not {\"successes\": 250, \"per\": \"day\", \"week\", \"month\" or \"period\"}";

fn campaigns(value: &str) -> Result<Vec<NamedCampaign>, &'static str> {
    if !value.starts_with('[') {
        return Err("not a list");
    }
    let entries: Vec<CampaignEntry> = serde_json::from_str(value).map_err(|_| BAD_CAMPAIGN)?;
    Ok(entries.into_iter().map(NamedCampaign::from).collect())
}

#[cfg(test)]
mod tests {
    use cubeboard_files::page_config::PageConfig;
    use cubeboard_files::privacy::{Agents, PersonalData};
    use cubeboard_files::snapshot::head::Head;

    use super::*;

    #[test]
    fn the_contracts_example_is_read() {
        let (config, mistakes) = Config::parse(
            br#"{ "endpoint": "https://relay.example.org/", "sign_in": "none",
                  "campaigns": [{ "id": 926, "name": "Winter 2017", "success": ["Sale"] }],
                  "time_zone": "Europe/Oslo", "language": "nn", "title": "Sales",
                  "resource": "call_outcomes", "parallel_requests": 12, "follow_seconds": 15,
                  "agents": "number" }"#,
        );
        assert_eq!(mistakes, [""; 0]);
        assert_eq!(config.endpoint, "https://relay.example.org");
        assert_eq!(config.campaigns[0].named.name, "Winter 2017");
        assert_eq!(config.campaigns[0].definition, Some(Definition::default()));
        assert_eq!(config.language, Some(Language::Bokmal));
        assert_eq!(config.clock, Some(Clock::Oslo));
        assert_eq!((config.resource, config.lanes), (Resource::CallOutcomes, Some(12)));
        assert_eq!((config.follow_seconds, config.agents), (Some(15), AgentNaming::Number));
    }

    #[test]
    fn a_campaign_may_have_a_goal() {
        let (config, mistakes) = Config::parse(
            br#"{"campaigns": [{"id": 926, "name": "Winter", "goal": {"successes": 250, "per": "month"}},
                 {"id": 927, "name": "Spring"}]}"#,
        );
        assert_eq!(mistakes, [""; 0]);
        let goals: Vec<_> = config.campaigns.iter().map(|it| it.goal).collect();
        assert_eq!(goals, [Goal::read("250 month"), None]);
    }

    #[test]
    fn a_snapshot_is_a_file_of_the_same_server() {
        for name in ["snapshot.json", "./a b.cubeboard", "/sales/january.cubeboard"] {
            assert_eq!(beside(name.to_owned()).as_deref(), Ok(name));
        }
        for name in ["", "https://x.org/a", "//x.org/a", "data:,a", "\\\\x\\a"] {
            assert!(beside(name.to_owned()).is_err(), "{name}");
        }
    }

    #[test]
    fn a_snapshot_is_asked_for_with_its_hash() {
        let snapshot = |body: &[u8]| Config::parse(body).0.snapshot_address();
        let named = br#"{"snapshot": "a b.cubeboard", "snapshot_hash": "0123abcd"}"#;
        assert_eq!(snapshot(named).as_deref(), Some("a b.cubeboard?hash=0123abcd"));
        assert_eq!(snapshot(br#"{"snapshot": "a.cubeboard"}"#).as_deref(), Some("a.cubeboard"));
        assert_eq!(snapshot(br#"{"snapshot_hash": "0123abcd"}"#), None);
        let mistakes = Config::parse(br#"{"snapshot_hash": "a&b"}"#).1;
        assert_eq!(mistakes, ["snapshot_hash: not a hash of letters and digits"]);
    }

    #[test]
    fn a_mistake_is_told_by_its_key_and_costs_no_other() {
        let (config, mistakes) =
            Config::parse(br#"{"endpoint": "https://user:secret@x", "titel": "a", "title": "b"}"#);
        assert_eq!(config.title.as_deref(), Some("b"));
        assert_eq!((config.endpoint.as_str(), config.agents), ("", AgentNaming::Initials));
        assert_eq!(
            mistakes,
            ["endpoint: not a web address without credentials", "titel: not a known key"]
        );
    }

    #[test]
    fn a_published_campaign_counts_as_its_author_did() {
        for definition in ["+Sale\n-Angret", "=Later", "-Sale", ""] {
            let mut campaign = Campaign::new(926, 0);
            campaign.name = Some("Winter 2017".to_owned());
            campaign.define(&Definition::read(definition));
            let shown = NamedCampaign::of_snapshot(&campaign);
            assert_eq!(
                shown.definition.as_ref().map(Definition::write).as_deref(),
                Some(definition)
            );
            let head = head(campaign);
            let page = PageConfig::of("a.cubeboard", &head, None);
            let (config, mistakes) = Config::parse(&serde_json::to_vec(&page).unwrap());
            assert_eq!(mistakes, [""; 0]);
            assert_eq!(config.campaigns, [shown]);
        }
    }

    /// The head of a snapshot without rows.
    fn head(campaign: Campaign) -> Head {
        let days = r#"{"campaigns":[926],"from":"2017-01-01","to":"2017-01-31"}"#;
        let completeness = r#"{"state":"unproven","rows":0,"expected":null,"missing":null}"#;
        Head {
            query: serde_json::from_str(days).unwrap(),
            view: String::new(),
            read_at: "2017-02-01T08:00:00Z".to_owned(),
            zone: "Europe/Oslo".to_owned(),
            title: None,
            campaigns: vec![campaign],
            completeness: serde_json::from_str(completeness).unwrap(),
            personal_data: PersonalData::Omit,
            agents: Agents::Keep,
            notes: Vec::new(),
        }
    }

    #[track_caller]
    fn check_mistakes(body: &str, expected: &[&str]) {
        assert_eq!(Config::parse(body.as_bytes()).1, expected, "{body}");
    }

    #[test]
    fn mistakes_are_told_in_the_order_of_the_file() {
        check_mistakes(
            r#"{"title": 1e999, "language": "\ud83d", "a": [], "title": "b", "parallel_requests": 33, "follow_seconds": 14,
                "campaigns": {}, "time_zone": "CET"}"#,
            &[
                "title: not a text",
                "language: not a text",
                "a: not a known key",
                "parallel_requests: not a number from 1 to 32",
                "follow_seconds: not a number from 15 to 86400",
                "campaigns: not a list",
                "time_zone: not Europe/Oslo, UTC or local",
            ],
        );
        let entry = format!("campaigns: {BAD_CAMPAIGN}");
        for campaign in [
            r#"{"id":"1","name":"a"}"#,
            r#"{"id":1}"#,
            r#"{"id":1,"name":"a","success":"b"}"#,
            r#"{"id":1,"name":"a","goal":{"successes":0,"per":"day"}}"#,
            r#"{"id":1,"name":"a","goal":{"successes":250,"per":"year"}}"#,
        ] {
            check_mistakes(&format!(r#"{{"campaigns":[{campaign}]}}"#), &[&entry]);
        }
    }

    #[test]
    fn a_file_that_is_no_object_says_so() {
        check_mistakes("[]", &["config.json: not an object"]);
        check_mistakes("{\"title\": \"a", &["config.json: it breaks off"]);
        check_mistakes(
            "{\"title\":\n \"a\" x}",
            &["config.json: no JSON from line 2, column 6 on"],
        );
    }

    #[test]
    fn a_byte_order_mark_is_skipped_14() {
        let (config, mistakes) = Config::parse("\u{feff}{\"title\": \"a\"}".as_bytes());
        assert_eq!((config.title.as_deref(), mistakes), (Some("a"), Vec::new()));
    }
}
