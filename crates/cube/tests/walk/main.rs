//! The walk against a simulated service: whatever page size, order of replies, failures, drift, count and links, the
//! rows are the service's or it says what is missing, and it ends.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml exempts tests, but not the functions beside them"
)]

mod anew;
mod ending;
mod foreign;
mod live_days;
mod oddities;
mod patience;
mod reader;
mod service;
mod survey;
mod told;

use cubeboard_cube::loader::{Gap, GapReason, Outcome};
use cubeboard_responses::rows::Change;
use proptest::prelude::*;

use reader::{NOON_MILLIS, Run, load};
use service::{Count, Drift, LINKS, Service};

/// Long after the day that is asked for.
const LATER_MILLIS: i64 = NOON_MILLIS + 30 * 24 * 3_600_000;

/// A list of any length with twins in it, on pages of any length.
fn lists() -> impl Strategy<Value = Service> {
    let length = prop_oneof![0usize..12, 0usize..260];
    (length, 1usize..60, proptest::collection::vec(any::<u8>(), 1..5), 0..LINKS.len()).prop_map(
        |(length, page_length, twins, link)| {
            // Every row whose number a twin's number divides is like the one before it.
            let is_twin = |row: u64| twins.iter().any(|it| row % (u64::from(*it) + 4) == 3);
            let rows = (0..length as u64).rev().map(|row| if is_twin(row) { row - 1 } else { row });
            let mut service = Service::new(rows.collect(), page_length);
            service.link = link;
            service
        },
    )
}

/// The same, or one with up to ten responses alike in everything, so that on small pages whole pages are alike.
fn lists_of_twins() -> impl Strategy<Value = Service> {
    let families = proptest::collection::vec(1usize..10, 1..40);
    let twins = (families, 1usize..8, 0..LINKS.len()).prop_map(|(families, page_length, link)| {
        let families = (0u64..).zip(families.into_iter().rev());
        let rows = families.flat_map(|(row, size)| std::iter::repeat_n(row, size));
        let mut rows: Vec<u64> = rows.collect();
        rows.reverse();
        let mut service = Service::new(rows, page_length);
        service.link = link;
        service
    });
    prop_oneof![lists(), twins]
}

fn picks() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 1..40)
}

fn drifts(drift: impl Strategy<Value = Drift>) -> impl Strategy<Value = Vec<(usize, Drift)>> {
    proptest::collection::vec((1usize..20, drift), 0..4)
}

/// Far more requests than pages and failures alone would need is no patience but a bug.
fn bound(service: &Service) -> usize {
    let longest = service.states.iter().map(Vec::len).max().unwrap_or(0);
    let pages = longest.div_ceil(service.page_length) + 3;
    let attempts = usize::from(service.failures.iter().max().copied().unwrap_or(0)) + 1;
    16 * pages + attempts * pages
}

