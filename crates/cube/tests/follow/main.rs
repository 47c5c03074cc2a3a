//! Following against a simulated service: after each refresh the rows are the service's, those that stay keep their
//! numbers, and only what changed is asked for.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy.toml exempts tests, but not the functions beside them"
)]

mod reader;
mod service;

use cubeboard_cube::fetch::{FetchError, Reply};
use cubeboard_cube::loader::{GapReason, Outcome, Refresh, Step};
use proptest::prelude::*;

use reader::{Followed, PERIOD_MILLIS};
use service::{Event, Service, reply};

fn services() -> impl Strategy<Value = Service> {
    let length = prop_oneof![0usize..12, 0usize..90];
    (length, 1usize..20, any::<bool>()).prop_map(|(length, page_length, is_newest_first)| {
        Service::new(length, page_length, is_newest_first)
    })
}

fn arrivals() -> impl Strategy<Value = Event> {
    prop_oneof![3 => (1usize..30).prop_map(Event::Arrive), 1 => Just(Event::Twin)]
}

fn events() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => arrivals(),
        2 => (any::<u8>(), 1usize..9).prop_map(|(share, count)| Event::Vanish(share, count)),
        1 => any::<u8>().prop_map(Event::Alter),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(from, to)| Event::Move(from, to)),
    ]
}

/// What happens in each of the minutes.
fn minutes(event: impl Strategy<Value = Event>) -> impl Strategy<Value = Vec<Vec<Event>>> {
    proptest::collection::vec(proptest::collection::vec(event, 0..4), 1..25)
}

/// What holds after each refresh, whatever came of it.
fn check_reading(followed: &Followed) -> Result<(), TestCaseError> {
    let mut numbers = followed.numbers();
    prop_assert_eq!(followed.reading().row_count(), numbers.len() as u64);
    numbers.sort_unstable();
    prop_assert_eq!(numbers, followed.counted());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_that_arrive_are_there_after_the_next_refresh(
        mut service in services(), minutes in minutes(arrivals())
    ) {
        let mut followed = Followed::load(&mut service);
        for events in minutes {
            service.happen_all(&events);
            let (before, length) = (followed.numbers(), followed.reading().store().row_count());
            let refresh = followed.refresh(&mut service);
            prop_assert_eq!(followed.rows(), service.rows(), "{:?}", refresh);
            prop_assert_eq!(followed.reading().outcome(), Outcome::CompleteSoFar);
            check_reading(&followed)?;
            // The rows that were there are there still, in their order.
            let old: Vec<u32> =
                followed.numbers().into_iter().filter(|row| *row < length).collect();
            prop_assert_eq!(old, before);
        }
    }

    #[test]
    fn whatever_happens_the_rows_are_the_services_once_it_was_read_whole(
        mut service in services(), minutes in minutes(events()), tells_count in any::<bool>()
    ) {
        service.tells_count = tells_count;
        let mut followed = Followed::load(&mut service);
        for events in minutes {
            // Where nothing counts them, pages that are alike are taken for a service that repeats itself.
            let can_happen = |event: &Event| tells_count || !matches!(event, Event::Twin);
            let events: Vec<Event> = events.into_iter().filter(can_happen).collect();
            service.happen_all(&events);
            let refresh = followed.refresh(&mut service);
            check_reading(&followed)?;
            match refresh {
                Refresh::Updated { is_whole: true, .. } => {
                    prop_assert_eq!(followed.rows(), service.rows());
                }
                Refresh::Updated { .. } | Refresh::NoSign => {
                    let today = followed.numbers().len() - service.before.len();
                    prop_assert_eq!(today, service.today.len(), "as many as the service counts");
                }
                Refresh::Failed(reason) => prop_assert!(false, "{reason:?}"),
            }
            prop_assert!(service.asked.iter().all(|it| it.contains("from_date=20170105")));
        }
        // What no page one shows is found after ten minutes at the latest.
        let is_whole = |refresh| matches!(refresh, Refresh::Updated { is_whole: true, .. });
        let whole = (0..11).find(|_| is_whole(followed.refresh(&mut service)));
        prop_assert!(whole.is_some());
        prop_assert_eq!(followed.rows(), service.rows());
    }

    #[test]
    fn rows_that_are_said_to_be_new_are_the_new_ones(
        mut service in services(), minutes in minutes(events())
    ) {
        let mut followed = Followed::load(&mut service);
        for events in minutes {
            service.happen_all(&events);
            let before = followed.numbers();
            if let Refresh::Updated { fresh, .. } = followed.refresh(&mut service) {
                let is_new = |row: &u32| !before.contains(row);
                let mut new: Vec<u32> = followed.numbers().into_iter().filter(is_new).collect();
                new.sort_unstable();
                prop_assert_eq!(fresh.into_iter().flatten().collect::<Vec<_>>(), new);
            }
        }
    }
}

/// Numbers of the pages that were asked for.
fn pages(service: &Service) -> Vec<&str> {
    service.asked.iter().map(|it| it.split_once("&page=").map_or("1", |(_, page)| page)).collect()
}

#[test]
fn nothing_new_costs_one_request() {
    let mut service = Service::new(120, 50, true);
    let mut followed = Followed::load(&mut service);
    for _ in 0..9 {
        assert_eq!(followed.refresh(&mut service), Refresh::NoSign);
        assert_eq!(pages(&service), ["1"]);
    }
}

