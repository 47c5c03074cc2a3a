//! What the table shows: which rows in what order, and which columns. The table and every file that is taken away ask
//! here, so that a file says exactly what the screen says.

use serde::{Deserialize, Serialize};

use crate::column::Column;
use crate::rows::Rows;
use crate::store::{Code, Response};
use crate::table::layout::{LaidOut, Layout};
use crate::view::View;

/// The rows of one reading as a reader arranged them.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    view: &'a View,
    reading: &'a dyn Rows,
    layout: &'a Layout,
}

/// Which rows are taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Scope {
    /// Those that the filters let through, in the order that is shown.
    #[default]
    Shown,
    /// The same in the service's order, which tells nothing of what they are sorted by.
    ShownAsServed,
    /// Every one, in the service's order.
    All,
}

impl Scope {
    /// Key of the scope, as an option of a form has it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Shown | Self::ShownAsServed => "shown",
            Self::All => "all",
        }
    }

    /// The scope of a key; [`Self::Shown`] where there is none.
    pub fn from_key(key: &str) -> Self {
        [Self::Shown, Self::All].into_iter().find(|scope| scope.key() == key).unwrap_or_default()
    }
}

impl<'a> Sheet<'a> {
    /// `view` has to be one of this reading.
    pub fn new(view: &'a View, reading: &'a dyn Rows, layout: &'a Layout) -> Self {
        Self { view, reading, layout }
    }

    /// The columns shown, from the first to the last.
    pub fn columns(self) -> impl Iterator<Item = Column> {
        self.layout.shown().map(|it: LaidOut| it.column)
    }

    /// How many rows the table has.
    pub fn row_count(self) -> usize {
        self.view.len()
    }

    /// The response at a place of the table, counted from 0, and the code of its type.
    pub fn row_at(self, place: usize) -> Option<(Code, Response<'a>)> {
        let (row, store) = (self.view.row_at(place)?, self.reading.store());
        Some((store.kind(row)?, store.row(row)?))
    }

    /// Rows of the store, in order. They stay what they are as long as the reading does, whatever is picked or comes
    /// later.
    pub fn rows(self, scope: Scope) -> Vec<u32> {
        let mut rows = Vec::new();
        match scope {
            Scope::Shown => (0..self.view.len()).for_each(|it| rows.extend(self.view.row_at(it))),
            Scope::All => self.reading.segments().for_each(|it| rows.extend(it)),
            Scope::ShownAsServed => {
                let mut is_shown = vec![false; self.reading.store().row_count() as usize];
                for row in self.rows(Scope::Shown) {
                    if let Some(is_shown) = is_shown.get_mut(row as usize) {
                        *is_shown = true;
                    }
                }
                rows = self.rows(Scope::All);
                rows.retain(|row| is_shown.get(*row as usize) == Some(&true));
            }
        }
        rows
    }
}