/// The rows that count are what a follower of the changes would have counted.
fn followed(run: &Run) -> Vec<u32> {
    let mut rows = Vec::new();
    for change in run.reading().changes() {
        match change {
            Change::Added(added) => rows.extend(added.clone()),
            Change::Withdrawn(gone) => rows.retain(|row| !gone.contains(row)),
        }
    }
    rows.sort_unstable();
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_steady_list_is_read_whole_whatever_fails(
        mut service in lists_of_twins(), picks in picks(), failures in proptest::collection::vec(0u8..5, 0..7)
    ) {
        service.failures = failures;
        let run = load(&mut service, LATER_MILLIS, &picks);
        prop_assert_eq!(run.outcome(), Outcome::Complete);
        prop_assert_eq!(run.rows(), service.rows.clone());
        prop_assert!(run.requests <= bound(&service));
    }

    #[test]
    fn a_list_that_grows_or_shrinks_is_read_as_it_is_in_the_end(
        mut service in lists_of_twins(),
        picks in picks(),
        drifts in prop_oneof![
            drifts((1usize..70).prop_map(Drift::Added)),
            drifts((any::<u8>(), 1usize..70).prop_map(|(share, rows)| Drift::Vanished(share, rows))),
        ],
        failures in proptest::collection::vec(0u8..3, 0..5),
    ) {
        (service.drifts, service.failures) = (drifts, failures);
        let run = load(&mut service, LATER_MILLIS, &picks);
        prop_assert_eq!(run.outcome(), Outcome::Complete);
        // What changes after a page was read for the last time cannot be known.
        prop_assert!(service.states.contains(&run.rows()), "{:?}", run.rows());
        prop_assert!(run.requests <= bound(&service));
        let mut shown: Vec<u32> = run.reading().segments().flatten().collect();
        shown.sort_unstable();
        prop_assert_eq!(shown, followed(&run));
    }

    #[test]
    fn rows_that_change_places_without_a_change_of_the_count_are_noticed(
        mut service in lists(),
        picks in picks(),
        swaps in drifts((1usize..70).prop_map(Drift::Swapped)),
    ) {
        service.drifts = swaps;
        let run = load(&mut service, LATER_MILLIS, &picks);
        prop_assert_eq!(run.outcome(), Outcome::Complete);
        prop_assert!(service.states.contains(&run.rows()), "{:?}", run.rows());
        prop_assert!(run.requests <= bound(&service));
    }

    #[test]
    fn a_live_day_is_read_until_two_readings_agree(
        mut service in lists_of_twins(),
        picks in picks(),
        drifts in drifts(prop_oneof![
            (1usize..5).prop_map(Drift::Added),
            (any::<u8>(), 1usize..5).prop_map(|(share, rows)| Drift::Vanished(share, rows)),
        ]),
    ) {
        service.drifts = drifts;
        let run = load(&mut service, NOON_MILLIS, &picks);
        match run.outcome() {
            Outcome::CompleteSoFar => prop_assert!(service.states.contains(&run.rows()), "{:?}", run.rows()),
            outcome => prop_assert!(
                matches!(&outcome, Outcome::Incomplete(Gap { reason: GapReason::KeepsChanging, .. })),
                "{outcome:?}"
            ),
        }
        prop_assert!(run.requests <= bound(&service));
    }

    #[test]
    fn a_wrong_count_is_told_and_costs_no_row(
        mut service in lists(),
        picks in picks(),
        off in prop_oneof![8 => -80i64..80, 1 => 1_000i64..100_000_000, 1 => Just(i64::MAX - 1_000)],
    ) {
        service.count = Count::Off(off);
        let run = load(&mut service, LATER_MILLIS, &picks);
        prop_assert_eq!(run.rows(), service.rows.clone());
        let here = service.rows.len() as u64;
        let told = here.saturating_add_signed(off);
        let expected = match told.checked_sub(here) {
            Some(0) => Outcome::Complete,
            Some(missing) => Outcome::Incomplete(Gap { missing: Some(missing), reason: GapReason::CountDiffers }),
            None => Outcome::Undercounted,
        };
        prop_assert_eq!(run.outcome(), expected);
        prop_assert!(run.requests <= bound(&service) + 20);
    }

    #[test]
    fn whatever_comes_together_no_run_claims_what_it_does_not_have(
        mut service in lists(),
        picks in picks(),
        is_live in any::<bool>(),
        count in prop_oneof![Just(Count::Right), Just(Count::None), (-80i64..80).prop_map(Count::Off)],
        drifts in prop_oneof![
            drifts((1usize..30).prop_map(Drift::Added)),
            drifts((any::<u8>(), 1usize..30).prop_map(|(share, rows)| Drift::Vanished(share, rows))),
        ],
        failures in proptest::collection::vec(0u8..7, 0..5),
    ) {
        (service.count, service.drifts, service.failures) = (count, drifts, failures);
        let run = load(&mut service, if is_live { NOON_MILLIS } else { LATER_MILLIS }, &picks);
        match run.outcome() {
            Outcome::Complete | Outcome::CompleteSoFar => {
                prop_assert_eq!(run.reading().expected(), Some(run.rows().len() as u64));
            }
            Outcome::Undercounted => {
                prop_assert!(run.reading().expected() < Some(run.rows().len() as u64));
            }
            Outcome::Unproven => prop_assert_eq!(run.reading().expected(), None),
            Outcome::Incomplete(gap) => {
                let lacking = |it: u64| it.saturating_sub(run.rows().len() as u64);
                prop_assert_eq!(gap.missing, run.reading().expected().map(lacking));
            }
            Outcome::Loading => prop_assert!(false, "it did not end"),
        }
        // Without a count, a list that is over has nothing to tell of a change.
        if run.outcome().is_whole() && (is_live || count != Count::None) {
            prop_assert!(service.states.contains(&run.rows()), "{:?}", run.rows());
        }
        prop_assert!(run.requests <= 2 * bound(&service) + 20, "{} requests", run.requests);
        let mut shown: Vec<u32> = run.reading().segments().flatten().collect();
        shown.sort_unstable();
        prop_assert_eq!(shown, followed(&run));
    }

    #[test]
    fn a_list_without_a_count_is_read_to_its_end(mut service in lists(), picks in picks()) {
        service.count = Count::None;
        let run = load(&mut service, LATER_MILLIS, &picks);
        prop_assert_eq!(run.outcome(), Outcome::Unproven);
        prop_assert_eq!(run.rows(), service.rows.clone());
        prop_assert!(run.requests <= bound(&service));
    }
}

#[test]
fn rows_that_came_past_a_page_that_was_missing_are_found() {
    let mut service = Service::new(vec![5, 4, 3, 2, 1, 0], 3);
    // 7 rows, 3 for as long as page 3 is asked for, and other 7 by the next look at page 2.
    let drifts = [(2, Drift::Added(1)), (4, Drift::Vanished(0, 4)), (6, Drift::Added(4))];
    service.drifts = drifts.to_vec();
    let run = load(&mut service, NOON_MILLIS, &[1, 216, 0, 61, 32, 104, 30]);
    assert_eq!(run.outcome(), Outcome::CompleteSoFar);
    assert_eq!(run.rows(), [10, 9, 8, 7, 2, 1, 0]);
}

#[test]
fn pages_that_were_there_and_are_gone_are_noticed_without_a_count() {
    let mut service = Service::new((0..26).rev().collect(), 3);
    service.count = Count::None;
    service.failures = vec![2];
    // 19 rows once the first page was read, and 6 by the time page 5 is looked for again.
    service.drifts = vec![(1, Drift::Vanished(0, 7)), (12, Drift::Vanished(81, 13))];
    let run = load(&mut service, NOON_MILLIS, &[0]);
    assert_eq!(run.outcome(), Outcome::Unproven);
    assert_eq!(run.rows(), service.rows);
}