#[test]
fn new_rows_cost_the_pages_that_they_are_on() {
    let check = |is_newest_first, arrive, expected: &[&str]| {
        let mut service = Service::new(120, 50, is_newest_first);
        let mut followed = Followed::load(&mut service);
        service.happen(Event::Arrive(arrive));
        followed.refresh(&mut service);
        assert_eq!(pages(&service), expected);
        assert_eq!(followed.rows(), service.rows());
    };
    check(true, 1, &["1"]);
    check(true, 49, &["1"]);
    check(true, 60, &["1", "2"]);
    check(false, 1, &["1", "3"]);
    check(false, 49, &["1", "4", "3"]);
}

#[test]
fn the_list_of_today_is_read_whole_every_ten_minutes() {
    let mut service = Service::new(120, 50, true);
    let mut followed = Followed::load(&mut service);
    service.happen(Event::Alter(200));
    let whole = (1..=20).filter(|_| {
        matches!(followed.refresh(&mut service), Refresh::Updated { is_whole: true, .. })
    });
    assert_eq!(whole.collect::<Vec<_>>(), [10, 20]);
    assert_eq!(followed.rows(), service.rows());
}

#[test]
fn a_service_that_fails_is_asked_less_and_less_often_and_then_as_before() {
    let mut service = Service::new(3, 50, true);
    let mut followed = Followed::load(&mut service);
    service.fails_with = Some(reply(503, ""));
    let mut minutes = Vec::new();
    for _ in 0..6 {
        let reason = GapReason::Failed(FetchError::Status { status: 503 });
        assert_eq!(followed.refresh(&mut service), Refresh::Failed(reason));
        assert_eq!(service.asked.len(), 1);
        minutes.push((followed.follower.due_millis() - followed.now_millis) / PERIOD_MILLIS);
    }
    assert_eq!(minutes, [1, 2, 4, 8, 10, 10]);
    assert_eq!(followed.rows(), service.rows(), "what was here is here");
    service.fails_with = None;
    followed.refresh(&mut service);
    assert_eq!(followed.follower.due_millis() - followed.now_millis, PERIOD_MILLIS);
}

#[test]
fn a_service_that_asks_for_a_wait_is_left_alone_for_so_long() {
    let mut service = Service::new(120, 50, true);
    let mut followed = Followed::load(&mut service);
    for status in [429, 503] {
        service.fails_with =
            Some(Reply { retry_after: Some("900".to_owned()), ..reply(status, "") });
        assert!(matches!(followed.refresh(&mut service), Refresh::Failed(_)));
        assert_eq!(service.asked.len(), 1, "{status}");
        let wait = |followed: &Followed| followed.follower.due_millis() - followed.now_millis;
        assert_eq!(wait(&followed), 900_000);
        followed.follower.hurry(followed.now_millis);
        assert_eq!(wait(&followed), 900_000, "however much the reader wants to know");
    }
}

#[test]
fn another_reading_takes_nothing_over() {
    let mut service = Service::new(3, 50, true);
    let mut followed = Followed::load(&mut service);
    let (query, now) = (followed.reading().query().clone(), followed.follower.due_millis());
    let run = followed.follower.begin(followed.loader.current().unwrap(), now, 7);
    while let Step::Send(request) = followed.follower.next_step(run, now) {
        let reply = Ok(service.answer(&request));
        let body = followed.follower.receive(run, request.page, reply, now).unwrap();
        followed.follower.read(run, request.page, &body, now, followed.loader.current().unwrap());
    }
    followed.loader.begin(query, now, 7);
    assert_eq!(followed.follower.finish(&mut followed.loader, now), None);
    assert!(!followed.follower.is_under_way());
}

#[test]
fn a_day_of_refreshes_takes_the_room_of_its_rows() {
    let mut service = Service::new(500, 50, true);
    let mut followed = Followed::load(&mut service);
    for minute in 0..480 {
        match minute % 4 {
            0 => service.happen(Event::Arrive(2)),
            1 => service.happen(Event::Vanish(200, 2)),
            2 => service.happen(Event::Alter(100)),
            _ => {}
        }
        followed.refresh(&mut service);
    }
    for _ in 0..10 {
        followed.refresh(&mut service);
    }
    assert_eq!(followed.rows(), service.rows());
    let (store, changes) = (followed.reading().store(), followed.reading().changes());
    assert!(store.row_count() < 1000, "{}", store.row_count());
    assert!(changes.len() < 1000, "{}", changes.len());
}

#[test]
fn rows_that_count_no_more_are_forgotten_once_they_outweigh_those_that_do() {
    let mut service = Service::new(40, 50, true);
    let mut followed = Followed::load(&mut service);
    let serial = followed.reading().serial();
    for _ in 0..480 {
        let all: Vec<Event> = (0..=255).step_by(6).map(Event::Alter).collect();
        service.happen_all(&all);
        followed.refresh(&mut service);
        assert!(followed.reading().store().row_count() < 1200);
        assert_eq!(followed.rows(), service.rows());
    }
    assert_ne!(followed.reading().serial(), serial);
}
