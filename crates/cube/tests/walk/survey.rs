//! The survey of a long list: its parts are counted before its pages are read, and nothing else is different.

use std::collections::{HashMap, VecDeque};

use chrono::NaiveDate;
use cubeboard_cube::fetch::{Reply, Request};
use cubeboard_cube::loader::{Loader, Outcome, Step};
use proptest::prelude::*;

use super::LATER_MILLIS;
use super::oddities::page;
use super::reader::{Run, drive, query, read};

/// A January as one list, newest first, two rows to a page.
struct January {
    /// How many rows each day has.
    days: Vec<usize>,
    /// What the first requests for parts and for pages fail with, by their number modulo the length.
    failures: Vec<Option<u16>>,
    asked: Vec<String>,
    attempts: HashMap<String, usize>,
}

impl January {
    fn new(days: Vec<usize>) -> Self {
        Self { days, failures: Vec::new(), asked: Vec::new(), attempts: HashMap::new() }
    }

    fn answer(&mut self, request: &Request) -> Reply {
        let target = request.target.to_string();
        let place = self.asked.len() % self.failures.len().max(1);
        self.asked.push(target.clone());
        let attempt = self.attempts.entry(target).or_default();
        *attempt += 1;
        if let Some(Some(status)) = self.failures.get(place).filter(|_| *attempt == 1) {
            return Reply { status: *status, ..Reply::default() };
        }
        let value = |wanted| {
            let mut parameters = request.target.parameters();
            parameters.find(|(name, _)| *name == wanted).map(|(_, value)| value.to_owned())
        };
        let day = |name| NaiveDate::parse_from_str(&value(name).unwrap(), "%Y%m%d").unwrap();
        let (from, to) = (day("from_date"), day("to_date"));
        let days = NaiveDate::from_ymd_opt(2017, 1, 1).unwrap().iter_days();
        let rows = days.zip(&self.days).filter(|(day, _)| (from..=to).contains(day));
        let rows = rows.flat_map(|(day, rows)| std::iter::repeat_n(day, *rows));
        let mut rows: Vec<(u64, String)> =
            (0..).zip(rows.map(|day| format!("{day}T10:00:00Z"))).collect();
        rows.reverse();
        let number: usize = value("page").map_or(1, |it| it.parse().unwrap());
        let on_page = rows.iter().skip(2 * (number - 1)).take(2);
        let on_page: Vec<_> = on_page.map(|(row, time)| (*row, time.as_str())).collect();
        page(&rows.len().to_string(), 2 * number < rows.len(), on_page)
    }

    fn parts(&self) -> Vec<&str> {
        let is_part = |it: &&str| !it.contains("from_date=20170101&to_date=20170131");
        self.asked.iter().map(String::as_str).filter(is_part).collect()
    }
}

fn pages(january: &January) -> usize {
    january.days.iter().sum::<usize>().div_ceil(2)
}

/// A loader as the page has it, about to load January.
fn loader() -> Loader {
    let mut loader = Loader::default();
    loader.survey_long_lists(true);
    loader.begin(query("2017-01-01", "2017-01-31"), LATER_MILLIS, 7);
    loader
}

fn load(january: &mut January, picks: &[u8]) -> Run {
    let mut run = Run { loader: loader(), requests: 0 };
    drive(&mut run, LATER_MILLIS, picks, |request, _| Ok(january.answer(request)));
    run
}

/// The page's requests on their way, oldest first.
#[derive(Default)]
struct OnTheirWay(VecDeque<Request>);

impl OnTheirWay {
    /// Answers so many of them, one after the other.
    fn answer(&mut self, loader: &mut Loader, january: &mut January, replies: usize) {
        let (run, now) = (loader.run(), LATER_MILLIS);
        for _ in 0..replies {
            while let Step::Send(request) = loader.next_step(run, now) {
                self.0.push_back(request);
            }
            let request = self.0.pop_front().unwrap();
            let reply = Ok(january.answer(&request));
            if let Some(body) = loader.receive(run, request.page, reply, now) {
                loader.read(run, request.page, &body, now);
            }
        }
    }
}

/// One with five to eleven responses a day.
fn long() -> January {
    January::new((0..31).map(|day| day % 7 + 5).collect())
}

