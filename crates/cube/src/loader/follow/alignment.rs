//! Alignment of two readings of one list: which rows of the newer one are those of the older. Rows have no ids, so two are
//! the same where they are alike in everything; of several that are alike, the first is taken for the first. What changed
//! places is new in one of them: the most rows that kept their order stay, which is the longest increasing subsequence
//! (Fredman, 1975).

use std::collections::HashMap;

use cubeboard_responses::store::{Response, Store};

/// Where a row of the newer reading comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::loader) enum Source {
    /// It is there already: its number in the store.
    Held(u32),
    /// It is new: its number in the store of the newer reading.
    Fresh(u32),
}

/// The rows of a newer reading, in order, each with where it comes from.
pub(in crate::loader) fn align(
    (held_store, held): (&Store, &[u32]),
    (store, rows): (&Store, &[u32]),
) -> Vec<Source> {
    let is_same = |(before, row): &(&u32, &u32)| held_store.row(**before) == store.row(**row);
    let most = held.len().min(rows.len());
    let begin = held.iter().zip(rows).take_while(is_same).count();
    let pairs_from_end = held.iter().rev().zip(rows.iter().rev());
    let end = pairs_from_end.take(most - begin).take_while(is_same).count();
    let (held_middle, middle) = (begin..held.len() - end, begin..rows.len() - end);

    let mut places: HashMap<Key<'_>, Vec<usize>> = HashMap::new();
    for place in held_middle.rev() {
        places.entry(Key::of(held_store, held[place])).or_default().push(place);
    }
    let mut partner = |row: u32| places.get_mut(&Key::of(store, row)).and_then(Vec::pop);
    let partners: Vec<Option<usize>> =
        rows[middle.clone()].iter().copied().map(&mut partner).collect();
    let stays = longest_increasing(&partners);

    let middle = rows[middle].iter().zip(partners).zip(stays).map(|((row, partner), stays)| {
        let held_row = partner.filter(|_| stays).and_then(|place| held.get(place));
        held_row.map_or(Source::Fresh(*row), |row| Source::Held(*row))
    });
    let kept = |rows: &[u32]| rows.iter().copied().map(Source::Held).collect::<Vec<_>>();
    let (first, last) = (kept(&held[..begin]), kept(&held[held.len() - end..]));
    first.into_iter().chain(middle).chain(last).collect()
}

/// All that tells rows apart, to be looked up. Campaigns differ from list to list, and agents' names are long.
#[derive(PartialEq, Eq, Hash)]
struct Key<'a> {
    time: Option<i64>,
    texts: [Option<&'a str>; 5],
    ids: [Option<String>; 3],
}

impl<'a> Key<'a> {
    fn of(store: &'a Store, row: u32) -> Self {
        let Response {
            submitted_micros,
            agent,
            kind,
            subtype,
            campaign,
            customer,
            crm_id,
            external_id,
            comment,
        } = store.row(row).unwrap_or_default();
        Self {
            time: submitted_micros,
            texts: [agent, kind, subtype, customer, comment],
            ids: [campaign, crm_id, external_id].map(|id| id.map(|id| format!("{id:?}"))),
        }
    }
}

/// Which of some numbers, none twice, are in the longest of the increasing sequences among them.
fn longest_increasing(numbers: &[Option<usize>]) -> Vec<bool> {
    // The place of the least number that a sequence of each length ends with.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    for (place, number) in numbers.iter().enumerate() {
        let Some(number) = number else { continue };
        let length = ends.partition_point(|end| numbers[*end] < Some(*number));
        before[place] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let mut is_in = vec![false; numbers.len()];
    let mut place = ends.last().copied();
    while let Some(here) = place {
        is_in[here] = true;
        place = before[here];
    }
    is_in
}

#[cfg(test)]
mod tests {
    use super::*;
    use cubeboard_responses::store::Id;

    fn store(rows: &[u64]) -> Store {
        let mut store = Store::default();
        for row in rows {
            store.push(&Response { crm_id: Some(Id::Number(*row)), ..Response::default() });
        }
        store
    }

    /// The newer reading, `+` before what is new.
    #[track_caller]
    fn check(held: &[u64], rows: &[u64], expected: &str) {
        let numbers = |rows: &[u64]| (0..u32::try_from(rows.len()).unwrap()).collect::<Vec<_>>();
        let aligned = align((&store(held), &numbers(held)), (&store(rows), &numbers(rows)));
        let text = |source: &Source| match *source {
            Source::Held(row) => held[row as usize].to_string(),
            Source::Fresh(row) => format!("+{}", rows[row as usize]),
        };
        assert_eq!(aligned.iter().map(text).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn rows_that_are_still_there_stay() {
        check(&[3, 2, 1], &[3, 2, 1], "3 2 1");
        check(&[3, 2, 1], &[5, 4, 3, 2, 1], "+5 +4 3 2 1");
        check(&[1, 2], &[1, 2, 3], "1 2 +3");
        check(&[5, 4, 3, 2, 1], &[5, 3, 1], "5 3 1");
        check(&[5, 4, 3, 2, 1], &[6, 5, 3, 9, 1], "+6 5 3 +9 1");
        check(&[], &[1], "+1");
        check(&[1], &[], "");
    }

    #[test]
    fn of_twins_as_many_stay_as_there_still_are() {
        check(&[1, 1, 1], &[1, 1], "1 1");
        check(&[1, 1], &[1, 1, 1], "1 1 +1");
        check(&[2, 1, 1], &[1, 2, 1], "+1 2 1");
    }

    #[test]
    fn the_fewest_rows_are_moved() {
        check(&[1, 2, 3, 4, 5], &[5, 1, 2, 3, 4], "+5 1 2 3 4");
        check(&[1, 2, 3, 4, 5], &[2, 3, 4, 5, 1], "2 3 4 5 +1");
    }
}
