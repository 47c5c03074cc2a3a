//! What config.json beside the page says: where Cube is reached and which campaigns have names. Everything in it is
//! optional; a mistake is told by its key and costs that key alone.

use cubeboard_cube::campaigns::Named;
use cubeboard_cube::json::Value;
use cubeboard_cube::query::{CampaignId, Resource};
use cubeboard_files::snapshot::head::Campaign;
use cubeboard_i18n::Language;
use cubeboard_responses::statistics::definition::Definition;

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
    /// Stands beside the product's name.
    pub title: Option<String>,
}

/// A campaign as the form offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCampaign {
    /// Its number and name.
    pub named: Named,
    /// What counts as success there.
    pub definition: Option<Definition>,
}

impl NamedCampaign {
    /// What a snapshot tells of a campaign: its number stands for a name where it has none.
    pub fn of_snapshot(campaign: &Campaign) -> Self {
        let Campaign { id, name, success, neither, .. } = campaign;
        let name = name.clone().unwrap_or_else(|| id.to_string());
        let definition = (!success.is_empty()).then(|| Definition::new(success, neither));
        Self { named: Named { id: CampaignId(*id), name }, definition }
    }
}

impl Config {
    /// Reads the file. Returns what could be read, and the mistakes as `key: what is wrong`.
    pub fn parse(body: &[u8]) -> (Self, Vec<String>) {
        let mut mistakes = Vec::new();
        let mut config = Self::default();
        match Value::parse(&String::from_utf8_lossy(body)) {
            Ok(Value::Object(fields)) => config.take(fields, &mut mistakes),
            Ok(_) => mistakes.push("config.json: not an object".to_owned()),
            Err(error) => mistakes.push(format!("config.json: {error}")),
        }
        (config, mistakes)
    }

    /// The numbers and names of its campaigns.
    pub fn named_campaigns(&self) -> Vec<Named> {
        self.campaigns.iter().map(|it| it.named.clone()).collect()
    }

    fn take(&mut self, fields: Vec<(String, Value)>, mistakes: &mut Vec<String>) {
        for (key, value) in fields {
            let taken = match key.as_str() {
                "endpoint" => text(value).and_then(address).map(|it| self.endpoint = it),
                "sign_in" => text(value).and_then(|it| sign_in(&it)).map(|it| self.sign_in = it),
                "resource" => text(value).and_then(|it| resource(&it)).map(|it| self.resource = it),
                "parallel_requests" => lanes(&value).map(|it| self.lanes = Some(it)),
                "campaigns" => campaigns(value).map(|it| self.campaigns = it),
                "language" => text(value)
                    .and_then(|tag| Language::from_tag(&tag).ok_or("neither en nor nb"))
                    .map(|it| self.language = Some(it)),
                "title" => text(value).map(|it| self.title = Some(it)),
                "time_zone" => text(value)
                    .and_then(|tag| Clock::from_tag(&tag).ok_or("not Europe/Oslo, UTC or local"))
                    .map(|it| self.clock = Some(it)),
                "snapshot" => text(value).and_then(beside).map(|it| self.snapshot = Some(it)),
                _ => Err("not a known key"),
            };
            if let Err(problem) = taken {
                mistakes.push(format!("{key}: {problem}"));
            }
        }
    }
}

fn text(value: Value) -> Result<String, &'static str> {
    match value {
        Value::Text(text) => Ok(text),
        _ => Err("not a text"),
    }
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

fn sign_in(text: &str) -> Result<SignInKind, &'static str> {
    SignInKind::from_tag(text).ok_or("neither none nor token nor password")
}

/// More than this is no help to anybody.
const MOST_LANES: u64 = 32;

fn lanes(value: &Value) -> Result<usize, &'static str> {
    let lanes = value.number().filter(|it| (1..=MOST_LANES).contains(it));
    lanes.and_then(|it| usize::try_from(it).ok()).ok_or("not a number from 1 to 32")
}

fn resource(text: &str) -> Result<Resource, &'static str> {
    let all = [Resource::Responses, Resource::CallOutcomes];
    let found = all.into_iter().find(|it| it.path_segment() == text);
    found.ok_or("neither responses nor call_outcomes")
}

fn campaigns(value: Value) -> Result<Vec<NamedCampaign>, &'static str> {
    let items = value.items().ok_or("not a list")?;
    let read = |item: &Value| {
        let id = CampaignId(item.get("id")?.number()?);
        let name = item.get("name")?.text()?.to_owned();
        let (success, neither) = (words(item.get("success"))?, words(item.get("neither"))?);
        let definition = (!success.is_empty()).then(|| Definition::new(&success, &neither));
        Some(NamedCampaign { named: Named { id, name }, definition })
    };
    let campaigns = items.iter().map(read).collect::<Option<_>>();
    campaigns.ok_or("an entry without a numeric id and a name, or with words that are no list")
}

/// A list of texts; none where there is no such key.
fn words(value: Option<&Value>) -> Option<Vec<String>> {
    let Some(value) = value else { return Some(Vec::new()) };
    value.items()?.iter().map(|it| it.text().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contracts_example_is_read() {
        let (config, mistakes) = Config::parse(
            br#"{ "endpoint": "https://relay.example.org/", "sign_in": "none",
                  "campaigns": [{ "id": 926, "name": "Winter 2017", "success": ["Sale"] }],
                  "time_zone": "Europe/Oslo", "language": "nn", "title": "Sales",
                  "resource": "call_outcomes", "parallel_requests": 12 }"#,
        );
        assert_eq!(mistakes, [""; 0]);
        assert_eq!(config.endpoint, "https://relay.example.org");
        assert_eq!(config.campaigns[0].named.name, "Winter 2017");
        assert_eq!(config.campaigns[0].definition, Some(Definition::default()));
        assert_eq!(config.language, Some(Language::Bokmal));
        assert_eq!(config.clock, Some(Clock::Oslo));
        assert_eq!((config.resource, config.lanes), (Resource::CallOutcomes, Some(12)));
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
    fn a_mistake_is_told_by_its_key_and_costs_no_other() {
        let (config, mistakes) =
            Config::parse(br#"{"endpoint": "https://user:secret@x", "titel": "a", "title": "b"}"#);
        assert_eq!(config.title.as_deref(), Some("b"));
        assert_eq!(config.endpoint, "");
        assert_eq!(
            mistakes,
            ["endpoint: not a web address without credentials", "titel: not a known key"]
        );
    }
}
