//! Campaign names: completion and parsing of the form's field of numbers and names. `listing` reads the service's list.

pub mod listing;

use crate::query::CampaignId;
use cubeboard_responses::text::collate::{self, Letters};

/// A campaign with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Cube's number.
    pub id: CampaignId,
    /// The name people know it by.
    pub name: String,
}

/// What parts number and name.
const BETWEEN: &str = " · ";

impl Named {
    /// Number and name: "926 · Winter 2017".
    pub fn label(&self) -> String {
        format!("{}{BETWEEN}{}", self.id, self.name)
    }
}

/// More than these help nobody to choose.
const MAX_SUGGESTIONS: usize = 200;

/// Labels of the campaigns that the last piece of a typed text may be completed to, those first of which a word begins
/// so. A whole number needs no completing.
pub fn suggestions(known: &[Named], text: &str) -> Vec<String> {
    let (before, piece) = text.rsplit_once(',').unwrap_or(("", text));
    fitting(known, before, piece.trim())
}

/// Labels of all campaigns that do not stand in the text before its last piece.
pub fn all_suggestions(known: &[Named], text: &str) -> Vec<String> {
    let (before, _) = text.rsplit_once(',').unwrap_or(("", text));
    fitting(known, before, "")
}

fn fitting(known: &[Named], before: &str, piece: &str) -> Vec<String> {
    let before = pieces(before);
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for it in known {
        let id = it.id.to_string();
        if id == piece {
            return Vec::new();
        }
        if before.contains(&id.as_str()) {
            continue;
        }
        match fit(it, &id, piece) {
            Some(true) => first.push(it.label()),
            Some(false) => rest.push(it.label()),
            None => {}
        }
    }
    first.append(&mut rest);
    first.truncate(MAX_SUGGESTIONS);
    first
}

/// The field's text with its last piece completed to the campaign of a label.
pub fn completed(text: &str, label: &str) -> String {
    let id = label.split(' ').next().unwrap_or_default();
    match text.rsplit_once(',') {
        Some((before, _)) => format!("{before},{id}"),
        None => id.to_owned(),
    }
}

/// What the text means: "926 · Winter 2017, 17". Empty where no name is known.
pub fn described(known: &[Named], text: &str) -> String {
    let mut is_known = false;
    let mut described = String::new();
    for piece in pieces(text) {
        let named = known.iter().find(|it| it.id.to_string() == piece).map(Named::label);
        is_known |= named.is_some();
        if !described.is_empty() {
            described.push_str(", ");
        }
        described.push_str(named.as_deref().unwrap_or(piece));
    }
    if is_known { described } else { String::new() }
}

/// Whether the last piece of a text can only be a name.
pub fn is_by_name(text: &str) -> bool {
    pieces(text).last().is_some_and(|it| !is_number(it))
}

fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for piece in text.split(',') {
        let piece = piece.trim();
        if !piece.is_empty() {
            pieces.push(piece);
        }
    }
    pieces
}

fn is_number(piece: &str) -> bool {
    piece.bytes().all(|it| it.is_ascii_digit())
}

/// Whether a campaign may be meant by the beginning of its number or by a part of its name, and then whether one of its
/// words begins so. Digits are looked for at beginnings alone, as many a name holds a year. Neither case nor accents
/// matter.
fn fit(it: &Named, id: &str, piece: &str) -> Option<bool> {
    let [sought, name] = [piece, &it.name].map(|it| Letters::of(it).collect::<Vec<u8>>());
    let is_number = is_number(piece);
    if is_number && id.starts_with(piece) {
        return Some(true);
    }
    let mut fit = None;
    for at in 0..name.len() {
        if name[at..].starts_with(&sought) {
            if at == 0 || collate::parts_words(name[at - 1]) {
                return Some(true);
            }
            fit = (!is_number).then_some(false);
        }
    }
    fit
}

#[cfg(test)]
mod tests;
