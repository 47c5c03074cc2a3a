//! Validity of cached pages: in which state each list is, as far as its pages tell. Pages are kept by the state in which
//! they were asked for, so those of an earlier one are out of reach from then on.

use std::collections::HashMap;

use super::ListKey;
use crate::relay::list_tag::ListTag;

/// No more lists are told apart at once; before there are, all are forgotten, and with them what was kept of them.
const MOST_LISTS: usize = 10_000;

/// The states of the lists.
#[derive(Debug, Default)]
pub(super) struct Lists {
    known: HashMap<ListKey, List>,
    /// That of every list which is not known.
    unknown: u64,
    newest: u64,
}

#[derive(Debug)]
struct List {
    /// Of the page one that was last heard of.
    tag: ListTag,
    state: u64,
}

impl Lists {
    /// The list's state: another one before and after any change that a page told of.
    pub fn state(&self, list: &ListKey) -> u64 {
        self.known.get(list).map_or(self.unknown, |it| it.state)
    }

    /// Notes what page one says, by its tag; where that is something else than before, it is another state.
    pub fn note_tag(&mut self, list: ListKey, tag: ListTag) {
        if self.known.get(&list).is_some_and(|it| it.tag == tag) {
            return;
        }
        if self.known.len() >= MOST_LISTS {
            self.known.clear();
            self.unknown = self.next_state();
        }
        let state = self.next_state();
        self.known.insert(list, List { tag, state });
    }

    /// Notes that another page says something else than before.
    pub fn note_change(&mut self, list: ListKey) {
        let state = self.next_state();
        match self.known.get_mut(&list) {
            Some(list) => list.state = state,
            None => self.unknown = state,
        }
    }

    fn next_state(&mut self) -> u64 {
        self.newest += 1;
        self.newest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: ListKey = [1; 32];
    const B: ListKey = [2; 32];

    #[test]
    fn a_list_is_in_another_state_whenever_one_of_its_pages_says_otherwise() {
        let (mut lists, seven) = (Lists::default(), ListTag::of(b"7"));
        let before = lists.state(&A);
        lists.note_tag(A, seven);
        let first = lists.state(&A);
        assert_ne!(first, before, "what was read before page one may be of any state");
        lists.note_tag(A, seven);
        assert_eq!(lists.state(&A), first);
        lists.note_change(A);
        let second = lists.state(&A);
        assert_ne!(second, first);
        lists.note_tag(A, ListTag::of(b"8"));
        lists.note_tag(A, seven);
        assert!(![before, first, second].contains(&lists.state(&A)), "it was another one between");
        assert_eq!(lists.state(&B), before);
        lists.note_change(B);
        assert_ne!(lists.state(&B), before);
    }

    #[test]
    fn lists_that_are_forgotten_come_back_in_another_state() {
        let (mut lists, seven) = (Lists::default(), ListTag::of(b"7"));
        let before = lists.state(&A);
        let key = |n: usize| {
            let mut key = [0; 32];
            key[..8].copy_from_slice(&n.to_le_bytes());
            key
        };
        lists.note_tag(key(0), seven);
        let known = lists.state(&key(0));
        for n in 1..=MOST_LISTS {
            lists.note_tag(key(n), seven);
        }
        assert_eq!(lists.known.len(), 1);
        assert!(![before, known].contains(&lists.state(&key(0))));
        assert_ne!(lists.state(&A), before);
    }
}
