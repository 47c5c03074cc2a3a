//! Which requests have to be answered by the service itself, and may not be by a relay that kept an earlier reply.

use cubeboard_cube::fetch::{FetchError, Reply};
use cubeboard_cube::loader::Loader;

use super::LATER_MILLIS;
use super::reader::{DAY, NOON_MILLIS, Run, drive, query, read};
use super::service::{Count, Service};

/// Each request's page, and whether it is to be answered anew.
type Asked = Vec<(u32, bool)>;

fn load(service: &mut Service, now_millis: i64) -> Asked {
    let mut asked = Vec::new();
    read(query(DAY, DAY), now_millis, &[0], |request, _| {
        asked.push((request.page.number, request.freshness.is_anew));
        service.answer(request.page.number, u8::MAX)
    });
    asked
}

fn four_pages() -> Service {
    Service::new((0..40).rev().collect(), 10)
}

#[test]
fn of_a_list_that_is_over_only_page_one_is_asked_for_anew() {
    let mut asked = load(&mut four_pages(), LATER_MILLIS);
    assert_eq!((asked[0], asked[4]), ((1, true), (1, true)), "before all others and after them");
    asked.sort_unstable();
    assert_eq!(asked[2..], [(2, false), (3, false), (4, false)]);
}

#[test]
fn a_second_reading_is_one_of_the_service() {
    // A live list, one that does not add up to its count, and one that changes.
    let mut short = four_pages();
    short.count = Count::Off(1);
    let mut changing = four_pages();
    changing.drifts = vec![(3, super::Drift::Added(1))];
    for (mut service, now_millis) in
        [(four_pages(), NOON_MILLIS), (short, LATER_MILLIS), (changing, LATER_MILLIS)]
    {
        let asked = load(&mut service, now_millis);
        for page in 2..=4 {
            let readings = asked.iter().filter(|it| it.0 == page).map(|it| it.1);
            let mut readings = readings.skip(1).peekable();
            assert!(readings.peek().is_some() && readings.all(|it| it), "{asked:?}");
        }
    }
}

#[test]
fn a_page_that_failed_is_asked_for_anew() {
    let mut asked: Asked = Vec::new();
    read(query(DAY, DAY), LATER_MILLIS, &[0], |request, _| {
        let number = request.page.number;
        let is_first = asked.iter().all(|it| it.0 != number);
        asked.push((number, request.freshness.is_anew));
        let mut service = four_pages();
        if is_first && number == 3 {
            return Err(FetchError::Decode(cubeboard_cube::wire::DecodeError::Truncated));
        }
        service.answer(number, u8::MAX)
    });
    let third: Vec<_> = asked.into_iter().filter(|it| it.0 == 3).collect();
    assert_eq!(third, [(3, false), (3, true)]);
}

#[test]
fn who_asks_for_the_same_again_gets_all_of_it_anew() {
    let mut run = Run { loader: Loader::default(), requests: 0 };
    let mut service = four_pages();
    let mut readings = [query(DAY, DAY), query(DAY, DAY), query("2017-01-04", DAY)].map(|query| {
        run.loader.begin(query, LATER_MILLIS, 7);
        let mut asked: Asked = Vec::new();
        drive(&mut run, LATER_MILLIS, &[0], |request, _| -> Result<Reply, _> {
            asked.push((request.page.number, request.freshness.is_anew));
            service.answer(request.page.number, u8::MAX)
        });
        asked
    });
    let [first, again, other] = readings.each_mut().map(|it| it.iter().all(|it| it.1));
    assert_eq!((first, again, other), (false, true, false));
}

// One page at a time is asked for, of a list to which a row comes after the first.
#[test]
fn pages_that_are_first_asked_for_after_a_change_are_asked_for_anew_and_once() {
    let mut run = Run { loader: Loader::default(), requests: 0 };
    run.loader.set_lanes(1);
    run.loader.begin(query(DAY, DAY), LATER_MILLIS, 7);
    let mut service = four_pages();
    service.drifts = vec![(1, super::Drift::Added(1))];
    let mut asked: Asked = Vec::new();
    drive(&mut run, LATER_MILLIS, &[0], |request, _| {
        asked.push((request.page.number, request.freshness.is_anew));
        service.answer(request.page.number, u8::MAX)
    });
    assert_eq!(run.rows(), service.rows);
    // Page 3 is on its way before page 2 is read, which tells.
    for page in 4..=5 {
        let readings: Vec<_> = asked.iter().filter(|it| it.0 == page).collect();
        assert_eq!(readings, [&(page, true)], "{asked:?}");
    }
}

#[test]
fn pages_are_asked_for_with_what_a_relay_said_of_the_newest_first_page() {
    let mut service = four_pages();
    let mut asked = Vec::new();
    read(query(DAY, DAY), NOON_MILLIS, &[0], |request, _| {
        let number = request.page.number;
        asked.push((number, request.freshness.list_tag.clone()));
        let list_tag = if number == 1 { "of the first" } else { "of another" };
        service
            .answer(number, u8::MAX)
            .map(|it| Reply { list_tag: Some(list_tag.to_owned()), ..it })
    });
    assert!(asked.iter().filter(|it| it.0 == 1).count() > 1, "{asked:?}");
    for (number, tag) in &asked {
        let expected = (*number > 1).then_some("of the first");
        assert_eq!(tag.as_deref(), expected, "{asked:?}");
    }
}
