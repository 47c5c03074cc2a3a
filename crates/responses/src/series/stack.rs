//! Stacking of the bars: which words get a part of their own, in which order, and in which colour.

use std::cmp::Reverse;

use super::{ColourSlots, OTHER_SLOT, Part, PartName, bars};
use crate::calendar::days::Days;
use crate::column::Column;
use crate::sort;
use crate::store::{Code, Dictionary, code_at, index_of};

/// What the bars are divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Stack {
    /// By type.
    #[default]
    Kind,
    /// By subtype.
    Subtype,
    /// By agent.
    Agent,
    /// Not at all.
    Nothing,
}

/// The largest seven, and the rest as one.
const MOST_PARTS: usize = 8;

impl Stack {
    /// All of them, in the order in which a reader chooses.
    pub const ALL: [Self; 4] = [Self::Kind, Self::Subtype, Self::Agent, Self::Nothing];

    /// Its name in links.
    pub fn key(self) -> &'static str {
        match self {
            Self::Kind => "type",
            Self::Subtype => "subtype",
            Self::Agent => "agent",
            Self::Nothing => "none",
        }
    }

    /// The one that a link names; types, where it names none.
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.key() == key).unwrap_or_default()
    }

    /// The column whose words it goes by.
    pub fn column(self) -> Option<Column> {
        match self {
            Self::Kind => Some(Column::Kind),
            Self::Subtype => Some(Column::Subtype),
            Self::Agent => Some(Column::Agent),
            Self::Nothing => None,
        }
    }
}

/// Counts per word and day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layers {
    /// By [`index_of`] the word's code; empty until the word occurs, then one count per day.
    counts: Vec<Vec<u32>>,
}

impl Layers {
    /// The count of a word on a day, of so many days.
    pub(crate) fn count_mut(
        &mut self,
        code: Code,
        day: usize,
        day_count: usize,
    ) -> Option<&mut u32> {
        let index = index_of(code);
        if index >= self.counts.len() {
            self.counts.resize_with(index + 1, Vec::new);
        }
        let counts = self.counts.get_mut(index)?;
        if counts.is_empty() {
            counts.resize(day_count, 0);
        }
        counts.get_mut(day)
    }

    /// The parts of the bars: words of success first, so that they stand on the base line, then the largest, equal
    /// ones by name; what has no room is summed on top. Without `words`, everything is one part.
    pub fn parts(
        &self,
        stack: Stack,
        words: Option<&Dictionary>,
        is_success: &dyn Fn(&str) -> bool,
        bars: &[Days],
    ) -> Vec<Part> {
        let words_counted = 0..self.counts.len();
        let places: Vec<_> = words_counted
            .clone()
            .filter_map(|index| self.place(index, words, is_success))
            .collect();
        let order = sort::places(&places);
        let has_other = places.len() > MOST_PARTS;
        let named_count = if has_other { MOST_PARTS - 1 } else { places.len() };
        let (first, rest) = order.split_at(named_count);
        let place = |index: &u32| places.get(*index as usize);

        let mut assignment = ColourAssignment::new(stack, words, is_success);
        let is_named =
            |word: &usize| first.iter().filter_map(place).any(|it| it.word_index == *word);
        let named_words = words_counted.filter(is_named);
        let assigned: Vec<_> = named_words.map(|it| (it, assignment.assign(code_at(it)))).collect();
        let slot_of = |word: usize| {
            assigned.iter().find(|(it, _)| *it == word).map_or(OTHER_SLOT, |(_, slot)| *slot)
        };
        let named = first.iter().filter_map(place).map(|place| Part {
            name: place.name.clone(),
            slot: slot_of(place.word_index),
            counts: bars::sums(&self.counts[place.word_index], bars),
        });
        let other = has_other.then(|| Part {
            name: PartName::Other,
            slot: OTHER_SLOT,
            counts: bars::sums(&self.sum(rest.iter().filter_map(place)), bars),
        });
        named.chain(other).collect()
    }

    fn place(
        &self,
        word_index: usize,
        words: Option<&Dictionary>,
        is_success: &dyn Fn(&str) -> bool,
    ) -> Option<Place> {
        let total: u32 = self.counts[word_index].iter().sum();
        let word = words.and_then(|it| it.word(code_at(word_index)));
        let name = match (words, word) {
            (None, _) => PartName::All,
            (_, None) => PartName::Absent,
            (_, Some(word)) => PartName::Named(word.to_owned()),
        };
        let is_other = !word.is_some_and(is_success);
        (total > 0).then_some(Place { is_other, total: Reverse(total), name, word_index })
    }

