//! Cell cursor and selection of a grid, moved by keys as the ARIA practices for grids have it. Arrows, Page Up and Down,
//! Home and End move, with Shift they select, Shift+Space selects the row, Ctrl+A all.
//! <https://www.w3.org/WAI/ARIA/apg/patterns/grid/>

use std::ops::RangeInclusive;

/// A cell by row and column, both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
}

/// Where the reader is, and what is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The cell the reader is at.
    pub at: Cell,
    /// Where the selection began, its opposite corner; the same cell where only that one is selected.
    pub from: Cell,
    /// What is selected between the two.
    pub covers: Covers,
}

/// What is selected between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Covers {
    /// The cells of which they are the corners.
    #[default]
    Cells,
    /// The rows from one to the other.
    Rows,
    /// Everything, wherever they are.
    All,
}

/// How far a grid reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent<'a> {
    /// All rows.
    pub rows: usize,
    /// The columns that can be seen, by their places, in order: a narrow grid hides some.
    pub columns: &'a [usize],
    /// Rows in view.
    pub page: usize,
}

/// A key and what is held with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press<'a> {
    /// Its name, as browsers have it.
    pub key: &'a str,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether Ctrl is held, or Command.
    pub ctrl: bool,
}

impl Cursor {
    /// At one cell, with only that one selected.
    pub fn on(at: Cell) -> Self {
        Self { at, from: at, covers: Covers::Cells }
    }

    /// At another cell, with all up to there selected: cells, or rows where those are.
    #[must_use]
    pub fn extended_to(self, at: Cell) -> Self {
        let covers = if self.covers == Covers::Rows { Covers::Rows } else { Covers::Cells };
        Self { at, covers, ..self }
    }

    /// The same where only some columns can be seen, given in order: at the nearest of them, to the left where there is
    /// one.
    #[must_use]
    pub fn among(self, columns: &[usize]) -> Self {
        let near = |column: usize| {
            let left = columns.iter().rfind(|it| **it <= column);
            left.or(columns.first()).copied().unwrap_or(column)
        };
        let near = |it: Cell| Cell { column: near(it.column), ..it };
        Self { at: near(self.at), from: near(self.from), ..self }
    }

    /// Where a press leads; nothing where it means nothing to a grid, or the grid is empty.
    pub fn pressed(self, press: Press<'_>, extent: Extent<'_>) -> Option<Self> {
        let columns = extent.columns;
        let (first, last) = (*columns.first()?, *columns.last()?);
        let last = Cell { row: extent.rows.checked_sub(1)?, column: last };
        let Cell { row, column } = self.among(columns).at;
        let before = columns.iter().rfind(|it| **it < column).copied();
        let after = columns.iter().find(|it| **it > column).copied();
        let page = extent.page.max(1);
        let at = match (press.key, press.ctrl) {
            (" ", false) if press.shift => return Some(Self { covers: Covers::Rows, ..self }),
            ("a" | "A", true) => return Some(Self { covers: Covers::All, ..self }),
            ("ArrowUp", false) => Cell { row: row.saturating_sub(1), column },
            ("ArrowDown", false) => Cell { row: row + 1, column },
            ("ArrowLeft", false) => Cell { row, column: before.unwrap_or(column) },
            ("ArrowRight", false) => Cell { row, column: after.unwrap_or(column) },
            ("PageUp", false) => Cell { row: row.saturating_sub(page), column },
            ("PageDown", false) => Cell { row: row + page, column },
            ("Home", false) => Cell { row, column: first },
            ("End", false) => Cell { row, column: last.column },
            ("Home", true) => Cell { row: 0, column: first },
            ("End", true) => last,
            _ => return None,
        };
        let at = Cell { row: at.row.min(last.row), ..at };
        Some(if press.shift { self.extended_to(at) } else { Self::on(at) })
    }

    /// The rows selected; where all are, without an end.
    pub fn rows(self) -> RangeInclusive<usize> {
        match self.covers {
            Covers::All => ALL,
            Covers::Rows | Covers::Cells => between(self.at.row, self.from.row),
        }
    }

    /// The columns selected; where all are, without an end.
    pub fn columns(self) -> RangeInclusive<usize> {
        match self.covers {
            Covers::All | Covers::Rows => ALL,
            Covers::Cells => between(self.at.column, self.from.column),
        }
    }
}

const ALL: RangeInclusive<usize> = 0..=usize::MAX;

