//! Figures against the obvious code: for each of them, a look at every row.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Timelike as _};
use cubeboard_cube::loader::{Loader, Reading};
use cubeboard_cube::query::{Fields, Query};
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::{Selection, SortKey};
use cubeboard_responses::series::{PartName, Per, Series, Stack};
use cubeboard_responses::statistics::definition::{Class, Definition};
use cubeboard_responses::statistics::rate::Rate;
use cubeboard_responses::statistics::{Basis, Classes, Figures};
use cubeboard_responses::store::Response;
use cubeboard_responses::view::View;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::calendar;
use crate::list::{FIRST_DAY, LAST_DAY, List};
use crate::plain::passes;

pub fn bases() -> impl Strategy<Value = Basis> {
    let words = || subsequence(vec!["Sale", "sale", "x", "Ål"], 0..3);
    let words = || words().prop_map(|it| it.into_iter().map(str::to_owned).collect::<Vec<_>>());
    (words(), words(), select(&Stack::ALL[..])).prop_map(|(success, neither, stack)| Basis {
        definition: Definition::new(&success, &neither),
        stack,
    })
}

#[track_caller]
pub fn check(figures: &Figures, view: &View, reading: &Reading) {
    let (store, calendar) = (reading.store(), view.calendar());
    let rows: Vec<_> = reading.segments().flatten().map(|it| store.row(it).unwrap()).collect();
    let but = |filter: &str| -> Vec<Response<'_>> {
        let rows = rows.iter().copied();
        rows.filter(|it| passes(it, view.selection(), calendar, filter)).collect()
    };
    let class = |row: &Response<'_>| figures.basis().definition.class(row.kind, row.subtype);
    let day = |row: &Response<'_>| row.submitted_micros.and_then(|it| calendar.day_index(it));

    let summary = figures.summary();
    let shown = but("");
    assert_eq!(summary.classes, classes(shown.iter().map(class)));
    let customers: BTreeSet<_> =
        shown.iter().filter_map(|it| it.crm_id.map(|it| format!("{it:?}"))).collect();
    assert_eq!(summary.customers as usize, customers.len());
    let days: BTreeSet<_> = shown.iter().filter_map(day).collect();
    assert_eq!(summary.active_days as usize, days.len());
    let sales = |index| {
        let is_sale = |it: &&Response<'_>| day(it) == Some(index) && class(it) == Class::Success;
        shown.iter().filter(is_sale).count()
    };
    let most = (0..calendar.days().count()).map(sales).max().filter(|it| *it > 0);
    assert_eq!(summary.best.map(|it| it.1 as usize), most);
    assert!(summary.best.is_none_or(|(index, count)| sales(index) == count as usize));

    let counted = but("day");
    let series = figures.series(store, Per::Day, calendar.days().last());
    let by_day = |index: usize| counted.iter().filter(|it| day(it) == Some(index)).count();
    for index in 0..calendar.days().count() {
        assert_eq!(series.bar_total(index) as usize, by_day(index), "day {index}");
        assert_eq!(figures.by_day()[index] as usize, by_day(index));
    }
    check_successes(figures, &series, &counted, day);
    let word = |row: &Response<'_>| match figures.basis().stack {
        Stack::Kind => row.kind.map(str::to_owned),
        Stack::Subtype => row.subtype.map(str::to_owned),
        Stack::Agent => row.agent.map(str::to_owned),
        Stack::Nothing => None,
    };
    // There are fewer words than parts, so that none stands for several.
    let mut words: BTreeMap<_, u32> = BTreeMap::new();
    for row in counted.iter().filter(|it| day(it).is_some()) {
        *words.entry(word(row)).or_default() += 1;
    }
    let name = |name: &PartName| match name {
        PartName::Named(word) => Some(word.clone()),
        _ => None,
    };
    let parts: BTreeMap<_, _> =
        series.parts.iter().map(|it| (name(&it.name), it.total())).collect();
    assert_eq!(parts, words);
    let definition = figures.basis().definition.clone();
    let is_success = |name: &PartName| match name {
        PartName::Named(word) => definition.entry(word) == Some(Class::Success),
        _ => false,
    };
    assert!(series.parts.is_sorted_by_key(|it| !is_success(&it.name)), "they are on the base line");
    if figures.basis().stack == Stack::Kind {
        for part in &series.parts {
            let PartName::Named(name) = &part.name else { continue };
            let code = store.kinds().find(name).unwrap();
            assert_eq!(part.slot, figures.colours(store).slot(code), "{name} keeps its colour");
        }
    }
    let picked: BTreeSet<_> =
        view.selection().days.iter().filter_map(|it| series.bar_of(*it)).collect();
    assert_eq!(series.picked, picked.into_iter().collect::<Vec<_>>());
    let undated = counted.iter().filter(|it| it.submitted_micros.is_none()).count();
    let outside = counted.iter().filter(|it| day(it).is_none()).count() - undated;
    assert_eq!((series.undated as usize, series.outside as usize), (undated, outside));

    let mut agents: BTreeMap<Option<&str>, Vec<Response<'_>>> = BTreeMap::new();
    for row in but("agent") {
        agents.entry(row.agent).or_default().push(row);
    }
    let told = figures.agents(store);
    assert!(told.is_sorted_by_key(|it| std::cmp::Reverse(it.classes.successes)));
    assert_eq!(told.len(), agents.len());
    for agent in told {
        let rows = &agents[&agent.name.as_deref()];
        assert_eq!(agent.classes, classes(rows.iter().map(class)), "{:?}", agent.name);
        let Classes { successes, failures, .. } = agent.classes;
        assert_eq!(agent.rate(), Rate { successes, decided: successes + failures });
        let dated = rows.iter().filter(|it| class(it) == Class::Success && day(it).is_some());
        assert_eq!(agent.spark.iter().sum::<u32>() as usize, dated.count());
    }

    let mut outcomes: BTreeMap<_, u32> = BTreeMap::new();
    for row in but("outcome") {
        *outcomes.entry((row.kind, row.subtype)).or_default() += 1;
    }
    let told = figures.outcomes(store);
    assert!(told.is_sorted_by_key(|it| std::cmp::Reverse(it.count)));
    let told: BTreeMap<_, _> =
        told.iter().map(|it| ((it.kind.as_deref(), it.subtype.as_deref()), it.count)).collect();
    assert_eq!(told, outcomes);

    let mut hours = vec![Vec::new(); figures.hours().len()];
    for row in but("hour") {
        let Some(micros) = row.submitted_micros.filter(|_| day(&row).is_some()) else { continue };
        let local = Zone::Oslo.local(micros);
        let hour = local.weekday().num_days_from_monday() * 24 + local.hour();
        hours[hour as usize].push(class(&row));
    }
    let hours: Vec<_> = hours.into_iter().map(|it| classes(it.into_iter())).collect();
    assert_eq!(figures.hours(), hours);
}

