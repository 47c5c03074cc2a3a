//! Recycled list: a row whose item is gone shows another one. Rows made anew for each item, as `<For>` alone makes them,
//! would leave something of each in memory for as long as the page is open (docs/performance.md).

use std::collections::HashMap;

use leptos::prelude::*;

use crate::browser::focus;

/// The item that a row shows, which changes when that item is gone.
#[derive(Debug, Clone, Copy)]
pub struct RowItem {
    /// Its index in the list; `None` where the row shows none and is to be hidden.
    pub index: Signal<Option<usize>>,
    /// Its id, for the row's button.
    pub id: Signal<Option<String>>,
}

impl RowItem {
    /// Whether the row shows none.
    pub fn is_none(self) -> bool {
        self.index.get().is_none()
    }
}

/// A row for each item, in order, and hidden ones behind them where there were more items before. An item that moves
/// takes its row along, which keeps the focus.
#[component]
pub fn RecycledList(
    /// Ids of the items in their order, unique in the page.
    #[prop(into)]
    ids: Signal<Vec<String>>,
    /// Makes a row.
    #[prop(into)]
    row: Callback<RowItem, AnyView>,
) -> impl IntoView {
    let rows = Memo::new(move |before: Option<&Rows>| Rows::showing(&ids.read(), before));
    let order = Memo::new(move |_| rows.read().order());
    let numbers = move || {
        // A row that moves takes the focus off its button.
        focus::keep();
        order.get()
    };
    let row = move |number: usize| {
        let item = Memo::new(move |_| rows.read().item(number).cloned());
        let index = Signal::derive(move || item.read().as_ref().map(|item| item.index));
        let id = Signal::derive(move || item.read().as_ref().map(|item| item.id.clone()));
        row.run(RowItem { index, id })
    };
    view! {
        <For each=numbers key=|number| *number let:number>
            {row(number)}
        </For>
    }
    .into_any()
}

/// Which item each row shows, by the number under which the row was made.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rows(Vec<Option<Item>>);

/// An item of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Item {
    id: String,
    index: usize,
}

impl Rows {
    /// Items that were there before keep their rows; others get those of items that are gone, and then new ones.
    fn showing(ids: &[String], before: Option<&Self>) -> Self {
        let indices = ids.iter().enumerate().map(|(index, id)| (id.as_str(), index));
        let mut unshown: HashMap<&str, usize> = indices.collect();
        let mut keep = |item: &Option<Item>| {
            let (id, index) = unshown.remove_entry(item.as_ref()?.id.as_str())?;
            Some(Item { id: id.to_owned(), index })
        };
        let mut rows: Vec<_> = before.iter().flat_map(|rows| &rows.0).map(&mut keep).collect();
        let mut others: Vec<_> =
            unshown.into_iter().map(|(id, index)| Item { id: id.to_owned(), index }).collect();
        others.sort_unstable_by_key(|item| item.index);
        let mut others = others.into_iter();
        for row in rows.iter_mut().filter(|row| row.is_none()) {
            *row = others.next();
        }
        rows.extend(others.map(Some));
        Self(rows)
    }

    /// The item of a row.
    fn item(&self, number: usize) -> Option<&Item> {
        self.0.get(number)?.as_ref()
    }

    /// Numbers of all rows, in the order of their items; those without one come last.
    fn order(&self) -> Vec<usize> {
        let mut numbers: Vec<_> = (0..self.0.len()).collect();
        numbers.sort_by_key(|number| self.item(*number).map_or(usize::MAX, |item| item.index));
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the rows show after these lists, one after the other: in the order of their making, and as they stand.
    #[track_caller]
    fn check(lists: &[&str], made: &str, standing: &str) {
        let mut rows = None;
        for list in lists {
            let ids: Vec<_> = list.split_whitespace().map(str::to_owned).collect();
            rows = Some(Rows::showing(&ids, rows.as_ref()));
        }
        let rows = rows.unwrap();
        let name = |number: usize| rows.item(number).map_or("-", |item| item.id.as_str());
        let names =
            |numbers: Vec<usize>| numbers.into_iter().map(name).collect::<Vec<_>>().join(" ");
        assert_eq!(names((0..rows.0.len()).collect()), made);
        assert_eq!(names(rows.order()), standing);
    }

    #[test]
    fn an_item_keeps_its_row_wherever_it_moves() {
        check(&["a b c", "c a b"], "a b c", "c a b");
        check(&["a b c", "c"], "- - c", "c - -");
    }

    #[test]
    fn rows_of_items_that_are_gone_are_taken_before_others_are_made() {
        check(&["a b c", "d c e"], "d e c", "d c e");
        check(&["a b", "", "c d e"], "c d e", "c d e");
        check(&["a b c", "c", "d c"], "d - c", "d c -");
    }
}
