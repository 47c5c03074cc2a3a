//! Column layout of the table: which columns it shows, in what order and how wide. It is the reader's own choice, kept
//! as a short text.

use crate::column::Column;

/// A column as laid out, with width and visibility; its place in the table is its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LaidOut {
    /// The column.
    pub column: Column,
    /// Its width in CSS pixels.
    pub width_px: u32,
    /// Whether it is shown.
    pub is_shown: bool,
}

/// Column layout: all columns in their order, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    columns: Vec<LaidOut>,
}

/// Widths that a column may have, in CSS pixels.
pub const WIDTHS_PX: std::ops::RangeInclusive<u32> = 56..=800;

impl Default for Layout {
    fn default() -> Self {
        let laid_out =
            |column| LaidOut { column, width_px: usual_width_px(column), is_shown: true };
        Self { columns: Column::ALL.map(laid_out).to_vec() }
    }
}

/// Which way a column moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the left.
    TowardsFirst,
    /// To the right.
    TowardsLast,
}

impl Layout {
    /// Reads what [`Self::write`] wrote. What is unknown in it is left out, what is missing comes last.
    pub fn parse(text: &str) -> Self {
        let mut columns: Vec<LaidOut> = Vec::new();
        let rest = Self::default().columns;
        for column in text.split(',').filter_map(parse_column).chain(rest) {
            if columns.iter().all(|it| it.column != column.column) {
                columns.push(column);
            }
        }
        let layout = Self { columns };
        if layout.shown().next().is_none() { Self::default() } else { layout }
    }

    /// `submitted_when:160,-type:140`: key and width, with a sign where the column is hidden.
    pub fn write(&self) -> String {
        let write = |it: &LaidOut| {
            let sign = if it.is_shown { "" } else { "-" };
            format!("{sign}{}:{}", it.column.key(), it.width_px)
        };
        self.columns.iter().map(write).collect::<Vec<_>>().join(",")
    }

    /// All of them, hidden ones too.
    pub fn columns(&self) -> &[LaidOut] {
        &self.columns
    }

    /// Those that are shown.
    pub fn shown(&self) -> impl Iterator<Item = LaidOut> {
        self.columns.iter().copied().filter(|it| it.is_shown)
    }

    /// Shows or hides a column; the last one stays.
    pub fn toggle(&mut self, column: Column) {
        let is_last = self.shown().count() == 1;
        if let Some(it) = self.find(column).filter(|it| !it.is_shown || !is_last) {
            it.is_shown = !it.is_shown;
        }
    }

    /// Sets a column's width, within [`WIDTHS_PX`].
    pub fn resize(&mut self, column: Column, width_px: u32) {
        if let Some(it) = self.find(column) {
            it.width_px = width_px.clamp(*WIDTHS_PX.start(), *WIDTHS_PX.end());
        }
    }

    /// Moves a column one place, unless it is the last one that way.
    pub fn shift(&mut self, column: Column, direction: Direction) {
        let Some(place) = self.columns.iter().position(|it| it.column == column) else { return };
        let other = match direction {
            Direction::TowardsFirst => place.checked_sub(1),
            Direction::TowardsLast => Some(place + 1),
        };
        if let Some(other) = other.filter(|it| *it < self.columns.len()) {
            self.columns.swap(place, other);
        }
    }

    fn find(&mut self, column: Column) -> Option<&mut LaidOut> {
        self.columns.iter_mut().find(|it| it.column == column)
    }
}

fn parse_column(text: &str) -> Option<LaidOut> {
    let (key, width) = text.split_once(':')?;
    let column = Column::from_key(key.trim_start_matches('-'))?;
    let width_px = width.parse().ok().filter(|it| WIDTHS_PX.contains(it))?;
    Some(LaidOut { column, width_px, is_shown: !key.starts_with('-') })
}

/// Wide enough for most of what stands there.
fn usual_width_px(column: Column) -> u32 {
    match column {
        Column::Submitted => 204,
        Column::Kind | Column::Comment => 136,
        Column::Subtype => 186,
        Column::Agent => 234,
        Column::Customer => 190,
        Column::CrmId | Column::ExternalId => 96,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_is_read_back_as_it_was_written() {
        let mut layout = Layout::default();
        layout.toggle(Column::Subtype);
        layout.resize(Column::Comment, 9000);
        layout.shift(Column::Agent, Direction::TowardsFirst);
        assert_eq!(Layout::parse(&layout.write()), layout);
        assert_eq!(layout.shown().count(), 7);
    }

    #[test]
    fn what_is_unknown_or_missing_does_no_harm() {
        let layout = Layout::parse("-type:140,colour:10,type:90,agent,comment:x");
        assert_eq!(layout.columns().len(), 8);
        assert_eq!(
            layout.columns()[0],
            LaidOut { column: Column::Kind, width_px: 140, is_shown: false }
        );
        assert_eq!(Layout::parse(""), Layout::default());
    }

    #[test]
    fn one_column_always_stays() {
        let mut layout = Layout::default();
        for column in Column::ALL {
            layout.toggle(column);
        }
        assert_eq!(layout.shown().map(|it| it.column).collect::<Vec<_>>(), [Column::Comment]);
    }
}
