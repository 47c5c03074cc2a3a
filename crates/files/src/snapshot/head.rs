//! Head of a snapshot, its first line: what was asked, how it was shown, when it was read, and how sure it is.

use cubeboard_cube::loader::{Gap, Outcome, Reading};
use cubeboard_cube::query::{Fields, Query};
use cubeboard_i18n::Language;
use cubeboard_i18n::share::panel_text;
use cubeboard_responses::calendar::time::Timestamp;
use cubeboard_responses::goal::Goal;
use cubeboard_responses::notes::Note;
use cubeboard_responses::statistics::definition::{Class, Definition};
use serde::{Deserialize, Serialize};

use super::MOST_ROWS;
use crate::privacy::{Agents, PersonalData, Privacy};

pub(super) const FORMAT: &str = "cubeboard snapshot";

/// The version that is written, and the latest that is read.
pub const VERSION: u32 = 1;

/// What every version begins with.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Opening {
    pub format: String,
    pub version: u32,
}

/// What a snapshot tells of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// What was asked of Cube.
    pub query: Question,
    /// How it was shown: an address of the page, from its question mark on; empty for the usual way.
    #[serde(default)]
    pub view: String,
    /// When the last page was read: ISO 8601, UTC.
    pub read_at: String,
    /// The zone of the clock that told its times, by its IANA name where it is known.
    pub zone: String,
    /// What its author calls it.
    #[serde(default)]
    pub title: Option<String>,
    /// The campaigns asked for, in the order of their responses in the file.
    pub campaigns: Vec<Campaign>,
    /// Whether these are all responses.
    pub completeness: Completeness,
    /// What became of customers' names and ids, and of comments.
    pub personal_data: PersonalData,
    /// What became of agents.
    pub agents: Agents,
    /// Notes on its days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// More notes than anybody would read make no head.
const MOST_NOTES: usize = 2_000;

/// What was asked: the four fields of the page's form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Campaign ids, as in [`Head::campaigns`].
    pub campaigns: Vec<u64>,
    /// The first day.
    pub from: String,
    /// The last day, itself included.
    pub to: String,
    /// The one type asked for; without it, all.
    #[serde(rename = "type", default)]
    pub response_type: Option<String>,
}

/// One of the campaigns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// Cube's number.
    pub id: u64,
    /// The name people know it by.
    #[serde(default)]
    pub name: Option<String>,
    /// Words that count as success. Where there are none, and `failure` is left out, the usual one does.
    #[serde(default)]
    pub success: Vec<String>,
    /// Words that count as neither success nor failure.
    #[serde(default)]
    pub neither: Vec<String>,
    /// Words that count as failure, though what they stand beside may not. Where it is there, even as an empty list, the
    /// three lists are the whole definition; the first builds had no such key, and left `success` empty for the usual word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Vec<String>>,
    /// How many successes it wants, where somebody has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Goal>,
    /// How many of its responses are in the file.
    pub rows: u32,
}

/// How sure it is that these are all responses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completeness {
    /// In a word.
    pub state: State,
    /// How many responses are in the file.
    pub rows: u64,
    /// How many there are by Cube's count, if it gave one.
    pub expected: Option<u64>,
    /// How many are missing by that count.
    pub missing: Option<u64>,
}

/// In a word, how sure it is that these are all responses; as the page's state line has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Cube counts as many.
    Complete,
    /// The same, but the days had not all ended.
    CompleteSoFar,
    /// Cube gave no count.
    Unproven,
    /// Cube counted fewer than it listed.
    Undercounted,
    /// Some are missing.
    Incomplete,
}

impl Campaign {
    /// One of which nothing is known but how many of its responses are in the file.
    pub fn new(id: u64, rows: u32) -> Self {
        Self {
            id,
            name: None,
            success: Vec::new(),
            neither: Vec::new(),
            failure: None,
            goal: None,
            rows,
        }
    }

    /// What counts as success there; `None` where it does not say.
    pub fn definition(&self) -> Option<Definition> {
        let is_listed = self.failure.is_some() || !self.success.is_empty();
        let success = is_listed.then_some(self.success.as_slice());
        let failure = self.failure.as_deref().unwrap_or_default();
        Definition::of_lists(success, &self.neither, failure)
    }

    /// Says what counts as success there.
    pub fn define(&mut self, definition: &Definition) {
        let words = |class| definition.words(class).map(str::to_owned).collect();
        self.success = words(Class::Success);
        self.neither = words(Class::Neither);
        self.failure = Some(words(Class::Failure));
    }
}

impl Completeness {
    /// That of a reading. One that is still under way lacks what has not come.
    pub fn of(reading: &Reading) -> Self {
        let (state, missing) = match reading.outcome() {
            Outcome::Complete => (State::Complete, Some(0)),
            Outcome::CompleteSoFar => (State::CompleteSoFar, Some(0)),
            Outcome::Unproven => (State::Unproven, None),
            Outcome::Undercounted => (State::Undercounted, None),
            Outcome::Loading => (State::Incomplete, None),
            Outcome::Incomplete(Gap { missing, .. }) => (State::Incomplete, missing),
        };
        Self { state, rows: reading.row_count(), expected: reading.expected(), missing }
    }

