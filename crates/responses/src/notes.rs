//! Notes on days, such as "New script" or "Strike", of some campaigns or of all.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::text::normal_form::word;

/// How many characters a note has at most.
pub const MOST_CHARS: usize = 200;

/// A few words on a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Note {
    /// The day.
    pub day: NaiveDate,
    /// The words, in one line.
    pub text: String,
    /// Numbers of the campaigns that it is about, smallest first; of all, where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub campaigns: Vec<u64>,
}

/// A note and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShownNote {
    /// The note.
    pub note: Note,
    /// Whether it is the reader's own, which nobody else has.
    pub is_own: bool,
}

/// Notes by day, and on a day by their words; no two alike.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Notes {
    notes: Vec<Note>,
}

/// What takes a change back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    /// The note that came.
    added: Option<Note>,
    /// The one that went.
    removed: Option<Note>,
}

impl Note {
    /// A note in the form in which it is kept; `None` where nothing in it can be read.
    pub fn new(day: NaiveDate, text: &str, mut campaigns: Vec<u64>) -> Option<Self> {
        let text: String = word(text).chars().take(MOST_CHARS).collect();
        let text = text.trim_end().to_owned();
        campaigns.sort_unstable();
        campaigns.dedup();
        (!text.is_empty()).then_some(Self { day, text, campaigns })
    }

    /// Whether it is in the form in which notes are kept; one of a file may not be.
    pub fn is_kept_form(&self) -> bool {
        Self::new(self.day, &self.text, self.campaigns.clone()).as_ref() == Some(self)
    }

    /// Whether it is about one of these campaigns.
    pub fn is_about(&self, campaigns: &[u64]) -> bool {
        self.campaigns.is_empty() || self.campaigns.iter().any(|id| campaigns.contains(id))
    }
}

impl Notes {
    /// All of them, in order.
    pub fn all(&self) -> &[Note] {
        &self.notes
    }

    /// Adds a note in place of another, or of none.
    pub fn put(&mut self, note: Note, before: Option<&Note>) -> Undo {
        let removed = before.and_then(|before| self.take(before));
        let is_there = self.notes.contains(&note);
        let added = (!is_there).then(|| note.clone());
        self.add(note);
        Undo { added, removed }
    }

    /// Takes a note away.
    pub fn delete(&mut self, note: &Note) -> Option<Undo> {
        let removed = self.take(note)?;
        Some(Undo { added: None, removed: Some(removed) })
    }

    /// Takes a change back, whatever became of the other notes since.
    pub fn undo(&mut self, undo: Undo) {
        if let Some(added) = undo.added {
            self.take(&added);
        }
        if let Some(removed) = undo.removed {
            self.add(removed);
        }
    }

    fn add(&mut self, note: Note) {
        if let Err(place) = self.notes.binary_search(&note) {
            self.notes.insert(place, note);
        }
    }

    fn take(&mut self, note: &Note) -> Option<Note> {
        let place = self.notes.iter().position(|it| it == note)?;
        Some(self.notes.remove(place))
    }
}

impl From<Vec<Note>> for Notes {
    fn from(mut notes: Vec<Note>) -> Self {
        notes.sort_unstable();
        notes.dedup();
        Self { notes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::days::parse_day;
    use proptest::prelude::*;

    fn note(day: &str, text: &str) -> Note {
        Note::new(parse_day(day).unwrap(), text, Vec::new()).unwrap()
    }

    #[test]
    fn a_note_is_one_line_and_not_endless() {
        assert_eq!(note("2017-01-09", " New\n script ").text, "New script");
        assert_eq!(note("2017-01-09", &"å".repeat(300)).text.chars().count(), MOST_CHARS);
        assert_eq!(Note::new(parse_day("2017-01-09").unwrap(), " \n", Vec::new()), None);
    }

    #[test]
    fn a_note_is_about_its_campaigns_or_about_all() {
        let day = parse_day("2017-01-09").unwrap();
        let some = Note::new(day, "a", vec![926, 17, 926]).unwrap();
        assert_eq!(some.campaigns, [17, 926]);
        assert!(some.is_about(&[2010, 17]) && !some.is_about(&[2010]));
        assert!(note("2017-01-09", "a").is_about(&[2010]));
    }

    #[test]
    fn notes_stand_by_day_and_no_two_are_alike() {
        let mut notes = Notes::from(vec![note("2017-01-09", "b"), note("2017-01-09", "b")]);
        notes.put(note("2017-01-02", "c"), None);
        notes.put(note("2017-01-09", "a"), None);
        notes.put(note("2017-01-09", "a"), None);
        let texts: Vec<_> = notes.all().iter().map(|note| note.text.as_str()).collect();
        assert_eq!(texts, ["c", "a", "b"]);
    }

    proptest! {
        #[test]
        fn every_change_is_undone(
            kept in proptest::collection::vec("[ab]", 0..3),
            (new, old) in ("[abc]", "[abc]"),
            kind in 0..3,
        ) {
            let on_a_day = |text: &String| note("2017-01-09", text);
            let mut notes = Notes::from(kept.iter().map(on_a_day).collect::<Vec<_>>());
            let before = notes.clone();
            let undo = match kind {
                0 => Some(notes.put(on_a_day(&new), None)),
                1 => Some(notes.put(on_a_day(&new), Some(&on_a_day(&old)))),
                _ => notes.delete(&on_a_day(&old)),
            };
            if let Some(undo) = undo {
                notes.undo(undo);
            }
            prop_assert_eq!(notes, before);
        }
    }
}