fn between(some: usize, other: usize) -> RangeInclusive<usize> {
    some.min(other)..=some.max(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXTENT: Extent<'_> = Extent { rows: 100, columns: &[0, 1, 2, 3, 4, 5, 6, 7], page: 20 };

    fn cell(row: usize, column: usize) -> Cell {
        Cell { row, column }
    }

    #[track_caller]
    fn check(from: Cell, key: &str, ctrl: bool, to: Cell) {
        let press = Press { key, shift: false, ctrl };
        assert_eq!(Cursor::on(from).pressed(press, EXTENT), Some(Cursor::on(to)), "{key}");
    }

    #[test]
    fn keys_move_as_in_any_grid_and_stop_at_its_ends() {
        check(cell(5, 3), "ArrowDown", false, cell(6, 3));
        check(cell(0, 0), "ArrowUp", false, cell(0, 0));
        check(cell(99, 7), "ArrowRight", false, cell(99, 7));
        check(cell(5, 3), "PageDown", false, cell(25, 3));
        check(cell(5, 3), "PageUp", false, cell(0, 3));
        check(cell(5, 3), "Home", false, cell(5, 0));
        check(cell(5, 3), "End", false, cell(5, 7));
        check(cell(5, 3), "Home", true, cell(0, 0));
        check(cell(5, 3), "End", true, cell(99, 7));
        assert_eq!(
            Cursor::default().pressed(Press { key: "x", shift: false, ctrl: false }, EXTENT),
            None
        );
    }

    #[test]
    fn shift_selects_from_where_it_began_in_either_direction() {
        let press = |key| Press { key, shift: true, ctrl: false };
        let mut cursor = Cursor::on(cell(5, 3));
        for key in ["ArrowUp", "ArrowUp", "ArrowRight"] {
            cursor = cursor.pressed(press(key), EXTENT).unwrap();
        }
        assert_eq!((cursor.rows(), cursor.columns()), (3..=5, 3..=4));
    }

    #[test]
    fn rows_are_selected_whole_until_the_reader_moves_on() {
        let press = |key, shift| Press { key, shift, ctrl: false };
        let row = Cursor::on(cell(5, 3)).pressed(press(" ", true), EXTENT).unwrap();
        assert_eq!((row.at, row.rows(), row.columns()), (cell(5, 3), 5..=5, ALL));
        let rows = row.pressed(press("ArrowDown", true), EXTENT).unwrap();
        assert_eq!((rows.rows(), rows.columns()), (5..=6, ALL));
        let moved = rows.pressed(press("ArrowDown", false), EXTENT).unwrap();
        assert_eq!(moved, Cursor::on(cell(7, 3)));
        assert_eq!(row.pressed(press(" ", false), EXTENT), None);
    }

    #[test]
    fn all_is_selected_where_the_reader_is() {
        let all = Press { key: "a", shift: false, ctrl: true };
        let all = Cursor::on(cell(5, 3)).pressed(all, EXTENT).unwrap();
        assert_eq!((all.at, all.rows(), all.columns()), (cell(5, 3), ALL, ALL));
        let some = all.extended_to(cell(6, 4));
        assert_eq!((some.rows(), some.columns()), (5..=6, 3..=4));
    }

    #[test]
    fn columns_that_cannot_be_seen_are_passed_over() {
        let narrow = Extent { columns: &[1, 2, 5], ..EXTENT };
        let press = |key| Press { key, shift: false, ctrl: false };
        let walk = |from: usize, key| Cursor::on(cell(5, from)).pressed(press(key), narrow);
        for (from, key, to) in [
            (2, "ArrowRight", 5),
            (5, "ArrowRight", 5),
            (5, "ArrowLeft", 2),
            (3, "ArrowLeft", 1),
            (2, "Home", 1),
            (2, "End", 5),
            (0, "End", 5),
        ] {
            assert_eq!(walk(from, key), Some(Cursor::on(cell(5, to))), "{key} from {from}");
        }
        assert_eq!(walk(7, "ArrowDown"), Some(Cursor::on(cell(6, 5))));
        assert_eq!(walk(0, "ArrowUp"), Some(Cursor::on(cell(4, 1))));
    }

    #[test]
    fn an_empty_grid_has_no_cell_to_go_to() {
        let press = Press { key: "ArrowDown", shift: false, ctrl: false };
        assert_eq!(Cursor::default().pressed(press, Extent { rows: 0, ..EXTENT }), None);
    }
}
