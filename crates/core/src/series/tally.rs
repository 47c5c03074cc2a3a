//! Counting: a response adds one to its word's day, so a new page costs its own rows.

use std::cmp::Reverse;

use super::{ColourSlots, OTHER_SLOT, Part, PartName, Series};
use crate::sort;
use crate::store::{Code, Dictionary};
use crate::zone::Calendar;

/// Counts per word and day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    calendar: Calendar,
    /// By [`row_of`] the code; empty until the word occurs, then one count per day.
    counts: Vec<Vec<u32>>,
    outside: u32,
    undated: u32,
}

impl Tally {
    /// Nothing counted yet.
    pub fn new(calendar: Calendar) -> Self {
        Self { calendar, counts: Vec::new(), outside: 0, undated: 0 }
    }

    /// Counts responses, each given by its time in microseconds since 1970 and the code of its word.
    pub fn add(&mut self, responses: impl IntoIterator<Item = (Option<i64>, Code)>) {
        for (time, code) in responses {
            *self.counter(time, code) += 1;
        }
    }

    /// Takes back responses that were counted.
    pub fn take_back(&mut self, responses: impl IntoIterator<Item = (Option<i64>, Code)>) {
        for (time, code) in responses {
            let counter = self.counter(time, code);
            *counter = counter.saturating_sub(1);
        }
    }

    /// Where a response is counted.
    fn counter(&mut self, submitted_micros: Option<i64>, code: Code) -> &mut u32 {
        let Some(micros) = submitted_micros else { return &mut self.undated };
        let Some(day) = self.calendar.day_index(micros) else { return &mut self.outside };
        let row = row_of(code);
        if row >= self.counts.len() {
            self.counts.resize_with(row + 1, Vec::new);
        }
        let counts = &mut self.counts[row];
        if counts.is_empty() {
            counts.resize(self.calendar.days().count(), 0);
        }
        &mut counts[day]
    }

    /// The stack in at most `max_parts`: words of `success` first and in that order, so that they
    /// stand on the base line, then the largest, equal ones by name; the rest is summed on top.
    pub fn series(&self, words: &Dictionary, success: &[String], max_parts: usize) -> Series {
        let occurs = |row: &usize| self.counts[*row].iter().any(|it| *it > 0);
        let occurring = (0..self.counts.len()).filter(occurs);
        let places: Vec<_> = occurring.map(|row| self.place(row, words, success)).collect();
        let order = sort::places(&places);
        let has_other = places.len() > max_parts;
        let named_count = if has_other { max_parts.saturating_sub(1) } else { places.len() };
        let (first, rest) = order.split_at(named_count);
        let place = |index: &u32| places.get(*index as usize);

        let slots = ColourSlots::new(words, success);
        let named = first.iter().filter_map(place).map(|place| Part {
            name: place.name.clone(),
            slot: slots.slot(code_of(place.row)),
            counts: self.counts[place.row].clone(),
        });
        let other = has_other.then(|| Part {
            name: PartName::Other,
            slot: OTHER_SLOT,
            counts: self.sum(rest.iter().filter_map(place)),
        });
        Series {
            days: self.calendar.days(),
            parts: named.chain(other).collect(),
            outside: self.outside,
            undated: self.undated,
        }
    }

    fn place(&self, row: usize, words: &Dictionary, success: &[String]) -> Place {
        let word = words.word(code_of(row));
        let success_rank = success.iter().position(|it| Some(it.as_str()) == word);
        Place {
            success_rank: success_rank.unwrap_or(success.len()),
            total: Reverse(self.counts[row].iter().sum()),
            name: word.map_or(PartName::Absent, |it| PartName::Named(it.to_owned())),
            row,
        }
    }

    fn sum<'a>(&self, places: impl Iterator<Item = &'a Place>) -> Vec<u32> {
        let mut sums = vec![0; self.calendar.days().count()];
        for place in places {
            for (sum, count) in sums.iter_mut().zip(&self.counts[place.row]) {
                *sum += count;
            }
        }
        sums
    }
}

