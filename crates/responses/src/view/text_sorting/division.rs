//! Partition of rows that are too many for one go: what their texts begin with alike is passed over, and the two
//! letters after it tell the rows apart.

use super::Group;
use super::spelling::{LETTERS, Texts};

/// A division under way.
#[derive(Debug, Clone)]
pub(super) struct Division {
    group: Group,
    /// How many of the rows have been compared with the first.
    compared: usize,
    /// How many letters all of those share; nothing where they share all.
    shared: Option<usize>,
    /// Whether all of those have one and the same text.
    are_same: bool,
    /// The two letters after those shared, as far as they are read.
    beginnings: Vec<u16>,
    /// How many rows have each beginning.
    counts: Vec<u32>,
}

impl Division {
    pub fn new(group: Group) -> Self {
        let counts = vec![0; 1 << 16];
        let beginnings = Vec::new();
        Self { group, compared: 0, shared: None, are_same: true, beginnings, counts }
    }

    /// Goes on for so many looks; says how many it took, and whether there is more to do.
    pub fn advance(&mut self, rows: &[u32], texts: &Texts<'_>, looks: usize) -> (usize, bool) {
        let rows = rows.get(self.group.places.clone()).unwrap_or_default();
        let Some(first) = rows.first().copied() else { return (0, false) };
        let mut taken = 0;
        while self.compared < rows.len() {
            if taken >= looks {
                return (taken, true);
            }
            let row = rows[self.compared];
            taken += 1;
            if !texts.are_same(&[first, row]) {
                self.are_same = false;
                if let Some(shared) = texts.shared(first, row, self.group.by) {
                    taken += shared / LETTERS;
                    self.shared = Some(self.shared.map_or(shared, |it| it.min(shared)));
                }
            }
            // Less than the group is known to share it cannot be.
            let is_least = self.shared == Some(self.group.alike);
            self.compared = if is_least { rows.len() } else { self.compared + 1 };
        }
        let Some(shared) = self.shared else { return (taken, false) };
        while let Some(row) = rows.get(self.beginnings.len()) {
            if taken >= looks {
                return (taken, true);
            }
            taken += 1 + shared / LETTERS;
            let beginning = texts.beginning(*row, shared, self.group.by);
            self.counts[usize::from(beginning)] += 1;
            self.beginnings.push(beginning);
        }
        (taken, false)
    }

    /// Puts the rows into the order of what is known of them, and adds the groups that are to be told apart further:
    /// neighbours together, as long as one go can look at all of them.
    pub fn finish(
        self,
        rows: &mut [u32],
        texts: &Texts<'_>,
        chunk_looks: usize,
        groups: &mut Vec<Group>,
    ) {
        let Some(shared) = self.shared else {
            if !self.are_same {
                groups.extend(self.group.by_characters());
            }
            return;
        };
        let Self { group, beginnings, counts, .. } = self;
        let Some(rows) = rows.get_mut(group.places.clone()) else { return };
        let mut next = counts.clone();
        let mut start = 0;
        for place in &mut next {
            start += std::mem::replace(place, start);
        }
        let mut sorted = vec![0; rows.len()];
        for (row, beginning) in rows.iter().zip(&beginnings) {
            let place = &mut next[usize::from(*beginning)];
            sorted[*place as usize] = *row;
            *place += 1;
        }
        rows.copy_from_slice(&sorted);

        let mut joined =
            Group { places: group.places.start..group.places.start, alike: shared, by: group.by };
        for (beginning, count) in (0..=u16::MAX).zip(counts).filter(|it| it.1 > 0) {
            let start = joined.places.end;
            let end = start + count as usize;
            let own = Group { places: start..end, ..joined.clone() };
            let with = Group { places: joined.places.start..end, ..joined.clone() };
            if with.looks() <= chunk_looks {
                joined = with;
                continue;
            }
            groups.extend(Some(joined).filter(|it| it.places.len() > 1));
            if own.looks() <= chunk_looks {
                joined = own;
                continue;
            }
            joined = Group { places: end..end, ..own.clone() };
            if texts.ends_within(beginning) {
                groups.extend(own.by_characters());
            } else {
                groups.push(Group { alike: shared + 2, ..own });
            }
        }
        groups.extend(Some(joined).filter(|it| it.places.len() > 1));
    }
}
