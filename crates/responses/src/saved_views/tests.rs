use super::*;
use proptest::prelude::*;

fn view(name: &str, search: &str) -> SavedView {
    SavedView::new(name, Address::parse(search))
}

fn named(names: &[&str]) -> SavedViews {
    let mut views = SavedViews::default();
    for name in names {
        views.save(view(name, "?campaign=926"));
    }
    views
}

fn names(views: &SavedViews) -> Vec<&str> {
    views.views().iter().map(|view| view.name.as_str()).collect()
}

#[test]
fn a_view_holds_neither_what_is_each_readers_own_nor_a_secret() {
    let saved = view("January", "?campaign=926&q=a&lang=nb&theme=dark&token=s3cret");
    assert_eq!(saved.address, "?campaign=926&q=a");
    let written = SavedView { name: "x".into(), address: "?campaign=926&token=s3cret".into() };
    assert_eq!(written.address().search(), "?campaign=926");
}

#[test]
fn a_name_is_one_line_and_not_endless() {
    assert_eq!(kept_name("  The  week\n so far "), "The week so far");
    assert_eq!(kept_name(&"æ".repeat(100)).chars().count(), MOST_NAME_CHARS);
    assert_eq!(kept_name(" \u{200b} "), "");
}

#[test]
fn a_view_is_found_by_parts_of_its_words_in_any_case() {
    let saved = view("Kari i januar", "");
    for search in ["", "jan", "KARI", "jan kar"] {
        assert!(saved.matches(search), "{search}");
    }
    assert!(!saved.matches("jan feb"));
}

#[test]
fn a_name_that_is_there_is_saved_over_and_not_given_to_another() {
    let mut views = named(&["January", "February"]);
    views.save(view("january", "?campaign=2010"));
    assert_eq!(names(&views), ["january", "February"]);
    assert_eq!(views.rename("February", "JANUARY"), Err(NameTaken));
    assert!(views.rename("january", "January").is_ok(), "its own name in another case");
    assert_eq!(names(&views), ["January", "February"]);
}

#[test]
fn the_readers_choice_of_the_first_goes_before_everyones() {
    let mut shared = named(&["Team", "All"]);
    shared.open_first("Team");
    let opening = |own: &SavedViews| own.opening(&shared).map(|view| view.name.clone());
    let mut own = named(&["January"]);
    assert_eq!(opening(&own).as_deref(), Some("Team"));
    own.open_first("January");
    assert_eq!(opening(&own).as_deref(), Some("January"));
    own.open_first("All");
    assert_eq!(opening(&own).as_deref(), Some("All"));
    own.open_first("");
    assert_eq!(opening(&own), None);
    own.open_first("Gone");
    assert_eq!(opening(&own).as_deref(), Some("Team"), "it was taken out of the configuration");
}

#[test]
fn the_first_keeps_its_place_under_another_name_and_loses_it_when_deleted() {
    let mut views = named(&["January"]);
    views.open_first("January");
    views.rename("January", "Winter").unwrap();
    assert_eq!(views.first(), Some("Winter"));
    let undo = views.delete("Winter").unwrap();
    assert_eq!(views.first(), None);
    views.undo(undo);
    assert_eq!((names(&views), views.first()), (vec!["Winter"], Some("Winter")));
}

#[test]
fn an_undo_leaves_alone_what_came_meanwhile() {
    let mut views = named(&["A", "B", "C"]);
    let undo = views.delete("B").unwrap();
    views.save(view("D", ""));
    views.delete("A");
    views.undo(undo);
    assert_eq!(names(&views), ["C", "B", "D"]);
}

proptest! {
    #[test]
    fn every_change_is_undone(
        kept in proptest::collection::vec("[a-cA-C]", 0..5),
        first in proptest::option::of("[a-d]?"),
        kind in 0..4,
        (some, other) in ("[a-dA-D]", "[a-dA-D]"),
    ) {
        let mut views = named(&kept.iter().map(String::as_str).collect::<Vec<_>>());
        views.first = first;
        let before = views.clone();
        let undo = match kind {
            0 => Some(views.save(view(&some, "?campaign=1"))),
            1 => views.rename(&some, &other).ok().flatten(),
            2 => views.delete(&some),
            _ => Some(views.open_first(&some)),
        };
        if let Some(undo) = undo {
            views.undo(undo);
        }
        prop_assert_eq!(views, before);
    }
}