/// Where a row stands in the stack: what comes first there compares as less.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    success_rank: usize,
    total: Reverse<u32>,
    name: PartName,
    row: usize,
}

/// The absent word's code is the largest of all; as row 0 it needs no room for codes before it.
fn row_of(code: Code) -> usize {
    code.wrapping_add(1) as usize
}

fn code_of(row: usize) -> Code {
    Code::try_from(row).unwrap_or(Code::MAX).wrapping_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::days::Days;
    use crate::zone::Zone;

    const HOUR: i64 = 3600 * 1_000_000;

    /// Counts responses of three days in January 1970, given by word, hour and number.
    fn series(responses: &[(Option<&str>, i64, u32)], max_parts: usize) -> Series {
        let day = |text: &str| text.parse().unwrap();
        let days = Days::new(day("1970-01-01"), day("1970-01-03")).unwrap();
        let mut tally = Tally::new(Calendar::new(days, Zone::Utc));
        let mut words = Dictionary::default();
        for (word, hour, count) in responses {
            let code = words.code(*word);
            tally.add((0..*count).map(|_| (Some(hour * HOUR), code)));
        }
        tally.add([(None, 0)]);
        tally.series(&words, &["Sale".to_owned()], max_parts)
    }

    fn names(series: &Series) -> Vec<&str> {
        fn name(part: &PartName) -> &str {
            match part {
                PartName::Named(name) => name,
                PartName::Absent => "-",
                PartName::Other => "*",
            }
        }
        series.parts.iter().map(|part| name(&part.name)).collect()
    }

    #[test]
    fn days_without_responses_are_zeros() {
        let series = series(&[(Some("Sale"), 1, 2), (Some("Sale"), 71, 1)], 8);
        assert_eq!(series.parts[0].counts, [2, 0, 1]);
        assert_eq!((series.day_total(0), series.day_total(1), series.day_total(3)), (2, 0, 0));
        assert_eq!((series.total(), series.max_day_total()), (3, 2));
    }

    #[test]
    fn responses_that_no_day_can_take_are_counted_apart() {
        let series = series(&[(Some("Sale"), -1, 3), (Some("Sale"), 72, 1)], 8);
        assert_eq!((series.outside, series.undated, series.total()), (4, 1, 0));
        assert_eq!(series.parts, []);
    }

    #[test]
    fn what_is_taken_back_was_never_there() {
        let days = Days::one("1970-01-01".parse().unwrap());
        let mut words = Dictionary::default();
        let (kept, gone) = (words.code(Some("Sale")), words.code(Some("Offer")));
        let mut tally = Tally::new(Calendar::new(days, Zone::Utc));
        tally.add([(Some(HOUR), kept), (Some(HOUR), gone), (None, gone)]);
        tally.take_back([(Some(HOUR), gone), (None, gone)]);
        let series = tally.series(&words, &[], 8);
        assert_eq!((names(&series), series.total(), series.undated), (vec!["Sale"], 1, 0));
    }

    #[test]
    fn success_comes_first_then_the_largest_then_by_name() {
        let series =
            series(&[(Some("b"), 1, 2), (Some("a"), 1, 2), (None, 1, 3), (Some("Sale"), 1, 1)], 8);
        assert_eq!(names(&series), ["Sale", "-", "a", "b"]);
        let slots: Vec<_> = series.parts.iter().map(|part| part.slot).collect();
        assert_eq!(slots, [0, OTHER_SLOT, 2, 1]);
    }

    #[test]
    fn what_has_no_room_is_summed_as_other() {
        let few = [(Some("Sale"), 1, 1), (Some("a"), 1, 4), (Some("b"), 1, 3), (Some("c"), 25, 2)];
        assert_eq!(names(&series(&few, 4)), ["Sale", "a", "b", "c"]);
        let series = series(&few, 3);
        assert_eq!(names(&series), ["Sale", "a", "*"]);
        assert_eq!(series.parts[2].counts, [3, 2, 0]);
    }
}