    /// The same in words.
    pub fn text(&self, language: Language) -> String {
        let text = &panel_text(language).opened;
        match self.state {
            State::Complete => text.complete.to_owned(),
            State::CompleteSoFar => text.complete_so_far.to_owned(),
            State::Unproven => text.unproven.to_owned(),
            State::Undercounted => text.undercounted.to_owned(),
            State::Incomplete => match self.missing {
                Some(missing @ 1..) => text.missing(missing),
                _ => text.incomplete.to_owned(),
            },
        }
    }
}

impl Head {
    /// That of a reading, read by `now_micros` since 1970, without names, title or view.
    pub fn of(reading: &Reading, now_micros: i64, privacy: Privacy) -> Self {
        let query = reading.query();
        let rows = |campaign| reading.segments_of(campaign).map(|it| it.len() as u64).sum::<u64>();
        let campaigns = query
            .campaigns
            .iter()
            .map(|it| Campaign::new(it.0, u32::try_from(rows(*it)).unwrap_or(u32::MAX)));
        Self {
            query: Question::of(query),
            view: String::new(),
            read_at: Timestamp(now_micros).to_string(),
            zone: "Europe/Oslo".to_owned(),
            title: None,
            campaigns: campaigns.collect(),
            completeness: Completeness::of(reading),
            personal_data: privacy.personal_data,
            agents: privacy.agents,
            notes: Vec::new(),
        }
    }

    /// The first line of the file.
    pub(super) fn line(&self) -> serde_json::Result<Vec<u8>> {
        #[derive(Serialize)]
        struct Line<'a> {
            format: &'a str,
            version: u32,
            #[serde(flatten)]
            head: &'a Head,
        }
        let mut line = serde_json::to_vec(&Line { format: FORMAT, version: VERSION, head: self })?;
        line.push(b'\n');
        Ok(line)
    }

    /// Whether its parts do not contradict each other.
    pub(super) fn is_consistent(&self) -> bool {
        let Some(query) = self.query.query() else { return false };
        let rows: u64 = self.campaigns.iter().map(|it| u64::from(it.rows)).sum();
        let Completeness { state, rows: told, expected, missing } = &self.completeness;
        let is_proven = match state {
            State::Complete | State::CompleteSoFar => {
                *expected == Some(rows) && *missing == Some(0)
            }
            State::Unproven | State::Undercounted | State::Incomplete => true,
        };
        // Only as a query is written again, so that none comes twice and nothing stands around a word.
        self.query == Question::of(&query)
            && self.campaigns.iter().map(|it| it.id).eq(self.query.campaigns.iter().copied())
            && rows == *told
            && is_proven
            && rows <= MOST_ROWS.into()
            && self.notes.len() <= MOST_NOTES
            && self.notes.iter().all(Note::is_kept_form)
    }
}

impl Question {
    fn of(query: &Query) -> Self {
        Self {
            campaigns: query.campaigns.iter().map(|it| it.0).collect(),
            from: query.days.first().to_string(),
            to: query.days.last().to_string(),
            response_type: query.response_type.clone(),
        }
    }

    /// The four texts of the page's form.
    pub fn fields(&self) -> Fields {
        let ids: Vec<String> = self.campaigns.iter().map(ToString::to_string).collect();
        Fields {
            campaign: ids.join(","),
            from: self.from.clone(),
            to: self.to.clone(),
            response_type: self.response_type.clone().unwrap_or_default(),
            ..Fields::default()
        }
    }

    /// The question as it was sent, if it is one.
    pub fn query(&self) -> Option<Query> {
        Query::parse(&self.fields()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a campaign with this definition says, once it was written and read.
    fn read_back(definition: &str) -> Option<String> {
        let mut campaign = Campaign::new(926, 0);
        campaign.define(&Definition::read(definition));
        let written = serde_json::to_string(&campaign).unwrap();
        let read: Campaign = serde_json::from_str(&written).unwrap();
        read.definition().map(|it| it.write())
    }

    #[test]
    fn whoever_opens_it_counts_as_its_author_did() {
        for definition in
            ["+Sale", "+Sale\n-Angret", "+Sale\n=Later\n-Angret", "=Later", "-Sale", "=Sale", ""]
        {
            assert_eq!(read_back(definition).as_deref(), Some(definition));
        }
    }

    #[test]
    fn lists_of_the_first_builds_say_what_they_said() {
        let definition = |lists: &str| {
            let campaign = format!("{{\"id\":926,\"rows\":0{lists}}}");
            let campaign: Campaign = serde_json::from_str(&campaign).unwrap();
            campaign.definition().map(|it| it.write())
        };
        assert_eq!(definition(""), None);
        assert_eq!(definition(r#","success":[],"neither":[]"#), None);
        let both = r#","success":["Sale","Offer"],"neither":["Later"]"#;
        assert_eq!(definition(both).as_deref(), Some("+Sale\n+Offer\n=Later"));
        let neither = r#","success":[],"neither":["Later"]"#;
        assert_eq!(definition(neither).as_deref(), Some("+Sale\n=Later"));
    }
}
