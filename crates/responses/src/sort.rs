//! Sorting of short lists, compiled once for all of them. The standard library's is compiled anew for each type and
//! each order, some two kilobytes of the page each time.

use std::cmp::Ordering;

/// Sorts numbers, which may stand for anything, by whatever order; equal ones stay as they are.
pub fn by(numbers: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    numbers.sort_by(|some, other| compare(*some, *other));
}

/// The places of a list's items in the items' own order.
pub fn places<T: Ord>(items: &[T]) -> Vec<u32> {
    let mut places: Vec<u32> = (0..items.len()).map_while(|it| u32::try_from(it).ok()).collect();
    let item = |place: u32| items.get(place as usize);
    by(&mut places, &|some, other| item(some).cmp(&item(other)));
    places
}