#[test]
fn the_weeks_of_a_long_list_are_counted_once_its_first_page_is_there() {
    let (mut january, mut loader, mut sent) = (long(), loader(), OnTheirWay::default());
    sent.answer(&mut loader, &mut january, 6);
    assert_eq!(loader.current().unwrap().counted_days(), []);
    sent.answer(&mut loader, &mut january, 1);
    let counted = loader.current().unwrap().counted_days();
    let told: Vec<_> = counted
        .iter()
        .map(|part| (part.days.first().to_string(), part.days.count(), part.count))
        .collect();
    let sum = |days: std::ops::Range<usize>| january.days[days].iter().sum::<usize>() as u64;
    let expected = [
        ("2017-01-01".to_owned(), 1, sum(0..1)),
        ("2017-01-02".to_owned(), 7, sum(1..8)),
        ("2017-01-09".to_owned(), 7, sum(8..15)),
        ("2017-01-16".to_owned(), 7, sum(15..22)),
        ("2017-01-23".to_owned(), 7, sum(22..29)),
        ("2017-01-30".to_owned(), 2, sum(29..31)),
    ];
    assert_eq!(told, expected);
}

#[test]
fn counts_go_once_nobody_reads_the_list_any_more() {
    let (mut january, mut loader, mut sent) = (long(), loader(), OnTheirWay::default());
    sent.answer(&mut loader, &mut january, 7);
    let mut stopped = loader.clone();
    stopped.stop();
    assert_eq!(stopped.shown().unwrap().counted_days(), []);
    loader.begin(query("2017-01-01", "2017-01-30"), LATER_MILLIS, 7);
    assert!(loader.is_stale());
    assert_eq!(loader.shown().unwrap().counted_days(), []);
}

#[test]
fn a_survey_costs_its_parts_and_ends_with_the_list() {
    let mut january = long();
    let run = load(&mut january, &[0]);
    assert_eq!((run.outcome(), run.requests), (Outcome::Complete, pages(&january) + 1 + 6));
    assert_eq!(run.reading().counted_days(), []);
}

#[test]
fn a_short_list_has_no_survey_and_neither_has_whoever_asks_for_none() {
    let mut short = January::new(vec![3; 31]);
    assert_eq!((load(&mut short, &[0]).outcome(), short.parts().len()), (Outcome::Complete, 0));
    let mut long = long();
    let run =
        read(query("2017-01-01", "2017-01-31"), LATER_MILLIS, &[0], |it, _| Ok(long.answer(it)));
    assert_eq!((run.outcome(), long.parts().len()), (Outcome::Complete, 0));
}

#[test]
fn a_service_that_throttles_or_fails_is_asked_for_no_further_part() {
    for status in [429, 500, 503, 403] {
        let mut january = January::new(vec![9; 31]);
        let (mut loader, mut sent) = (loader(), OnTheirWay::default());
        loader.set_lanes(1);
        loader.begin(query("2017-01-01", "2017-01-31"), LATER_MILLIS, 7);
        january.failures = vec![None, None, Some(status)];
        sent.answer(&mut loader, &mut january, 3);
        january.failures.clear();
        let mut run = Run { loader, requests: 0 };
        drive(&mut run, LATER_MILLIS, &[0], |request, _| Ok(january.answer(request)));
        assert_eq!((run.outcome(), run.rows().len()), (Outcome::Complete, 279), "{status}");
        assert_eq!(january.parts().len(), 2, "{status}");
    }
}

proptest! {
    #[test]
    fn with_a_survey_every_response_is_here_once_whatever_fails_and_overtakes(
        days in proptest::collection::vec(0usize..12, 31),
        failures in proptest::collection::vec(
            proptest::option::of(prop_oneof![Just(429u16), Just(500), Just(503)]),
            1..60,
        ),
        picks in proptest::collection::vec(any::<u8>(), 1..40),
    ) {
        let mut january = January::new(days);
        january.failures = failures;
        let run = load(&mut january, &picks);
        prop_assert_eq!(run.outcome(), Outcome::Complete);
        let expected: Vec<u64> = (0..january.days.iter().sum::<usize>() as u64).rev().collect();
        prop_assert_eq!(run.rows(), expected);
        prop_assert!(january.parts().len() <= 6, "{:?}", january.parts());
    }
}
