//! Saved views: addresses of the page under names, and which of them opens first. What each change takes to undo it comes
//! with the change, so that an undo spoils nothing that came meanwhile.

use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::text::normal_form::{is_same, word};
use crate::text::search::needles;

/// How many characters a name has at most.
pub const MOST_NAME_CHARS: usize = 80;

/// An address under a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SavedView {
    /// What people call it.
    pub name: String,
    /// `?campaign=926&…`, as somebody else is given it.
    pub address: String,
}

/// Views in the order in which they were saved, no two of the same name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SavedViews {
    #[serde(default)]
    views: Vec<SavedView>,
    /// Name of the one that opens first; empty for none, absent where nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first: Option<String>,
}

/// What takes a change back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    /// Name of the view that the change left behind.
    left: Option<String>,
    /// The view that was there before, and its place.
    before: Option<(usize, SavedView)>,
    first: Option<String>,
}

/// Another view has this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameTaken;

/// A name as it is kept: in one line, and no longer than it may be. Empty where there is nothing to be read.
pub fn kept_name(text: &str) -> String {
    let name: String = word(text).chars().take(MOST_NAME_CHARS).collect();
    name.trim_end().to_owned()
}

impl SavedView {
    /// An address under a name, without what is each reader's own or may be a secret.
    pub fn new(name: &str, address: Address) -> Self {
        Self { name: kept_name(name), address: address.for_others().search() }
    }

    /// Where it leads.
    pub fn address(&self) -> Address {
        Address::parse(&self.address).for_others()
    }

    /// Whether the name has every word of a search in it, without regard to case.
    pub fn matches(&self, search: &str) -> bool {
        needles(search).iter().all(|needle| needle.is_in(&self.name))
    }
}

impl SavedViews {
    /// All of them.
    pub fn views(&self) -> &[SavedView] {
        &self.views
    }

    /// The one of a name.
    pub fn find(&self, name: &str) -> Option<&SavedView> {
        self.views.get(self.place(name)?)
    }

    /// Name of the one that opens first; empty for none, `None` where nobody has said.
    pub fn first(&self) -> Option<&str> {
        self.first.as_deref()
    }

    /// The one that opens first: the reader's choice among these and those for everyone, or else theirs.
    pub fn opening<'a>(&'a self, for_everyone: &'a Self) -> Option<&'a SavedView> {
        let of_theirs = || for_everyone.find(for_everyone.first()?);
        match self.first() {
            None => of_theirs(),
            Some("") => None,
            Some(name) => self.find(name).or_else(|| for_everyone.find(name)).or_else(of_theirs),
        }
    }

    /// Saves a view, in place of one of the same name.
    pub fn save(&mut self, view: SavedView) -> Undo {
        let before = self.place(&view.name).map(|place| (place, self.views[place].clone()));
        let undo = Undo { left: Some(view.name.clone()), first: self.first.clone(), before };
        match &undo.before {
            Some((place, _)) => self.views[*place] = view,
            None => self.views.push(view),
        }
        undo
    }

    /// Gives a view another name; nothing where there is none of that name.
    ///
    /// # Errors
    /// Where another view has it.
    pub fn rename(&mut self, name: &str, new_name: &str) -> Result<Option<Undo>, NameTaken> {
        let Some(place) = self.place(name) else { return Ok(None) };
        if self.place(new_name).is_some_and(|other| other != place) {
            return Err(NameTaken);
        }
        let undo = Undo {
            left: Some(new_name.to_owned()),
            before: Some((place, self.views[place].clone())),
            first: self.first.clone(),
        };
        if self.is_first(&self.views[place].name) {
            self.first = Some(new_name.to_owned());
        }
        new_name.clone_into(&mut self.views[place].name);
        Ok(Some(undo))
    }

    /// Deletes a view; it opens first no longer.
    pub fn delete(&mut self, name: &str) -> Option<Undo> {
        let place = self.place(name)?;
        let view = self.views.remove(place);
        let undo =
            Undo { left: None, first: self.first.clone(), before: Some((place, view.clone())) };
        if self.is_first(&view.name) {
            self.first = None;
        }
        Some(undo)
    }

    /// Has the view of a name open first, these or one for everyone; an empty name for none.
    pub fn open_first(&mut self, name: &str) -> Undo {
        let first = self.first.replace(name.to_owned());
        Undo { left: None, before: None, first }
    }

    /// Takes a change back, whatever became of the other views since.
    pub fn undo(&mut self, undo: Undo) {
        let Undo { left, before, first } = undo;
        if let Some(place) = left.and_then(|name| self.place(&name)) {
            self.views.remove(place);
        }
        if let Some((place, view)) = before {
            // Somebody may have saved another one under its name since.
            if self.place(&view.name).is_none() {
                self.views.insert(place.min(self.views.len()), view);
            }
        }
        self.first = first;
    }

    fn is_first(&self, name: &str) -> bool {
        self.first().is_some_and(|first| is_same(first, name))
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.views.iter().position(|view| is_same(&view.name, name))
    }
}

#[cfg(test)]
mod tests;
