//! The rows and columns that a file takes away are those that the table shows.

use cubeboard_responses::column::Column;
use cubeboard_responses::selection::{Selection, SortKey};
use cubeboard_responses::table::layout::{Direction, Layout};
use cubeboard_responses::table::sheet::{Scope, Sheet};
use cubeboard_responses::view::View;

use crate::calendar;
use crate::list::List;

#[test]
fn a_sheet_has_the_rows_shown_in_their_order_or_all_of_them() {
    let names = ["b", "a", "x", "c"];
    let list = List::of(&names.map(|it| (Some(it), (it != "x").then_some("kari"))));
    list.read(&[0], |_, reading| {
        if reading.row_count() < 4 {
            return;
        }
        let mut view = View::new(reading, calendar());
        let sort = vec![SortKey { column: Column::Customer, is_descending: false }];
        view.select(Selection { search: "kari".to_owned(), sort, ..Selection::default() });
        while view.advance(reading) {}

        let layout = Layout::default();
        let sheet = Sheet::new(&view, reading, &layout);
        let customer = |row: u32| reading.store().row(row).unwrap().customer.unwrap().to_owned();
        let customers = |scope| sheet.rows(scope).into_iter().map(customer).collect::<Vec<_>>();
        assert_eq!(customers(Scope::Shown), ["a", "b", "c"]);
        let mut all = customers(Scope::All);
        all.sort_unstable();
        assert_eq!(all, ["a", "b", "c", "x"]);
        let at = |place| sheet.row_at(place).map(|(_, it)| it.customer.unwrap().to_owned());
        assert_eq!(sheet.row_count(), 3);
        assert_eq!([at(0), at(2), at(3)], [Some("a".to_owned()), Some("c".to_owned()), None]);
    });
}

#[test]
fn a_sheet_has_the_columns_shown_in_their_order() {
    let mut layout = Layout::default();
    let [first, second, third] = [0, 1, 2].map(|it| layout.columns()[it].column);
    layout.toggle(first);
    layout.shift(third, Direction::TowardsFirst);
    List::of(&[(None, None)]).read(&[0], |_, reading| {
        let view = View::new(reading, calendar());
        let columns: Vec<_> = Sheet::new(&view, reading, &layout).columns().collect();
        assert_eq!(columns[..2], [third, second]);
        assert!(!columns.contains(&first));
        assert_eq!(columns.len(), Column::ALL.len() - 1);
    });
}

#[test]
fn a_scope_is_found_by_its_key() {
    for scope in [Scope::Shown, Scope::All] {
        assert_eq!(Scope::from_key(scope.key()), scope);
    }
    assert_eq!(Scope::from_key("?"), Scope::Shown);
}
