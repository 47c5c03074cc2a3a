//! The obvious code: look at every row, keep what passes, sort the lot.

use std::cmp::Ordering;
use std::collections::HashMap;

use chrono::{Datelike as _, Timelike as _};
use cubeboard_cube::loader::Reading;
use cubeboard_responses::calendar::midnights::Calendar;
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::{Choice, Hour, Selection, SortKey};
use cubeboard_responses::store::{Id, Response};
use cubeboard_responses::text::collate;

/// The rows that pass, in order.
pub fn rows(reading: &Reading, selection: &Selection, calendar: &Calendar) -> Vec<u32> {
    let row = |row: &u32| reading.store().row(*row).unwrap();
    let mut rows: Vec<u32> = reading.segments().flatten().collect();
    rows.retain(|it| passes(&row(it), selection, calendar, ""));
    rows.sort_by(|some, other| {
        let by = |key: &SortKey| compare(&row(some), &row(other), *key);
        selection.sort.iter().map(by).find(|it| it.is_ne()).unwrap_or(Ordering::Equal)
    });
    rows
}

#[derive(Default)]
pub struct Counts {
    pub kinds: HashMap<Choice, u32>,
    pub subtypes: HashMap<Choice, u32>,
    pub agents: HashMap<Choice, u32>,
    pub days: HashMap<usize, u32>,
}

/// What each choice would show, given the other filters.
pub fn counts(reading: &Reading, selection: &Selection, calendar: &Calendar) -> Counts {
    let mut counts = Counts::default();
    for row in reading.segments().flatten().map(|it| reading.store().row(it).unwrap()) {
        let passes = |but: &str| u32::from(passes(&row, selection, calendar, but));
        *counts.kinds.entry(row.kind.map(str::to_owned)).or_default() += passes("type");
        *counts.subtypes.entry(row.subtype.map(str::to_owned)).or_default() += passes("subtype");
        *counts.agents.entry(row.agent.map(str::to_owned)).or_default() += passes("agent");
        if let Some(day) = row.submitted_micros.and_then(|it| calendar.day_index(it)) {
            *counts.days.entry(day).or_default() += passes("day");
        }
    }
    counts
}

/// Whether a row passes all filters but some, given by their names.
pub fn passes(row: &Response<'_>, selection: &Selection, calendar: &Calendar, but: &str) -> bool {
    let is_picked = |choices: &[Choice], word: Option<&str>| {
        choices.is_empty() || choices.iter().any(|it| it.as_deref() == word)
    };
    let day = row.submitted_micros.and_then(|it| calendar.day_index(it));
    let day = day.and_then(|it| calendar.days().nth(it));
    let hour = day.and(row.submitted_micros).map(|it| {
        let local = Zone::Oslo.local(it);
        (local.weekday().num_days_from_monday(), local.hour())
    });
    let is_hour = |it: &Hour| hour == Some((it.weekday.into(), it.hour.into()));
    (but == "type" || but == "outcome" || is_picked(&selection.kinds, row.kind))
        && (but == "subtype" || but == "outcome" || is_picked(&selection.subtypes, row.subtype))
        && (but == "hour" || selection.hours.is_empty() || selection.hours.iter().any(is_hour))
        && (but == "agent" || is_picked(&selection.agents, row.agent))
        && (but == "day"
            || selection.days.is_empty()
            || day.is_some_and(|it| selection.days.contains(&it)))
        && selection.search.split_whitespace().all(|word| holds(row, word))
}

fn holds(row: &Response<'_>, word: &str) -> bool {
    let id = |id: Option<Id<'_>>| match id {
        Some(Id::Number(number)) => number.to_string(),
        Some(Id::Text(text)) => text.to_owned(),
        None => String::new(),
    };
    let [crm, external] = [id(row.crm_id), id(row.external_id)];
    let texts = [row.customer, row.agent, row.comment, Some(&crm), Some(&external)];
    texts.into_iter().flatten().any(|it| it.to_lowercase().contains(&word.to_lowercase()))
}

fn compare(some: &Response<'_>, other: &Response<'_>, key: SortKey) -> Ordering {
    let turn = |order: Ordering| if key.is_descending { order.reverse() } else { order };
    let texts = |some: Option<&str>, other: Option<&str>| match (some, other) {
        (Some(some), Some(other)) => turn(collate::compare(some, other)),
        (some, other) => some.is_none().cmp(&other.is_none()),
    };
    let ids = |some: Option<Id<'_>>, other: Option<Id<'_>>| match (some, other) {
        (Some(Id::Number(some)), Some(Id::Number(other))) => turn(some.cmp(&other)),
        (Some(Id::Text(some)), Some(Id::Text(other))) => turn(collate::compare(some, other)),
        (Some(Id::Number(_)), Some(_)) => turn(Ordering::Less),
        (Some(_), Some(Id::Number(_))) => turn(Ordering::Greater),
        (some, other) => some.is_none().cmp(&other.is_none()),
    };
    match key.column {
        Column::Submitted => match (some.submitted_micros, other.submitted_micros) {
            (Some(some), Some(other)) => turn(some.cmp(&other)),
            (some, other) => some.is_none().cmp(&other.is_none()),
        },
        Column::Kind => texts(some.kind, other.kind),
        Column::Subtype => texts(some.subtype, other.subtype),
        Column::Agent => texts(some.agent, other.agent),
        Column::Customer => texts(some.customer, other.customer),
        Column::Comment => texts(some.comment, other.comment),
        Column::CrmId => ids(some.crm_id, other.crm_id),
        Column::ExternalId => ids(some.external_id, other.external_id),
    }
}
