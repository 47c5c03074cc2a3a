//! What a snapshot tells of itself, in each language, as the page wants it (`src/state/snapshot.rs`).

use chrono::DateTime;
use cubeboard_files::privacy::PersonalData;
use cubeboard_files::snapshot::SnapshotError;
use cubeboard_files::snapshot::head::{Completeness, Head, State};
use cubeboard_i18n::Advice;
use cubeboard_i18n::Language::{self, Bokmal, English};
use cubeboard_i18n::share::{OpenedMessages, panel_text};
use cubeboard_responses::address::Address;
use serde_json::json;

fn text(language: Language) -> &'static OpenedMessages {
    &panel_text(language).opened
}

/// A line each: its address, when it was read, how sure it is, that in words, what became of personal data, and its
/// campaigns as config.json has them.
pub fn told(head: &Head) -> String {
    let address = head.query.fields().write(Address::parse(&head.view).for_others());
    let read_at = DateTime::parse_from_rfc3339(&head.read_at).unwrap_or_default();
    let completeness = match head.completeness.state {
        State::Incomplete => "0",
        State::Complete | State::CompleteSoFar => "1",
        State::Unproven | State::Undercounted => "2",
    };
    let [english, bokmal] = [English, Bokmal].map(|it| standing(&head.completeness, text(it)));
    let [kept, gone] = [English, Bokmal].map(|it| privacy(head.personal_data, text(it)));
    let campaigns = head.campaigns.iter().map(|it| {
        let name = it.name.clone().unwrap_or_else(|| it.id.to_string());
        json!({ "id": it.id, "name": name, "success": it.success, "neither": it.neither })
    });
    let campaigns = json!({ "campaigns": campaigns.collect::<Vec<_>>() });
    [
        &address.search(),
        &read_at.timestamp_micros().to_string(),
        completeness,
        &english,
        &bokmal,
        kept,
        gone,
        &campaigns.to_string(),
    ]
    .join("\n")
}

/// A line each: what is wrong and what to do, in each language. Without an error, there was no file.
pub fn refused(error: Option<&SnapshotError>) -> String {
    let lines = |language| {
        let text = text(language);
        let Advice { title, remedy } = match error {
            None => text.not_found,
            Some(SnapshotError::Foreign) => text.foreign,
            Some(SnapshotError::Newer { .. }) => text.newer,
            Some(SnapshotError::Damaged(_)) => text.damaged,
        };
        [title, remedy].join("\n")
    };
    [English, Bokmal].map(lines).join("\n")
}

fn standing(completeness: &Completeness, text: &OpenedMessages) -> String {
    match completeness.state {
        State::Complete => text.complete.to_owned(),
        State::CompleteSoFar => text.complete_so_far.to_owned(),
        State::Unproven => text.unproven.to_owned(),
        State::Undercounted => text.undercounted.to_owned(),
        State::Incomplete => completeness
            .missing
            .filter(|it| *it > 0)
            .map_or_else(|| text.incomplete.to_owned(), |it| text.missing(it)),
    }
}

fn privacy(personal_data: PersonalData, text: &OpenedMessages) -> &'static str {
    match personal_data {
        PersonalData::Omit => text.omitted,
        PersonalData::Pseudonyms => text.pseudonyms,
        PersonalData::Keep => text.kept,
    }
}