    fn sum<'a>(&self, places: impl Iterator<Item = &'a Place>) -> Vec<u32> {
        let mut sums = Vec::new();
        for place in places {
            let counts = &self.counts[place.word_index];
            sums.resize(counts.len().max(sums.len()), 0);
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        sums
    }
}

/// Hands out colours. Types keep theirs wherever they stand; of subtypes and agents there are too many for that, so
/// those on the chart share out what there is, the first to appear first.
struct ColourAssignment {
    kinds: Option<ColourSlots>,
    next: usize,
}

impl ColourAssignment {
    fn new(stack: Stack, words: Option<&Dictionary>, is_success: &dyn Fn(&str) -> bool) -> Self {
        let words = words.filter(|_| stack == Stack::Kind);
        Self { kinds: words.map(|it| ColourSlots::new(it, is_success)), next: 0 }
    }

    fn assign(&mut self, code: Code) -> usize {
        if let Some(kinds) = &self.kinds {
            return kinds.slot(code);
        }
        let slot = self.next.min(OTHER_SLOT);
        self.next += 1;
        slot
    }
}

/// Where a word stands in the stack: what comes first there compares as less.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    is_other: bool,
    total: Reverse<u32>,
    name: PartName,
    word_index: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::Per;

    /// Counts responses of three days in January 1970, given by word, day and number.
    fn parts(responses: &[(Option<&str>, usize, u32)], stack: Stack) -> Vec<Part> {
        let day = |text: &str| text.parse().unwrap();
        let days = Days::new(day("1970-01-01"), day("1970-01-03")).unwrap();
        let mut words = Dictionary::default();
        let mut layers = Layers::default();
        for (word, day, count) in responses {
            *layers.count_mut(words.code(*word), *day, 3).unwrap() += count;
        }
        layers.parts(stack, Some(&words), &|it| it == "Sale", &Per::Day.bars(days))
    }

    fn names(parts: &[Part]) -> Vec<&str> {
        fn name(part: &Part) -> &str {
            match &part.name {
                PartName::Named(name) => name,
                PartName::Absent => "-",
                PartName::Other => "*",
                PartName::All => "all",
            }
        }
        parts.iter().map(name).collect()
    }

    #[test]
    fn days_without_responses_are_zeros() {
        let parts = parts(&[(Some("Sale"), 0, 2), (Some("Sale"), 2, 1)], Stack::Kind);
        assert_eq!(parts[0].counts, [2, 0, 1]);
    }

    #[test]
    fn success_comes_first_then_the_largest_then_by_name() {
        let responses = [(Some("b"), 1, 2), (Some("a"), 1, 2), (None, 1, 3), (Some("Sale"), 1, 1)];
        let parts = parts(&responses, Stack::Kind);
        assert_eq!(names(&parts), ["Sale", "-", "a", "b"]);
        let slots: Vec<_> = parts.iter().map(|part| part.slot).collect();
        assert_eq!(slots, [0, OTHER_SLOT, 2, 1]);
    }

    #[test]
    fn the_largest_seven_stand_alone_and_the_rest_is_summed() {
        let words = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
        let counts = (1..10).rev().zip(words).map(|(count, word)| (Some(word), 0, count));
        let mut responses: Vec<_> = counts.collect();
        let eight = parts(&responses[..8], Stack::Agent);
        assert_eq!(names(&eight), words[..8]);
        responses.push((Some("i"), 2, 1));
        let nine = parts(&responses, Stack::Agent);
        assert_eq!(names(&nine), ["a", "b", "c", "d", "e", "f", "g", "*"]);
        assert_eq!(nine[7].counts, [3, 0, 1]);
        let mut colours: Vec<_> = nine.iter().map(|it| it.slot).collect();
        colours.dedup();
        assert_eq!(colours, [0, 1, 2, 3, 4, 5, 6, OTHER_SLOT], "no two alike");
    }

    #[test]
    fn weeks_are_the_sums_of_their_days() {
        let days = Days::new("2017-01-01".parse().unwrap(), "2017-01-10".parse().unwrap()).unwrap();
        let mut layers = Layers::default();
        for day in 0..10 {
            *layers.count_mut(0, day, 10).unwrap() += 1;
        }
        let parts = layers.parts(Stack::Nothing, None, &|_| false, &Per::Week.bars(days));
        assert_eq!((names(&parts), &parts[0].counts), (vec!["all"], &vec![1, 7, 2]));
    }
}
