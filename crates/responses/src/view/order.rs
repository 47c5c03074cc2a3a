//! Row order of the service: which row of the store is at which place. Pages arrive in any order, so the service's
//! order is a list of stretches of the store; it costs pages, not rows.

use std::ops::Range;

/// The rows that count, in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Order {
    /// For each stretch, how many rows end with it, and where it starts in the store.
    stretches: Vec<(usize, u32)>,
}

impl Order {
    /// The order that strings these stretches of the store together; empty ones do not matter.
    pub fn from_segments(segments: impl IntoIterator<Item = Range<u32>>) -> Self {
        let mut end = 0;
        let mut stretches = Vec::new();
        for segment in segments {
            end += segment.len();
            if !segment.is_empty() {
                stretches.push((end, segment.start));
            }
        }
        Self { stretches }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.stretches.last().map_or(0, |(end, _)| *end)
    }

    /// The row of the store at this place, counted from 0.
    pub fn row_at(&self, place: usize) -> Option<u32> {
        let found = self.stretches.partition_point(|(end, _)| *end <= place);
        let (_, first_row) = self.stretches.get(found)?;
        let first_place = found.checked_sub(1).map_or(0, |before| self.stretches[before].0);
        u32::try_from(place - first_place).ok()?.checked_add(*first_row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_strung_together() {
        let segments = [10..12, 5..5, 0..3];
        let order = Order::from_segments(segments.clone());
        let rows: Vec<_> = (0..order.len()).filter_map(|place| order.row_at(place)).collect();
        assert_eq!(rows, segments.into_iter().flatten().collect::<Vec<_>>());
        assert_eq!(order.row_at(5), None);
    }
}
