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
    newest: u64,
}

#[derive(Debug)]
struct List {
    /// Of the page one that Cube last answered with.
    tag: ListTag,
    state: u64,
}

impl Lists {
    /// The state that a page one stands for: another one before and after any change that a page told of. None, where Cube
    /// did not answer with that page one last: somebody may hold an old one.
    pub fn state(&self, list: &ListKey, tag: ListTag) -> Option<u64> {
        self.known.get(list).filter(|it| it.tag == tag).map(|it| it.state)
    }

    /// The state that the list is in, whoever holds which page one.
    pub fn newest_state(&self, list: &ListKey) -> Option<u64> {
        self.known.get(list).map(|it| it.state)
    }

    /// Notes what Cube answered as page one, by its tag; where that is something else than before, it is another state.
    pub fn note_tag(&mut self, list: ListKey, tag: ListTag) {
        if self.state(&list, tag).is_some() {
            return;
        }
        if self.known.len() >= MOST_LISTS {
            self.known.clear();
        }
        let state = self.next_state();
        self.known.insert(list, List { tag, state });
    }

    /// Notes that another page says something else than before.
    pub fn note_change(&mut self, list: &ListKey) {
        let state = self.next_state();
        if let Some(list) = self.known.get_mut(list) {
            list.state = state;
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
        let (mut lists, seven, eight) = (Lists::default(), ListTag::of(b"7"), ListTag::of(b"8"));
        assert_eq!(lists.state(&A, seven), None, "nobody has read page one");
        lists.note_tag(A, seven);
        let first = lists.state(&A, seven).unwrap();
        lists.note_tag(A, seven);
        assert_eq!(lists.state(&A, seven), Some(first));
        lists.note_change(&A);
        let second = lists.state(&A, seven).unwrap();
        assert_ne!(second, first);
        lists.note_tag(A, eight);
        assert_eq!(lists.state(&A, seven), None, "an old page one stands for nothing");
        lists.note_tag(A, seven);
        assert!(![first, second].contains(&lists.state(&A, seven).unwrap()), "it was another one");
        assert_eq!(lists.state(&B, seven), None);
        lists.note_change(&B);
        assert_eq!(lists.state(&B, seven), None);
    }

    #[test]
    fn lists_that_are_forgotten_come_back_in_another_state() {
        let (mut lists, seven) = (Lists::default(), ListTag::of(b"7"));
        let key = |n: usize| {
            let mut key = [0; 32];
            key[..8].copy_from_slice(&n.to_le_bytes());
            key
        };
        lists.note_tag(key(0), seven);
        let before = lists.state(&key(0), seven);
        for n in 1..=MOST_LISTS {
            lists.note_tag(key(n), seven);
        }
        assert_eq!(lists.known.len(), 1);
        assert_eq!(lists.state(&key(0), seven), None);
        lists.note_tag(key(0), seven);
        assert_ne!(lists.state(&key(0), seven), before);
    }
}