/// Holds the successes of each day against those of the rows that the chart counts.
#[track_caller]
fn check_successes(
    figures: &Figures,
    series: &Series,
    counted: &[Response<'_>],
    day: impl Fn(&Response<'_>) -> Option<usize>,
) {
    let definition = &figures.basis().definition;
    let is_success = |it: &&Response<'_>| definition.class(it.kind, it.subtype) == Class::Success;
    let mut by_day = vec![0; figures.by_day().len()];
    for day in counted.iter().filter(is_success).filter_map(day) {
        by_day[day] += 1;
    }
    assert_eq!(figures.successes_by_day(), by_day);
    assert_eq!(series.successes, by_day);
}

fn classes(all: impl Iterator<Item = Class>) -> Classes {
    let mut classes = Classes::default();
    for class in all {
        *match class {
            Class::Success => &mut classes.successes,
            Class::Failure => &mut classes.failures,
            Class::Neither => &mut classes.others,
        } += 1;
    }
    classes
}

#[test]
fn figures_tell_which_reading_they_are_of() {
    let mut loader = Loader::default();
    let query = || {
        let [campaign, from, to] = ["926", FIRST_DAY, LAST_DAY].map(str::to_owned);
        Query::parse(&Fields { campaign, from, to, ..Fields::default() }).unwrap()
    };
    let serials = [(); 3].map(|()| {
        loader.begin(query(), 0, 0);
        let reading = loader.current().unwrap();
        let figures = Figures::new(&View::new(reading, calendar()), Basis::default());
        assert_eq!(figures.serial(), reading.serial());
        figures.serial()
    });
    assert!(serials[0] != serials[1] && serials[1] != serials[2]);
}

#[test]
fn figures_are_whole_once_every_row_is_counted_as_the_view_picks_them() {
    List::of(&[(Some("a"), None), (Some("b"), None)]).read(&[0], |_, reading| {
        if reading.row_count() < 2 {
            return;
        }
        let basis = Basis::default();
        let mut view = View::new(reading, calendar());
        view.follow(reading);
        let mut figures = Figures::new(&view, basis.clone());
        assert!(!figures.are_whole(&view, reading));
        while figures.advance(&view, reading, &basis) {}
        assert!(figures.are_whole(&view, reading));
        let sort = vec![SortKey { column: Column::Customer, is_descending: true }];
        view.select(Selection { sort, ..Selection::default() });
        while view.advance(reading) {}
        assert!(figures.are_whole(&view, reading), "another order counts nothing anew");
        view.select(Selection { search: "a".to_owned(), ..Selection::default() });
        while view.advance(reading) {}
        assert!(!figures.are_whole(&view, reading));
    });
}
