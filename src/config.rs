//! What config.json beside the page says: where Cube is reached and which campaigns have names. Everything in it is
//! optional; a mistake is told by its key and costs that key alone.

use cubeboard_core::query::CampaignId;
use cubeboard_core::text::Language;
use serde_json::{Map, Value};

/// The page's settings for everybody who opens it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// Origin (and path) before `/api/…`; empty for the page's own.
    pub endpoint: String,
    /// Campaigns offered by name.
    pub campaigns: Vec<NamedCampaign>,
    /// The language for readers who have chosen none.
    pub language: Option<Language>,
    /// Stands beside the product's name.
    pub title: Option<String>,
}

/// A campaign as the form offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCampaign {
    /// Cube's number.
    pub id: CampaignId,
    /// The name people know it by.
    pub name: String,
}

impl Config {
    /// Reads the file. Returns what could be read, and the mistakes as `key: what is wrong`.
    pub fn parse(body: &[u8]) -> (Self, Vec<String>) {
        let mut mistakes = Vec::new();
        let mut config = Self::default();
        match serde_json::from_slice(body) {
            Ok(Value::Object(map)) => config.take(map, &mut mistakes),
            Ok(_) => mistakes.push("config.json: not an object".to_owned()),
            Err(error) => mistakes.push(format!("config.json: {error}")),
        }
        (config, mistakes)
    }

    fn take(&mut self, map: Map<String, Value>, mistakes: &mut Vec<String>) {
        for (key, value) in map {
            let taken = match key.as_str() {
                "endpoint" => text(value).and_then(endpoint).map(|it| self.endpoint = it),
                "campaigns" => campaigns(value).map(|it| self.campaigns = it),
                "language" => text(value)
                    .and_then(|tag| Language::from_tag(&tag).ok_or("neither en nor nb"))
                    .map(|it| self.language = Some(it)),
                "title" => text(value).map(|it| self.title = Some(it)),
                // Keys of the contract that this version does not use yet.
                "sign_in" | "time_zone" | "snapshot" => Ok(()),
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
        Value::String(text) => Ok(text),
        _ => Err("not a text"),
    }
}

/// Without the closing slash, because requests begin with one.
fn endpoint(text: String) -> Result<String, &'static str> {
    let is_web = text.is_empty() || text.starts_with("https://") || text.starts_with("http://");
    let has_credentials = text.contains('@');
    if is_web && !has_credentials {
        Ok(text.trim_end_matches('/').to_owned())
    } else {
        Err("not a web address without credentials")
    }
}

fn campaigns(value: Value) -> Result<Vec<NamedCampaign>, &'static str> {
    let Value::Array(items) = value else { return Err("not a list") };
    let read = |item: &Value| {
        let id = CampaignId(item.get("id")?.as_u64()?);
        let name = item.get("name")?.as_str()?.to_owned();
        Some(NamedCampaign { id, name })
    };
    items.iter().map(read).collect::<Option<_>>().ok_or("an entry without a numeric id and a name")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contracts_example_is_read() {
        let (config, mistakes) = Config::parse(
            br#"{ "endpoint": "https://relay.example.org/", "sign_in": "none",
                  "campaigns": [{ "id": 926, "name": "Winter 2017", "success": ["Sale"] }],
                  "time_zone": "Europe/Oslo", "language": "nn", "title": "Sales" }"#,
        );
        assert_eq!(mistakes, [""; 0]);
        assert_eq!(config.endpoint, "https://relay.example.org");
        assert_eq!(config.campaigns[0].name, "Winter 2017");
        assert_eq!(config.language, Some(Language::Bokmal));
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
