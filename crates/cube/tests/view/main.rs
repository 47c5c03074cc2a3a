//! A view shows what filtering and then sorting by the obvious code would, at any moment of a loading whose pages come
//! in any order, and whatever the reader chooses meanwhile.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml exempts tests, but not the functions beside them"
)]

mod burst;
mod contacts;
mod figures;
mod list;
mod plain;
mod sheet;

use cubeboard_cube::loader::Reading;
use cubeboard_responses::calendar::days::Days;
use cubeboard_responses::calendar::midnights::Calendar;
use cubeboard_responses::calendar::zone::Zone;
use cubeboard_responses::column::Column;
use cubeboard_responses::selection::{Choice, Hour, Selection, SortKey};
use cubeboard_responses::statistics::Figures;
use cubeboard_responses::view::View;
use proptest::prelude::*;
use proptest::sample::select;

use list::{AGENTS, FIRST_DAY, KINDS, LAST_DAY, List, SUBTYPES};

fn choices(words: &'static [Option<&'static str>]) -> impl Strategy<Value = Vec<Choice>> {
    let word = prop_oneof![4 => select(words), 1 => Just(Some("unknown"))];
    prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(word.prop_map(|it| it.map(str::to_owned)), 1..3)]
}

fn sorts() -> impl Strategy<Value = Vec<SortKey>> {
    let key = (select(&Column::ALL[..]), any::<bool>())
        .prop_map(|(column, is_descending)| SortKey { column, is_descending });
    prop::collection::vec(key, 0..4)
}

const SEARCHES: &[&str] =
    &["", " ", "å", "kari", "KARI nord", "971", "Østby", "7", "e", "a-0", "no sale"];

fn selections() -> impl Strategy<Value = Selection> {
    let days = prop::collection::vec(0..5u64, 0..3);
    let hour = (0..7u8, 0..24u8).prop_map(|(weekday, hour)| Hour { weekday, hour });
    let hours = prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(hour, 60)];
    let words = (choices(KINDS), choices(SUBTYPES), choices(AGENTS));
    (select(SEARCHES), words, days, hours, sorts()).prop_map(
        |(search, (kinds, subtypes, agents), days, hours, sort)| Selection {
            search: search.to_owned(),
            kinds,
            subtypes,
            agents,
            days: days
                .iter()
                .map(|it| FIRST_DAY.parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(*it))
                .collect(),
            hours,
            sort,
            ..Selection::default()
        },
    )
}

fn calendar() -> Calendar {
    let days = Days::new(FIRST_DAY.parse().unwrap(), LAST_DAY.parse().unwrap()).unwrap();
    Calendar::new(days, Zone::Oslo)
}

fn shown(view: &View) -> Vec<u32> {
    (0..view.len()).map(|place| view.row_at(place).unwrap()).collect()
}

#[track_caller]
fn check(view: &View, reading: &Reading) {
    let calendar = calendar();
    assert_eq!(shown(view), plain::rows(reading, view.selection(), &calendar));
    let counts = plain::counts(reading, view.selection(), &calendar);
    let store = reading.store();
    for (choice, count) in counts.kinds {
        let code = choice
            .map_or(cubeboard_responses::store::ABSENT, |it| store.kinds().find(&it).unwrap());
        assert_eq!(view.counts().word(Column::Kind, code), count, "type {code}");
    }
    for (choice, count) in counts.subtypes {
        let code = choice
            .map_or(cubeboard_responses::store::ABSENT, |it| store.subtypes().find(&it).unwrap());
        assert_eq!(view.counts().word(Column::Subtype, code), count, "subtype {code}");
    }
    for (choice, count) in counts.agents {
        let code = choice
            .map_or(cubeboard_responses::store::ABSENT, |it| store.agents().find(&it).unwrap());
        assert_eq!(view.counts().word(Column::Agent, code), count, "agent {code}");
    }
    for (index, count) in counts.days {
        assert_eq!(view.counts().day(index), count, "day {index}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_view_is_what_the_obvious_code_would_show(
        list in list::lists(),
        picks in prop::collection::vec(any::<u8>(), 1..40),
        chosen in prop::collection::vec(selections(), 1..4),
        bases in prop::collection::vec(figures::bases(), 1..4),
    ) {
        let mut view = None::<View>;
        let mut figures = None::<Figures>;
        let mut bases = bases.into_iter().cycle();
        let mut basis = bases.next().unwrap();
        let mut chosen = chosen.into_iter();
        let mut newest = Selection::default();
        list.read(&picks, |step, reading| {
            let current = view.take().filter(|it| it.is_of(reading, &calendar()));
            let mut current = current.unwrap_or_else(|| View::new(reading, calendar()));
            // Figures may be asked for before the view has followed what came.
            if let Some(known) = figures.as_mut().filter(|it| it.calendar() == current.calendar()) {
                known.advance(&current, reading, &basis);
            }
            current.follow(reading);
            check(&current, reading);
            if step % 3 == 0 && let Some(selection) = chosen.next() {
                newest = selection;
            }
            current.select(newest.clone());
            // Every other choice is worked out while rows come.
            if step % 6 < 2 {
                current.advance(reading);
            } else {
                while current.advance(reading) {}
                assert_eq!(current.selection(), &newest);
                check(&current, reading);
            }
            if step % 5 == 0 {
                basis = bases.next().unwrap();
            }
            let known = figures.take().filter(|it| it.calendar() == current.calendar());
            let mut known = known.unwrap_or_else(|| Figures::new(&current, basis.clone()));
            while known.advance(&current, reading, &basis) {}
            figures::check(&known, &current, reading);
            (view, figures) = (Some(current), Some(known));
        });
    }
}

#[test]
fn typing_on_finds_among_what_was_found() {
    let list = List::of(&[
        (Some("Kari Nordmann"), None),
        (Some("Karin Østby"), Some("ØST")),
        (None, Some("kari")),
    ]);
    list.read(&[0], |_, reading| {
        let mut view = View::new(reading, calendar());
        for (search, count) in
            [("k", 3), ("kari", 3), ("karin", 1), ("karin øst", 1), ("kari", 3), ("karix", 0)]
        {
            view.select(Selection { search: search.to_owned(), ..Selection::default() });
            while view.advance(reading) {}
            let expected = if reading.row_count() == 3 { count } else { view.len() };
            assert_eq!(view.len(), expected, "{search}");
        }
    });
}

/// One row of so many that what is found is looked at row by row.
#[test]
fn typing_on_finds_among_few_what_is_in_any_column() {
    let found = [
        r#"{"customer_name":"Karin"}"#,
        r#"{"submitted_by":"karin@b.example"}"#,
        r#"{"comment":"ring KARIN"}"#,
        r#"{"crm_customer_id":"Karin-1"}"#,
        r#"{"external_customer_id":"2KARIN"}"#,
        r#"{"crm_customer_id":971352}"#,
        r#"{"customer_name":"Kar Østby","comment":"in"}"#,
    ];
    let others = (0..60).map(|it| format!(r#"{{"customer_name":"Ola {it:02}"}}"#));
    let list = List::of_json(found.map(str::to_owned).into_iter().chain(others));
    list.read(&[0], |_, reading| {
        if reading.row_count() < 67 {
            return;
        }
        let mut view = View::new(reading, calendar());
        for (search, count) in
            [("kar", 6), ("kari", 5), ("karin", 5), ("karin @", 1), ("971", 1), ("9713", 1)]
        {
            view.select(Selection { search: search.to_owned(), ..Selection::default() });
            while view.advance(reading) {}
            assert_eq!(view.len(), count, "{search}");
        }
    });
}
