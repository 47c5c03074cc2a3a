//! Outcome counts: how often each type occurred with each subtype, the most frequent first.

use std::cmp::Reverse;

use crate::sort;
use crate::statistics::definition::{Class, Definition};
use crate::store::{Store, code_at};

/// How often a type with a subtype occurred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeCount {
    /// The type.
    pub kind: Option<String>,
    /// The subtype.
    pub subtype: Option<String>,
    /// What it comes to.
    pub class: Class,
    /// How many.
    pub count: u32,
}

/// The most frequent first, equal ones by name.
pub(super) fn ranked(
    counts: &[Vec<u32>],
    store: &Store,
    definition: &Definition,
) -> Vec<OutcomeCount> {
    let places = counts.iter().enumerate().flat_map(|(kind, subtypes)| {
        subtypes.iter().enumerate().map(move |(subtype, count)| (kind, subtype, *count))
    });
    let words = |kind: usize, subtype: usize| {
        (store.kinds().word(code_at(kind)), store.subtypes().word(code_at(subtype)))
    };
    let keys: Vec<_> = places
        .filter(|(_, _, count)| *count > 0)
        .map(|(kind, subtype, count)| (Reverse(count), words(kind, subtype)))
        .collect();
    let outcome = |place: u32| {
        let (Reverse(count), (kind, subtype)) = *keys.get(place as usize)?;
        let class = definition.class(kind, subtype);
        let [kind, subtype] = [kind, subtype].map(|it| it.map(str::to_owned));
        Some(OutcomeCount { kind, subtype, class, count })
    };
    sort::places(&keys).into_iter().filter_map(outcome).collect()
}
