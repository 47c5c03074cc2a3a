//! Contacts until a success: responses by number of contact with the customer, and successes by days waited.

use super::classes::{Classes, Delta};
use crate::selection::{MOST_CONTACTS, WAITS};
use crate::statistics::definition::Class;
use crate::view::{self, Mark};

/// Responses by which contact with their customer they were. A customer who succeeds twice counts twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attempts {
    /// What came of the first contact, the second, and so on; the last are that one and all later ones.
    pub contacts: [Classes; MOST_CONTACTS as usize],
    /// Successes by how long after the customer's first contact they came, as [`WAITS`] divides days.
    pub waits: [u32; WAITS.len()],
}

impl Attempts {
    pub(super) fn change(&mut self, mark: Mark, class: Class, delta: Delta) {
        let place = usize::from(view::contact(mark)).wrapping_sub(1);
        if let Some(classes) = self.contacts.get_mut(place) {
            classes.change(class, delta);
        }
        let wait = view::wait(mark).filter(|_| class == Class::Success).map(usize::from);
        if let Some(count) = wait.and_then(|it| self.waits.get_mut(it)) {
            delta.apply(count);
        }
    }
}
