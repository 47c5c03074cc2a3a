//! Contacts against the obvious code: for each row, its customer's history.

use cubeboard_cube::loader::{Outcome, Reading};
use cubeboard_responses::selection::{MOST_CONTACTS, Selection, WAITS};
use cubeboard_responses::statistics::definition::Class;
use cubeboard_responses::statistics::history::History;
use cubeboard_responses::statistics::{Basis, Figures};
use cubeboard_responses::view::View;
use proptest::prelude::*;

use crate::{calendar, figures, list, plain, selections, shown};

/// Which contact a row was, and the place among [`WAITS`] of the days since the first.
fn attempt(row: u32, reading: &Reading) -> Option<(u8, Option<u8>)> {
    let history = History::of(row, reading.store(), reading.segments(), &calendar())?;
    let contact = u8::try_from(history.place + 1).unwrap().min(MOST_CONTACTS);
    let longest = |days: usize| WAITS.iter().rposition(|it| usize::from(*it) <= days).unwrap();
    let wait = history.days_since_first.map(|it| u8::try_from(longest(it)).unwrap());
    Some((contact, wait))
}

fn passes(row: u32, selection: &Selection, reading: &Reading) -> bool {
    let attempt = attempt(row, reading);
    let is_wait = |wait: &u8| attempt.is_some_and(|it| it.1 == Some(*wait));
    let is_contact = |contact: &u8| attempt.is_some_and(|it| it.0 == *contact);
    (selection.contacts.is_empty() || selection.contacts.iter().any(is_contact))
        && (selection.waits.is_empty() || selection.waits.iter().any(is_wait))
}

fn check(view: &View, figures: &Figures, reading: &Reading) {
    let selection = view.selection();
    let others = Selection { contacts: Vec::new(), waits: Vec::new(), ..selection.clone() };
    let mut expected = plain::rows(reading, &others, &calendar());
    let attempts = figures.attempts(view).unwrap();
    let class = |row: u32| {
        let row = reading.store().row(row).unwrap();
        figures.basis().definition.class(row.kind, row.subtype)
    };
    for (contact, classes) in (1..).zip(attempts.contacts) {
        let is_it = |row: &&u32| attempt(**row, reading).is_some_and(|it| it.0 == contact);
        let rows: Vec<_> = expected.iter().filter(is_it).collect();
        let successes = rows.iter().filter(|it| class(***it) == Class::Success).count();
        assert_eq!(classes.responses() as usize, rows.len(), "contact {contact}");
        assert_eq!(classes.successes as usize, successes, "contact {contact}");
    }
    for (wait, count) in (0..).zip(attempts.waits) {
        let is_it = |row: &&u32| attempt(**row, reading).is_some_and(|it| it.1 == Some(wait));
        let successes = expected.iter().filter(is_it).filter(|it| class(**it) == Class::Success);
        assert_eq!(count as usize, successes.count(), "wait {wait}");
    }
    expected.retain(|it| passes(*it, selection, reading));
    assert_eq!(shown(view), expected);
    assert_eq!(figures.summary().classes.responses() as usize, expected.len());
}

fn settle(view: &mut View, figures: &mut Figures, reading: &Reading, basis: &Basis) {
    while view.advance(reading) || view.look_for_contacts(reading) {}
    while view.advance(reading) {}
    while figures.advance(view, reading, basis) {}
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn contacts_are_known_once_the_list_is_whole(
        list in list::lists(),
        picks in prop::collection::vec(any::<u8>(), 1..40),
        first in selections(),
        then in selections(),
        contacts in prop::collection::vec(1..=MOST_CONTACTS, 0..3),
        waits in prop::collection::vec(0..4u8, 0..2),
        basis in figures::bases(),
    ) {
        let first = Selection { contacts: contacts.clone(), ..first };
        let then = Selection { contacts, waits, ..then };
        let mut kept = None::<(View, Figures)>;
        list.read(&picks, |_, reading| {
            let known = kept.take().filter(|it| it.0.is_of(reading, &calendar()));
            let (mut view, mut figures) = known.unwrap_or_else(|| {
                let mut view = View::new(reading, calendar());
                view.select(first.clone());
                let figures = Figures::new(&view, basis.clone());
                (view, figures)
            });
            view.follow(reading);
            settle(&mut view, &mut figures, reading, &basis);
            if reading.outcome() == Outcome::Loading {
                assert_eq!(figures.attempts(&view), None);
            } else {
                check(&view, &figures, reading);
                view.select(then.clone());
                settle(&mut view, &mut figures, reading, &basis);
                check(&view, &figures, reading);
            }
            kept = Some((view, figures));
        });
    }
}
