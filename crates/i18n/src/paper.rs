//! Words that stand on paper only, in each language.

/// What a report says that the screen need not.
#[derive(Debug)]
pub struct PaperMessages {
    pub(crate) printed: fn(day: &str) -> String,
    pub(crate) first_rows: fn(first: &str, all: &str) -> String,
    pub(crate) rows_in_view: fn(all: &str) -> String,
}

impl PaperMessages {
    /// “Some of 207 rows; a file takes all of them.”.
    pub fn rows_in_view(&self, all: &str) -> String {
        (self.rows_in_view)(all)
    }

    /// “Printed {day}”.
    pub fn printed(&self, day: &str) -> String {
        (self.printed)(day)
    }

    /// “The first {first} of {all} rows; a file takes all of them.”.
    pub fn first_rows(&self, first: &str, all: &str) -> String {
        (self.first_rows)(first, all)
    }
}

pub(super) const EN: PaperMessages = PaperMessages {
    printed: |day| ["Printed ", day].concat(),
    first_rows: |first, all| {
        ["The first ", first, " of ", all, " rows; a file takes all of them."].concat()
    },
    rows_in_view: |all| ["Some of ", all, " rows; a file takes all of them."].concat(),
};

pub(super) const NB: PaperMessages = PaperMessages {
    printed: |day| ["Skrevet ut ", day].concat(),
    first_rows: |first, all| {
        ["De første ", first, " av ", all, " rader; en fil tar med alle."].concat()
    },
    rows_in_view: |all| ["Noen av ", all, " rader; en fil tar med alle."].concat(),
};
